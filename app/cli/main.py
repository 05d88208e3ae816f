"""From the arguments of the command line to an exit code."""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from contextlib import redirect_stdout
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, version
from io import TextIOWrapper
from pathlib import Path

from app.cli.catalogue import COMMANDS
from app.cli.command import Command, ExitCode
from app.cli.console import Console
from app.cli.parser import Parser
from core.errors import AliascopeError
from core.progress import Cancelled

_EPILOG = """\
Without a sub-command the window opens, with any images named.

exit codes: 0 done, nothing suspicious · 3 something suspicious found
            2 bad usage or unreadable input · 1 a bug (with a traceback)
"""


def wants_command_line(argv: Sequence[str]) -> bool:
    """Whether `argv` (without the program's name) is for the command line rather than the window."""
    if not argv:
        return False
    if argv[0] in ("-h", "--help", "--version") or any(argv[0] == command.name for command in COMMANDS):
        return True
    # "aliascope inspcet x.png": a slip of the finger should not open a window.
    slip = get_close_matches(argv[0], [command.name for command in COMMANDS], n=1, cutoff=0.75)
    return bool(slip) and not Path(argv[0]).exists()


def run(argv: Sequence[str]) -> int:
    """Run the sub-command in `argv` and return the exit code. Bugs raise: Python prints them, exit code 1."""
    _print_anything()
    try:
        try:
            return _run_command(argv)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader is gone; without this Python would complain again while it flushes stdout at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.BROKEN_PIPE


def _run_command(argv: Sequence[str]) -> int:
    arguments = build_parser().parse_args(argv)
    command: Command = arguments.command
    console = Console(as_json=arguments.json)
    try:
        # Whatever a library prints is not part of the result.
        with redirect_stdout(sys.stderr):
            return command.run(arguments, console)
    except AliascopeError as error:
        console.note(f"aliascope: {error}")
        return ExitCode.BAD_INPUT
    except (KeyboardInterrupt, Cancelled):
        console.note("aliascope: stopped.")
        return ExitCode.INTERRUPTED
    finally:
        console.close()


def build_parser() -> ArgumentParser:
    """The parser of all sub-commands."""
    parser = Parser(
        prog="aliascope",
        description="Inspect images for image-scaling attacks.",
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"aliascope {_version()}")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        subparser = subparsers.add_parser(
            command.name,
            help=command.summary,
            description=command.description,
            formatter_class=RawDescriptionHelpFormatter,
        )
        command.configure(subparser)
        subparser.set_defaults(command=command)
    return parser


def _print_anything() -> None:
    """File names and signs that a stream's encoding lacks are printed as escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _version() -> str:
    try:
        return version("aliascope")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "(not installed)"
