"""What `craft` and `craft-batch` have in common: which attack, with which options, for which pipelines."""

import math
import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from dataclasses import dataclass
from pathlib import Path

from app.cli.arguments import add_pipeline, pipeline, region, required_pipeline
from core.attacks.catalogue import ATTACKS, NORMS, SOLVERS, AttackSpec, OptionSpec, attack_spec
from core.errors import AliascopeError
from core.scaling.pipeline import Pipeline

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class AlsoGoal:
    """A further pipeline; `target` is a file of its own, or None for the same target."""

    pipeline: Pipeline
    target: Path | None


def add_attack(parser: ArgumentParser) -> None:
    """--library … --size, --also, --variant, --option, --norm, --epsilon, --solver and --region."""
    add_pipeline(parser)
    parser.add_argument(
        "--also",
        type=also_goal,
        action="append",
        default=[],
        metavar="LIBRARY:ALGORITHM:WxH[:TARGET]",
        help="a further pipeline that shall see TARGET, or an image of its own; can be repeated",
    )
    variants = "; ".join(f"{spec.id}: {spec.explanation}" for spec in ATTACKS)
    parser.add_argument(
        "--variant",
        "--attack",
        dest="variant",
        choices=[spec.id for spec in ATTACKS],
        help=f"which attack (default strong). {variants}".replace("%", "%%"),
    )
    parser.add_argument(
        "--option",
        type=_option,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help=f"an option of the attack; can be repeated. {_options()}".replace("%", "%%"),
    )
    norms = "; ".join(f"{norm.id}: {norm.explanation}" for norm in NORMS)
    parser.add_argument(
        "--norm",
        choices=[norm.id for norm in NORMS],
        help=f"what to keep small (default the attack's own, mostly l2). {norms}",
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
        "--solver",
        choices=[solver.id for solver in SOLVERS],
        help=f"default the attack's own, mostly fast. {solvers}",
    )
    parser.add_argument(
        "--region", type=region, metavar="X,Y,W,H", help="change only this part of SOURCE, in its pixels"
    )


def add_text(parser: ArgumentParser) -> None:
    """--text and how it looks."""
    parser.add_argument("--text", metavar="TEXT", help="hide this text instead of an image")
    parser.add_argument(
        "--text-size", type=float, metavar="PX", help="font size in output pixels (default as large as fits)"
    )
    parser.add_argument(
        "--text-colour", type=_colour, default=(255, 255, 255), metavar="RRGGBB", help="default ffffff"
    )
    parser.add_argument(
        "--text-background",
        type=_background,
        default=(0, 0, 0),
        metavar="RRGGBB|source",
        help="a colour, or “source” for the text to stand on the scaled SOURCE, also where the attack "
        "chooses another source (default 000000)",
    )


def chosen_attack(arguments: Namespace) -> AttackSpec:
    """The attack asked for; the direct solver is one of its own."""
    default = "direct" if arguments.solver == "direct" else "strong"
    return attack_spec(arguments.variant or default)


def chosen_norm(arguments: Namespace) -> str:
    """The norm asked for, or the attack's. Raises `AliascopeError` for one that the attack does not know."""
    spec = chosen_attack(arguments)
    if arguments.norm is not None and arguments.norm not in spec.norms:
        known = ", ".join(spec.norms)
        raise AliascopeError(
            f"{spec.title} can not minimise the norm {arguments.norm}; choose one of {known}."
        )
    return str(arguments.norm or spec.norm)


def pipelines_for(arguments: Namespace, source_shape: tuple[int, int]) -> tuple[Pipeline, ...]:
    """All pipelines for a source of (height, width), the main one first."""
    return (required_pipeline(arguments, source_shape), *(goal.pipeline for goal in arguments.also))


def also_goal(text: str) -> AlsoGoal:
    """LIBRARY:ALGORITHM:WxH, and behind another colon the file of a target."""
    *named, last = text.split(":", 3)
    if len(named) < 3:
        return AlsoGoal(pipeline(text), None)
    return AlsoGoal(pipeline(":".join(named)), Path(last))


def check_text(arguments: Namespace, *, has_target: bool) -> None:
    """Raise `AliascopeError` unless there is exactly one of a target image and a text."""
    if has_target == (arguments.text is not None):
        raise AliascopeError(
            "There must be one thing to hide, a TARGET image or a --text; give one of them, not both or none."
        )


def _option(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise ArgumentTypeError(f"“{text}” is not an option; write NAME=VALUE")
    return name, value


def _options() -> str:
    own = [(spec, option) for spec in ATTACKS for option in spec.options]
    return " ".join(f"{spec.id}: {_described(option)}." for spec, option in own)


def _described(option: OptionSpec) -> str:
    values = "|".join(name for name, _ in option.choices) if option.choices else option.kind
    return f"{option.id}={values} (default {option.default})"


def _epsilon(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 255:
        raise ArgumentTypeError(f"“{text}” is not a difference of grey levels; give a number from 0 to 255")
    return value


def _colour(text: str) -> Colour:
    match = re.fullmatch(r"#?([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})", text)
    if match is None:
        raise ArgumentTypeError(f"“{text}” is not a colour; write red, green and blue as in ff8000")
    return int(match[1], 16), int(match[2], 16), int(match[3], 16)


def _background(text: str) -> Colour | None:
    """None stands for the source."""
    return None if text == "source" else _colour(text)
