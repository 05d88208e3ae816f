"""The sentences reports and the command line share."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.detection.inspection import Finding, Inspection

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


def score_text(finding: "Finding") -> str:
    """A finding's score with its unit."""
    return f"{finding.score:.4g}{_unit(finding)}"


def threshold_text(finding: "Finding") -> str:
    """Which scores the detector flags: "≥ 2 dB", "≤ 0.3"."""
    from core.detection.catalogue import detector  # brings scipy, which --help can do without

    side = "≥" if detector(finding.detector).suspicious == "high" else "≤"
    return f"{side} {finding.threshold:.4g}{_unit(finding)}"


def _unit(finding: "Finding") -> str:
    from core.detection.catalogue import detector

    unit = detector(finding.detector).unit
    return "" if unit in finding.title else f" {unit}"


def size_text(shape: tuple[int, int]) -> str:
    """`(height, width)` as people write it: "224×112" is width × height."""
    return f"{shape[1]}×{shape[0]}"


def rate_text(rate: float) -> str:
    """A rate in 0..1 as a percentage with as many digits as it deserves."""
    percent = 100 * rate
    return f"{percent:.2g} %" if percent < 10 else f"{percent:.0f} %"
