"""Making one training sign look like the many a camera and a scaling library would deliver.

Nothing is mirrored here: what a mirrored sign is called depends on its class, see `batches`.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.classification.filtered import medians, scattered
from core.images.arrays import RGB

RESAMPLERS = (cv2.INTER_NEAREST, cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_AREA, cv2.INTER_LANCZOS4)
# The warp knows no area mode.
WARPS = (cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_LANCZOS4)

DARKEST = 12.0
"""Mean grey level that night leaves at least, if the image has it."""


@dataclass(frozen=True)
class Augmentation:
    """Ranges of the random changes; lengths are shares of the side, probabilities and shares in 0..1.

    `scatter_reach` is in pixels of the image.
    """

    shift: float = 0.10
    rotation_degrees: float = 12.0
    scale: tuple[float, float] = (0.85, 1.25)
    corner_jitter: float = 0.06
    contrast: tuple[float, float] = (0.5, 1.4)
    brightness: float = 35.0
    colour_cast: float = 0.10
    shadow_probability: float = 0.25
    shadow_gain: tuple[float, float] = (0.25, 0.75)
    patch_probability: float = 0.25
    patch_share: float = 0.35
    coarse_probability: float = 0.25
    coarse_share: float = 0.45
    blur_probability: float = 0.3
    blur_sigma: float = 0.9
    motion_probability: float = 0.15
    motion_share: float = 0.2
    night_probability: float = 0.15
    night_gain: tuple[float, float] = (0.12, 0.5)
    fade_probability: float = 0.2
    fade_share: float = 1.0
    glare_probability: float = 0.1
    glare_gain: tuple[float, float] = (1.2, 2.2)
    noise_probability: float = 0.3
    noise_sigma: float = 10.0
    scatter_probability: float = 0.2
    scatter_reach: float = 1.0
    median_probability: float = 0.12


def augmented(image: RGB, options: Augmentation, rng: np.random.Generator) -> RGB:
    """A random variant of `image` (H, W, 3) RGB uint8, same shape; all chance comes from `rng`."""
    changed = _warped(image, options, rng)
    changed = _soiled(changed, options, rng)
    changed = _blurred(changed, options, rng)
    changed = _exposed(changed, options, rng)
    return _filtered(_relit(changed, options, rng), options, rng)


def _soiled(image: RGB, options: Augmentation, rng: np.random.Generator) -> RGB:
    """What happens to the sign: covered in part, bleached, in a shadow."""
    if rng.random() < options.patch_probability:
        image = _patched(image, options, rng)
    if rng.random() < options.fade_probability:
        image = _faded(image, options, rng)
    if rng.random() < options.shadow_probability:
        image = _shadowed(image, options, rng)
    return image


def _blurred(image: RGB, options: Augmentation, rng: np.random.Generator) -> RGB:
    """What distance, lens and movement take away."""
    if rng.random() < options.coarse_probability:
        image = _coarsened(image, options, rng)
    if rng.random() < options.blur_probability:
        sigma = rng.uniform(0.2, options.blur_sigma)
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), sigma), np.uint8)
    if rng.random() < options.motion_probability:
        image = _smeared(image, options, rng)
    return image


def _exposed(image: RGB, options: Augmentation, rng: np.random.Generator) -> RGB:
    """At times too much light, at times too little."""
    if rng.random() < options.glare_probability:
        return np.asarray(np.minimum(np.rint(image * rng.uniform(*options.glare_gain)), 255), np.uint8)
    if rng.random() < options.night_probability:
        # Rounding to few grey levels is what darkness destroys; the network undoes the gain alone.
        gain = max(rng.uniform(*options.night_gain), min(1.0, DARKEST / max(image.mean(), 1e-9)))
        return np.asarray(np.rint(image * gain), np.uint8)
    return image


def _warped(image: RGB, options: Augmentation, rng: np.random.Generator) -> RGB:
    """Shift, rotation, scale and a little perspective in one warp; the border repeats the edge."""
    height, width = image.shape[:2]
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], np.float64)
    angle = np.deg2rad(rng.uniform(-options.rotation_degrees, options.rotation_degrees))
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    moved = corners @ turn * np.exp(rng.uniform(*np.log(options.scale)))
    moved += 2 * rng.uniform(-options.shift, options.shift, 2)
    moved += 2 * rng.uniform(-options.corner_jitter, options.corner_jitter, (4, 2))
    half = np.array([width, height]) / 2
    matrix = cv2.getPerspectiveTransform(
        ((corners + 1) * half).astype(np.float32), ((moved + 1) * half).astype(np.float32)
    )
    flags = WARPS[rng.integers(len(WARPS))]
    border = cv2.BORDER_REPLICATE
    return np.asarray(
        cv2.warpPerspective(image, matrix, (width, height), flags=flags, borderMode=border), np.uint8
    )


def _patched(image: RGB, options: Augmentation, rng: np.random.Generator) -> RGB:
    """A plain rectangle over part of the image: a sticker, a twig, a lamp post."""
    height, width = image.shape[:2]
    tall, wide = np.maximum(1, rng.uniform(0.08, options.patch_share, 2) * (height, width)).astype(int)
    top, left = rng.integers(height - tall + 1), rng.integers(width - wide + 1)
    covered = image.copy()
    covered[top : top + tall, left : left + wide] = rng.integers(0, 256, 3)
    return covered


def _faded(image: RGB, options: Augmentation, rng: np.random.Generator) -> RGB:
    """Colour lost towards each pixel's lightest channel, as red paint bleaches to white in the sun."""
    light = image.max(axis=2, keepdims=True).astype(np.float32)
    share = rng.uniform(0, options.fade_share)
    return np.asarray(np.rint(image + share * (light - image)), np.uint8)


def _shadowed(image: RGB, options: Augmentation, rng: np.random.Generator) -> RGB:
    """One side of a random straight line darkened, as by a roof's shadow."""
    height, width = image.shape[:2]
    angle = rng.uniform(0, 2 * np.pi)
    rows, columns = np.mgrid[:height, :width]
    across = (rows / height - 0.5) * np.sin(angle) + (columns / width - 0.5) * np.cos(angle)
    light = np.where(across > rng.uniform(-0.35, 0.35), rng.uniform(*options.shadow_gain), 1.0)
    return np.asarray(np.rint(image * light[..., np.newaxis]), np.uint8)


def _coarsened(image: RGB, options: Augmentation, rng: np.random.Generator) -> RGB:
    """Down to a random smaller size and up again, each by a random resampler, as from a distant sign."""
    height, width = image.shape[:2]
    share = rng.uniform(options.coarse_share, 1.0)
    smaller = (max(2, round(width * share)), max(2, round(height * share)))
    down, up = (RESAMPLERS[index] for index in rng.integers(len(RESAMPLERS), size=2))
    small = cv2.resize(image, smaller, interpolation=down)
    return np.asarray(cv2.resize(small, (width, height), interpolation=up), np.uint8)


def _smeared(image: RGB, options: Augmentation, rng: np.random.Generator) -> RGB:
    """The image averaged along a short line of random direction, as by the car's movement."""
    length = max(2.0, rng.uniform(0, options.motion_share) * max(image.shape[:2]))
    reach = int(np.ceil(length / 2))
    angle = rng.uniform(0, np.pi)
    rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    across = np.abs(rows * np.cos(angle) - columns * np.sin(angle))
    along = np.abs(rows * np.sin(angle) + columns * np.cos(angle))
    kernel = np.clip(1 - across, 0, 1) * np.clip(length / 2 + 0.5 - along, 0, 1)
    border = cv2.BORDER_REPLICATE
    return np.asarray(cv2.filter2D(image, -1, kernel / kernel.sum(), borderType=border), np.uint8)


def _relit(image: RGB, options: Augmentation, rng: np.random.Generator) -> RGB:
    """Other contrast about the mean, brightness, colour cast and, at times, sensor noise."""
    light: NDArray[np.float32] = image.astype(np.float32)
    gain = np.exp(rng.uniform(*np.log(options.contrast)))
    cast = rng.uniform(1 - options.colour_cast, 1 + options.colour_cast, 3)
    light = (light - light.mean()) * gain + light.mean() * cast
    # What is dark already is not made black: nothing could be learnt from it.
    dimming = options.brightness * min(1.0, float(light.mean()) / 128)
    light += rng.uniform(-dimming, options.brightness)
    if rng.random() < options.noise_probability:
        light += rng.normal(0, rng.uniform(0, options.noise_sigma), image.shape)
    return np.asarray(np.clip(np.rint(light), 0, 255), np.uint8)


def _filtered(image: RGB, options: Augmentation, rng: np.random.Generator) -> RGB:
    """As the selective filters leave it: at times scattered, at times its medians."""
    chance = rng.random()
    if chance < options.scatter_probability:
        return scattered(image, options.scatter_reach, rng)
    if chance < options.scatter_probability + options.median_probability:
        return medians(image, RESAMPLERS, rng)
    return image
