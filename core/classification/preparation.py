"""From RGB levels to what a model was trained on."""

import cv2
import numpy as np
from numpy.typing import NDArray

from core.classification.profile import Profile
from core.images.arrays import RGB


def prepared(images: RGB, profile: Profile, channels: int) -> NDArray[np.float32]:
    """The input (N, H, W, `channels`) float32 for `images` (N, H, W, 3) RGB uint8.

    One channel is the luma of ITU-R BT.601 (OpenCV's RGB2GRAY), with the first mean and deviation.
    """
    ordered: RGB = images[..., ::-1] if profile.channel_order == "bgr" else images
    if channels == 1:
        ordered = np.stack([cv2.cvtColor(image, cv2.COLOR_RGB2GRAY) for image in images])[..., np.newaxis]
    mean, std = (np.asarray(part[:channels], np.float32) for part in (profile.mean, profile.std))
    levels = ordered.astype(np.float32) * np.float32((profile.high - profile.low) / 255)
    return np.ascontiguousarray((levels + np.float32(profile.low) - mean) / std)


def shares(outputs: NDArray[np.float32]) -> NDArray[np.float32]:
    """Outputs (N, K) as probabilities: as they are when every row is in 0..1 and adds up to 1, else softmax.

    Quantised models miss 1 by some hundredths; such rows are divided by their sums. A single output p in
    0..1 becomes 1 − p and p: (N, 2).
    """
    rows = outputs.astype(np.float64)
    if rows.shape[1] == 1:
        rows = np.clip(np.concatenate([1 - rows, rows], axis=1), 0, 1)
    sums = rows.sum(axis=1, keepdims=True)
    if rows.size and rows.min() >= 0 and np.abs(sums - 1).max() <= 0.05:
        return np.asarray(rows / sums, np.float32)
    raised = np.exp(rows - rows.max(axis=1, keepdims=True, initial=-np.inf))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)
