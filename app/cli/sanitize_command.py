"""`aliascope sanitize`: remove what a pipeline, or several, would see."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from app.cli.arguments import (
    add_allow_huge,
    add_image_output,
    add_json,
    add_pipeline,
    names_pipeline,
    pipeline,
    pipeline_from,
)
from app.cli.command import Command, ExitCode
from app.cli.console import Console
from core.errors import AliascopeError
from core.images.files import printable
from core.progress import Progress, stage
from core.sanitizing.catalogue import SANITIZERS
from core.sanitizing.record import (
    agreement_entry,
    check_sanitized_output,
    pipeline_entry,
    record_path,
    save_with_record,
)
from core.sanitizing.wording import agreement_words, reduction_words
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.images import Evidence
    from core.sanitizing.sanitize import Sanitized

_DESCRIPTION = """\
Rebuild the pixels that a pipeline reads from their neighbours, so that no hidden image is left for it.
IMAGE is never modified; the result goes to a lossless file, and what was done to OUT.png.json beside it: the
hash of IMAGE, the pipelines, filter, seed and versions.

Name the pipeline with --library, --algorithm and --size, further ones with --also. When the victim is not
known, --detected looks for the pipelines that something is hidden for and takes them all; an image in which
nothing is found is written as it is.

--json: {file, sha256, output, record, library, algorithm, target_size [w,h], pipelines [{library, algorithm,
         target_size, crop, cut}], filter, seed or null, width, height, changed_pixels, agreements, note,
         reduced, seconds}.
         library, algorithm and target_size are those of the first pipeline, null without one. filter is
         the one applied, "none" where nothing was found: where a kernel reads every pixel, the selective
         filters have nothing to go by, and note says what was done instead. width and height are those of
         the output: area gives the target size, the others that of IMAGE. agreements, for safe: per pipeline
         the largest difference to robust scaling by the real library, in grey levels: before and after to the
         robust output of the cleaned image, to_evidence to that of IMAGE. reduced says what of IMAGE's
         samples 8-bit RGB does not hold, empty for nothing."""

NO_PIPELINE = "There is no pipeline to sanitize for; give --library, --algorithm and --size, or --detected."


def configure(parser: ArgumentParser) -> None:
    """Arguments of `aliascope sanitize`."""
    parser.add_argument("image", type=Path, metavar="IMAGE", help="image file to clean")
    add_image_output(parser)
    add_pipeline(parser, required=False)
    parser.add_argument(
        "--also",
        type=pipeline,
        action="append",
        default=[],
        metavar="LIBRARY:ALGORITHM:WxH",
        help="one more pipeline to serve, such as pillow:nearest:299x299; may be repeated",
    )
    parser.add_argument(
        "--detected",
        action="store_true",
        help="serve every pipeline that something is found to be hidden for",
    )
    filters = "; ".join(f"{entry.id}: {entry.explanation}" for entry in SANITIZERS)
    parser.add_argument(
        "--filter",
        choices=[entry.id for entry in SANITIZERS],
        default="median",
        help=f"default median. {filters}",
    )
    parser.add_argument(
        "--seed", type=_seed, default=0, metavar="N", help="seed of the random filter (default 0)"
    )
    add_allow_huge(parser)
    add_json(parser)


def _seed(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise ArgumentTypeError(f"“{text}” is not a seed; give a whole number from 0")
    return int(text)


def run(arguments: Namespace, console: Console) -> int:
    """Read, filter, save."""
    from core.images import read_evidence

    if not (names_pipeline(arguments) or arguments.also or arguments.detected):
        raise AliascopeError(NO_PIPELINE)
    check_sanitized_output(arguments.output, (arguments.image,))
    evidence = read_evidence(arguments.image, allow_huge=arguments.allow_huge)
    start = perf_counter()
    named = _named(evidence, arguments)
    found = _found(evidence, stage(console.progress, 0.1, 0.5)) if arguments.detected else ()
    result = _sanitized(evidence, (*named, *found), arguments, stage(console.progress, 0.5, 0.9))
    seconds = perf_counter() - start
    save_with_record(result, arguments.output, evidence, protect=(arguments.image,))
    console.document(_document(evidence, result, seconds, arguments))
    _print(evidence, result, seconds, arguments, console)
    return ExitCode.DONE


def _named(evidence: "Evidence", arguments: Namespace) -> tuple[Pipeline, ...]:
    first = pipeline_from(arguments, evidence.shape)
    return (*(() if first is None else (first,)), *arguments.also)


def _found(evidence: "Evidence", progress: Progress) -> tuple[Pipeline, ...]:
    from core.detection.inspection import inspect_image
    from core.sanitizing.likely import likely_pipelines

    inspection = inspect_image(evidence.pixels, progress=progress)
    return likely_pipelines([(guess.pipeline, guess.score) for guess in inspection.pipelines])


def _sanitized(
    evidence: "Evidence", pipelines: tuple[Pipeline, ...], arguments: Namespace, progress: Progress
) -> "Sanitized":
    from core.sanitizing.sanitize import Sanitized, sanitize_all
    from core.scaling.operator import operator_for

    distinct = dict.fromkeys(pipelines)
    if not distinct:
        note = "Nothing is hidden here as far as can be told, so the image was saved as it is."
        return Sanitized(evidence.pixels, "none", None, 0, note, requested=arguments.filter)
    operators = [operator_for(pipeline, evidence.shape) for pipeline in distinct]
    return sanitize_all(evidence.pixels, operators, arguments.filter, seed=arguments.seed, progress=progress)


def _document(
    evidence: "Evidence", result: "Sanitized", seconds: float, arguments: Namespace
) -> dict[str, Any]:
    height, width = result.pixels.shape[:2]
    first = result.pipelines[0] if result.pipelines else None
    return {
        "file": str(arguments.image),
        "sha256": evidence.sha256,
        "output": str(arguments.output),
        "record": str(record_path(arguments.output)),
        "library": None if first is None else first.library,
        "algorithm": None if first is None else first.algorithm,
        "target_size": None if first is None else list(first.target_size),
        "pipelines": [pipeline_entry(pipeline) for pipeline in result.pipelines],
        "filter": result.filter,
        "seed": result.seed,
        "width": int(width),
        "height": int(height),
        "changed_pixels": int(result.changed_pixels),
        "agreements": [agreement_entry(entry) for entry in result.agreements],
        "note": result.note,
        "reduced": reduction_words(evidence),
        "seconds": seconds,
    }


def _print(
    evidence: "Evidence", result: "Sanitized", seconds: float, arguments: Namespace, console: Console
) -> None:
    seed = "" if result.seed is None else f", seed {result.seed}"
    labels = ", ".join(pipeline.label for pipeline in result.pipelines)
    served = f" for {labels}" if labels else ""
    console.say(f"{printable(str(arguments.output))}: {result.changed_pixels:,} pixels changed{served}")
    console.say(f"  Filter {result.filter}{seed}, {seconds:.2f} s")
    for entry in result.agreements:
        console.say(f"  {agreement_words(entry)}")
    console.say(f"  Record: {printable(str(record_path(arguments.output)))}")
    for note in filter(None, (result.note, reduction_words(evidence))):
        console.note(f"aliascope: {note}")


SANITIZE = Command("sanitize", "remove what a pipeline would see", _DESCRIPTION, configure, run)
