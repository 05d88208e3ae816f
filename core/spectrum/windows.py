"""The comb in windows: target sizes that speak out of a part of the image only.

Averaged over the whole image, a lattice under a small patch drowns. Here the envelope is averaged over
windows of two scales, and each window's profiles are compared with the lattices themselves rather than with
lines of a spectrum, as a window is too short to tell neighbouring lengths apart by their frequency: positions
on a lattice are fixed from the image's corner, so that lengths that differ by one soon differ in place.
"""

from dataclasses import replace

import numpy as np

from core.progress import Progress, no_progress, stage
from core.spectrum import lattice
from core.spectrum.envelope import Texture
from core.spectrum.lattice import Phase
from core.spectrum.lines import SHORTEST_TARGET, longest_target
from core.spectrum.patch import LocalCandidate, own_db, weigh_patch
from core.spectrum.rivals import loudest_elsewhere, said_all_over
from core.spectrum.settle import settled
from core.spectrum.window_pairs import AxisLattices, PairInWindow, axis_lattices, pairs_in_window
from core.spectrum.window_scores import axis_scores, strips_of, window_moments

CANDIDATES = 40
"""Pairs per scale that are weighed, those whose points stand out most."""
SHORTLIST = 60
SMALLEST_WINDOW = 64
LONGEST_TARGET = 1100
"""Longest target length searched in windows; models in use take up to 1024."""
QUIET_DB = 5.0
"""Significance below which no part is an alarm, and the rest of the image is not asked."""
DOUBTFUL_DB = 12.0
"""Significance that doubts leave: a lattice heard all over the image, a picture that its own tones explain.
Tampering with a spectrum spreads a lattice too."""


def search_windows(texture: Texture, *, progress: Progress = no_progress) -> tuple[LocalCandidate, ...]:
    """The patch that speaks loudest, with the target sizes it may speak for, best first.

    All have the same box, contrast and significance; off the significance goes that of the loudest other part
    that speaks for something else, and of what is above `DOUBTFUL_DB` what the same lattice says all over the
    image and what the image's own tones explain. Empty for images too small to have parts.
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
    loudest = rough[0]
    if loudest.significance < QUIET_DB:
        return found
    news = loudest.significance - loudest_elsewhere(texture, loudest.box, found, rough)
    if news > DOUBTFUL_DB:
        doubts = said_all_over(texture, [loudest, *found]) - own_db(texture, loudest)
        news = max(DOUBTFUL_DB, news - doubts)
    return tuple(replace(part, significance=news) for part in found)


def window_sides(shorter_side: int) -> tuple[int, ...]:
    """Sides of the windows for an image: about an eighth and a quarter of it, at least 64 pixels.

    None below twice that: a window would be the better part of the image, and dots in it no news.
    """
    if shorter_side < 2 * SMALLEST_WINDOW:
        return ()
    side = SMALLEST_WINDOW
    while side * 16 <= shorter_side:
        side *= 2
    return side, 2 * side


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
    down = axis_scores(strips_of(texture.envelope.T, side), side, vertical, stage(progress, 0.0, 0.3))
    across = axis_scores(strips_of(texture.envelope, side), side, horizontal, stage(progress, 0.3, 0.6))
    field = texture.prominence
    level, spread = window_moments(field, side)
    pairs: list[PairInWindow] = []
    rows, columns = level.shape
    for row in range(rows):
        progress(0.6 + 0.2 * row / rows, "Searching parts of the image")
        for column in range(columns):
            box = (column * (side // 2), row * (side // 2), side, side)
            scores = down[column, row], across[row, column]
            moments = float(level[row, column]), float(spread[row, column])
            pairs += pairs_in_window(field, box, vertical, horizontal, scores, moments)
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
