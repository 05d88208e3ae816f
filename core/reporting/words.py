"""The sentences reports and the command line share."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.detection.inspection import Finding, Inspection
    from core.scaling.pipeline import Pipeline

VERDICT_TITLES = {
    "clean": "Verdict: clean",
    "suspicious": "Verdict: suspicious",
    "attack": "Verdict: attack",
}
VERDICT_WORDS = {"clean": "Clean", "suspicious": "Suspicious", "attack": "Attack"}
UNSEARCHED_WORDS = {"small": "Too small", "narrow": "Too narrow", "flat": "Flat"}
"""In place of the verdict where there was nothing to search."""
UNSEARCHED_TITLES = {
    "small": "Too small to hide anything",
    "narrow": "Too narrow to be searched",
    "flat": "Nothing to search: one flat colour, or nearly so",
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


def verdict_title(inspection: "Inspection") -> str:
    """The verdict, or why there is none worth the name."""
    if inspection.unsearched is not None:
        return UNSEARCHED_TITLES[inspection.unsearched]
    return VERDICT_TITLES[inspection.verdict]


def verdict_word(inspection: "Inspection") -> str:
    """The same in a word or two, for lists."""
    if inspection.unsearched is not None:
        return UNSEARCHED_WORDS[inspection.unsearched]
    return VERDICT_WORDS[inspection.verdict]


def asked_text(known: "Pipeline | None") -> str:
    """What was asked about: any pipeline, or a named one first."""
    if known is None:
        return "Searched for any size and library."
    return f"Asked about {known.label}, and unless that shows an attack about any other size and library."


def told_text(told: "Pipeline | None") -> str:
    """What the detectors that need a size or a pipeline went by; empty where none was measured."""
    return "" if told is None else f"Detectors that need a size or a pipeline were told {told.label}."


def citation_text(finding: "Finding") -> str:
    """Where the finding's detector is published."""
    from core.detection.catalogue import detector

    return detector(finding.detector).citation


def next_steps(inspection: "Inspection") -> str:
    """What the reader should do now, in one or two sentences."""
    if inspection.unsearched == "narrow":
        return "Look at what the pipeline that will scale this image makes of it."
    if inspection.unsearched is not None:
        return "Nothing needs to be done."
    return _NEXT_STEPS[inspection.verdict]


def alarm_text(inspection: "Inspection") -> str:
    """How often images without a payload look like this one, as a sentence after the rate."""
    if inspection.unsearched is not None:
        return "nothing was measured."
    rate = inspection.false_alarm_rate
    return f"{rate_text(rate)} of the untouched images measured look at least this suspicious."


def score_text(finding: "Finding") -> str:
    """A finding's score with its unit."""
    return f"{number_text(finding.score)}{_unit(finding)}"


def threshold_text(finding: "Finding") -> str:
    """Which scores the detector flags: "≥ 2 dB", "≤ 0.3"."""
    from core.detection.catalogue import detector  # brings scipy, which --help can do without

    side = "≥" if detector(finding.detector).suspicious == "high" else "≤"
    return f"{side} {number_text(finding.threshold)}{_unit(finding)}"


def number_text(value: float, digits: int = 4) -> str:
    """A number as people write it: so many significant digits, no power of ten, a real minus sign."""
    text = f"{value:,.0f}" if abs(value) >= 10 ** (digits - 1) else f"{value:.{digits}g}"
    return text.replace("-", "−") if "e" not in text else text


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
