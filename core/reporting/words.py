"""The sentences reports and the command line share."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.detection.inspection import Inspection

VERDICT_TITLES = {
    "clean": "Verdict: clean",
    "suspicious": "Verdict: suspicious",
    "attack": "Verdict: attack",
}

_NEXT_STEPS = {
    "clean": (
        "Nothing needs to be done; if you know the pipeline that will scale the image, test that one by name."
    ),
    "suspicious": (
        "Compare the hidden image with the robust one. If they show different things, treat the file as an "
        "attack; if not, ask for the original file and inspect that."
    ),
    "attack": (
        "Do not feed the file to a model. Keep it unchanged with its hashes, sanitize a copy, and scale by "
        "area averaging wherever such files may come in."
    ),
}


def next_steps(inspection: "Inspection") -> str:
    """What the reader should do now, in one or two sentences."""
    return _NEXT_STEPS[inspection.verdict]


def alarm_text(inspection: "Inspection") -> str:
    """How often images without a payload look like this one, as a sentence after the rate."""
    rate = inspection.false_alarm_rate
    return f"{rate_text(rate)} of the untouched images measured look at least this suspicious."


def size_text(shape: tuple[int, int]) -> str:
    """`(height, width)` as people write it: "224×112" is width × height."""
    return f"{shape[1]}×{shape[0]}"


def rate_text(rate: float) -> str:
    """A rate in 0..1 as a percentage with as many digits as it deserves."""
    percent = 100 * rate
    return f"{percent:.2g} %" if percent < 10 else f"{percent:.0f} %"
