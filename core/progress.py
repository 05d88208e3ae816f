"""The one way long work reports progress and learns that the user cancelled it."""

from typing import Protocol


class Cancelled(Exception):
    """The user cancelled; raised out of a `Progress` call."""


class Progress(Protocol):
    """Called often by long work; a call is also the point where the work can be cancelled."""

    def __call__(self, fraction: float, text: str) -> None:
        """Report `fraction` in 0..1 and a short text; raise `Cancelled` when the user cancelled."""


def no_progress(fraction: float, text: str) -> None:
    """A `Progress` that reports to nobody and never cancels."""


def stage(progress: Progress, start: float, stop: float) -> Progress:
    """A `Progress` whose 0..1 is the range `start`..`stop` of a longer job."""

    def report(fraction: float, text: str) -> None:
        progress(start + (stop - start) * fraction, text)

    return report
