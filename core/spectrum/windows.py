"""The comb in windows: target sizes that speak out of a part of the image only.

Averaged over the whole image, a lattice under a small patch drowns. Here the envelope is averaged over
windows of two scales, and each window's profiles are compared with the lattices themselves rather than with
lines of a spectrum, as a window is too short to tell neighbouring lengths apart by their frequency: positions
on a lattice are fixed from the image's corner, so that lengths that differ by one soon differ in place.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from core.progress import Progress, no_progress, stage
from core.spectrum import lattice
from core.spectrum.envelope import Texture
from core.spectrum.lattice import Phase
from core.spectrum.lines import SHORTEST_TARGET, longest_target
from core.spectrum.patch import LocalCandidate, weigh_patch
from core.spectrum.rivals import loudest_elsewhere
from core.spectrum.settle import settled
from core.spectrum.window_pairs import AxisLattices, PairInWindow, axis_lattices, pairs_in_window

Field = NDArray[np.float32]

CANDIDATES = 40
"""Pairs per scale that are weighed, those whose points stand out most."""
SHORTLIST = 60
SMALLEST_WINDOW = 64
LONGEST_TARGET = 1100
"""Longest target length searched in windows; models in use take up to 1024."""
_DETREND = 25


def search_windows(texture: Texture, *, progress: Progress = no_progress) -> tuple[LocalCandidate, ...]:
    """The patch that speaks loudest, with the target sizes it may speak for, best first.

    All have the same box, contrast and significance; off the significance goes that of the loudest other part
    that speaks for something else. Empty for images too small to have parts.
    """
    rough: list[LocalCandidate] = []
    sides = window_sides(min(texture.shape))
    axes: list[AxisLattices] = []
    for length in texture.shape if sides else ():
        progress(0.0, "Searching parts of the image")
        axes.append(_lattices(length))
    for step, side in enumerate(sides):
        report = stage(progress, 0.8 * step / len(sides), 0.8 * (step + 1) / len(sides))
        rough += _at_scale(texture, axes[0], axes[1], side, report)
    rough.sort(key=lambda item: -item.significance)
    progress(0.8, "Comparing parts of the image")
    if not rough:
        return ()
    found = settled(texture, rough[:SHORTLIST], _searched, stage(progress, 0.8, 0.95))
    progress(0.95, "Comparing parts of the image")
    elsewhere = loudest_elsewhere(texture, rough[0].box, found, rough)
    return tuple(replace(part, significance=part.significance - elsewhere) for part in found)


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


def _axis_scores(strips: Field, side: int, axis: AxisLattices, progress: Progress) -> Field:
    """Scores of all lattices along the strips (S, W), in windows at every half side: (lattices, S, windows).

    The score is the sum of a window's profile on the lattice's points over what it would be by chance, in
    standard deviations.
    """
    lefts = np.arange(0, strips.shape[1] - side + 1, side // 2)
    level, spread = _moments(strips, lefts, side)
    scores = np.zeros((len(axis.lengths), len(strips), len(lefts)), np.float32)
    for window, left in enumerate(lefts.tolist()):
        progress(window / len(lefts), "Searching parts of the image")
        points = axis.points[:, left : left + side].astype(np.float32)
        count = points.sum(axis=1, dtype=np.float32)[:, None]
        sums = points @ strips[:, left : left + side].T
        chance = np.sqrt(count * (1 - count / side) + np.float32(1e-3))
        fits = (sums - count * level[:, window]) / (spread[:, window] * chance)
        scores[..., window] = np.where(count >= lattice.FEWEST_POINTS, fits, 0)
    if len(strips) * len(lefts) > 3:
        scores -= np.median(scores, axis=(1, 2), keepdims=True)
    return scores


def _moments(strips: Field, lefts: NDArray[np.int_], side: int) -> tuple[Field, Field]:
    """Mean and standard deviation of the strips in each window, each (S, windows)."""
    windows = np.stack([strips[:, left : left + side] for left in lefts], axis=1)
    return windows.mean(axis=2), windows.std(axis=2) + np.float32(0.02)


def _searched(length: int) -> range:
    """Target lengths searched along an axis of `length` pixels."""
    longest = min(LONGEST_TARGET, longest_target(length))
    return range(SHORTEST_TARGET, max(SHORTEST_TARGET + 1, longest))


def _lattices(length: int) -> AxisLattices:
    """All lattices along an axis."""
    every = _searched(length)
    ties = [target for target in every if lattice.has_ties(length, target)]
    phases = (Phase.CENTRE,) * len(every) + (Phase.FLOOR,) * len(every) + (Phase.LEFT,) * len(ties)
    return axis_lattices(length, np.array([*every, *every, *ties]), phases)


def _at_scale(
    texture: Texture, vertical: AxisLattices, horizontal: AxisLattices, side: int, progress: Progress
) -> list[LocalCandidate]:
    """The pairs that stand out most in windows of one side, weighed."""
    down = _axis_scores(_strips(texture.envelope.T, side), side, vertical, stage(progress, 0.0, 0.3))
    across = _axis_scores(_strips(texture.envelope, side), side, horizontal, stage(progress, 0.3, 0.6))
    field = texture.prominence
    pairs: list[PairInWindow] = []
    rows, columns = down.shape[2], across.shape[2]
    for row in range(rows):
        progress(0.6 + 0.2 * row / rows, "Searching parts of the image")
        for column in range(columns):
            box = (column * (side // 2), row * (side // 2), side, side)
            scores = down[:, column, row], across[:, row, column]
            pairs += pairs_in_window(field, box, vertical, horizontal, scores)
    pairs.sort(key=lambda pair: -pair.stands_out)
    progress(0.8, "Weighing parts of the image")
    found = [_candidate(pair, vertical, horizontal) for pair in pairs[:CANDIDATES]]
    return [weigh_patch(texture, candidate) for candidate in found if candidate is not None]


def _candidate(pair: PairInWindow, vertical: AxisLattices, horizontal: AxisLattices) -> LocalCandidate | None:
    phase = _common(vertical.phases[pair.vertical], horizontal.phases[pair.horizontal])
    shape = int(vertical.lengths[pair.vertical]), int(horizontal.lengths[pair.horizontal])
    return None if phase is None else LocalCandidate(shape, phase, pair.box)


def _common(vertical: Phase, horizontal: Phase) -> Phase | None:
    """The phase of a lattice with these along its axes; where there are no ties, centre is left too."""
    if vertical is horizontal:
        return vertical
    return None if Phase.FLOOR in (vertical, horizontal) else Phase.LEFT
