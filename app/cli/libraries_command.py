"""`aliascope libraries`: what Aliascope can model, and whether it does so on this machine."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Any

from app.cli.arguments import add_json
from app.cli.command import Command, ExitCode
from app.cli.console import Console
from core.scaling.catalogue import ALGORITHMS, LIBRARIES, Algorithm, installed_version, library

if TYPE_CHECKING:
    from core.scaling.figures import Figures
    from core.scaling.self_test import SelfTest

LARGEST_BETA = 64.0

_DESCRIPTION = """\
List every installed library and scaling algorithm with its version, by the id that other commands take
and the title that the window shows; at a scaling ratio β its kernel width σ in source pixels, whether the
kernel widens with the ratio (antialiased) and which share of the pixels carries weight; and the
self-test: the largest difference, in grey levels, between our model and the real call on noise, black and
white, a photo and an attack image at six sizes. A difference above the bound means that figures for that
algorithm do not hold on this machine; the exit code is then 1.

--json: {"beta": β, "versions": {…}, "libraries": [{library, algorithm, title, explanation, version,
         antialiased, kernel_width, sampled_share, largest_difference, bound, passed, worst}]}; worst
         names the content and sizes of the largest difference, "" when there is none."""

_ID_WIDTH, _TITLE_WIDTH = (
    2 + max(len(text) for text in texts)
    for texts in ([entry.id for entry in ALGORITHMS], [entry.title for entry in ALGORITHMS])
)
_HEADS = f"{'σ':>8}{'sampled':>10}  {'antialiased':<13}{'model against real call'}"


def configure(parser: ArgumentParser) -> None:
    """Arguments of `aliascope libraries`."""
    parser.add_argument(
        "--beta",
        type=_beta,
        default=4.0,
        metavar="B",
        help=f"scaling ratio for kernel width and sampled share, 1 to {LARGEST_BETA:g} (default 4)",
    )
    add_json(parser)


def _beta(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 1 <= value <= LARGEST_BETA:
        raise ArgumentTypeError(f"“{text}” is not a scaling ratio; give a number from 1 to {LARGEST_BETA:g}")
    return value


def run(arguments: Namespace, console: Console) -> int:
    """Test each algorithm of each installed library."""
    from core.scaling.versions import library_versions

    tests = _tests(console)
    shown = [_figures(entry, arguments.beta) for entry in ALGORITHMS]
    rows = [_row(figures, test) for figures, test in zip(shown, tests, strict=True)]
    console.document({"beta": shown[0].ratio, "versions": library_versions(), "libraries": rows})
    _print_table(rows, shown[0].ratio, console)
    failed = [test for test in tests if not test.passed]
    for test in failed:
        console.note(f"aliascope: self-test FAILED: {test.sentence}")
    return ExitCode.BUG if failed else ExitCode.DONE


def _tests(console: Console) -> "list[SelfTest]":
    from core.scaling.self_test import self_test

    tests = []
    for position, entry in enumerate(ALGORITHMS):
        console.progress(position / len(ALGORITHMS), f"Testing {library(entry.library).title} {entry.title}")
        tests.append(self_test(entry))
    return tests


def _figures(entry: Algorithm, beta: float) -> "Figures":
    from core.scaling.figures import figures

    return figures(entry, beta)


def _row(figures: "Figures", test: "SelfTest") -> dict[str, Any]:
    entry = figures.algorithm
    return {
        "library": entry.library,
        "algorithm": entry.id,
        "title": entry.title,
        "explanation": entry.explanation,
        "version": installed_version(library(entry.library)),
        "antialiased": entry.antialiased,
        "kernel_width": figures.kernel_width,
        "sampled_share": figures.sampled_share,
        "largest_difference": test.largest_difference,
        "bound": test.bound,
        "passed": test.passed,
        "worst": test.worst,
    }


def _print_table(rows: list[dict[str, Any]], beta: float, console: Console) -> None:
    console.say(f"{f'at β = {beta:g}':<{2 + _ID_WIDTH + _TITLE_WIDTH}}{_HEADS}")
    for owner in LIBRARIES:
        own = [row for row in rows if row["library"] == owner.id]
        console.say(f"{owner.title} {own[0]['version']} ({owner.id})")
        for row in own:
            console.say(_line(row))


def _line(row: dict[str, Any]) -> str:
    width, share = f"{row['kernel_width']:.4g}", f"{100 * row['sampled_share']:.3g} %"
    word = "ok" if row["passed"] else "FAILED"
    test = f"{word}, off by {row['largest_difference']} of {row['bound']} allowed"
    antialiased = "yes" if row["antialiased"] else "no"
    name = f"{row['algorithm']:<{_ID_WIDTH}}{row['title']:<{_TITLE_WIDTH}}"
    return f"  {name}{width:>8}{share:>10}  {antialiased:<13}{test}"


LIST_LIBRARIES = Command(
    "libraries", "list libraries and algorithms, and test the models", _DESCRIPTION, configure, run
)
