import numpy as np
import pytest

from core.classification.network import build_network, take_weights, with_probabilities
from core.classification.views import MARGIN, with_views, without_views

# Keras 3 hands its variables to numpy 2 in the old way when they are read.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

rng = np.random.default_rng(0)
IMAGES = rng.uniform(0, 255, (3, 32, 32, 3)).astype(np.float32)


def test_the_answer_is_the_mean_over_the_softened_and_the_magnified_image() -> None:
    network = build_network(width=4)
    padded = np.pad(IMAGES, ((0, 0), (1, 1), (1, 1), (0, 0)), constant_values=np.nan)
    nine = [padded[:, row : row + 32, column : column + 32] for row in range(3) for column in range(3)]
    softened = (IMAGES + np.nanmean(nine, axis=0)) / 2
    # Where output pixel k reads, as bilinear scaling places it; 28 pixels become 32.
    places = np.clip((np.arange(32) + 0.5) * (32 - 2 * MARGIN) / 32 - 0.5, 0, 31 - 2 * MARGIN) + MARGIN
    low = np.minimum(np.floor(places).astype(int), 30)
    share = (places - low).astype(np.float32)
    rows = IMAGES[:, low] * (1 - share)[:, None, None] + IMAGES[:, low + 1] * share[:, None, None]
    magnified = rows[:, :, low] * (1 - share)[:, None] + rows[:, :, low + 1] * share[:, None]
    both = [np.asarray(network(view, training=False)) for view in (softened, magnified)]
    found = np.asarray(with_views(network)(IMAGES, training=False))
    assert found == pytest.approx(np.mean(both, axis=0), abs=1e-4)


def test_the_network_inside_is_found_again() -> None:
    network = build_network(width=4)
    assert without_views(with_views(network)) is network
    assert without_views(with_probabilities(with_views(network), 2.0)) is network
    assert without_views(network) is network


def test_training_can_start_from_a_model_with_views() -> None:
    first, second = build_network(width=4), build_network(width=4)
    take_weights(second, with_probabilities(with_views(first), 2.0))
    found, wanted = (np.asarray(each(IMAGES, training=False)) for each in (second, first))
    assert found == pytest.approx(wanted, abs=1e-5)
