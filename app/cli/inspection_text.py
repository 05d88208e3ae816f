"""An inspection in words for the terminal."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.console import Console
from core.images.evidence import Evidence
from core.images.files import printable
from core.reporting.words import (
    alarm_text,
    asked_text,
    citation_text,
    next_steps,
    score_text,
    threshold_text,
    told_text,
    verdict_title,
)

if TYPE_CHECKING:
    from core.detection.inspection import Finding, Inspection, PipelineGuess

_SHOWN_PIPELINES = 3


def print_inspection(
    evidence: Evidence, inspection: "Inspection", saved: Sequence[Path], console: Console
) -> None:
    """Verdict first, then what it rests on. `saved` are the hidden image's file and the robust one's."""
    console.say(printable(str(evidence.path or evidence.name)))
    console.say(f"  {verdict_title(inspection)}. {inspection.summary}")
    for line in _measured_lines(inspection):
        console.say(f"  {line}")
    _say_guesses("Likely pipelines", inspection.pipelines, console)
    _say_guesses("For the second picture", inspection.further, console)
    for title, path in zip(("Hidden image", "Robust counterpart"), saved, strict=False):
        console.say(f"  {title}: {printable(str(path))}")
    for finding in inspection.findings:
        console.say(f"  {_finding_line(finding)}")
    if inspection.told is not None:
        console.say(f"  {told_text(inspection.told)}")
    for note in evidence.notes:
        console.say(f"  Note: {note}")
    console.say(f"  What to do next: {next_steps(inspection)}")


def _measured_lines(inspection: "Inspection") -> list[str]:
    """What was asked, how rare the answer is, and what it leaves open; nothing where nothing was measured."""
    if inspection.unsearched is not None:
        return []
    return [
        asked_text(inspection.known),
        f"False-alarm rate: {alarm_text(inspection)}",
        f"Limits: {inspection.limits}",
    ]


def _say_guesses(title: str, guesses: "Sequence[PipelineGuess]", console: Console) -> None:
    words = [f"{guess.pipeline.label} (score {guess.score:.3g})" for guess in guesses[:_SHOWN_PIPELINES]]
    if words:
        console.say(f"  {title}: {', '.join(words)}")


def _finding_line(finding: "Finding") -> str:
    word = "flagged" if finding.flagged else "not flagged"
    figures = f"{score_text(finding)}, {word} (threshold {threshold_text(finding)})"
    return f"{finding.title}: {figures} [{citation_text(finding)}]"
