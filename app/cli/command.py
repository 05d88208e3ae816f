"""What a sub-command is."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from app.cli.console import Console


class ExitCode(IntEnum):
    """Part of the interface: scripts branch on them. 1 is Python's own, for a bug with its traceback."""

    DONE = 0
    BUG = 1
    BAD_INPUT = 2
    SUSPICIOUS = 3
    INTERRUPTED = 130
    BROKEN_PIPE = 141


@dataclass(frozen=True)
class Command:
    """One sub-command.

    `configure` adds its arguments to a parser; `run` does the work and returns the exit code, raising
    `AliascopeError` for what the user can mend. Heavy imports stand inside `run`.
    """

    name: str
    summary: str
    description: str
    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Console], int]
