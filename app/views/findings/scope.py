"""Whom an image can be sanitized for."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.views.findings.wording import size_words
from core.scaling.pipeline import Pipeline


@dataclass(frozen=True)
class Choice:
    """Words and the pipelines to serve, none for the one chosen; `whole`: all that was found."""

    title: str
    pipelines: tuple[Pipeline, ...] = ()
    whole: bool = False


def found_choices(pictures: Sequence[Sequence[Pipeline]]) -> tuple[Choice, ...]:
    """All that was found, then each picture alone where there are several; each picture by its pipelines.

    None where one pipeline is all there is: then that is the one chosen.
    """
    every = tuple(dict.fromkeys(pipeline for likely in pictures for pipeline in likely))
    if len(every) < 2:
        return ()
    if len(pictures) == 1:
        return (Choice(f"All {len(every)} likely pipelines", every, whole=True),)
    sizes = " and ".join(size_words(likely[0].target_shape) for likely in pictures)
    each = (Choice(f"Only {_named(likely)}", tuple(likely)) for likely in pictures)
    return (Choice(f"What was found: {sizes}", every, whole=True), *each)


def _named(likely: Sequence[Pipeline]) -> str:
    more = f" and {len(likely) - 1} more" if len(likely) > 1 else ""
    return f"{likely[0].label}{more}"
