"""`aliascope sanitize`: remove what a pipeline would see."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from app.cli.arguments import (
    add_allow_huge,
    add_image_output,
    add_json,
    add_pipeline,
    check_image_output,
    required_pipeline,
)
from app.cli.command import Command, ExitCode
from app.cli.console import Console
from core.images.files import printable
from core.progress import stage
from core.sanitizing.catalogue import SANITIZERS

if TYPE_CHECKING:
    from core.images import Evidence
    from core.sanitizing.sanitize import Sanitized

_DESCRIPTION = """\
Rebuild the pixels that the pipeline reads from their neighbours, so that no hidden image is left for it.
IMAGE is never modified; the result goes to a lossless file.

--json: {file, sha256, output, library, algorithm, target_size [w,h], filter, seed or null, width,
         height, changed_pixels, note, seconds}. filter is the one applied: where a kernel reads every
         pixel, the selective filters have nothing to go by, and note says what was done instead. width
         and height are those of the output: area gives the target size, the others that of IMAGE."""


def configure(parser: ArgumentParser) -> None:
    """Arguments of `aliascope sanitize`."""
    parser.add_argument("image", type=Path, metavar="IMAGE", help="image file to clean")
    add_image_output(parser)
    add_pipeline(parser)
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
    from core.images import read_evidence, save_lossless

    check_image_output(arguments.output, arguments.image)
    evidence = read_evidence(arguments.image, allow_huge=arguments.allow_huge)
    start = perf_counter()
    result = _sanitize(evidence, arguments, console)
    seconds = perf_counter() - start
    save_lossless(result.pixels, arguments.output, protect=(arguments.image,))
    console.document(_document(evidence, result, seconds, arguments))
    _print(evidence, result, seconds, arguments, console)
    return ExitCode.DONE


def _sanitize(evidence: "Evidence", arguments: Namespace, console: Console) -> "Sanitized":
    from core.sanitizing.sanitize import sanitize
    from core.scaling.operator import operator_for

    operator = operator_for(required_pipeline(arguments, evidence.shape), evidence.shape)
    progress = stage(console.progress, 0.1, 0.9)
    return sanitize(evidence.pixels, operator, arguments.filter, seed=arguments.seed, progress=progress)


def _document(
    evidence: "Evidence", result: "Sanitized", seconds: float, arguments: Namespace
) -> dict[str, Any]:
    height, width = result.pixels.shape[:2]
    return {
        "file": str(arguments.image),
        "sha256": evidence.sha256,
        "output": str(arguments.output),
        "library": arguments.library,
        "algorithm": arguments.algorithm,
        "target_size": list(required_pipeline(arguments, evidence.shape).target_size),
        "filter": result.filter,
        "seed": result.seed,
        "width": int(width),
        "height": int(height),
        "changed_pixels": int(result.changed_pixels),
        "note": result.note,
        "seconds": seconds,
    }


def _print(
    evidence: "Evidence", result: "Sanitized", seconds: float, arguments: Namespace, console: Console
) -> None:
    seed = "" if result.seed is None else f", seed {result.seed}"
    label = required_pipeline(arguments, evidence.shape).label
    console.say(f"{printable(str(arguments.output))}: {result.changed_pixels:,} pixels changed for {label}")
    console.say(f"  Filter {result.filter}{seed}, {seconds:.2f} s")
    if result.note:
        console.note(f"aliascope: {result.note}")


SANITIZE = Command("sanitize", "remove what a pipeline would see", _DESCRIPTION, configure, run)
