"""The attack that the selective random filter is likely not to undo (§5.5)."""

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
from core.attacks.variants.finish import finish
from core.attacks.variants.surroundings import attackable_windows, changeable, crafted_flat
from core.images.arrays import RGB

ROUNDS = 4
"""Rounds in which the windows take their pixels in turn, so that none goes away empty."""
ENGINE_SHARE, ROUNDS_SHARE = 0.2, 0.9
TAKEN = 4.0 * 255
"""Distance of a pixel that can not be had; larger than any real one, which is at most 3·255 / 3 = 255."""

Distances = NDArray[np.float32]
Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Claims:
    """The image in the making, padded as `windows` expects, int16. open: pixels no window has claimed yet."""

    windows: FilterWindows
    image: NDArray[np.int16]
    open: Mask


def craft_adaptive_random(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:
    """Craft, then set a share δ (`delta`) of every window, the nearest pixels, to its sampled pixel's value.

    Windows overlap and a pixel has one value, so shares above about a quarter can not be given to all; the
    figures say what the windows got, which is the chance that the filter draws the value.
    Raises `AttackError` where nearly every pixel is sampled.
    """
    start = time.perf_counter()
    windows = beside(lambda: attackable_windows(problem, "random"), lambda: call.progress(0.0, "Preparing"))
    crafted = crafted_flat(problem, call, ENGINE_SHARE)
    claims = claimed(crafted.image, problem, windows, float(options["delta"]), call)
    shares = kept_shares(claims, Pulse(call.progress))
    figures = (
        ("Chance that the random filter keeps a sampled pixel", f"{100 * shares.mean():.1f} % on average"),
        ("Least chance of any sampled pixel", f"{100 * shares.min():.1f} %"),
        ("Windows with the whole share δ", f"{100 * (shares >= float(options['delta'])).mean():.1f} %"),
    )
    image = windows.inner(claims.image)
    return finish(
        image, problem, call, start, iterations=crafted.iterations, figures=figures, gap=crafted.gap
    )


def claimed(
    image: RGB, problem: AttackProblem, windows: FilterWindows, delta: float, call: VariantCall
) -> Claims:
    """The attack image with a share δ of every window rewritten, as far as there are pixels for it."""
    pulse = Pulse(call.progress, call.preview)
    pulse.report(ENGINE_SHARE, "Setting surroundings")
    claims = beside(lambda: _begun(image, problem, windows), pulse.again)
    for number in range(1, ROUNDS + 1):
        for done, chunk in enumerate(windows.chunks()):
            share = (number - 1 + done / windows.chunk_count) / ROUNDS
            pulse.report(ENGINE_SHARE + (ROUNDS_SHARE - ENGINE_SHARE) * share, "Setting surroundings")
            pulse.show(lambda: windows.inner(claims.image))
            _claim(claims, chunk, delta * number / ROUNDS)
    return claims


def _begun(image: RGB, problem: AttackProblem, windows: FilterWindows) -> Claims:
    usable = windows.padded(changeable(problem)) & windows.free
    return Claims(windows, windows.padded(image.astype(np.int16)), usable)


def kept_shares(claims: Claims, pulse: Pulse) -> NDArray[np.float64]:
    """The share of every window's free pixels that have its sampled pixel's value, (rows, columns)."""
    equal = np.empty(claims.windows.free_counts.shape)
    for chunk in claims.windows.chunks():
        pulse.report(ROUNDS_SHARE, "Counting")
        same = (_distance(claims, chunk) == 0) & claims.windows.free[chunk.at]
        equal[np.ix_(chunk.rows, chunk.columns)] = same.sum(axis=(2, 3))
    return np.asarray(equal / claims.windows.free_counts)


def _claim(claims: Claims, chunk: Chunk, delta: float) -> None:
    """Give the windows of one chunk pixels until each has the share δ or none is left."""
    distance, free = _distance(claims, chunk), claims.windows.free[chunk.at]
    wanted = np.ceil(delta * free.sum(axis=(2, 3)) - 1e-9).astype(np.int64)
    missing = (wanted - ((distance == 0) & free).sum(axis=(2, 3))).reshape(-1)
    reachable = np.where(claims.open[chunk.at] & (distance > 0), distance, np.float32(TAKEN))
    chosen = _nearest(reachable.reshape(missing.size, -1), missing).reshape(distance.shape)
    targets = claims.image[claims.windows.middles(chunk)][:, :, None, None]
    claims.image[chunk.at] = np.where(chosen[..., None], targets, claims.image[chunk.at])
    claims.open[chunk.at] &= ~(chosen | (distance == 0))


def _distance(claims: Claims, chunk: Chunk) -> Distances:
    """Mean |pixel - p| over the channels, (r, c, kv, kh)."""
    targets = claims.image[claims.windows.middles(chunk)][:, :, None, None]
    apart = np.abs(claims.image[chunk.at] - targets)
    return np.asarray(apart.mean(axis=-1, dtype=np.float32), np.float32)


def _nearest(distance: Distances, count: Counts) -> Mask:
    """The `count` nearest pixels of each row, in order where equally near; those taken never."""
    order = np.argsort(distance, axis=1, kind="stable")
    place = np.empty_like(order)
    np.put_along_axis(place, order, np.broadcast_to(np.arange(order.shape[1]), order.shape), axis=1)
    return np.asarray((place < count[:, None]) & (distance < TAKEN), np.bool_)
