"""The blind estimate of a target size: comb of the envelope, then coherence on the lattice.

Nothing of this is published; the idea and its measurements are this project's own. Per axis the envelope
is averaged over the other one; its spectrum shows lines at multiples of the target length. The lengths
that explain the lines are paired, and on each pair's lattice the deviations are asked to form a picture:
divisors and multiples of the true size, benign combs and stray lines fail that.
"""

from dataclasses import dataclass, replace

import numpy as np

from core.images.arrays import RGB, Shape
from core.progress import Progress, no_progress
from core.spectrum import lattice
from core.spectrum.envelope import Texture, envelope, texture_of
from core.spectrum.lattice import Phase
from core.spectrum.lines import AxisCandidate, AxisLines, axis_candidates, axis_lines

__all__ = ["SizeCandidate", "axis_spectra", "envelope", "estimate_sizes", "size_candidate"]

FIRST_LOOK = 96
"""Lattice points per axis in the first look at a pair of lengths; the second takes up to 256."""
SHORTLIST = 6
RETURNED = 3


@dataclass(frozen=True)
class SizeCandidate:
    """A target size, the lattice phase it was found at, and what speaks for it.

    `comb` is the weaker of the two axes' comb scores, `energy` the coherent energy on the lattice in excess
    of that beside it (grey levels², summed over the output), `contrast` the lattice contrast in dB.
    """

    target_shape: Shape
    phase: Phase
    comb: float
    energy: float
    contrast: float


def axis_spectra(texture: Texture) -> tuple[AxisLines, AxisLines]:
    """Lines of the envelope along the vertical and the horizontal axis."""
    field = texture.envelope
    return axis_lines(field.mean(axis=1)), axis_lines(field.mean(axis=0))


def estimate_sizes(
    image: RGB, *, texture: Texture | None = None, progress: Progress = no_progress
) -> tuple[SizeCandidate, ...]:
    """Target sizes that speak out of the image, best first; empty for images too small or too flat.

    The first is the most likely target size if the image is an attack. Whether it is one is for the lattice
    contrast to say: benign images yield candidates too. `texture` may bring `texture_of(image)`.
    """
    known = texture or texture_of(image)
    progress(0.2, "Searching for a comb")
    vertical, horizontal = (axis_candidates(lines) for lines in axis_spectra(known))
    rough = []
    for step, row in enumerate(vertical):
        progress(0.4 + 0.4 * step / len(vertical), "Trying target sizes")
        rough += [look for column in horizontal for look in _first_looks(known, row, column)]
    progress(0.8, "Comparing target sizes")
    close = [replace(item, energy=_excess(known, item)) for item in _shortlist(rough)]
    close.sort(key=lambda item: -item.energy)
    return tuple(replace(item, contrast=_contrast(known, item)) for item in close[:RETURNED])


def _shortlist(rough: list[SizeCandidate]) -> list[SizeCandidate]:
    """The sizes with the most coherent energy, and those whose comb is clearest where texture has more."""
    by_energy = sorted(rough, key=lambda item: -item.energy)
    by_comb = sorted(rough, key=lambda item: (-item.comb, -item.energy))
    return list(dict.fromkeys([*by_energy[:SHORTLIST], *by_comb[:SHORTLIST]]))


def size_candidate(texture: Texture, target_shape: Shape, phase: Phase) -> SizeCandidate:
    """A given target size, weighed like those of the search; its `comb` is 0, as none was looked for."""
    candidate = SizeCandidate(target_shape, phase, 0.0, 0.0, 0.0)
    return replace(candidate, energy=_excess(texture, candidate), contrast=_contrast(texture, candidate))


def _excess(texture: Texture, candidate: SizeCandidate) -> float:
    """Coherent energy on the lattice in excess of that half a period away, grey levels², summed."""
    here, beside = _on_and_beside(texture, candidate)
    excess = here.agreement - max(control.agreement for control in beside)
    return excess * candidate.target_shape[0] * candidate.target_shape[1]


def _contrast(texture: Texture, candidate: SizeCandidate) -> float:
    """How much of a picture stands on this lattice and on no other, in dB.

    10·log₁₀ of the agreement of neighbouring lattice points over the power half a period away. Off the
    agreement goes what lattices that should show nothing show too: those half a period away and those of
    slightly other sizes (in a halftone every lattice shows a picture). To the power half the roughness of
    the robust output is added, as blocks of an enlarged image may differ by so much. Photographs lie below
    −5 dB, attacks mostly above.
    """
    shape = candidate.target_shape
    if min(shape) < lattice.FEWEST_POINTS:
        return lattice.NOTHING_DB
    here, beside = _on_and_beside(texture, candidate)
    similar = [_coherence(texture, other, candidate.phase).agreement for other in _similar(shape)]
    least = min(control.agreement for control in beside)
    picture = max(0.0, here.agreement - max(0.0, least, *similar))
    quiet = max(control.power for control in beside)
    floor = quiet + lattice.output_roughness(texture.median, shape) / 2 + 0.5
    return float(10 * np.log10((picture + lattice.SILENCE) / floor))


def _on_and_beside(
    texture: Texture, candidate: SizeCandidate
) -> tuple[lattice.Coherence, list[lattice.Coherence]]:
    """The lattice and those half a period away; where β < 2 on both axes there is only the lattice itself."""
    shape, phase = candidate.target_shape, candidate.phase
    here = _coherence(texture, shape, phase)
    shifts = lattice.control_shifts(texture.shape, shape)
    return here, [_coherence(texture, shape, phase, shift) for shift in shifts] or [here]


def _similar(shape: Shape) -> tuple[Shape, ...]:
    """Sizes whose lattice drifts through two periods of this one's across the image."""
    height, width = shape
    return (height + 2, width), (height - 2, width), (height, width + 2), (height, width - 2)


def _first_looks(texture: Texture, row: AxisCandidate, column: AxisCandidate) -> list[SizeCandidate]:
    """A pair of lengths on each lattice it may lie on, weighed roughly."""
    shape = (row.length, column.length)
    ties = any(lattice.has_ties(*pair) for pair in zip(texture.shape, shape, strict=True))
    phases = tuple(Phase) if ties else (Phase.CENTRE, Phase.FLOOR)
    comb = min(row.score, column.score)
    found = [(phase, _coherence(texture, shape, phase, most=FIRST_LOOK).agreement) for phase in phases]
    return [SizeCandidate(shape, phase, comb, value * shape[0] * shape[1], 0.0) for phase, value in found]


def _coherence(
    texture: Texture, shape: Shape, phase: Phase, shift: Shape = (0, 0), most: int = 256
) -> lattice.Coherence:
    (height, width), (down, right) = texture.shape, shift
    rows = lattice.shifted(lattice.positions(height, shape[0], phase), down, height)
    columns = lattice.shifted(lattice.positions(width, shape[1], phase), right, width)
    return lattice.coherence(texture, rows, columns, most)
