"""Prediction bars: best first, figures that never promise more than the model said."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.widgets.prediction_bars import ROWS, ConfidenceBar, PredictionBars
from app.widgets.sign_drawing import NoSignDrawing, SignDrawing
from core.classification.classify import Prediction
from core.classification.labels import NO_SIGN_NAME

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


def test_answers_line_up_whatever_they_are(qtbot: QtBot) -> None:
    """At the narrowest column of the Findings, with and without a sign."""
    places = []
    for sign, name in ((14, "Stop"), (43, NO_SIGN_NAME), (14, "Dog")):
        bars = PredictionBars()
        qtbot.addWidget(bars)
        bars.set_predictions((Prediction(sign, name, 0.9996), *FIVE[1:3]))
        layout = bars.layout()
        assert layout is not None
        bars.resize(216, layout.heightForWidth(216))
        bars.show()
        layout.activate()
        drawn = bars.findChildren(ConfidenceBar)
        places.append([bar.y() for bar in drawn])
        label = next(label for label in bars.findChildren(QLabel) if label.text() == name)
        assert label.heightForWidth(label.width()) < 2 * label.fontMetrics().height()
        assert len(bars.findChildren(NoSignDrawing)) == (name == NO_SIGN_NAME)
    assert places[0] == places[1] == places[2]
