"""`aliascope sanitize`: remove what a pipeline, or several, would see."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import replace
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
    recheck_entry,
    record_path,
    save_with_record,
)
from core.sanitizing.wording import agreement_words, recheck_words, reduction_words
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.images import Evidence
    from core.sanitizing.sanitize import Sanitized

_DESCRIPTION = """\
Rebuild the pixels that a pipeline reads from their neighbours, so that no hidden image is left for it.
IMAGE is never modified; the result goes to a lossless file, and what was done to OUT.png.json beside it: the
hash of IMAGE, the pipelines, filter, seed and versions.

Name the pipeline with --library, --algorithm and --size, further ones with --also. When the victim is not
known, --detected looks for the pipelines that something is hidden for, in every picture found, and takes them
all; the result is inspected again, served for what that finds as well, and what is left is told. An image in
which nothing is found is written as it is.

--json: {file, sha256, output, record, library, algorithm, target_size [w,h], pipelines [{library, algorithm,
         target_size, crop, cut}], filter, seed or null, width, height, changed_pixels, agreements, recheck,
         note, reduced, seconds}.
         library, algorithm and target_size are those of the first pipeline, null without one. filter is
         the one applied, "none" where nothing was found: where a kernel reads every pixel, the selective
         filters have nothing to go by, and note says what was done instead. width and height are those of
         the output: area gives the target size, the others that of IMAGE. agreements, for safe: per pipeline
         the largest difference to robust scaling by the real library, in grey levels: before and after to the
         robust output of the cleaned image, to_evidence to that of IMAGE. recheck, for --detected: what an
         inspection of the output finds {verdict, false_alarm_rate, found [pipelines], traces, words}, else
         null; traces: only the rebuilt pixels stand out, and form no other picture. reduced says what of
         IMAGE's samples 8-bit RGB does not hold, empty for nothing."""

MOST_ROUNDS = 2
"""How often what is found in the result is served along; each takes another inspection."""
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
        help="serve every pipeline that something is found to be hidden for, and look again afterwards",
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
    if arguments.detected:
        result = _detected(evidence, named, arguments, console.progress)
    else:
        result = _sanitized(evidence, named, (), arguments, stage(console.progress, 0.1, 0.9))
    seconds = perf_counter() - start
    save_with_record(result, arguments.output, evidence, protect=(arguments.image,))
    console.document(_document(evidence, result, seconds, arguments))
    _print(evidence, result, seconds, arguments, console)
    return ExitCode.DONE


def _named(evidence: "Evidence", arguments: Namespace) -> tuple[Pipeline, ...]:
    first = pipeline_from(arguments, evidence.shape)
    return (*(() if first is None else (first,)), *arguments.also)


def _detected(
    evidence: "Evidence", named: tuple[Pipeline, ...], arguments: Namespace, progress: Progress
) -> "Sanitized":
    """For all that is found; what is found in the result is served along, and looked for again."""
    from core.detection.inspection import inspect_image
    from core.detection.recheck import recheck

    pictures = inspect_image(evidence.pixels, progress=stage(progress, 0.1, 0.4)).likely
    result = _sanitized(evidence, named, pictures, arguments, stage(progress, 0.4, 0.5))
    for number in range(MOST_ROUNDS):
        part = stage(progress, 0.5 + 0.2 * number, 0.7 + 0.2 * number)
        if result.filter in ("none", "area"):  # as it was, or nothing left to scale down
            return result
        found = recheck(result.pixels, result.pipelines, progress=stage(part, 0.0, 0.7))
        result = replace(result, recheck=found)
        if not found.pictures or set(found.pictures) <= set(pictures):
            return result
        pictures = (*pictures, *found.pictures)
        result = _sanitized(evidence, named, pictures, arguments, stage(part, 0.7, 1.0))
    found = recheck(result.pixels, result.pipelines, progress=stage(progress, 0.9, 0.95))
    return replace(result, recheck=found)


def _sanitized(
    evidence: "Evidence",
    named: tuple[Pipeline, ...],
    pictures: tuple[tuple[Pipeline, ...], ...],
    arguments: Namespace,
    progress: Progress,
) -> "Sanitized":
    """For the pipelines `named`, and for the likely ones of each of the `pictures` found."""
    from core.sanitizing.found import sanitize_found
    from core.sanitizing.sanitize import Sanitized
    from core.scaling.operator import operator_for

    served = dict.fromkeys((*named, *(pipeline for likely in pictures for pipeline in likely)))
    if not served:
        note = "Nothing is hidden here as far as can be told, so the image was saved as it is."
        return Sanitized(evidence.pixels, "none", None, 0, note, requested=arguments.filter)
    operators = {pipeline: operator_for(pipeline, evidence.shape) for pipeline in served}
    leads = dict.fromkeys((*named, *(likely[0] for likely in pictures)))
    return sanitize_found(
        evidence.pixels,
        list(operators.values()),
        [operators[pipeline] for pipeline in leads] if pictures else (),
        arguments.filter,
        seed=arguments.seed,
        progress=progress,
    )


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
        "recheck": recheck_entry(result.recheck),
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
    (height, width), (rows, columns) = evidence.shape, result.pixels.shape[:2]
    size = "" if (rows, columns) == (height, width) else f"{columns}×{rows} instead of {width}×{height}, "
    name = printable(str(arguments.output))
    console.say(f"{name}: {size}{result.changed_pixels:,} pixels changed{served}")
    console.say(f"  Filter {result.filter}{seed}, {seconds:.2f} s")
    for entry in result.agreements:
        console.say(f"  {agreement_words(entry)}")
    if result.recheck is not None:
        console.say(f"  {recheck_words(result.recheck)}")
    console.say(f"  Record: {printable(str(record_path(arguments.output)))}")
    for note in filter(None, (result.note, reduction_words(evidence))):
        console.note(f"aliascope: {note}")


SANITIZE = Command("sanitize", "remove what a pipeline would see", _DESCRIPTION, configure, run)
