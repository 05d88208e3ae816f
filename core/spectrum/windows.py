"""The comb in windows: target sizes that speak out of a part of the image only.

Averaged over the whole image, a lattice under a small patch drowns. Here the envelope is averaged over
windows of two scales, and each window's profiles are compared with the lattices themselves rather than with
lines of a spectrum, as a window is too short to tell neighbouring lengths apart by their frequency: positions
on a lattice are fixed from the image's corner, so that lengths that differ by one soon differ in place.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from core.progress import Progress, no_progress
from core.spectrum import lattice
from core.spectrum.envelope import Texture
from core.spectrum.lattice import Phase
from core.spectrum.lines import SHORTEST_TARGET
from core.spectrum.patch import Box, LocalCandidate, fit_patch, patch_energy, weigh_patch

Field = NDArray[np.float32]

WINDOWS_KEPT = 12
LENGTHS_KEPT = 6
SHORTLIST = 60
FINALISTS = 5
CLOSE = 0.5
"""Share of the best size's energy that a size needs to be worth a second opinion."""
SMALLEST_WINDOW = 64
LONGEST_TARGET = 1100
"""Longest target length searched in windows; models in use take up to 1024."""
_DETREND = 25
_LARGEST_SHARE = 1 / 2.05
"""Lattices denser than every 2.05th pixel are left out: they drift through every benign comb of period 2."""


@dataclass(frozen=True)
class AxisScores:
    """How well the windows' profiles fit the lattices of one axis.

    `scores` is (window rows, window columns, lattices) in standard deviations; a lattice is a target length
    in `lengths` at a phase in `phases`.
    """

    lengths: NDArray[np.int_]
    phases: tuple[Phase, ...]
    scores: Field

    def best(self) -> Field:
        """The best score of each window."""
        return np.asarray(np.maximum(self.scores.max(axis=2), 0), np.float32)


def search_windows(texture: Texture, *, progress: Progress = no_progress) -> tuple[LocalCandidate, ...]:
    """The patch that speaks loudest, with the target sizes it may speak for, best first.

    All have the same box, contrast and significance. Empty for images too small to have parts.
    """
    field = texture.envelope
    rough: list[LocalCandidate] = []
    sides = window_sides(min(texture.shape))
    for step, side in enumerate(sides):
        progress(0.8 * step / len(sides), "Searching parts of the image")
        vertical = _turned(_axis_scores(_strips(field.T, side), side))
        horizontal = _axis_scores(_strips(field, side), side)
        rough += [weigh_patch(texture, candidate) for candidate in _candidates(vertical, horizontal, side)]
    rough.sort(key=lambda item: -item.significance)
    progress(0.8, "Comparing parts of the image")
    return _settled(texture, rough[:SHORTLIST]) if rough else ()


def _settled(texture: Texture, shortlist: list[LocalCandidate]) -> tuple[LocalCandidate, ...]:
    """The most significant window, with the sizes that explain most of what surrounds it.

    A window alone is too short to tell neighbouring lengths apart; twice its size mostly is not.
    """
    leader = shortlist[0]
    x, y, across, down = leader.box
    around = (x - across // 2, y - down // 2, 2 * across, 2 * down)
    rivals = dict.fromkeys(replace(item, box=around, contrast=0, significance=0) for item in shortlist)
    weighed = sorted(((patch_energy(texture, rival), rival) for rival in rivals), key=lambda pair: -pair[0])
    best = fit_patch(texture, replace(weighed[0][1], box=leader.box))
    rest = [rival for energy, rival in weighed[1:FINALISTS] if energy > CLOSE * weighed[0][0]]
    return tuple(
        replace(leader, target_shape=item.target_shape, phase=item.phase, box=best.box)
        for item in (best, *rest)
    )


def window_sides(shorter_side: int) -> tuple[int, ...]:
    """Sides of the windows for an image: about an eighth and a quarter of it, at least 64 pixels."""
    side = SMALLEST_WINDOW
    while side * 16 <= shorter_side:
        side *= 2
    return tuple(width for width in (side, 2 * side) if width <= shorter_side)


def _strips(field: Field, side: int) -> Field:
    """Means over `side` rows of a field (H, W), every half side, slow parts removed, (strips, W)."""
    half = side // 2
    count = field.shape[0] // half
    blocks = field[: count * half].reshape(count, half, field.shape[1]).sum(axis=1)
    strips = (blocks[:-1] + blocks[1:]) / side
    slow = uniform_filter1d(strips, _DETREND, axis=1, mode="reflect")
    return np.asarray(strips - slow, np.float32)


def _axis_scores(strips: Field, side: int) -> AxisScores:
    """Scores of all lattices along the strips (S, W), in windows at every half side.

    The score is the sum of a window's profile on the lattice's points over what it would be by chance, in
    standard deviations. Sums come from running sums along each lattice; a product with a matrix of all
    lattices is no faster, and far slower where other work keeps the cores busy.
    """
    width = strips.shape[1]
    lefts = np.arange(0, width - side + 1, side // 2)
    lengths, phases = _lattices(width)
    level, spread = _moments(strips, lefts, side)
    scores = np.zeros((len(lengths), len(strips), len(lefts)), np.float32)
    for place, (target, phase) in enumerate(zip(lengths.tolist(), phases, strict=True)):
        points = lattice.positions(width, target, phase)
        starts, stops = np.searchsorted(points, lefts), np.searchsorted(points, lefts + side)
        count = stops - starts
        running = np.zeros((len(strips), len(points) + 1), np.float32)
        np.cumsum(strips[:, points], axis=1, out=running[:, 1:])
        sums = running[:, stops] - running[:, starts]
        chance = np.sqrt(count * (1 - count / side) + 1e-3)
        fits = (sums - count * level) / (spread * chance)
        scores[place] = np.where(count >= lattice.FEWEST_POINTS, fits, 0)
    if len(strips) * len(lefts) > 3:
        scores -= np.median(scores, axis=(1, 2), keepdims=True)
    return AxisScores(lengths, phases, np.moveaxis(scores, 0, 2))


def _moments(strips: Field, lefts: NDArray[np.int_], side: int) -> tuple[Field, Field]:
    """Mean and standard deviation of the strips in each window, each (S, windows)."""
    windows = np.stack([strips[:, left : left + side] for left in lefts], axis=1)
    return windows.mean(axis=2), windows.std(axis=2) + np.float32(0.02)


def _lattices(length: int) -> tuple[NDArray[np.int_], tuple[Phase, ...]]:
    """Target lengths and phases of all lattices along an axis."""
    longest = min(LONGEST_TARGET, int(length * _LARGEST_SHARE))
    every = range(SHORTEST_TARGET, max(SHORTEST_TARGET + 1, longest))
    ties = [target for target in every if lattice.has_ties(length, target)]
    phases = (Phase.CENTRE,) * len(every) + (Phase.FLOOR,) * len(every) + (Phase.LEFT,) * len(ties)
    return np.array([*every, *every, *ties]), phases


def _candidates(vertical: AxisScores, horizontal: AxisScores, side: int) -> list[LocalCandidate]:
    """Pairs of lengths in the windows where both axes fit best."""
    both = np.sqrt(vertical.best() * horizontal.best())
    rows, columns = np.unravel_index(np.argsort(-both, axis=None)[:WINDOWS_KEPT], both.shape)
    found: list[LocalCandidate] = []
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        box = (column * (side // 2), row * (side // 2), side, side)
        found += _pairs(vertical, horizontal, row, column, box)
    return found


def _pairs(
    vertical: AxisScores, horizontal: AxisScores, row: int, column: int, box: Box
) -> list[LocalCandidate]:
    down = np.argsort(-vertical.scores[row, column])[:LENGTHS_KEPT]
    across = np.argsort(-horizontal.scores[row, column])[:LENGTHS_KEPT]
    found: list[LocalCandidate] = []
    for i in down:
        for j in across:
            phase = _common(vertical.phases[i], horizontal.phases[j])
            if phase is not None:
                shape = (int(vertical.lengths[i]), int(horizontal.lengths[j]))
                found.append(LocalCandidate(shape, phase, box))
    return found


def _common(vertical: Phase, horizontal: Phase) -> Phase | None:
    """The phase of a lattice with these along its axes; where there are no ties, centre is left too."""
    if vertical is horizontal:
        return vertical
    return None if Phase.FLOOR in (vertical, horizontal) else Phase.LEFT


def _turned(scores: AxisScores) -> AxisScores:
    return AxisScores(scores.lengths, scores.phases, np.swapaxes(scores.scores, 0, 1))
