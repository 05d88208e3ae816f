"""The HTML report: one file that needs nothing else, to read, print and file with the case."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from core.images.evidence import Evidence
from core.images.files import write_file
from core.reporting import sanitized_sections, sections
from core.reporting.libraries import libraries_section
from core.reporting.markup import Markup, element

if TYPE_CHECKING:
    from core.classification.classify import Prediction
    from core.detection.inspection import Inspection
    from core.sanitizing.sanitize import Sanitized
    from core.scaling.self_test import SelfTest

# The page shows hostile names and metadata: whatever slips through can load and run nothing.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def write_html_report(
    path: Path,
    evidence: Evidence,
    inspection: "Inspection",
    *,
    sanitized: "Sanitized | None" = None,
    predictions: "Mapping[str, tuple[Prediction, ...]] | None" = None,
    by_filter: "Sequence[tuple[str, Prediction]]" = (),
    tests: "Sequence[SelfTest]" = (),
    model: str = "",
) -> None:
    """Write the report of one inspected image to `path`, all at once.

    `predictions` maps "robust", "scaled" and "sanitized" to the classifier's best classes, best first.
    `by_filter` are its first answers to versions of the image, each with what was done to it.
    `tests` are the self-tests of the scaling models on this machine. `model` is the name of the user's own
    model where that gave the answers.
    Raises `SaveError` when the file can not be written or is the evidence itself.
    """
    page = html_report(
        evidence,
        inspection,
        sanitized=sanitized,
        predictions=predictions,
        by_filter=by_filter,
        tests=tests,
        model=model,
    )
    write_file(path, page.encode("utf-8"), protect=() if evidence.path is None else (evidence.path,))


def html_report(
    evidence: Evidence,
    inspection: "Inspection",
    *,
    sanitized: "Sanitized | None" = None,
    predictions: "Mapping[str, tuple[Prediction, ...]] | None" = None,
    by_filter: "Sequence[tuple[str, Prediction]]" = (),
    tests: "Sequence[SelfTest]" = (),
    model: str = "",
) -> str:
    """The page as text; arguments as `write_html_report`."""
    body = (
        _header(evidence),
        sections.verdict_section(inspection),
        sections.pictures_section(evidence, inspection),
        sections.pipelines_section(inspection),
        sanitized_sections.predictions_section(predictions, model) if predictions else None,
        sanitized_sections.filters_section(by_filter) if by_filter else None,
        sanitized_sections.sanitized_section(sanitized, evidence) if sanitized is not None else None,
        sections.findings_section(inspection),
        sections.file_section(evidence),
        sections.metadata_section(evidence),
        sections.versions_section(inspection),
        libraries_section(tests) if tests else None,
        _footer(inspection),
    )
    main = element("main", *(part for part in body if part is not None))
    return "<!doctype html>\n" + element("html", _head(evidence), element("body", main), lang="en") + "\n"


def _head(evidence: Evidence) -> Markup:
    css = files("resources").joinpath("report", "report.css").read_text("utf-8")
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"Inspection of {evidence.name}"),
        element("style", Markup(css)),
    )


def _header(evidence: Evidence) -> Markup:
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    about = f"Inspected for image-scaling attacks by Aliascope {_own_version()}, {now}"
    return element("header", element("h1", evidence.name), element("p", about))


def _footer(inspection: "Inspection") -> Markup:
    seconds = f"The inspection took {inspection.seconds:.1f} s. "
    pictures = (
        "Pictures are averaged by area or enlarged by whole factors, so this page is no scaler that a "
        "hidden image could fool. The evidence file was only read."
    )
    return element("footer", element("p", seconds + pictures))


def _own_version() -> str:
    try:
        return version("aliascope")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "(not installed)"
