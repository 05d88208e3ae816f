"""`aliascope craft`: hide one image in another, to test a pipeline of one's own."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import add_allow_huge, add_image_output, add_json, check_image_output
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
from core.images.files import printable
from core.progress import stage

if TYPE_CHECKING:
    from core.attacks.problem import Goal
    from core.attacks.result import AttackResult
    from core.images import RGB
    from core.scaling.pipeline import Pipeline

_DESCRIPTION = """\
Hide TARGET in SOURCE: the result looks like SOURCE and scales to TARGET. TARGET may have any size; it is
first averaged to the target size. With --text a text is hidden instead. With --also several pipelines see
it, or each an image of its own. The output is lossless, as a lossy file would spoil the hidden image.

--json: {seconds, variant, solver, iterations, gap, epsilon, max_output_error, psnr, ssim, l0, l1, l2, linf,
         feasible, region, goals, figures, note}. max_output_error, in grey levels, is the largest over all
         pipelines, measured on the output of the real library against its target; psnr (dB, null when nothing
         changed), ssim and the norms compare the result with SOURCE; feasible says whether max_output_error
         keeps within epsilon; gap is the relative distance to a proven optimum, null where none is known;
         region is [x, y, width, height] in pixels of SOURCE, null without one; goals is a list of {library,
         algorithm, target_size, max_output_error, output_psnr, feasible, raised, output_pixels, wanted,
         shown}, raised being the output pixels beyond epsilon, wanted those that were to show the target
         (fewer than output_pixels with a region) and shown those of them within epsilon; figures are further
         ones of the variant.

exit codes: 0 written (a warning tells when it is not feasible) · 2 bad usage, unreadable or unfit input"""


def configure(parser: ArgumentParser) -> None:
    """Arguments of `aliascope craft`."""
    parser.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help="the cover a person sees; --variant selected_source takes one from its folder instead",
    )
    parser.add_argument("target", type=Path, nargs="?", metavar="TARGET", help="what the model shall see")
    add_image_output(parser)
    add_attack(parser)
    add_text(parser)
    add_allow_huge(parser)
    add_json(parser)


def run(arguments: Namespace, console: Console) -> int:
    """Read the images, craft, save."""
    from app.cli.craft_result import craft_document, print_craft

    check_text(arguments, has_target=arguments.target is not None)
    check_image_output(arguments.output, *_inputs(arguments))
    result = _craft(arguments, console)
    _save(result, arguments)
    console.document(craft_document(result, arguments.region))
    print_craft(result, arguments, console)
    return ExitCode.DONE


def _inputs(arguments: Namespace) -> tuple[Path, ...]:
    named = (arguments.source, arguments.target, *(goal.target for goal in arguments.also))
    return tuple(path for path in named if path is not None)


def _craft(arguments: Namespace, console: Console) -> "AttackResult":
    from core.attacks.problem import AttackProblem
    from core.attacks.variants import craft_variant

    source = _read(arguments.source, arguments, console)
    pipelines = pipelines_for(arguments, (source.shape[0], source.shape[1]))
    goals = _goals(pipelines, source, arguments, console)
    norm = chosen_norm(arguments)
    problem = AttackProblem(source, goals, norm, arguments.epsilon, arguments.region)
    return craft_variant(
        chosen_attack(arguments).id,
        problem,
        dict(arguments.option),
        solver=arguments.solver,
        progress=stage(console.progress, 0.05, 0.95),
    )


def _goals(
    pipelines: "tuple[Pipeline, ...]", source: "RGB", arguments: Namespace, console: Console
) -> "tuple[Goal, ...]":
    from core.attacks.problem import Goal

    first = None if arguments.target is None else _read(arguments.target, arguments, console)
    files = (None, *(goal.target for goal in arguments.also))
    goals = []
    for pipeline, path in zip(pipelines, files, strict=True):
        own = first if path is None else _read(path, arguments, console)
        goals.append(Goal(pipeline, _text(pipeline, source, arguments) if own is None else own))
    return tuple(goals)


def _text(pipeline: "Pipeline", source: "RGB", arguments: Namespace) -> "RGB":
    from core.attacks.text_target import text_target
    from core.scaling.robust import area_output

    shape, background = pipeline.target_shape, arguments.text_background
    return text_target(
        arguments.text,
        shape,
        size=arguments.text_size,
        colour=arguments.text_colour,
        background=area_output(source, shape) if background is None else background,
    )


def _read(path: Path, arguments: Namespace, console: Console) -> "RGB":
    """The pixels; where they are not stored as RGB, such as with transparency, it is said."""
    from core.images import read_evidence

    evidence = read_evidence(path, allow_huge=arguments.allow_huge)
    for note in () if evidence.mode == "RGB 8-bit" else evidence.notes:
        console.note(f"aliascope: {printable(path.name)}: {note}")
    return evidence.pixels


def _save(result: "AttackResult", arguments: Namespace) -> None:
    from core.images import save_lossless

    save_lossless(result.image, arguments.output, protect=_inputs(arguments))


CRAFT = Command("craft", "hide one image in another", _DESCRIPTION, configure, run)
