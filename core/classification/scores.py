"""Figures of merit of a classifier."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax

from core.classification.labels import CLASS_NAMES

BINS = 15
ENOUGH = 0.95
"""The recall every class should have."""


@dataclass(frozen=True)
class Scores:
    """Results on a labelled set; all but `images` and the class are shares in 0..1."""

    images: int
    accuracy: float
    worst_class: int
    worst_recall: float
    low_recalls: int
    calibration_error: float

    def lines(self) -> str:
        """The scores as text, one figure per line."""
        return (
            f"images            {self.images}\n"
            f"accuracy          {self.accuracy:.2%}\n"
            f"errors            {round((1 - self.accuracy) * self.images)}\n"
            f"worst recall      {self.worst_recall:.2%} ({CLASS_NAMES[self.worst_class]})\n"
            f"recall below 95%  {self.low_recalls} of the classes\n"
            f"calibration error {self.calibration_error:.4f} (ECE, {BINS} bins)"
        )


def score(probabilities: NDArray[np.float32], labels: NDArray[np.int64]) -> Scores:
    """Scores of `probabilities` (N, 43) against the true `labels` (N,), N at least 1."""
    right = probabilities.argmax(axis=1) == labels
    recalls = {int(label): float(right[labels == label].mean()) for label in np.unique(labels)}
    worst = min(recalls, key=lambda label: recalls[label])
    low = sum(recall < ENOUGH for recall in recalls.values())
    error = calibration_error(probabilities.max(axis=1), right)
    return Scores(len(labels), float(right.mean()), worst, recalls[worst], low, error)


def calibration_error(confidence: NDArray[np.float32], right: NDArray[np.bool_]) -> float:
    """Expected calibration error in 0..1 over equal bins of confidence (Guo et al. 2017, Eq. 3)."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [abs(right[bins == b].sum() - confidence[bins == b].sum()) for b in range(BINS)]
    return float(sum(gaps) / len(right))


def best_temperature(logits: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    """The temperature in 0.05..20 whose softmax(logits / T) gives `labels` the highest likelihood."""

    def loss(log_temperature: float) -> float:
        likelihood = log_softmax(logits / np.exp(log_temperature), axis=1)
        return -float(likelihood[np.arange(len(labels)), labels].mean())

    found = minimize_scalar(loss, bounds=(np.log(0.05), np.log(20.0)), method="bounded")
    return float(np.exp(found.x))
