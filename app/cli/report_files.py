"""The files that `aliascope inspect` can leave behind."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import SaveError
from core.images import RGB, Evidence, save_lossless
from core.images.files import printable
from core.progress import Progress, stage

if TYPE_CHECKING:
    from core.classification.classify import Prediction
    from core.detection.inspection import Inspection
    from core.sanitizing.sanitize import Sanitized
    from core.scaling.pipeline import Pipeline
    from core.scaling.self_test import SelfTest

_CLASSIFIER_SHAPE = (32, 32)
"""What is classified when no pipeline was found: the image at the shipped classifier's own size."""


def report_file(report: Path, evidence: Evidence) -> Path:
    """Where the report of this image goes: `report` itself, or a file in it when it is a folder."""
    return report / f"{_own_name(evidence)}.html" if report.is_dir() else report


def make_folder(folder: Path) -> None:
    """Make `folder` if it is not there. Raises `SaveError` when it can not be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(
            f"{printable(str(folder))} can not be made a folder ({error.strerror}); choose another name."
        ) from error


def hidden_files(
    folder: Path, evidence: Evidence, hidden: RGB, robust: RGB, *, protect: Sequence[Path]
) -> tuple[Path, Path]:
    """Save the hidden image of `evidence` and its robust counterpart into `folder`; returns both files."""
    stem = _own_name(evidence)
    paths = folder / f"{stem}-hidden.png", folder / f"{stem}-robust.png"
    for path, pixels in zip(paths, (hidden, robust), strict=True):
        save_lossless(pixels, path, protect=protect)
    return paths


def _own_name(evidence: Evidence) -> str:
    # Two folders may hold files of one name; their hashes differ, or they are the same image.
    stem = re.sub(r"[^\w.() +-]", "_", Path(evidence.name).stem)
    return f"{stem[:80]}-{evidence.sha256[:8]}"


def write_report(
    path: Path, evidence: Evidence, inspection: "Inspection", *, with_classes: bool, progress: Progress
) -> None:
    """Write the HTML report, with the sanitized image when something was found, and the self-test."""
    from core.reporting import write_html_report

    found = (
        inspection.pipelines[0].pipeline if inspection.pipelines and inspection.verdict != "clean" else None
    )
    sanitized = _sanitized(evidence, inspection.likely, stage(progress, 0.0, 0.5)) if found else None
    predictions = _predictions(evidence, inspection, sanitized) if with_classes else None
    tests = _tests(stage(progress, 0.5, 0.9))
    progress(0.9, f"Writing {printable(path.name)}")
    write_html_report(path, evidence, inspection, sanitized=sanitized, predictions=predictions, tests=tests)


def _tests(progress: Progress) -> "list[SelfTest]":
    """The self-tests of all models, run for the first report only."""
    from core.scaling.catalogue import ALGORITHMS
    from core.scaling.self_test import remembered_self_test

    found = []
    for done, entry in enumerate(ALGORITHMS):
        progress(done / len(ALGORITHMS), "Testing the libraries")
        found.append(remembered_self_test(entry))
    return found


def _sanitized(
    evidence: Evidence, pictures: "tuple[tuple[Pipeline, ...], ...]", progress: Progress
) -> "Sanitized":
    """For every picture found, and inspected again."""
    from core.detection.recheck import recheck
    from core.sanitizing.found import sanitize_found
    from core.scaling.operator import operator_for

    served = dict.fromkeys(pipeline for likely in pictures for pipeline in likely)
    operators = {pipeline: operator_for(pipeline, evidence.shape) for pipeline in served}
    leads = [operators[likely[0]] for likely in pictures]
    every = list(operators.values())
    sanitized = sanitize_found(evidence.pixels, every, leads, progress=stage(progress, 0.0, 0.3))
    if sanitized.filter == "area":
        return sanitized
    found = recheck(sanitized.pixels, sanitized.pipelines, progress=stage(progress, 0.3, 1.0))
    return replace(sanitized, recheck=found)


def _predictions(
    evidence: Evidence, inspection: "Inspection", sanitized: "Sanitized | None"
) -> "dict[str, tuple[Prediction, ...]]":
    """The classes of the robust output, of what the victim gets, and of that after sanitizing."""
    from core.classification.classify import classify
    from core.scaling.pipeline import Pipeline
    from core.scaling.real_calls import real_resize
    from core.scaling.robust import robust_pipeline

    guesses = inspection.pipelines
    pipeline = guesses[0].pipeline if guesses else Pipeline("opencv", "bilinear", _CLASSIFIER_SHAPE)
    outputs = {
        "robust": real_resize(evidence.pixels, robust_pipeline(pipeline, evidence.shape)),
        "scaled": real_resize(evidence.pixels, pipeline),
    }
    if sanitized is not None:
        outputs["sanitized"] = real_resize(sanitized.pixels, pipeline)
    # From the target size to the classifier's by area, so that only the pipeline makes a difference.
    return {key: classify(output, algorithm="area") for key, output in outputs.items()}
