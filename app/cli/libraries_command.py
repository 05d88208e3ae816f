"""`aliascope libraries`: what Aliascope can model, and whether it does so on this machine."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from app.cli.arguments import add_json
from app.cli.command import Command, ExitCode
from app.cli.console import Console
from core.scaling.catalogue import ALGORITHMS, LIBRARIES, library

if TYPE_CHECKING:
    from core.scaling.self_test import SelfTest

_DESCRIPTION = """\
List every library and scaling algorithm with the installed version and the self-test: the largest
difference, in grey levels, between our model and the real call on hard content. A failed test means
that scores for that algorithm do not hold on this machine; the exit code is then 1.

--json: {"versions": {…}, "libraries": [{library, algorithm, title, explanation, version,
         antialiased, largest_difference, bound, passed}]}; the last three are null for a
         library that is not installed."""


def configure(parser: ArgumentParser) -> None:
    """Arguments of `aliascope libraries`."""
    add_json(parser)


def run(_arguments: Namespace, console: Console) -> int:
    """Test each algorithm of each installed library."""
    from core.scaling.versions import library_versions

    versions = library_versions()
    tests = _test_installed(versions, console)
    rows = [_row(key, versions.get(key[0]), tests.get(key)) for key in _keys()]
    console.document({"versions": versions, "libraries": rows})
    _print_table(rows, console)
    failed = [row for row in rows if row["passed"] is False]
    if failed:
        names = ", ".join(f"{row['library']} {row['algorithm']}" for row in failed)
        console.note(
            f"aliascope: the self-test failed for {names}; install the versions of requirements.lock."
        )
        return ExitCode.BUG
    return ExitCode.DONE


def _keys() -> list[tuple[str, str]]:
    return [(entry.library, entry.id) for entry in ALGORITHMS]


def _test_installed(versions: dict[str, str], console: Console) -> "dict[tuple[str, str], SelfTest]":
    from core.scaling.self_test import self_test

    tests = {}
    for position, entry in enumerate(ALGORITHMS):
        console.progress(position / len(ALGORITHMS), f"Testing {library(entry.library).title} {entry.title}")
        if entry.library in versions:
            tests[entry.library, entry.id] = self_test(entry)
    return tests


def _row(key: tuple[str, str], version: str | None, test: "SelfTest | None") -> dict[str, Any]:
    entry = next(entry for entry in ALGORITHMS if (entry.library, entry.id) == key)
    return {
        "library": entry.library,
        "algorithm": entry.id,
        "title": entry.title,
        "explanation": entry.explanation,
        "version": version,
        "antialiased": entry.antialiased,
        "largest_difference": None if test is None else test.largest_difference,
        "bound": None if test is None else test.bound,
        "passed": None if test is None else test.passed,
    }


def _print_table(rows: list[dict[str, Any]], console: Console) -> None:
    for owner in LIBRARIES:
        own = [row for row in rows if row["library"] == owner.id]
        console.say(f"{owner.title} {own[0]['version'] or '(not installed)'}")
        for row in own:
            console.say(f"  {row['algorithm']:<10}{_result(row):<38}{row['explanation']}")
        console.say()


def _result(row: dict[str, Any]) -> str:
    if row["passed"] is None:
        return "not tested"
    word = "ok" if row["passed"] else "FAILED"
    return f"{word}, off by {row['largest_difference']} of {row['bound']} allowed"


LIST_LIBRARIES = Command(
    "libraries", "list libraries and algorithms, and test the models", _DESCRIPTION, configure, run
)
