"""The rows of the table: which attacks, in which files, and what is hoped for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.benchmarks.detection import attacks
from tests.benchmarks.detection.attacks import Make

Quality = int | None
"""JPEG quality; None for PNG."""


@dataclass(frozen=True)
class Aspect:
    """One kind of attack. `goals[quality]`: TPR at 1 % and at 0.1 % FPR; `right`: other goals, in PNG."""

    id: str
    title: str
    make: Make
    goals: Mapping[Quality, tuple[float | None, float | None]]
    right: Mapping[tuple[Quality, str], float] = field(default_factory=dict)


ASPECTS: tuple[Aspect, ...] = (
    Aspect(
        "global",
        "global",
        attacks.whole,
        {None: (0.999, 0.995), 95: (None, None), 90: (0.995, None), 70: (0.98, None), 50: (0.9, None)},
        {(None, "exact size"): 0.98, (None, "kernel"): 0.95, (90, "exact size"): 0.95},
    ),
    Aspect(
        "quarter",
        "25 % of the area",
        attacks.quarter,
        {None: (0.99, 0.97), 90: (None, None)},
        {(None, "IoU ≥ 0.5"): 0.95},
    ),
    Aspect(
        "local",
        "8×8 of 64 cells",
        attacks.cells,
        {None: (0.97, 0.9), 95: (None, None), 90: (0.92, None), 70: (0.75, None)},
        {(None, "IoU ≥ 0.4"): 0.85},
    ),
    Aspect(
        "text",
        "text in one channel, 4:1",
        attacks.channel_text,
        {None: (0.97, None), 95: (None, None), 90: (None, None)},
    ),
    Aspect(
        "several",
        "several pipelines",
        attacks.several,
        {None: (0.99, None)},
        {(None, "both sizes"): 0.8},
    ),
    Aspect("strip", "along a narrow strip", attacks.strip, {None: (None, None), 90: (None, None)}),
    Aspect(
        "suppress",
        "peaks suppressed, global",
        attacks.tampered("spectrum_suppress", None),
        {None: (0.95, None)},
    ),
    Aspect(
        "fake",
        "fake peaks, global",
        attacks.tampered("spectrum_fake", None),
        {None: (0.95, None)},
    ),
    Aspect(
        "suppress_local",
        "peaks suppressed, local",
        attacks.tampered("spectrum_suppress", 0.125),
        {None: (0.75, None)},
    ),
    Aspect(
        "fake_local",
        "fake peaks, local",
        attacks.tampered("spectrum_fake", 0.125),
        {None: (0.75, None)},
    ),
)


def aspect(aspect_id: str) -> Aspect:
    """The aspect of that id; KeyError for another."""
    return {entry.id: entry for entry in ASPECTS}[aspect_id]


def quality_words(quality: Quality) -> str:
    """PNG, or JPEG with its quality."""
    return "PNG" if quality is None else f"JPEG {quality}"
