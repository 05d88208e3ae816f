"""Integer repair: small integer steps until the real library's output is within ε of the target.

The float optimum sits on the edge of its bounds; rounding to uint8 and the library's own rounding push some
output pixels over it. Each of them is brought back by moving one influential pixel of its window. The real
library judges every step, and a step that does not help is taken back.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.attacks.prepared import PreparedProblem
from core.attacks.taps import TapTable, sharing_reach, tap_table
from core.images.arrays import RGB

Floats = NDArray[np.float32]
Where = tuple[NDArray[np.intp], ...]

# How much further than the bare minimum a try moves the output, in grey levels; then the next pixel is tried.
MARGINS = np.array((0.1, 0.35, 0.6, 0.9), np.float32)
PIXELS_TRIED = 4
MAX_ROUNDS = 100
# Window values looked at in one round; bounds memory where kernels are wide.
ROUND_VALUES = 2_000_000
ROWS_FIRST, CHANGED_FIRST = 1000, 100


@dataclass(frozen=True)
class Repair:
    """image: (H, W, 3) uint8; output: (h', w', 3) uint8 of the real library; rounds: resize calls made."""

    image: RGB
    output: RGB
    rounds: int


@dataclass(frozen=True)
class _Setting:
    """The tables of the free pixels, and how far apart output pixels can be that share a source pixel."""

    problem: PreparedProblem
    vertical: TapTable
    horizontal: TapTable
    reach: tuple[int, int]


def repair(
    image: RGB,
    problem: PreparedProblem,
    resize: Callable[[RGB], RGB],
    poll: Callable[[float], None] = lambda _: None,
) -> Repair:
    """Bring max|resize(A) - T| down to ε where steps of single pixels can; `image` is not written to."""
    setting = _setting(problem)
    image, output = image.copy(), resize(image)
    tries = np.zeros(output.shape, np.int16)
    rounds = 1
    while rounds < MAX_ROUNDS:
        poll(rounds / MAX_ROUNDS)
        excess = excess_of(output, problem)
        chosen = _independent(np.abs(excess) * (tries < len(MARGINS) * PIXELS_TRIED), setting)
        if not chosen[0].size:
            break
        where, before = _move(image, excess, tries, chosen, setting)
        candidate = resize(image)
        worse = ~_improved(excess, excess_of(candidate, problem), chosen, setting.reach)
        image[_pick(where, worse)] = before[worse]
        output = _merge(output, candidate, _pick(chosen, worse), setting.reach)
        tries[_pick(chosen, worse)] += 1
        rounds += 1
    return Repair(image, output, rounds)


def _setting(problem: PreparedProblem) -> _Setting:
    linear = problem.linear
    vertical, horizontal = linear.left, linear.right.T.tocsr()
    reach = (sharing_reach(vertical), sharing_reach(horizontal))
    return _Setting(problem, tap_table(vertical, 0), tap_table(horizontal, 0), reach)


def excess_of(output: RGB, problem: PreparedProblem) -> Floats:
    """How far the output is beyond T ± ε, signed, (h', w', 3) grey levels."""
    error = output.astype(np.float32) - problem.target
    return np.asarray(error - np.clip(error, -problem.epsilon, problem.epsilon), np.float32)


def _independent(strength: Floats, setting: _Setting) -> Where:
    """The strongest violations whose neighbourhoods do not touch, so that each step can be judged alone."""
    if setting.reach != (0, 0):
        rank = np.random.default_rng(0).random(strength.shape, np.float32)
        strength = np.where(strength > 0, strength + 0.01 * rank, 0)
        size = (4 * setting.reach[0] + 1, 4 * setting.reach[1] + 1, 1)
        strength = strength * (strength == ndimage.maximum_filter(strength, size))
    most = max(1, ROUND_VALUES // (setting.vertical.weights.shape[1] * setting.horizontal.weights.shape[1]))
    found = np.flatnonzero(strength)
    if found.size > most:
        found = found[np.argpartition(-strength.ravel()[found], most)[:most]]
    return np.unravel_index(found, strength.shape)


def _move(
    image: RGB, excess: Floats, tries: NDArray[np.int16], chosen: Where, setting: _Setting
) -> tuple[Where, RGB]:
    """Move one pixel per chosen output pixel; returns the pixels and their values before."""
    problem, attempt, beyond = setting.problem, tries[chosen], excess[chosen]
    need = np.maximum(np.abs(beyond) - 1, 0) + MARGINS[attempt % len(MARGINS)]
    at, weights = _windows(chosen, setting)
    values = image[at].astype(np.float32)
    direction = -np.sign(beyond)[:, None, None] * np.sign(weights)
    room = np.where(direction > 0, 255 - values, np.where(direction < 0, values, 0))
    score, rank = _score(np.abs(weights), room, need), attempt // len(MARGINS)
    if problem.norm in ("l0", "l1"):  # half of the tries go to pixels that have changed anyway
        sparing = rank < PIXELS_TRIED // 2
        score *= 1 + CHANGED_FIRST * sparing[:, None, None] * (values != problem.source[at])
        rank = rank % (PIXELS_TRIED // 2)
    picked = _ranked(score, rank)
    steps = np.ceil(need / np.maximum(np.abs(weights[picked]), 1e-6))
    where = (at[0][picked[0], picked[1], 0], at[1][picked[0], 0, picked[2]], chosen[2])
    before = image[where]
    image[where] = before + direction[picked] * np.minimum(steps, room[picked])
    return where, before


def _windows(chosen: Where, setting: _Setting) -> tuple[Where, Floats]:
    """Where the windows of the chosen output pixels lie in the source, and their weights (count, kv, kh)."""
    problem = setting.problem
    row, column = chosen[0] - problem.outputs[0].start, chosen[1] - problem.outputs[1].start
    weights = setting.vertical.weights[row][:, :, None] * setting.horizontal.weights[column][:, None, :]
    rows = problem.rows[setting.vertical.positions[row]]
    columns = problem.columns[setting.horizontal.positions[column]]
    return (rows[:, :, None], columns[:, None, :], chosen[2][:, None, None]), weights


def _score(weights: Floats, room: Floats, need: Floats) -> Floats:
    """How useful each pixel of a window is: first those that suffice alone, of these the heaviest.

    The best pixel of every row comes before the second best of any: Pillow clips between its two passes,
    and then only another row can help.
    """
    score = np.minimum(weights * room, need[:, None, None]) * (1 + weights)
    return np.asarray(score * (1 + ROWS_FIRST * (score == score.max(axis=2, keepdims=True))), np.float32)


def _ranked(score: Floats, rank: NDArray[np.int16]) -> Where:
    """Indices into (count, kv, kh): in each window the pixel of that rank by score."""
    count = np.arange(len(score))
    flat = score.reshape(len(score), -1)
    best = np.argsort(-flat, axis=1, kind="stable")[count, np.minimum(rank, flat.shape[1] - 1)]
    return (count, *np.unravel_index(best, score.shape[1:]))


def _improved(before: Floats, after: Floats, chosen: Where, reach: tuple[int, int]) -> NDArray[np.bool_]:
    """Whether the total excess around each chosen output pixel became less."""
    change = np.abs(after) - np.abs(before)
    if reach != (0, 0):
        size = (2 * reach[0] + 1, 2 * reach[1] + 1, 1)
        change = ndimage.uniform_filter(change, size, mode="constant") * (size[0] * size[1])
    return np.asarray(change[chosen] < -1e-3, np.bool_)


def _merge(output: RGB, candidate: RGB, undone: Where, reach: tuple[int, int]) -> RGB:
    """The output after taking steps back: the old values around the output pixels they were for."""
    keep_old = np.zeros(output.shape, np.bool_)
    keep_old[undone] = True
    if reach != (0, 0):
        keep_old = ndimage.maximum_filter(keep_old, (2 * reach[0] + 1, 2 * reach[1] + 1, 1))
    return np.where(keep_old, output, candidate)


def _pick(where: Where, which: NDArray[np.bool_]) -> Where:
    return tuple(axis[which] for axis in where)
