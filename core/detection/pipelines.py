"""Which pipeline does the image attack? The one whose output is a clear picture.

Through the right kernel the output is the attacker's target, as smooth as any picture. A wrong kernel mixes
some of the source's texture in, which makes the output rough, or loses part of the hidden picture, which
brings it nearer to the robust output. The score is the ratio of the two. Pipelines that read the same pixels
with the same weights get the same score: no image can tell them apart.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.detection.suspicion import output_excerpt
from core.images.arrays import RGB, Shape
from core.progress import Progress, no_progress
from core.scaling.catalogue import ALGORITHMS, Algorithm
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.spectrum.envelope import Texture
from core.spectrum.lattice import Phase
from core.spectrum.patch import Box

Output = NDArray[np.float32]

_SAME = 2e-3
"""Relative difference of scores below which two pipelines count as one: OpenCV's and TensorFlow's bilinear
differ in the last bits of their coefficients only."""


@dataclass(frozen=True)
class PipelineGuess:
    """A pipeline and how clearly its output differs from the robust one (0 or more, no unit)."""

    pipeline: Pipeline
    score: float


def rank_pipelines(
    texture: Texture,
    target_shape: Shape,
    *,
    phase: Phase | None = None,
    box: Box | None = None,
    progress: Progress = no_progress,
) -> tuple[PipelineGuess, ...]:
    """Pipelines of that target size that sample, best first; equal scores mean indistinguishable.

    With `phase`, those that read no pixel of the lattice found are left out: OpenCV's nearest, unless it is
    its own. The others mix pixels on both lattices where ratios are small.
    They are compared in the middle of `box` (source pixels), without one in that of the image.
    Pipelines that average all pixels (area, Pillow's antialiased ones) are left out: no attack on them
    leaves a lattice. Of the others the catalogue's common ones are compared.
    """
    robust = _output(texture.median, Pipeline("opencv", "area", target_shape), box)
    specs = [spec for spec in ALGORITHMS if spec.common and not spec.antialiased and _reads(spec, phase)]
    guesses: list[PipelineGuess] = []
    for step, spec in enumerate(specs):
        progress(step / len(specs), "Comparing pipelines")
        pipeline = Pipeline(spec.library, spec.id, target_shape)
        output = _output(texture.image, pipeline, box)
        guesses.append(PipelineGuess(pipeline, clarity(output, robust)))
    return _merged(sorted(guesses, key=lambda guess: -guess.score))


def _reads(spec: Algorithm, phase: Phase | None) -> bool:
    return phase in (None, Phase.FLOOR) or (spec.library, spec.id) != ("opencv", "nearest")


def clarity(output: Output, robust: Output) -> float:
    """Mean |output − robust| over mean |output − its 3×3 mean|, both (h, w, 3) in grey levels.

    The exponent below 1 was chosen on calibration photographs: kernels with negative lobes exaggerate the
    hidden picture a little and would win too often without it.
    """
    roughness = np.abs(output - cv2.blur(output, (3, 3))).mean()
    return float(np.abs(output - robust).mean() ** 0.9 / (roughness + 0.05))


def _output(image: RGB, pipeline: Pipeline, box: Box | None) -> Output:
    """A part of the pipeline's output, before rounding, (h, w, 3) float32 in 0..255."""
    excerpt = output_excerpt(image, operator_for(pipeline, (image.shape[0], image.shape[1])), box)
    scaled = excerpt.operator.forward(excerpt.image.astype(np.float32))
    return np.asarray(np.clip(scaled, 0, 255), np.float32)


def _merged(ranked: list[PipelineGuess]) -> tuple[PipelineGuess, ...]:
    """Near-equal neighbours in the ranking get one score, and the catalogue's order among themselves."""
    order = {(spec.library, spec.id): place for place, spec in enumerate(ALGORITHMS)}
    merged: list[PipelineGuess] = []
    for guess in ranked:
        leader = merged[-1].score if merged else np.inf
        same = merged and guess.score >= leader * (1 - _SAME)
        merged.append(PipelineGuess(guess.pipeline, leader if same else guess.score))
    place = {guess: order[guess.pipeline.library, guess.pipeline.algorithm] for guess in merged}
    return tuple(sorted(merged, key=lambda guess: (-guess.score, place[guess])))
