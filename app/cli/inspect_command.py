"""`aliascope inspect`: is something hidden in these images?"""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.arguments import add_allow_huge, add_json, add_pipeline, names_pipeline, pipeline_from
from app.cli.command import Command, ExitCode
from app.cli.console import Console
from app.cli.inspection_text import print_inspection
from app.cli.report_files import hidden_files, make_folder, report_file, write_report
from core.errors import AliascopeError, SaveError
from core.images.files import check_writable, printable
from core.progress import Progress, stage

if TYPE_CHECKING:
    from core.detection.inspection import Inspection
    from core.images import Evidence

_DESCRIPTION = """\
Look for a hidden image. Without --size, --library and --algorithm the target size and the pipeline are
found blind; with all three that pipeline is asked about first, and whatever else speaks out of the image is
still told. The images are never modified.

--json: for one image {file, sha256, width, height, verdict, unsearched "small", "narrow", "flat" or null,
        false_alarm_rate, summary, limits, known {library, algorithm, size [w,h]} or null, target_size [w,h]
        or null, pipelines [{library, algorithm, score}] best first, further {target_size, pipelines} of a
        second size or null, findings [{detector, title, score, threshold, false_alarm_rate, flagged,
        explanation, citation}], told {library, algorithm, size} or null: what detectors that need a size or
        a pipeline went by, region [x,y,w,h] or null, hidden_image and robust_image path or null, seconds,
        versions}; for several a list of these in the order of the arguments. An image that can not be read
        gives {file, error}.

exit codes: 0 every image is clean · 3 some image is suspicious or an attack
            2 bad usage, or some image can not be read and no other is suspicious"""


def configure(parser: ArgumentParser) -> None:
    """Arguments of `aliascope inspect`."""
    parser.add_argument("images", nargs="+", type=Path, metavar="IMAGE", help="image file to inspect")
    add_pipeline(parser, required=False)
    parser.add_argument(
        "--report",
        type=Path,
        metavar="OUT.html",
        help="write an HTML report; for several images, an existing folder that gets one for each",
    )
    parser.add_argument(
        "--classify", action="store_true", help="add to the report what the traffic-sign classifier says"
    )
    parser.add_argument(
        "--save-hidden",
        type=Path,
        metavar="DIR",
        help="save each hidden image found into this folder as PNG, its robust counterpart beside it",
    )
    parser.add_argument(
        "--all-detectors",
        action="store_true",
        help="add the published detectors that the verdict does not need, for comparison",
    )
    add_allow_huge(parser)
    add_json(parser)


def run(arguments: Namespace, console: Console) -> int:
    """Inspect the images one after the other; one that fails does not keep the others from it."""
    names_pipeline(arguments)
    _check_outputs(arguments)
    documents, verdicts = [], []
    for position, path in enumerate(arguments.images):
        share = 1 / len(arguments.images)
        progress = stage(console.progress, position * share, (position + 1) * share)
        try:
            document = _inspect_one(path, arguments, console, progress)
        except SaveError:
            raise
        except AliascopeError as error:
            document = {"file": str(path), "error": str(error)}
            console.note(f"aliascope: {error}")
        documents.append(document)
        verdicts.append(document.get("verdict"))
    console.document(documents[0] if len(documents) == 1 else documents)
    return _exit_code(verdicts)


def _exit_code(verdicts: Sequence[str | None]) -> int:
    if any(verdict in ("suspicious", "attack") for verdict in verdicts):
        return ExitCode.SUSPICIOUS
    return ExitCode.BAD_INPUT if None in verdicts else ExitCode.DONE


def _check_outputs(arguments: Namespace) -> None:
    if arguments.save_hidden is not None:
        make_folder(arguments.save_hidden)
    report: Path | None = arguments.report
    if arguments.classify and report is None:
        raise AliascopeError("--classify adds to the report, so it needs --report; name the report to write.")
    if report is None or report.is_dir():
        return
    if len(arguments.images) > 1:
        raise AliascopeError(
            f"{printable(str(report))} can not report on several images; give an existing folder instead."
        )
    check_writable(report, protect=arguments.images)


def _inspect_one(path: Path, arguments: Namespace, console: Console, progress: Progress) -> dict[str, Any]:
    from core.detection.inspection import inspect_image
    from core.images import read_evidence
    from core.reporting import inspect_document

    allow_huge = arguments.allow_huge
    evidence = read_evidence(path, allow_huge=allow_huge, progress=stage(progress, 0.0, 0.1))
    known = pipeline_from(arguments, evidence.shape)
    inspection = inspect_image(
        evidence.pixels,
        known=known,
        all_detectors=arguments.all_detectors,
        progress=stage(progress, 0.1, 0.8),
    )
    saved = _save_hidden(evidence, inspection, arguments)
    print_inspection(evidence, inspection, saved, console)
    if arguments.report is not None:
        file = report_file(arguments.report, evidence)
        write_report(
            file, evidence, inspection, with_classes=arguments.classify, progress=stage(progress, 0.8, 1.0)
        )
        console.say(f"  Report: {printable(str(file))}")
    return inspect_document(evidence, inspection, *saved)


def _save_hidden(
    evidence: "Evidence", inspection: "Inspection", arguments: Namespace
) -> tuple[Path, Path] | tuple[()]:
    """The files of the hidden image and of its robust counterpart."""
    hidden, robust = inspection.hidden, inspection.robust
    if arguments.save_hidden is None or hidden is None or robust is None:
        return ()
    return hidden_files(arguments.save_hidden, evidence, hidden, robust, protect=arguments.images)


INSPECT = Command("inspect", "look for a hidden image", _DESCRIPTION, configure, run)
