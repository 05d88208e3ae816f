"""Where a command writes: results to stdout, everything else to stderr."""

import json
import shutil
import sys
from typing import Any, TextIO

_BAR_WIDTH = 24
_ERASE_LINE = "\r\x1b[K"


class Console:
    """Results go to stdout as text, or as one JSON document; progress and notes go to stderr."""

    def __init__(self, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._as_json = as_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._bar_shown = False

    def say(self, text: str = "") -> None:
        """A line of the result for people; silent with --json."""
        if not self._as_json:
            self._erase_bar()
            print(text, file=self._out, flush=True)

    def document(self, document: Any) -> None:
        """The result for scripts: with --json, the one thing on stdout."""
        if self._as_json:
            self._erase_bar()
            print(json.dumps(document, indent=2, allow_nan=False), file=self._out, flush=True)

    def note(self, text: str) -> None:
        """A line for people that is no result: a warning, an error."""
        self._erase_bar()
        print(text, file=self._err, flush=True)

    def progress(self, fraction: float, text: str) -> None:
        """A `core.progress.Progress`: a bar where a person watches, nothing elsewhere."""
        if self._err.isatty():
            print(_ERASE_LINE + bar(fraction, text), end="", file=self._err, flush=True)
            self._bar_shown = True

    def close(self) -> None:
        """Leave no half-drawn bar behind."""
        self._erase_bar()

    def _erase_bar(self) -> None:
        if self._bar_shown:
            print(_ERASE_LINE, end="", file=self._err, flush=True)
            self._bar_shown = False


def bar(fraction: float, text: str) -> str:
    """One line no wider than the terminal: a bar, the percentage and what is being done."""
    fraction = min(1.0, max(0.0, fraction))
    filled = round(_BAR_WIDTH * fraction)
    line = f"[{'#' * filled}{'.' * (_BAR_WIDTH - filled)}] {100 * fraction:3.0f} % {text}"
    return line[: shutil.get_terminal_size().columns - 1]
