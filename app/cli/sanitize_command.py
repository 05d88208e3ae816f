"""`aliascope sanitize`: remove what a pipeline would see."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from time import perf_counter

from core.sanitizing.catalogue import SANITIZERS

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

_DESCRIPTION = """\
Rebuild the pixels that the pipeline reads from their neighbours, so that no hidden image is left for it.
IMAGE is never modified; the result goes to a lossless file.

--json: {file, sha256, output, library, algorithm, target_size [w,h], filter, seed or null,
         changed_pixels, note, seconds}. filter is the one applied: where a kernel reads every pixel
         the selective filters have nothing to go by, and note says what was done instead."""


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
    from core.sanitizing.sanitize import sanitize

    from core.images import read_evidence, save_lossless
    from core.scaling.operator import operator_for

    check_image_output(arguments.output, arguments.image)
    pipeline = required_pipeline(arguments)
    evidence = read_evidence(arguments.image, allow_huge=arguments.allow_huge)
    start = perf_counter()
    operator = operator_for(pipeline, evidence.shape)
    progress = stage(console.progress, 0.1, 0.9)
    result = sanitize(evidence.pixels, operator, arguments.filter, seed=arguments.seed, progress=progress)
    seconds = perf_counter() - start
    save_lossless(result.pixels, arguments.output, protect=(arguments.image,))
    console.document(
        {
            "file": str(arguments.image),
            "sha256": evidence.sha256,
            "output": str(arguments.output),
            "library": pipeline.library,
            "algorithm": pipeline.algorithm,
            "target_size": list(pipeline.target_size),
            "filter": result.filter,
            "seed": result.seed,
            "changed_pixels": int(result.changed_pixels),
            "note": result.note,
            "seconds": seconds,
        }
    )
    seed = "" if result.seed is None else f", seed {result.seed}"
    console.say(
        f"{printable(str(arguments.output))}: {result.changed_pixels:,} pixels changed for {pipeline.label}"
    )
    console.say(f"  Filter {result.filter}{seed}, {seconds:.2f} s")
    if result.note:
        console.note(f"aliascope: {result.note}")
    return ExitCode.DONE


SANITIZE = Command("sanitize", "remove what a pipeline would see", _DESCRIPTION, configure, run)
