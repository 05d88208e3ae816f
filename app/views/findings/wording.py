"""What the Findings view says, in words; no widgets here, so that every sentence has a test."""

from typing import TYPE_CHECKING

from core.images.arrays import Shape
from core.percent import percent
from core.reporting.words import UNSEARCHED_TITLES, told_text
from core.sanitizing.catalogue import sanitizer

if TYPE_CHECKING:
    from core.detection.comparison import Comparison
    from core.detection.inspection import Finding, Inspection
    from core.sanitizing.recheck import Recheck
    from core.sanitizing.sanitize import Sanitized
    from core.scaling.pipeline import Pipeline

AGREEMENTS = (
    "Largest differences in grey levels, by the real libraries: to the robust output of the cleaned image, "
    "which all are brought to, then to that of the image as it came."
)
HEADLINES = {
    "attack": "Another picture is hidden in this image",
    "suspicious": "Something may be hidden in this image",
    "clean": "This image looks clean",
}
MOST_NAMED = 3
"""Pipelines that are named one by one."""
NOT_MEASURED = "Nothing was measured, so there is no false-alarm rate."


def size_words(shape: Shape) -> str:
    """`(height, width)` as the interface writes sizes: W×H."""
    return f"{shape[1]}×{shape[0]}"


def headline(inspection: "Inspection") -> str:
    """The finding in one line beside the verdict's badge; names the size that brings the picture out."""
    if inspection.unsearched is not None:
        return UNSEARCHED_TITLES[inspection.unsearched]
    if inspection.verdict == "attack" and inspection.target_shape is not None:
        size = size_words(inspection.target_shape)
        if inspection.region is not None:
            return f"At {size}, part of this image changes"
        return f"At {size}, this image shows another picture"
    return HEADLINES[inspection.verdict]


def _rounded(count: float) -> int:
    """`count` to the precision the words promise: one digit from 20 on."""
    if count < 20:
        return max(2, round(count))
    scale = int(10 ** (len(str(int(count))) - 1))
    return round(count / scale) * scale


def alarm_words(rate: float) -> str:
    """How many clean images look at least this suspicious, as a sentence; `rate` in 0..1, never 0."""
    if rate < 1e-6:
        return "Fewer than 1 in 1,000,000 clean images looks this suspicious."
    if rate > 0.95:
        return "Clean images usually look at least this suspicious."
    if rate > 0.25:
        return f"About {rate * 100:.0f} % of clean images look at least this suspicious."
    return f"About 1 in {_rounded(1 / rate):,} clean images looks this suspicious."


def match_words(score: float, best: float, place: int) -> str:
    """A pipeline's score relative to the best one's, both at least 0; `place` counts from 0.

    Equal scores mean that no image can tell the pipelines apart.
    """
    if place == 0:
        return "Best match"
    if score == best:
        return "Indistinguishable here"
    share = score / best * 100
    return "Over 99 % of the best" if share > 99 else f"{share:.0f} % of the best"


def sanitized_words(sanitized: "Sanitized | None", shape: Shape, pipeline_label: str) -> str:
    """What sanitizing did to an image of `shape`, or would do."""
    if sanitized is None:
        return (
            f"Sanitize rewrites the pixels that {pipeline_label} reads from their neighbours, and leaves all "
            "others as they are."
        )
    if sanitized.filter == "area":
        size = size_words((sanitized.pixels.shape[0], sanitized.pixels.shape[1]))
        return f"Averaged down to {size}, where no single pixel has any power."
    share = percent(sanitized.changed_pixels / (shape[0] * shape[1]))
    seed = "" if sanitized.seed is None else f", seed {sanitized.seed},"
    served = _served_words(sanitized, pipeline_label)
    how = sanitizer(sanitized.filter).title.lower()
    return f"{sanitized.changed_pixels:,} pixels ({share}) rewritten by {how}{seed} for {served}."


def _served_words(sanitized: "Sanitized", pipeline_label: str) -> str:
    """The pipelines that were served, by name as long as there are few."""
    names = [pipeline_label, *(entry.label for entry in sanitized.pipelines)]
    labels = list(dict.fromkeys(names if sanitized.pipelines else names[:1]))
    if len(labels) > MOST_NAMED:
        return f"{', '.join(labels[: MOST_NAMED - 1])} and {len(labels) - MOST_NAMED + 1} more"
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"


def agreement_words(sanitized: "Sanitized") -> str:
    """How far each pipeline's real output is from robust scaling; empty unless the filter measured that."""
    if not sanitized.agreements:
        return ""
    lines = (
        f"{entry.pipeline.label}: {entry.after:g}, before {entry.before:g}; {entry.to_evidence:g}"
        for entry in sanitized.agreements
    )
    return "\n".join((AGREEMENTS, *lines))


def flag_words(finding: "Finding") -> str:
    """Whether a detector fired, in words."""
    return "Flagged" if finding.flagged else "Not flagged"


def rate_words(rate: float) -> str:
    """A false-alarm rate for a table cell; `rate` in 0..1, never 0."""
    return f"{rate * 100:.2g} %" if rate >= 0.001 else f"1 in {_rounded(1 / rate):,}"


def left_in(inspection: "Inspection", sanitized: "Sanitized | None", recheck: "Recheck | None" = None) -> str:
    """The pipelines that something is still hidden for, best of each picture; empty where nothing is.

    By `recheck`, another inspection; until that is done, pictures of which no pipeline tried was served.
    """
    if sanitized is None or inspection.verdict == "clean":
        return ""
    if recheck is not None:
        return " and ".join(recheck.labels)
    pictures = [[guess.pipeline for guess in found] for found in (inspection.pipelines, inspection.further)]
    left = [found[0].label for found in pictures if found and set(found).isdisjoint(sanitized.pipelines)]
    return " and ".join(left)


def next_step(inspection: "Inspection", *, sanitized: bool, left: str = "") -> str:
    """What to do next, as one sentence. left: see `left_in`."""
    if inspection.unsearched == "small":
        return "Nothing needs to be done."
    if left:
        return (
            f"Sanitized, but what is hidden for {left} may still be there: sanitize again to remove it, too."
        )
    if sanitized:
        return "Sanitized: see below what that changes, and save the image from there."
    if inspection.verdict == "attack":
        return (
            "Do not feed this image to a model as it is: sanitize it, or keep the hidden image and a report "
            "as evidence."
        )
    if inspection.verdict == "suspicious":
        return "Compare what the libraries make of this image at other sizes; sanitize it when in doubt."
    return "If you know which pipeline will scale this image, choose it above and look at Compare."


def published_invitation(pipeline: "Pipeline") -> str:
    """What running the published detectors means."""
    return (
        "What the literature proposes, for comparison and to be cited; the verdict does not rest on it. "
        f"Detectors that need a size or a pipeline are told the one chosen above: {pipeline.label}."
    )


def published_words(comparison: "Comparison") -> str:
    """How many flag the image, and what they went by."""
    from core.detection.catalogue import detector  # imports scipy, which an inspection has paid for

    count = len(comparison.findings)
    silent = ", ".join(detector(entry).title for entry in comparison.silent)
    return " ".join(
        (
            f"{comparison.flagged} of {count} flag this image, each at the score that 1 in 100 benign images "
            "reaches.",
            told_text(comparison.told),
            *([f"Not applicable there: {silent}."] if silent else ()),
        )
    )
