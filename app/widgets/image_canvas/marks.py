"""Things drawn over an image, in source coordinates."""

from dataclasses import dataclass
from enum import Enum


class Tone(Enum):
    """What a mark means; the palette decides the colour, the label says it in words."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    ALERT = "alert"


@dataclass(frozen=True)
class RectMark:
    """A rectangle whose corner is (x, y)."""

    x: float
    y: float
    width: float
    height: float
    label: str = ""
    tone: Tone = Tone.ALERT


@dataclass(frozen=True)
class LineMark:
    """A line from (x1, y1) to (x2, y2)."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str = ""
    tone: Tone = Tone.ACCENT


@dataclass(frozen=True)
class PointMark:
    """A point; the middle of pixel (3, 5) is (3.5, 5.5)."""

    x: float
    y: float
    label: str = ""
    tone: Tone = Tone.ACCENT


Mark = RectMark | LineMark | PointMark
