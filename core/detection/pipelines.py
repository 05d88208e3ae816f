"""Which pipeline does the image attack? The one whose output is a clear picture.

Through the right kernel the output is the attacker's target, as smooth as any picture. A wrong kernel mixes
some of the source's texture in, which makes the output rough, or loses part of the hidden picture, which
brings it nearer to the robust output. The clarity is the ratio of the two. Beside it stands what the kernel's
taps say: an attack of least norm changes each pixel by as much as its weight. Over many outputs that is how
well the pixels that stand out agree with the taps; over a few, where clarity is a guess, the share of the
deviations that the taps explain decides. The score is the product. Pipelines that read the same pixels with
the same weights get the same score: no image can tell them apart.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.detection.suspicion import Excerpt, output_excerpt
from core.images.arrays import RGB, Shape
from core.progress import Progress, no_progress
from core.scaling.catalogue import ALGORITHMS, Algorithm
from core.scaling.operator import ScalingOperator, operator_for
from core.scaling.pipeline import Pipeline
from core.spectrum.envelope import Texture
from core.spectrum.lattice import Phase
from core.spectrum.patch import Box

Output = NDArray[np.float32]

Field = NDArray[np.float32]
Weights = NDArray[np.float64]

_CLIP = 30
"""Grey levels from which a deviation counts no more."""
_MOST_PIXELS = 600_000
"""Pixels that are compared with the taps."""
_MOST = 60
"""Grey levels up to which deviations are explained; edges have more."""
FEW_OUTPUTS = 1000
"""Output pixels below which the clarity is a guess."""
_LEAST_FIT = 0.001
"""Where nothing fits, clarity still ranks."""
_SAME = 2e-3
"""Relative difference of scores below which two pipelines count as one: OpenCV's and TensorFlow's bilinear
differ in the last bits of their coefficients only."""


@dataclass(frozen=True)
class PipelineGuess:
    """A pipeline and how well it explains the image: its clarity times its fit (0 or more, no unit)."""

    pipeline: Pipeline
    score: float


@dataclass(frozen=True, eq=False)
class StandingOut:
    """What stands out in a part of the image, (h, w) grey levels, its mean and its variance."""

    part: Box
    field: Field
    level: float
    variance: float

    def on(self, rows: Weights, columns: Weights) -> float:
        """Its sum weighted by row and by column, (h,) and (w,)."""
        # Few rows and columns have weight. No product by BLAS: its threads wait for one another.
        down, across = np.flatnonzero(rows), np.flatnonzero(columns)
        tapped = self.field[np.ix_(down, across)]
        return float(rows[down] @ (tapped * columns[across]).sum(axis=1))


def rank_pipelines(
    texture: Texture,
    target_shape: Shape,
    *,
    phase: Phase | None = None,
    box: Box | None = None,
    asked: tuple[str, str] | None = None,
    progress: Progress = no_progress,
) -> tuple[PipelineGuess, ...]:
    """Pipelines of that target size that sample, best first; equal scores mean indistinguishable.

    With `phase`, those that read no pixel of the lattice found are left out: OpenCV's nearest, unless it is
    its own. The others mix pixels on both lattices where ratios are small.
    They are compared in the middle of `box` (source pixels), without one in that of the image.
    Pipelines that average all pixels (area, Pillow's antialiased ones) are left out: no attack on them
    leaves a lattice. Of the others the catalogue's common ones are compared, and that of library and
    algorithm `asked`, which comes first among its equals.
    """
    robust = _output(texture.median, Pipeline("opencv", "area", target_shape), box)
    part = _part(texture.shape, box)
    standing_out = standing_out_of(texture.image, part)
    specs = [
        spec
        for spec in ALGORITHMS
        if not spec.antialiased
        and ((spec.library, spec.id) == asked or (spec.common and _reads(spec, phase)))
    ]
    guesses: list[PipelineGuess] = []
    for step, spec in enumerate(specs):
        progress(step / len(specs), "Comparing pipelines")
        pipeline = Pipeline(spec.library, spec.id, target_shape)
        operator = operator_for(pipeline, texture.shape)
        excerpt = output_excerpt(texture.image, operator, box)
        output = _scaled(excerpt)
        few = output.shape[0] * output.shape[1] < FEW_OUTPUTS
        fit = explained(excerpt) ** 2 if few else tap_fit(standing_out, operator)
        guesses.append(PipelineGuess(pipeline, clarity(output, robust) * max(fit, _LEAST_FIT)))
    return _merged(sorted(guesses, key=lambda guess: -guess.score), asked)


def _reads(spec: Algorithm, phase: Phase | None) -> bool:
    return phase in (None, Phase.FLOOR) or (spec.library, spec.id) != ("opencv", "nearest")


def clarity(output: Output, robust: Output) -> float:
    """Mean |output − robust| over mean |output − its 3×3 mean|, both (h, w, 3) in grey levels.

    The exponent below 1 was chosen on calibration photographs: kernels with negative lobes exaggerate the
    hidden picture a little and would win too often without it.
    """
    roughness = np.abs(output - cv2.blur(output, (3, 3))).mean()
    return float(np.abs(output - robust).mean() ** 0.9 / (roughness + 0.05))


def tap_fit(standing_out: StandingOut, operator: ScalingOperator) -> float:
    """Correlation −1..1 of what stands out in a part of the image with the kernel's weights there."""
    x, y, across, down = standing_out.part
    rows = operator.row_influence[y : y + down]
    columns = operator.column_influence[x : x + across]
    mean_row, mean_column = float(rows.mean()), float(columns.mean())
    spread_of_taps = float(np.square(rows).mean() * np.square(columns).mean()) - (mean_row * mean_column) ** 2
    on_taps = standing_out.on(rows, columns)
    together = on_taps / (across * down) - standing_out.level * mean_row * mean_column
    spread = max(spread_of_taps, 1e-12) * max(standing_out.variance, 1e-6)
    return together / float(np.sqrt(spread))


def explained(excerpt: Excerpt) -> float:
    """Share 0..1 of the squared deviations that lies along the kernel's windows, beyond chance.

    Deviations from the 5×5 median are projected on each output pixel's weights (exact where windows do not
    overlap); of noise, a share of as many outputs as there are pixels does so by chance.
    """
    piece = np.ascontiguousarray(excerpt.image)
    deviation = np.clip(piece.astype(np.float32) - cv2.medianBlur(piece, 5), -_MOST, _MOST)
    operator = excerpt.operator
    rows = np.asarray(operator.left.multiply(operator.left).sum(axis=1)).ravel()
    columns = np.asarray(operator.right.multiply(operator.right).sum(axis=0)).ravel()
    along = np.square(operator.forward(deviation)).sum(axis=2) / np.maximum(np.outer(rows, columns), 1e-9)
    chance = along.size / (piece.shape[0] * piece.shape[1])
    share = float(along.sum()) / (float(np.square(deviation).sum()) + 1e-3)
    return float(np.clip(share - chance, 0, 1))


def standing_out_of(image: RGB, part: Box) -> StandingOut:
    """|I − median₅ₓ₅(I)| of a part, maximum over channels, clipped: many taps count, not a few edges."""
    x, y, across, down = part
    piece = np.ascontiguousarray(image[y : y + down, x : x + across])
    red, green, blue = cv2.split(cv2.absdiff(piece, cv2.medianBlur(piece, 5)))
    field = np.minimum(cv2.max(cv2.max(red, green), blue), _CLIP).astype(np.float32)
    return StandingOut(part, field, float(field.mean()), float(field.var()))


def _part(shape: Shape, box: Box | None) -> Box:
    """The box, the whole image without one; of a large one the middle."""
    x, y, across, down = box or (0, 0, shape[1], shape[0])
    keep = min(1.0, (_MOST_PIXELS / (across * down)) ** 0.5)
    width, height = max(1, round(across * keep)), max(1, round(down * keep))
    return x + (across - width) // 2, y + (down - height) // 2, width, height


def _output(image: RGB, pipeline: Pipeline, box: Box | None) -> Output:
    """A part of the pipeline's output, before rounding, (h, w, 3) float32 in 0..255."""
    return _scaled(output_excerpt(image, operator_for(pipeline, (image.shape[0], image.shape[1])), box))


def _scaled(excerpt: Excerpt) -> Output:
    scaled = excerpt.operator.forward(excerpt.image.astype(np.float32))
    return np.asarray(np.clip(scaled, 0, 255), np.float32)


def _merged(ranked: list[PipelineGuess], asked: tuple[str, str] | None) -> tuple[PipelineGuess, ...]:
    """Near-equal neighbours in the ranking get one score, and the catalogue's order among themselves.

    The pipeline `asked` about comes before them.
    """
    order = {(spec.library, spec.id): place for place, spec in enumerate(ALGORITHMS)}
    if asked is not None:
        order[asked] = -1
    merged: list[PipelineGuess] = []
    for guess in ranked:
        leader = merged[-1].score if merged else np.inf
        same = merged and guess.score >= leader * (1 - _SAME)
        merged.append(PipelineGuess(guess.pipeline, leader if same else guess.score))
    place = {guess: order[guess.pipeline.library, guess.pipeline.algorithm] for guess in merged}
    return tuple(sorted(merged, key=lambda guess: (-guess.score, place[guess])))
