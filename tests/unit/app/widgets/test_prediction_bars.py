"""Prediction bars: best first, figures that never promise more than the model said."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.widgets.prediction_bars import ROWS, ConfidenceBar, PredictionBars
from app.widgets.sign_drawing import SignDrawing
from core.classification.classify import Prediction

FIVE = tuple(
    Prediction(k, name, confidence)
    for k, (name, confidence) in enumerate(
        [("Stop", 0.9), ("Yield", 0.06), ("No entry", 0.03), ("Bumpy road", 0.006), ("Keep right", 0.004)]
    )
)


def test_it_shows_the_best_few_with_names_and_figures(qtbot: QtBot) -> None:
    bars = PredictionBars()
    qtbot.addWidget(bars)
    bars.set_predictions(FIVE)
    assert bars.predictions == FIVE[:ROWS]
    texts = [label.text() for label in bars.findChildren(QLabel)]
    assert texts[:2] == ["Stop", "90 %"]
    assert [bar.confidence for bar in bars.findChildren(ConfidenceBar)] == [0.9, 0.06, 0.03]
    assert "Stop 90 %" in bars.accessibleName()


def test_signs_are_drawn_and_nothing_else_is(qtbot: QtBot) -> None:
    bars = PredictionBars()
    qtbot.addWidget(bars)
    others = (Prediction(43, "Not a traffic sign", 0.2), Prediction(14, "Dog", 0.1))
    bars.set_predictions((Prediction(14, "Stop", 0.7), *others))
    assert [drawing.class_id for drawing in bars.findChildren(SignDrawing)] == [14]


def test_new_predictions_replace_the_old_ones(qtbot: QtBot) -> None:
    bars = PredictionBars()
    qtbot.addWidget(bars)
    bars.set_predictions(FIVE)
    bars.set_predictions(FIVE[3:])
    shown = [label.text() for label in bars.findChildren(QLabel) if not label.isHidden()]
    assert "Stop" not in shown
    assert "Bumpy road" in shown
