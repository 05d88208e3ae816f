from typing import Any

import numpy as np
import pytest

from core.classification.averaging import WeightAverage
from core.classification.backend import import_keras


def _number() -> Any:
    """A network of one weight."""
    layers = import_keras().layers
    return import_keras().Sequential([layers.Input((1,)), layers.Dense(1, use_bias=False)])


def _set(network: Any, value: float) -> None:
    network.set_weights([np.array([[value]], np.float32)])


def _value(network: Any) -> float:
    return float(np.asarray(network(np.ones((1, 1), np.float32)))[0, 0])


def _after(values: list[float], decay: float) -> float:
    network, averaged = _number(), _number()
    average = WeightAverage(network, averaged, decay)
    for value in values:
        _set(network, value)
        for _ in range(WeightAverage.EVERY):
            average.step()
    average.settle()
    return _value(averaged)


def test_few_steps_are_averaged_evenly() -> None:
    assert _after([1.0, 2.0, 6.0], decay=0.9) == pytest.approx(3.0)


def test_later_steps_push_out_earlier_ones() -> None:
    assert _after([5.0, 1.0, 2.0], decay=0.5) == pytest.approx((3.0 + 2.0) / 2)
    assert _after([9.0] + [1.0] * 40, decay=0.5) == pytest.approx(1.0, abs=1e-5)


def test_before_any_step_the_average_is_the_network() -> None:
    network, averaged = _number(), _number()
    _set(network, 4.0)
    WeightAverage(network, averaged, 0.9).settle()
    assert _value(averaged) == pytest.approx(4.0)
