"""Filling the Craft view and waiting for what it makes."""

from pytestqt.qtbot import QtBot

from app.views.craft import CraftView
from core.images import evidence_from_pixels
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline

PIPELINE = Pipeline("opencv", "bilinear", (64, 64))
"""Small, and quick to craft for."""


def fill(view: CraftView, source: RGB, target: RGB) -> None:
    """Put pixels into both wells."""
    view.inputs.take(evidence_from_pixels(source, "source.png"), "source")
    view.inputs.take(evidence_from_pixels(target, "target.png"), "target")


def finish(qtbot: QtBot, view: CraftView) -> None:
    """Start and wait for the result, its pictures and its labels."""
    view.run_bar.start.click()
    person, model = view.results.person, view.results.model
    qtbot.waitUntil(lambda: view.result is not None, timeout=20_000)
    qtbot.waitUntil(lambda: person.difference.caption != "" and model.labels.text() != "", timeout=20_000)
