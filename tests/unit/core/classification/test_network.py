from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from core.classification.backend import import_keras
from core.classification.labels import NO_SIGN
from core.classification.network import build_network, freeze_convolutions, take_weights, with_probabilities
from core.errors import ModelError

# Keras 3 hands its variables to numpy 2 in the old way when they are read.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def answers(network: Any, images: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(network(images, training=False))


@pytest.fixture
def images() -> NDArray[np.float32]:
    return np.random.default_rng(0).uniform(0, 255, (4, 32, 32, 3)).astype(np.float32)


def test_brightness_and_contrast_change_little(images: NDArray[np.float32]) -> None:
    network = build_network(width=4)
    plain = answers(network, images)
    assert plain.shape == (4, 44)
    dimmed = answers(network, images * 0.5 + 20)
    assert dimmed == pytest.approx(plain, abs=0.05 * float(np.ptp(plain)))


def test_probabilities_are_a_softmax_at_the_temperature(images: NDArray[np.float32]) -> None:
    network = build_network(width=4)
    logits = answers(network, images)
    found = answers(with_probabilities(network, 2.0), images)
    raised = np.exp(logits / 2 - (logits / 2).max(axis=1, keepdims=True))
    assert found == pytest.approx(raised / raised.sum(axis=1, keepdims=True), abs=1e-5)


def test_the_odds_of_no_sign_are_raised_after_training(images: NDArray[np.float32]) -> None:
    network = build_network(width=4)
    before, after = (answers(with_probabilities(network, 1.0, odds), images) for odds in (1.0, 9.0))
    odds = [found[:, NO_SIGN] / (1 - found[:, NO_SIGN]) for found in (before, after)]
    assert odds[1] == pytest.approx(9 * odds[0], rel=1e-3)
    signs = [found[:, :NO_SIGN] / found[:, :1] for found in (before, after)]
    assert signs[1] == pytest.approx(signs[0], rel=1e-3)


def test_weights_are_taken_over(images: NDArray[np.float32]) -> None:
    first, second = build_network(width=4), build_network(width=4)
    take_weights(second, with_probabilities(first, 3.0))
    assert answers(second, images) == pytest.approx(answers(first, images), abs=1e-5)


def test_what_the_old_network_lacks_starts_at_nothing() -> None:
    layers = import_keras().layers

    def small(inputs: int, outputs: int) -> Any:
        return import_keras().Sequential([layers.Input((inputs,)), layers.Dense(outputs)])

    old, new = small(3, 2), small(5, 4)
    take_weights(new, old)
    kernel, bias = new.layers[0].get_weights()
    assert (kernel[:3, :2] == old.layers[0].get_weights()[0]).all()
    assert not kernel[3:].any()
    assert not kernel[:, 2:].any()
    assert not bias.any()


def test_another_network_is_refused() -> None:
    with pytest.raises(ModelError, match="can not start from this model"):
        take_weights(build_network(width=4), build_network(width=8))


def test_only_the_head_stays_trainable() -> None:
    network = build_network(width=4)
    freeze_convolutions(network)
    assert len(network.trainable_weights) == 4
    assert {weight.path.split("/")[0].split("_")[0] for weight in network.trainable_weights} == {
        "dense",
        "logits",
    }
