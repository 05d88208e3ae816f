"""`aliascope craft`: hide one image in another, to test a pipeline of one's own."""

import math
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.arguments import (
    add_allow_huge,
    add_image_output,
    add_json,
    add_pipeline,
    check_image_output,
    region,
    required_pipeline,
)
from app.cli.command import Command, ExitCode
from app.cli.console import Console
from core.attacks.catalogue import NORMS, SOLVERS
from core.images.files import printable
from core.progress import stage

if TYPE_CHECKING:
    from core.attacks.result import AttackResult

_DESCRIPTION = """\
Hide TARGET in SOURCE: the result looks like SOURCE and scales to TARGET. TARGET may have any size; it is
first averaged to the target size. The output is lossless, as a lossy file would spoil the hidden image.

--json: {seconds, solver, iterations, epsilon, max_output_error, psnr, ssim, l0, l1, l2, linf, feasible}.
         max_output_error, in grey levels, is measured on the output of the real library against TARGET;
         psnr (dB, null when nothing changed), ssim and the norms compare the result with SOURCE;
         feasible says whether max_output_error keeps within epsilon.

exit codes: 0 written (a warning tells when it is not feasible) · 2 bad usage, unreadable or unfit input"""


def configure(parser: ArgumentParser) -> None:
    """Arguments of `aliascope craft`."""
    parser.add_argument("source", type=Path, metavar="SOURCE", help="the cover a person sees")
    parser.add_argument("target", type=Path, metavar="TARGET", help="what the model shall see")
    add_image_output(parser)
    add_pipeline(parser)
    norms = "; ".join(f"{norm.id}: {norm.explanation}" for norm in NORMS)
    parser.add_argument(
        "--norm",
        choices=[norm.id for norm in NORMS],
        default="l2",
        help=f"what to keep small (default l2). {norms}",
    )
    parser.add_argument(
        "--epsilon",
        type=_epsilon,
        default=1.0,
        metavar="E",
        help="largest difference allowed between output and target, in grey levels 0 to 255 (default 1)",
    )
    solvers = "; ".join(f"{solver.id}: {solver.explanation}" for solver in SOLVERS)
    parser.add_argument(
        "--solver", choices=[solver.id for solver in SOLVERS], default="fast", help=f"default fast. {solvers}"
    )
    parser.add_argument(
        "--region", type=region, metavar="X,Y,W,H", help="change only this part of SOURCE, in its pixels"
    )
    add_allow_huge(parser)
    add_json(parser)


def _epsilon(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 255:
        raise ArgumentTypeError(f"“{text}” is not a difference of grey levels; give a number from 0 to 255")
    return value


def run(arguments: Namespace, console: Console) -> int:
    """Read both images, craft, save."""
    check_image_output(arguments.output, arguments.source, arguments.target)
    result = _craft(arguments, console)
    _save(result, arguments)
    console.document(_document(result))
    _print(result, arguments, console)
    return ExitCode.DONE


def _craft(arguments: Namespace, console: Console) -> "AttackResult":
    from core.attacks.craft import craft
    from core.attacks.problem import attack_problem
    from core.images import read_evidence

    source, target = (
        read_evidence(path, allow_huge=arguments.allow_huge).pixels
        for path in (arguments.source, arguments.target)
    )
    pipeline = required_pipeline(arguments, (source.shape[0], source.shape[1]))
    problem = attack_problem(
        source, target, pipeline, norm=arguments.norm, epsilon=arguments.epsilon, region=arguments.region
    )
    return craft(problem, solver=arguments.solver, progress=stage(console.progress, 0.05, 0.95))


def _save(result: "AttackResult", arguments: Namespace) -> None:
    from core.images import save_lossless

    save_lossless(result.image, arguments.output, protect=(arguments.source, arguments.target))


def _document(result: "AttackResult") -> dict[str, Any]:
    from core.reporting.document import json_number

    return {
        "seconds": json_number(result.seconds),
        "solver": result.solver,
        "iterations": int(result.iterations),
        "epsilon": json_number(result.epsilon),
        "max_output_error": json_number(result.max_output_error),
        "psnr": json_number(result.psnr),
        "ssim": json_number(result.ssim),
        "l0": int(result.l0),
        "l1": json_number(result.l1),
        "l2": json_number(result.l2),
        "linf": json_number(result.linf),
        "feasible": bool(result.feasible),
    }


def _print(result: "AttackResult", arguments: Namespace, console: Console) -> None:
    height, width = result.image.shape[:2]
    pipeline = required_pipeline(arguments, (height, width))
    console.say(f"{printable(str(arguments.output))}: scales to the target with {pipeline.label}")
    error, epsilon = f"{result.max_output_error:g}", f"{result.epsilon:g}"
    console.say(f"  Output against target: largest error in grey levels {error} (ε = {epsilon})")
    console.say(f"  Image against source: PSNR {result.psnr:.2f} dB, SSIM {result.ssim:.4f}")
    norms = f"L1 {result.l1:,.0f}, L2 {result.l2:,.1f}, L∞ {result.linf:g} grey levels"
    console.say(f"  Changed pixels {result.l0:,}; {norms}")
    console.say(f"  Solver {result.solver}: {result.iterations} iterations, {result.seconds:.2f} s")
    if result.note:
        console.note(f"aliascope: {result.note}")


CRAFT = Command("craft", "hide one image in another", _DESCRIPTION, configure, run)
