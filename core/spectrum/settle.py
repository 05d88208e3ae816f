"""Which size a patch speaks for, once the window that speaks loudest is known.

A window alone is too short to tell neighbouring lengths apart; twice its size mostly is not, and a sparse
payload shows its lattice in the whole image only. So rivals are made exact on both, and each is judged by
the coherent energy around the window and by how much its points stand out there and everywhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from core.progress import Progress, stage
from core.spectrum import lattice
from core.spectrum.envelope import Texture
from core.spectrum.patch import LocalCandidate, fit_patch, patch_energy
from core.spectrum.points import Box, everywhere, points_in_box
from core.spectrum.refine import Rulers, refined, rulers, whole_box
from core.spectrum.window_pairs import LARGEST_SKEW

FINALISTS = 5
CLOSE = 0.5
"""Share of the best size's weight that a size needs to be worth a second opinion."""
REFINED = 4
"""Rivals whose lengths are made exact."""

Searched = Callable[[int], range]


def settled(
    texture: Texture, shortlist: Sequence[LocalCandidate], searched: Searched, progress: Progress
) -> tuple[LocalCandidate, ...]:
    """The first of the shortlist, with the sizes that explain most of what surrounds it, best first.

    `searched` gives the target lengths in question along an axis of some pixels.
    """
    leader = shortlist[0]
    x, y, across, down = leader.box
    around = _within((x - across // 2, y - down // 2, 2 * across, 2 * down), texture)
    rivals = dict.fromkeys(replace(item, box=around, contrast=0, significance=0) for item in shortlist)
    exact = _exact(texture, [*rivals][:REFINED], around, searched, stage(progress, 0.0, 0.6))
    every = dict.fromkeys([*rivals, *(one for one in exact if not _skewed(texture, one))])
    weights: list[tuple[float, LocalCandidate]] = []
    for step, rival in enumerate(every):
        progress(0.6 + 0.4 * step / len(every), "Comparing sizes of the part")
        weights.append((_weight(texture, rival), rival))
    weighed = sorted(weights, key=lambda pair: -pair[0])
    best = fit_patch(texture, replace(weighed[0][1], box=leader.box))
    rest = [rival for weight, rival in weighed[1:FINALISTS] if weight > CLOSE * weighed[0][0]]
    return tuple(
        replace(leader, target_shape=item.target_shape, phase=item.phase, box=best.box)
        for item in (best, *rest)
    )


def _weight(texture: Texture, rival: LocalCandidate) -> float:
    """Energy around the window times the deviations that the points stand out, there and everywhere."""
    shape, phase = rival.target_shape, rival.phase
    near = points_in_box(texture, shape, phase, rival.box)
    rows = lattice.positions(texture.shape[0], shape[0], phase)
    columns = lattice.positions(texture.shape[1], shape[1], phase)
    far = everywhere(texture, rows, columns) * float(np.sqrt(shape[0] * shape[1]))
    deviations = max(0.0, near.excess * float(np.sqrt(near.count))) + max(0.0, far) + 1
    return max(1.0, patch_energy(texture, rival)) * deviations


def _exact(
    texture: Texture,
    rivals: Sequence[LocalCandidate],
    around: Box,
    searched: Searched,
    progress: Progress,
) -> list[LocalCandidate]:
    """The rivals with the lengths that explain the surroundings, and the whole image, best."""
    made: dict[str, tuple[Rulers, Rulers]] = {}
    found: list[LocalCandidate] = []
    for step, rival in enumerate(rivals):
        if rival.phase not in made:
            down, across = (rulers(length, rival.phase, searched(length)) for length in texture.shape)
            made[rival.phase] = across, down
        for place, box in enumerate((around, whole_box(texture.shape))):
            progress((step + place / 2) / len(rivals), "Making sizes exact")
            found += [refined(texture, rival, *made[rival.phase], box)]
    return found


def _skewed(texture: Texture, candidate: LocalCandidate) -> bool:
    """Whether the axes are scaled more unequally than any model's."""
    (height, width), (rows, columns) = texture.shape, candidate.target_shape
    skew = height * columns / (rows * width)
    return max(skew, 1 / skew) > LARGEST_SKEW


def _within(box: Box, texture: Texture) -> Box:
    x, y, across, down = box
    left, top = max(0, x), max(0, y)
    height, width = texture.shape
    return left, top, min(width, x + across) - left, min(height, y + down) - top
