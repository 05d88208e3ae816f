"""The attack that the selective median filter does not undo (§5.5, appendix C)."""

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.attacks.beside import beside
from core.attacks.options import Options
from core.attacks.problem import AttackProblem
from core.attacks.pulse import Pulse
from core.attacks.result import AttackResult
from core.attacks.variant_call import VariantCall
from core.attacks.variants.filter_windows import Chunk, FilterWindows, Mask
from core.attacks.variants.finish import finish, polled
from core.attacks.variants.median_moves import Values, medians, moved, needed
from core.attacks.variants.surroundings import attackable_windows, changeable, crafted_flat
from core.attacks.variants.window_budget import WindowBudget
from core.images.arrays import RGB
from core.images.metrics import psnr

DISORDER = 160
"""Grey levels by which the order of pixels is disturbed from the second sweep on."""

GIVEN_UP = (
    "given up so that the filter changes nothing; choose “The output shows the target” (keep=output) to have "
    "it everywhere"
)
"""Why keep=filter misses ε, and what shows the target."""

ENGINE_SHARE, SWEEPS_SHARE = 0.2, 0.9
"""Progress at which the engine and the sweeps end."""


@dataclass(frozen=True, eq=False)
class Rewriting:
    """The image in the making, padded as `windows` expects, and what bounds it.

    image: int16, written to. before: the attack image it starts from. usable: pixels that may change.
    sweeps: passes over all windows; what sets one right can put its neighbours wrong.
    """

    windows: FilterWindows
    image: Values
    before: Values
    usable: Mask
    budget: WindowBudget
    sweeps: int
    generator: np.random.Generator


def craft_adaptive_median(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:
    """Craft, then move the median of every window to the value of its sampled pixel.

    δ (`delta`) bounds the share of a window's values that are rewritten. Where windows contradict each other
    a median can stay off; then `keep` decides: "output" leaves the sampled pixels, so that scale(A) shows T
    and the filter changes some of them; "filter" gives them the medians, so that the filter changes none and
    scale(A) is off where they were. Raises `AttackError` where nearly every pixel is sampled.
    """
    start = time.perf_counter()
    windows = beside(lambda: attackable_windows(problem, "median"), lambda: call.progress(0.0, "Preparing"))
    crafted = crafted_flat(problem, call, ENGINE_SHARE)
    pulse = Pulse(call.progress, call.preview)
    pulse.report(ENGINE_SHARE, "Moving the medians")
    delta, sweeps = float(options["delta"]), int(options["sweeps"])
    work = beside(lambda: begun(crafted.image, problem, windows, delta, sweeps), pulse.again)
    for number in range(sweeps):
        sweep(work, number, pulse)
    found, rewritten = outcome(work, pulse)
    restored = _with_sampled(work, found)
    held = float((found == _sampled(work)).all(axis=2).mean())
    filtered = polled(call, SWEEPS_SHARE)(restored, problem.pipeline)
    image = windows.inner(work.image)
    if options["keep"] == "filter":
        image = _inside(problem, image, restored)
        held = 1.0 if problem.region is None else held
    figures = (
        ("Sampled pixels the median filter leaves alone", f"{100 * held:.1f} %"),
        ("Output after the median filter", f"PSNR {psnr(filtered, crafted.target):.1f} dB to the target"),
        ("Most of a window rewritten", f"{100 * rewritten:.0f} %"),
    )
    return finish(
        image,
        problem,
        call,
        start,
        iterations=crafted.iterations,
        figures=figures,
        gap=crafted.gap,
        remedy=GIVEN_UP if options["keep"] == "filter" and crafted.feasible else "",
    )


def begun(image: RGB, problem: AttackProblem, windows: FilterWindows, delta: float, sweeps: int) -> Rewriting:
    """The rewriting of an attack image, before anything is rewritten."""
    padded = windows.padded(image.astype(np.int16))
    usable = windows.padded(changeable(problem)) & windows.free
    budget = WindowBudget(windows, delta)
    return Rewriting(windows, padded, padded.copy(), usable, budget, sweeps, np.random.default_rng(0))


def sweep(work: Rewriting, number: int, pulse: Pulse) -> None:
    """Set every window right once, in groups of windows that do not overlap."""
    for done, chunk in enumerate(work.windows.chunks()):
        share = (number + done / work.windows.chunk_count) / work.sweeps
        pulse.report(ENGINE_SHARE + (SWEEPS_SHARE - ENGINE_SHARE) * share, "Moving the medians")
        pulse.show(lambda: work.windows.inner(work.image))
        _set_right(work, chunk, DISORDER if number else 0)


def _set_right(work: Rewriting, chunk: Chunk, disorder: int) -> None:
    """Move the medians of one chunk as far as δ allows."""
    values, free = _as_windows(work.image[chunk.at]), _per_channel(work.windows.free[chunk.at])
    targets = work.image[work.windows.middles(chunk)].reshape(-1)
    need = needed(values, free, targets)
    most = work.budget.left(chunk).reshape(-1)
    wrong = np.flatnonzero((need != 0) & (most > 0))
    if not wrong.size:
        return
    usable = _per_channel(work.usable[chunk.at])[wrong]
    values[wrong] = moved(
        values[wrong], usable, targets[wrong], need[wrong], most[wrong], work.generator, disorder
    )
    old, new = work.image[chunk.at], _as_pixels(values, work.image[chunk.at].shape)
    before = work.before[chunk.at]
    work.budget.note(chunk, (new != before).astype(np.int8) - (old != before).astype(np.int8))
    work.image[chunk.at] = new


def outcome(work: Rewriting, pulse: Pulse) -> tuple[Values, float]:
    """What the filter sets the sampled pixels to, (sampled rows, sampled columns, 3), and the largest share
    of any window and channel that was rewritten."""
    found, most = np.empty((*work.windows.free_counts.shape, 3), np.int16), 0.0
    for chunk in work.windows.chunks():
        pulse.report(SWEEPS_SHARE, "Filtering as the defender would")
        values, free = _as_windows(work.image[chunk.at]), _per_channel(work.windows.free[chunk.at])
        found[np.ix_(chunk.rows, chunk.columns)] = medians(values, free).reshape(
            chunk.rows.size, chunk.columns.size, 3
        )
        rewritten = (values != _as_windows(work.before[chunk.at])) & free
        most = max(most, float((rewritten.sum(axis=1) / free.sum(axis=1)).max()))
    return found, most


def _as_windows(pixels: Values) -> Values:
    """(r, c, kv, kh, 3) to one row per window and channel, (r·c·3, K)."""
    rows, columns, down, across, channels = pixels.shape
    return pixels.transpose(0, 1, 4, 2, 3).reshape(rows * columns * channels, down * across)


def _as_pixels(values: Values, shape: tuple[int, ...]) -> Values:
    rows, columns, down, across, channels = shape
    return values.reshape(rows, columns, channels, down, across).transpose(0, 1, 3, 4, 2)


def _per_channel(mask: NDArray[np.bool_]) -> Mask:
    """(r, c, kv, kh) to (r·c·3, K)."""
    return np.repeat(mask.reshape(mask.shape[0] * mask.shape[1], -1), 3, axis=0)


def _sampled(work: Rewriting) -> Values:
    windows = work.windows
    return work.image[
        np.ix_(windows.rows.places + windows.rows.reach, windows.columns.places + windows.columns.reach)
    ]


def _with_sampled(work: Rewriting, values: Values) -> RGB:
    """The image with its sampled pixels replaced."""
    image = work.windows.inner(work.image)
    image[np.ix_(work.windows.rows.places, work.windows.columns.places)] = values
    return image


def _inside(problem: AttackProblem, image: RGB, restored: RGB) -> RGB:
    """`restored` in the problem's region, `image` elsewhere."""
    return np.where(changeable(problem)[..., None], restored, image)
