"""What speaks for a target size: a picture on its lattice, and points that stand out."""

from dataclasses import dataclass, replace

import numpy as np

from core.images.arrays import Shape
from core.spectrum import lattice
from core.spectrum.controls import coherence_beside, shifts_beside
from core.spectrum.envelope import Texture
from core.spectrum.lattice import Phase
from core.spectrum.points import everywhere
from core.spectrum.tones import own_share

STANDING_OUT_DB = 0.5
"""dB per standard deviation that a lattice's points stand out."""
MOST_DEVIATIONS = 15.0
"""Standard deviations that count: benign combs of cameras and codecs reach hundreds."""
BESIDE = 128
"""Points a side that stand for each lattice beside the one in question."""
BLOCKS_DB = -5.0
"""For an image that was enlarged by repeating pixels."""
DITHERED_DB = -10.0
"""For an image of few levels, whose dots stand on lattices; what is hidden would bring levels of its own."""


@dataclass(frozen=True)
class SizeCandidate:
    """A target size, the lattice phase it was found at, and what speaks for it.

    `comb` is the weaker of the two axes' comb scores, `energy` the coherent energy on the lattice in excess
    of that beside it (grey levels², summed over the output), `contrast` the lattice contrast in dB.
    `significance` adds to it how much the lattice's points stand out, for sparse pictures; blocks of an
    enlarged image stand out too, and so take off from it.
    """

    target_shape: Shape
    phase: Phase
    comb: float
    energy: float
    contrast: float
    significance: float = lattice.NOTHING_DB


def size_candidate(texture: Texture, target_shape: Shape, phase: Phase) -> SizeCandidate:
    """A given target size, weighed like those of the search; its `comb` is 0, as none was looked for."""
    candidate = SizeCandidate(target_shape, phase, 0.0, 0.0, 0.0)
    return weighed_size(texture, replace(candidate, energy=coherent_excess(texture, candidate)))


def weighed_size(texture: Texture, candidate: SizeCandidate) -> SizeCandidate:
    """The candidate with its contrast and significance."""
    contrast = _contrast(texture, candidate)
    if contrast <= lattice.NOTHING_DB:
        return replace(candidate, contrast=contrast, significance=contrast)
    return replace(candidate, contrast=contrast, significance=contrast + _bonus(texture, candidate))


def _bonus(texture: Texture, candidate: SizeCandidate) -> float:
    if texture.dithered:
        return DITHERED_DB
    return BLOCKS_DB if texture.in_blocks else _standing_out_db(texture, candidate)


def _standing_out_db(texture: Texture, candidate: SizeCandidate) -> float:
    """dB for how much the lattice's points stand out, more than those beside it do."""
    shape, phase = candidate.target_shape, candidate.phase
    rows, columns = points_of(texture, shape, phase)
    (height, width), shifts = texture.shape, shifts_beside(texture.shape, shape)
    beside = [
        everywhere(texture, lattice.shifted(rows, down, height), lattice.shifted(columns, right, width))
        for down, right in shifts
    ]
    excess = everywhere(texture, rows, columns) - max(0.0, *beside, 0.0)
    deviations = excess * float(np.sqrt(shape[0] * shape[1]))
    return STANDING_OUT_DB * float(np.clip(deviations, 0, MOST_DEVIATIONS))


def points_of(texture: Texture, shape: Shape, phase: Phase) -> tuple[lattice.Indices, lattice.Indices]:
    """Rows and columns of the lattice of a target shape, in source pixels."""
    height, width = texture.shape
    return lattice.positions(height, shape[0], phase), lattice.positions(width, shape[1], phase)


def coherent_excess(texture: Texture, candidate: SizeCandidate) -> float:
    """Coherent energy on the lattice in excess of that half a period away, grey levels², summed."""
    here, beside = _on_and_beside(texture, candidate)
    excess = here.agreement - max(control.agreement for control in beside)
    return excess * candidate.target_shape[0] * candidate.target_shape[1]


def _contrast(texture: Texture, candidate: SizeCandidate) -> float:
    """How much of a picture stands on this lattice and on no other, in dB.

    10·log₁₀ of the agreement of neighbouring lattice points over the power beside them. Off the agreement
    goes what lattices that should show nothing show too: those moved by a few pixels and those of slightly
    other sizes (in a halftone every lattice shows a picture), and of the rest what is the image's own tones
    (core.spectrum.tones). To the power half the roughness of the robust output is added, as blocks of an
    enlarged image may differ by so much.
    """
    shape = candidate.target_shape
    if min(shape) < lattice.FEWEST_POINTS:
        return lattice.NOTHING_DB
    rows, columns = points_of(texture, shape, candidate.phase)
    here = coherence_on(texture, shape, candidate.phase).agreement
    beside = coherence_beside(texture, rows, columns, shape, most=BESIDE)
    similar = [
        coherence_on(texture, other, candidate.phase).agreement for other in _similar(shape, texture.shape)
    ]
    picture = max(0.0, here - max(0.0, beside.agreement, *similar))
    if picture > 0:
        picture *= own_share(texture, rows, columns, shape)
    floor = beside.power + lattice.output_roughness(texture, shape) / 2 + 0.5
    return float(10 * np.log10((picture + lattice.SILENCE) / floor))


def _on_and_beside(
    texture: Texture, candidate: SizeCandidate
) -> tuple[lattice.Coherence, list[lattice.Coherence]]:
    """The lattice and those half a period away; where β < 2 on both axes there is only the lattice itself."""
    shape, phase = candidate.target_shape, candidate.phase
    shifts = ((0, 0), *lattice.control_shifts(texture.shape, shape))
    lattices = lattice.moved(texture, *points_of(texture, shape, phase), shifts)
    here, *beside = lattice.coherences(texture, *lattices)
    return here, beside or [here]


def _similar(shape: Shape, source: Shape) -> tuple[Shape, ...]:
    """Sizes whose lattice drifts through two periods of this one's across the image, where there are any."""
    height, width = shape
    down = ((height + 2, width), (height - 2, width)) if source[0] > height else ()
    across = ((height, width + 2), (height, width - 2)) if source[1] > width else ()
    return (*down, *across)


def coherence_on(
    texture: Texture, shape: Shape, phase: Phase, shift: Shape = (0, 0), most: int = 256
) -> lattice.Coherence:
    """`lattice.coherence` on the lattice of a target shape, moved by `shift` (down, right) pixels."""
    (height, width), (down, right) = texture.shape, shift
    rows = lattice.shifted(lattice.positions(height, shape[0], phase), down, height)
    columns = lattice.shifted(lattice.positions(width, shape[1], phase), right, width)
    return lattice.coherence(texture, rows, columns, most)
