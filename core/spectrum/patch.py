"""A patch of the image on a lattice: how much of a picture it holds, and how far it reaches."""

from dataclasses import dataclass, replace

import numpy as np

from core.images.arrays import Shape
from core.spectrum import lattice
from core.spectrum.controls import coherence_beside
from core.spectrum.envelope import Texture
from core.spectrum.lattice import Phase
from core.spectrum.points import Box, points_in_box
from core.spectrum.region import region_of
from core.spectrum.tones import own_part

__all__ = ["Box", "LocalCandidate", "fit_patch", "own_db", "patch_energy", "weigh_patch"]

MOST_POINTS = 128
MOST = 40.0
"""Neither half of a patch's significance counts for more than this."""
LEAST_COHERENT = -5.0
"""Points that disagree take off no more than this."""
UNFORMED = 8.0
"""Standing out counts for no more than this where points form no picture at all, as a codec's traces do."""
OWN_ENOUGH, OWN_LEAST = 0.2, 0.01
"""Share of a patch's picture that has to be its own, and the least that is told from none."""
FRAME = 4
"""Pixels along the image's edges that are not weighed: scanning and cropping leave frames there."""


@dataclass(frozen=True)
class LocalCandidate:
    """A target size that speaks out of a patch of the image.

    `contrast` is the lattice contrast of the patch in dB. `significance` adds 5·log₁₀ of the number of
    lattice points to it, as the agreement of few points is worth less than that of many, and how much the
    points stand out in standard deviations: a busy picture has points that stand out and disagree. Of both
    no more than `MOST_POINTS` count: a weak trace in many points is an enlargement's or a camera's.
    """

    target_shape: Shape
    phase: Phase
    box: Box
    contrast: float = lattice.NOTHING_DB
    significance: float = lattice.NOTHING_DB


def weigh_patch(texture: Texture, candidate: LocalCandidate) -> LocalCandidate:
    """The candidate with the contrast and significance of its box; unchanged where the box is too small."""
    inner = replace(candidate, box=_unframed(candidate.box, texture.shape))
    rows, columns = _points(texture, inner)
    if min(len(rows), len(columns)) < lattice.FEWEST_POINTS:
        return candidate
    here = lattice.coherence(texture, rows, columns)
    beside = coherence_beside(texture, rows, columns, candidate.target_shape)
    picture = max(0.0, here.agreement - max(0.0, beside.agreement))
    floor = beside.power + _roughness(texture, rows, columns) / 2 + 0.5
    contrast = float(10 * np.log10((picture + lattice.SILENCE) / floor))
    return replace(candidate, contrast=contrast, significance=_significance(texture, inner, contrast))


def _unframed(box: Box, source: Shape) -> Box:
    """The box without the image's outermost pixels."""
    x, y, across, down = box
    frame = min(FRAME, min(source) // 16)
    left, top = max(x, frame), max(y, frame)
    return left, top, min(x + across, source[1] - frame) - left, min(y + down, source[0] - frame) - top


def _significance(texture: Texture, candidate: LocalCandidate, contrast: float) -> float:
    """See `LocalCandidate`. Blocks of an enlarged image stand out as points do, so there none count."""
    points = points_in_box(texture, candidate.target_shape, candidate.phase, candidate.box)
    count = min(points.count, MOST_POINTS)
    coherent = max(LEAST_COHERENT, contrast + 5 * float(np.log10(max(1, count))))
    if texture.in_blocks:
        return coherent
    if points.second_least <= 0:
        return LEAST_COHERENT
    most = min(MOST, UNFORMED + 2 * max(0.0, coherent))
    return min(coherent, MOST) + float(np.clip(points.excess * count**0.5, 0, most))


def own_db(texture: Texture, candidate: LocalCandidate) -> float:
    """dB, 0 or less, by which a patch's picture is short of being its own (core.spectrum.tones)."""
    rows, columns = _points(texture, candidate)
    own = own_part(texture, rows, columns, texture.median[np.ix_(rows, columns)])
    return float(10 * np.log10(np.clip(own / OWN_ENOUGH, OWN_LEAST / OWN_ENOUGH, 1)))


def patch_energy(texture: Texture, candidate: LocalCandidate) -> float:
    """Coherent energy on the lattice points in the box, grey levels², summed over points and channels.

    Less that of the lattice half a period away where it is least, so that texture does not count.
    """
    rows, columns = _points(texture, candidate)
    if min(len(rows), len(columns)) < lattice.FEWEST_POINTS:
        return 0.0
    shifts = ((0, 0), *lattice.control_shifts(texture.shape, candidate.target_shape))
    found = lattice.coherences(texture, *lattice.moved(texture, rows, columns, shifts))
    here, *beside = (one.agreement for one in found)
    return (here - max(0.0, min(beside, default=here))) * len(rows) * len(columns)


def fit_patch(texture: Texture, candidate: LocalCandidate) -> LocalCandidate:
    """The candidate with its box fitted to what stands out on the lattice around it."""
    found = region_of(texture, candidate.target_shape, candidate.phase, candidate.box)
    if found is None:
        return candidate
    (height, width), (rows, columns) = texture.shape, candidate.target_shape
    high, wide = (
        found[3] * rows >= lattice.FEWEST_POINTS * height,
        found[2] * columns >= lattice.FEWEST_POINTS * width,
    )
    return replace(candidate, box=found) if high and wide else candidate


def _points(texture: Texture, candidate: LocalCandidate) -> tuple[lattice.Indices, lattice.Indices]:
    (height, width), (x, y, across, down) = texture.shape, candidate.box
    rows = lattice.positions(height, candidate.target_shape[0], candidate.phase)
    columns = lattice.positions(width, candidate.target_shape[1], candidate.phase)
    inside_rows, inside_columns = (rows >= y) & (rows < y + down), (columns >= x) & (columns < x + across)
    return rows[inside_rows], columns[inside_columns]


def _roughness(texture: Texture, rows: lattice.Indices, columns: lattice.Indices) -> float:
    """Mean squared step of the median between lattice points, summed over channels, grey levels²."""
    robust = texture.median[np.ix_(rows, columns)].astype(np.float32)
    return float(sum(np.square(np.diff(robust, axis=axis)).mean() * 3 for axis in (0, 1)) / 2)
