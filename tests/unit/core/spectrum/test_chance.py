"""What chance makes of channels that share nothing, and what it does not make."""

import numpy as np
import pytest

from core.images.arrays import RGB
from core.spectrum import lattice
from core.spectrum.chance import LEAST_EVIDENCE, beyond_chance, evidence
from core.spectrum.channels import channels_apart
from core.spectrum.comb import estimate_sizes
from core.spectrum.envelope import texture_of
from core.spectrum.lattice import Phase, positions

SHAPE = (50, 62)


def noise(seed: int) -> RGB:
    draw = np.random.default_rng(seed)
    return np.clip(draw.normal(128, 20, (200, 250, 3)), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("seed", [5, 7, 8, 9, 23])
def test_colour_noise_is_chance(seed: int) -> None:
    image = noise(seed)
    apart = channels_apart(texture_of(image))
    found = estimate_sizes(image, texture=apart, most=1)[0]
    assert found.significance > -23  # as loud as text in a photograph
    assert beyond_chance(apart, found).significance <= lattice.NOTHING_DB
    assert beyond_chance(apart, found).target_shape == found.target_shape


def test_stripes_in_one_channel_of_noise_are_not() -> None:
    image = noise(5)
    rows, columns = (positions(*pair, Phase.CENTRE) for pair in zip((200, 250), SHAPE, strict=True))
    stripes = np.where(np.arange(SHAPE[0]) // 9 % 2, 210, 60)[:, None]
    image[..., 1][np.ix_(rows, columns)] = stripes
    apart = channels_apart(texture_of(image))
    found = estimate_sizes(image, texture=apart, most=1)[0]
    assert found.target_shape == SHAPE
    assert evidence(apart, found) > 2 * LEAST_EVIDENCE
    assert beyond_chance(apart, found) == found
