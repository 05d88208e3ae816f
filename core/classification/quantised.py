"""Inputs that hold a few hundred values only: which, and whether levels fit in.

A quantised input holds the real values scale · (q − zero point) for the integers q of its type (TensorFlow
Lite, "8-bit quantization specification"); whatever lies beyond is clipped to the ends.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from core.classification.profile import Profile

Held = tuple[float, float]
"""The lowest and the highest real value that an input holds."""
MOST = 0.45
"""Share of the levels beyond what the input holds, above which they can not be meant so: half of them lie
beyond a range around zero."""


def held(dtype: Any, scale: float, zero_point: int) -> Held | None:
    """What an input of this type holds; None where it is not quantised (`scale` 0)."""
    kind = np.dtype(dtype)
    if not scale or kind.kind not in "iu":
        return None
    limits = np.iinfo(kind)
    return scale * (limits.min - zero_point), scale * (limits.max - zero_point)


def fitted(profile: Profile, holds: Held | None) -> Profile:
    """`profile` with the range that the input holds, where levels as they are would mostly be clipped.

    Only for a profile that says nothing of levels: range 0 to 255, no mean, no deviation.
    """
    if holds is None or not _as_they_are(profile) or clipped_share(profile, holds) <= MOST:
        return profile
    return replace(profile, low=holds[0], high=holds[1])


def clipped_share(profile: Profile, holds: Held) -> float:
    """Share of the levels 0..255 of the three channels that end beyond what the input holds, 0..1."""
    levels = profile.low + (profile.high - profile.low) * np.arange(256)[:, np.newaxis] / 255
    values = (levels - np.asarray(profile.mean)) / np.asarray(profile.std)
    slack = (holds[1] - holds[0]) / 255  # rounding is no clipping
    return float(np.mean((values < holds[0] - slack) | (values > holds[1] + slack)))


def range_words(told: Profile, used: Profile, holds: Held | None) -> str:
    """What became of the range that was `told`, or that it does not fit; empty where all is well."""
    if holds is None:
        return ""
    low, high = (f"{end:.4g}".replace("-", "−") for end in holds)
    if (used.low, used.high) != (told.low, told.high):
        return f"The model's quantised input holds {low} to {high}, so levels 0 to 255 become that."
    share = clipped_share(used, holds)
    if share <= MOST:
        return ""
    return (
        f"{100 * share:.0f} % of all levels lie beyond the {low} to {high} that the model's quantised input "
        f"holds and are clipped; its answers mean little until the range is mended."
    )


def _as_they_are(profile: Profile) -> bool:
    plain = Profile()
    mine, theirs = ((p.low, p.high, p.mean, p.std) for p in (profile, plain))
    return mine == theirs
