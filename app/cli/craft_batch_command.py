"""`aliascope craft-batch`: many attacks by one recipe, with a manifest."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import add_json
from app.cli.command import Command, ExitCode
from app.cli.console import Console
from app.cli.craft_arguments import (
    add_attack,
    add_text,
    check_text,
    chosen_attack,
    chosen_norm,
    pipelines_for,
)
from core.errors import AliascopeError
from core.images.files import printable

if TYPE_CHECKING:
    from core.attacks.batch import Batch, DrawnTarget
    from core.attacks.manifest import ManifestLine

_DESCRIPTION = """\
Hide every image of TARGETS in every image of SOURCES, or with --pairing order the first in the first and so
on. Both are an image or a folder of images. FOLDER gets the attack images and manifest.csv, a line per pair
with the figures of `aliascope craft`; a pair that fails leaves a line that says why. No file is overwritten.

--json: {manifest, written, failed, lines}, each of lines as in the manifest.

exit codes: 0 all written · 2 bad usage, or some pairs failed"""


def configure(parser: ArgumentParser) -> None:
    """Arguments of `aliascope craft-batch`."""
    parser.add_argument("sources", type=Path, metavar="SOURCES", help="an image or a folder of covers")
    parser.add_argument(
        "targets",
        type=Path,
        nargs="?",
        metavar="TARGETS",
        help="an image or a folder of what is to be hidden",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="folder to write to, made if missing",
    )
    parser.add_argument(
        "--pairing",
        choices=["all", "order"],
        default="all",
        help="which sources with which targets (default all)",
    )
    add_attack(parser)
    add_text(parser)
    add_json(parser)


def run(arguments: Namespace, console: Console) -> int:
    """Craft every pair."""
    from core.attacks.batch import craft_batch

    check_text(arguments, has_target=arguments.targets is not None)
    if any(goal.target is not None for goal in arguments.also):
        raise AliascopeError("In a batch all pipelines see the same target; leave the file out of --also.")
    lines: list[ManifestLine] = []

    def report(line: "ManifestLine") -> None:
        lines.append(line)
        _print(line, console)

    manifest = craft_batch(_batch(arguments), progress=console.progress, report=report)
    failed = sum(line.failed for line in lines)
    console.say(f"{printable(str(manifest))}: {len(lines) - failed} written, {failed} failed")
    console.document(
        {
            "manifest": str(manifest),
            "written": len(lines) - failed,
            "failed": failed,
            "lines": [asdict(line) for line in lines],
        }
    )
    return ExitCode.BAD_INPUT if failed else ExitCode.DONE


def _batch(arguments: Namespace) -> "Batch":
    from core.attacks.batch import Batch, Recipe, images_at
    from core.attacks.options import checked_options

    spec = chosen_attack(arguments)
    recipe = Recipe(
        lambda shape: pipelines_for(arguments, shape),
        attack=spec.id,
        norm=chosen_norm(arguments),
        epsilon=arguments.epsilon,
        solver=arguments.solver,
        region=arguments.region,
        options=checked_options(spec, dict(arguments.option)),
    )
    targets = (_text(arguments),) if arguments.text is not None else images_at(arguments.targets)
    return Batch(images_at(arguments.sources), targets, arguments.output, recipe, arguments.pairing)


def _text(arguments: Namespace) -> "DrawnTarget":
    from core.attacks.batch import DrawnTarget
    from core.attacks.text_target import text_target
    from core.images import RGB
    from core.scaling.robust import area_output

    def draw(shape: tuple[int, int], source: RGB) -> RGB:
        ground = arguments.text_background
        return text_target(
            arguments.text,
            shape,
            size=arguments.text_size,
            colour=arguments.text_colour,
            background=area_output(source, shape) if ground is None else ground,
        )

    return DrawnTarget(arguments.text, draw)


def _print(line: "ManifestLine", console: Console) -> None:
    pair = f"{printable(line.source)} · {printable(line.target)}"
    if line.failed:
        console.note(f"aliascope: {pair}: {line.sentence}")
    else:
        missed = "" if line.feasible == "yes" else f", misses the target (ε = {line.epsilon})"
        figures = f"PSNR {line.psnr} dB, error {line.max_output_error}{missed}"
        console.say(f"{pair}: {printable(line.output)}, {figures}")


CRAFT_BATCH = Command("craft-batch", "hide many images in many others", _DESCRIPTION, configure, run)
