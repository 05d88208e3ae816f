"""The sections of the HTML report, in reading order: words first, numbers after."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.images.evidence import Evidence
from core.images.regions import cut_out, scaled_region
from core.reporting.markup import Markup, element, joined
from core.reporting.pictures import figure
from core.reporting.tables import facts_table, table
from core.reporting.words import (
    alarm_text,
    asked_text,
    citation_text,
    next_steps,
    rate_text,
    score_text,
    size_text,
    threshold_text,
    told_text,
    verdict_title,
)

if TYPE_CHECKING:
    from core.detection.inspection import Inspection, PipelineGuess


def verdict_section(inspection: "Inspection") -> Markup:
    """The verdict in words, its false-alarm rate, and what to do next."""
    return element(
        "section",
        element("h2", verdict_title(inspection)),
        element("p", inspection.summary, class_="summary"),
        element("p", element("strong", "False-alarm rate: "), alarm_text(inspection)),
        *_scope(inspection),
        element("p", element("strong", "What to do next: "), next_steps(inspection)),
        class_=f"verdict {inspection.verdict}",
    )


def _scope(inspection: "Inspection") -> tuple[Markup, ...]:
    """What was asked and what the answer leaves open; nothing where nothing was searched."""
    if inspection.unsearched is not None:
        return ()
    return (
        element("p", element("strong", "Asked: "), asked_text(inspection.known)),
        element("p", element("strong", "Limits: "), inspection.limits),
    )


def pictures_section(evidence: Evidence, inspection: "Inspection") -> Markup:
    """The evidence beside what models get from it."""
    figures = [figure(evidence.pixels, "The image", "What a person sees.")]
    if inspection.hidden is not None:
        figures.append(figure(inspection.hidden, "The hidden image", _hidden_words(inspection)))
    if inspection.robust is not None:
        words = "The image averaged by area to the same size: what a model should get."
        figures.append(figure(inspection.robust, "The robust output", words))
    heading = "The image and what is hidden in it" if inspection.hidden is not None else "The image"
    pictures = element("div", *figures, class_="pictures")
    return element("section", element("h2", heading), pictures, *_region(evidence, inspection))


def _region(evidence: Evidence, inspection: "Inspection") -> tuple[Markup, ...]:
    """The part that carries the traces, out of every picture; nothing where that is all of it."""
    region, hidden, robust = inspection.region, inspection.hidden, inspection.robust
    if region is None:
        return ()
    figures = [figure(cut_out(evidence.pixels, region), "The region", "What a person sees there.")]
    for pixels, title, words in (
        (hidden, "The region; hidden image", "What a model gets there."),
        (robust, "The region; robust output", "What a model should get there."),
    ):
        if pixels is not None:
            place = scaled_region(region, evidence.shape, (pixels.shape[0], pixels.shape[1]))
            figures.append(figure(cut_out(pixels, place), title, words))
    return _region_words(region), element("div", *figures, class_="pictures")


def _hidden_words(inspection: "Inspection") -> str:
    if not inspection.pipelines:
        return "What a model gets."
    return f"What a model gets when {inspection.pipelines[0].pipeline.label} scales the image."


def _region_words(region: tuple[int, int, int, int]) -> Markup:
    x, y, width, height = region
    return element(
        "p", f"The traces lie in a part of the image: x {x}, y {y}, {width}×{height} pixels.", class_="quiet"
    )


def pipelines_section(inspection: "Inspection") -> Markup | None:
    """Which pipelines the image is made for; None when none was found."""
    if not inspection.pipelines:
        return None
    size = f" for the target size {size_text(inspection.target_shape)}" if inspection.target_shape else ""
    return element(
        "section",
        element("h2", "Likely pipelines"),
        element("p", f"Best match first{size}. Pipelines with like scores read the same pixels."),
        _guesses_table(inspection.pipelines),
        *_further(inspection),
    )


def _further(inspection: "Inspection") -> tuple[Markup, ...]:
    """Those of a second picture, where there is one."""
    if not inspection.further:
        return ()
    size = size_text(inspection.further[0].pipeline.target_shape)
    return element("h3", f"For a second picture of {size}"), _guesses_table(inspection.further)


def _guesses_table(guesses: "Sequence[PipelineGuess]") -> Markup:
    rows = [(guess.pipeline.label, f"{guess.score:.4g}") for guess in guesses]
    return table(("Pipeline", "Score"), rows, numbers=(1,))


def findings_section(inspection: "Inspection") -> Markup:
    """Every detector's result with its threshold and its source; nothing where nothing was measured."""
    if not inspection.findings:
        return element(
            "section", element("h2", "Findings"), element("p", "No detector had anything to measure.")
        )
    rows = [
        (
            joined(
                element("strong", finding.title),
                element("br"),
                f"{finding.explanation} ",
                element("small", citation_text(finding)),
            ),
            score_text(finding),
            threshold_text(finding),
            rate_text(finding.false_alarm_rate),
            element(
                "span", "✖ flagged" if finding.flagged else "✓ not flagged", class_=_flag(finding.flagged)
            ),
        )
        for finding in inspection.findings
    ]
    heads = ("Detector", "Score", "Threshold", "False alarms", "Result")
    body = table(heads, rows, numbers=(1, 2, 3))
    told = element("p", told_text(inspection.told), class_="quiet")
    return element("section", element("h2", "Findings"), body, told, class_="long")


def _flag(flagged: bool) -> str:
    return "flag flagged" if flagged else "flag"


def file_section(evidence: Evidence) -> Markup:
    """Provenance: hashes, format, conversions."""
    rows: list[tuple[object, object]] = [
        ("File", evidence.name),
        ("Path", element("code", evidence.path) if evidence.path else "none: pasted or made"),
        ("SHA-256", element("code", evidence.sha256)),
        ("MD5", element("code", evidence.md5)),
        ("Size", f"{size_text(evidence.shape)} pixels, {evidence.byte_count:,} bytes"),
        ("Format", f"{evidence.format}, {evidence.mode}"),
    ]
    if evidence.notes:
        rows.append(("Notes", element("ul", *(element("li", note) for note in evidence.notes))))
    return element("section", element("h2", "The file"), facts_table(rows))


def metadata_section(evidence: Evidence) -> Markup | None:
    """EXIF and comments; None when there are none."""
    if not evidence.exif:
        return None
    return element("section", element("h2", "Metadata"), facts_table(evidence.exif), class_="long")


def versions_section(inspection: "Inspection") -> Markup:
    """Library versions: previews and scores hold for these."""
    rows = [(name, version) for name, version in dict(inspection.versions).items()]
    words = "Scores and previews hold for these versions; other ones may scale differently."
    return element("section", element("h2", "Versions"), element("p", words), facts_table(rows))
