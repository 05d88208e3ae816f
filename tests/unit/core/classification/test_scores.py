import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import softmax

from core.classification.scores import best_temperature, calibration_error, score


def _rows(classes: list[int], confidence: float) -> NDArray[np.float32]:
    rows = np.full((len(classes), 43), (1 - confidence) / 42, np.float32)
    rows[np.arange(len(classes)), classes] = confidence
    return rows


def test_accuracy_and_worst_recall() -> None:
    labels = np.array([14, 14, 14, 14, 2, 2])
    scores = score(_rows([14, 14, 14, 1, 2, 1], 0.9), labels)
    assert scores.images == 6
    assert scores.accuracy == pytest.approx(4 / 6)
    assert (scores.worst_class, scores.worst_recall) == (2, 0.5)
    assert "Speed limit 50 km/h" in scores.lines()
    assert "66.67%" in scores.lines()


def test_calibration_error_is_the_gap_between_confidence_and_accuracy() -> None:
    right = np.array([True] * 6 + [False] * 4)
    assert calibration_error(np.full(10, 0.9, np.float32), right) == pytest.approx(0.3)
    assert calibration_error(np.full(10, 0.6, np.float32), right) == pytest.approx(0.0, abs=1e-6)


def test_full_confidence_has_a_bin() -> None:
    assert calibration_error(np.ones(4, np.float32), np.array([True, True, True, False])) == pytest.approx(
        0.25
    )


def test_the_temperature_of_over_confident_logits_is_found() -> None:
    rng = np.random.default_rng(0)
    honest = rng.normal(0, 2, (4000, 43)).astype(np.float32)
    labels = np.array([rng.choice(43, p=p) for p in softmax(honest.astype(np.float64), axis=1)])
    assert best_temperature(honest * 3, labels) == pytest.approx(3, rel=0.05)
