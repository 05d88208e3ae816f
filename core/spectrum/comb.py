"""The blind estimate of a target size: comb of the envelope, then coherence on the lattice.

Nothing of this is published; the idea and its measurements are this project's own. Per axis the envelope
is averaged over the other one; its spectrum shows lines at multiples of the target length. The lengths
that explain the lines are paired, and on each pair's lattice the deviations are asked to form a picture:
divisors and multiples of the true size, benign combs and stray lines fail that.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.images.arrays import RGB, Shape
from core.progress import Progress, no_progress, stage
from core.spectrum import lattice
from core.spectrum.envelope import Texture, envelope, texture_of
from core.spectrum.lattice import Phase
from core.spectrum.lines import AxisCandidate, AxisLines, axis_candidates, axis_lines
from core.spectrum.looks import agreements, standing_out
from core.spectrum.weighing import (
    SizeCandidate,
    coherent_excess,
    size_candidate,
    weighed_size,
)

__all__ = ["SizeCandidate", "axis_spectra", "envelope", "estimate_sizes", "size_candidate"]

SHORTLIST = 6
RETURNED = 3
MORE = 14
"""Lengths asked for per ranking where some are left out."""
ECHO = 0.04
"""Relative distance from a simple ratio up to which a length is an echo of another."""
FARTHEST_ECHO = 0.15
"""The same at most, absolute: among large ratios every one would be near an integer."""
OUTSTANDING = 2
"""Lattices weighed because their points stand out, whatever their energy."""
CLEARER_DB = 6.0
"""By how much such a lattice has to be more significant to come first."""


def axis_spectra(texture: Texture) -> tuple[AxisLines, AxisLines]:
    """Lines of the envelope along the vertical and the horizontal axis."""
    field = texture.envelope
    return axis_lines(field.mean(axis=1)), axis_lines(field.mean(axis=0))


def estimate_sizes(
    image: RGB,
    *,
    texture: Texture | None = None,
    besides: Shape | None = None,
    most: int = RETURNED,
    progress: Progress = no_progress,
) -> tuple[SizeCandidate, ...]:
    """Target sizes that speak out of the image, best first; empty for images too small or too flat.

    The first is the most likely target size if the image is an attack. Whether it is one is for the lattice
    contrast to say: benign images yield candidates too. `texture` may bring `texture_of(image)`.
    `besides` is a size known already: what may be its echo is left out. Of `most` (1 to `RETURNED`) of them
    the significance is measured, and of some that stand out; whoever asks for the first saves half the time.
    """
    known = texture or texture_of(image)
    progress(0.2, "Searching for a comb")
    lines = zip(axis_spectra(known), besides or (None, None), strict=True)
    vertical, horizontal = (_axis_candidates(axis, first) for axis, first in lines)
    rough = []
    for step, row in enumerate(vertical):
        progress(0.4 + 0.4 * step / len(vertical), "Trying target sizes")
        rough += _first_looks(known, row, horizontal)
    short = _reported(_shortlist(rough), stage(progress, 0.8, 0.9))
    close = [replace(item, energy=coherent_excess(known, item)) for item in short]
    close.sort(key=lambda item: -item.energy)
    best = list(dict.fromkeys(close[:RETURNED]))
    shapes = {item.target_shape for item in best}
    sparse = [item for item in _outstanding(known, rough) if item.target_shape not in shapes]
    asked = best[:most]
    weighed = [weighed_size(known, item) for item in _reported([*asked, *sparse], stage(progress, 0.9, 1.0))]
    return _in_order(weighed[: len(asked)], weighed[len(asked) :])


def _reported(items: list[SizeCandidate], progress: Progress) -> Iterator[SizeCandidate]:
    for step, item in enumerate(items):
        progress(step / len(items), "Comparing target sizes")
        yield item


def _in_order(weighed: list[SizeCandidate], sparse: list[SizeCandidate]) -> tuple[SizeCandidate, ...]:
    """Those with most energy first, unless a lattice whose points stand out is far more significant."""
    if not weighed:
        return tuple(sparse)
    clearer = [item for item in sparse if item.significance > weighed[0].significance + CLEARER_DB]
    return (*sorted(clearer, key=lambda item: -item.significance), *weighed)


def _outstanding(texture: Texture, rough: list[SizeCandidate]) -> list[SizeCandidate]:
    """The lattices whose points stand out most, by a look at some of them."""
    found = standing_out(texture, [(item.target_shape, item.phase) for item in rough])
    sure = {
        item: value * math.sqrt(math.prod(item.target_shape))
        for item, value in zip(rough, found, strict=True)
    }
    return sorted(rough, key=lambda item: sure[item], reverse=True)[:OUTSTANDING]


def _axis_candidates(lines: AxisLines, first: int | None) -> tuple[AxisCandidate, ...]:
    """Target lengths that explain the lines; with `first` those that are no echo of it."""
    if first is None:
        return axis_candidates(lines)
    return tuple(item for item in axis_candidates(lines, MORE) if not is_echo(item.length, first))[:MORE]


def is_echo(length: int, first: int) -> bool:
    """Whether a length is about an integer multiple or part of another, or two thirds either way."""
    ratio = max(length, first) / min(length, first)
    return is_multiple(length, first) or abs(ratio - 1.5) < ECHO * ratio


def is_multiple(length: int, first: int) -> bool:
    """Whether one length is about an integer multiple of the other; by themselves included."""
    ratio = max(length, first) / min(length, first)
    return abs(ratio - round(ratio)) < min(FARTHEST_ECHO, ECHO * ratio)


def _shortlist(rough: list[SizeCandidate]) -> list[SizeCandidate]:
    """The sizes with the most coherent energy, and those whose comb is clearest where texture has more."""
    by_energy = sorted(rough, key=lambda item: -item.energy)
    by_comb = sorted(rough, key=lambda item: (-item.comb, -item.energy))
    return list(dict.fromkeys([*by_energy[:SHORTLIST], *by_comb[:SHORTLIST]]))


def _first_looks(
    texture: Texture, row: AxisCandidate, columns: Sequence[AxisCandidate]
) -> list[SizeCandidate]:
    """A length with each of another axis, on each lattice they may lie on, weighed roughly."""
    asked = [
        ((row.length, column.length), phase, min(row.score, column.score))
        for column in columns
        for phase in _phases(texture.shape, (row.length, column.length))
    ]
    found = agreements(texture, [(shape, phase) for shape, phase, _ in asked])
    return [
        SizeCandidate(shape, phase, comb, value * shape[0] * shape[1], 0.0)
        for (shape, phase, comb), value in zip(asked, found, strict=True)
    ]


def _phases(source: Shape, target: Shape) -> tuple[Phase, ...]:
    ties = any(lattice.has_ties(*pair) for pair in zip(source, target, strict=True))
    return tuple(Phase) if ties else (Phase.CENTRE, Phase.FLOOR)
