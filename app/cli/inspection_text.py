"""An inspection in words for the terminal."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.console import Console
from core.images.evidence import Evidence
from core.images.files import printable
from core.reporting.words import VERDICT_TITLES, alarm_text, next_steps, score_text, threshold_text

if TYPE_CHECKING:
    from core.detection.inspection import Finding, Inspection

_SHOWN_PIPELINES = 3


def print_inspection(
    evidence: Evidence, inspection: "Inspection", hidden_path: Path | None, console: Console
) -> None:
    """Verdict first, then what it rests on."""
    console.say(printable(str(evidence.path or evidence.name)))
    console.say(f"  {VERDICT_TITLES[inspection.verdict]}. {inspection.summary}")
    console.say(f"  False-alarm rate: {alarm_text(inspection)}")
    if inspection.pipelines:
        best = inspection.pipelines[:_SHOWN_PIPELINES]
        guesses = [f"{guess.pipeline.label} (score {guess.score:.3g})" for guess in best]
        console.say(f"  Likely pipelines: {', '.join(guesses)}")
    if hidden_path is not None:
        console.say(f"  Hidden image: {printable(str(hidden_path))}")
    for finding in inspection.findings:
        console.say(f"  {_finding_line(finding)}")
    for note in evidence.notes:
        console.say(f"  Note: {note}")
    console.say(f"  What to do next: {next_steps(inspection)}")


def _finding_line(finding: "Finding") -> str:
    word = "flagged" if finding.flagged else "not flagged"
    return f"{finding.title}: {score_text(finding)}, {word} (threshold {threshold_text(finding)})"
