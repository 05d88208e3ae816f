"""What one channel has of its own, and the texture that all of them share."""

import numpy as np
import pytest

from core.images.arrays import RGB
from core.progress import Cancelled
from core.spectrum.channels import channels_apart
from core.spectrum.comb import estimate_sizes
from core.spectrum.envelope import BAND_PIXELS, texture_of
from core.spectrum.lattice import Phase, positions
from tests.support.pictures import picture

SHAPE = (90, 90)


def striped(channel: int | None) -> RGB:
    """Rough ground with stripes of ±25 on a lattice, in one channel or in all."""
    draw = np.random.default_rng(7)
    ground = np.clip(draw.normal(120, 12, (360, 360, 1)), 0, 255).repeat(3, axis=2)
    rows, columns = (positions(360, side, Phase.CENTRE) for side in SHAPE)
    stripes = np.where(np.arange(SHAPE[0]) // 9 % 2, 25, -25)[:, None]
    chosen = slice(None) if channel is None else slice(channel, channel + 1)
    ground[np.ix_(rows, columns, np.arange(3)[chosen])] += stripes[..., None]
    return np.clip(ground, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("channel", range(3))
def test_what_is_in_one_channel_stands_out(channel: int) -> None:
    apart = channels_apart(texture_of(striped(channel)))
    rows, columns = (positions(360, side, Phase.CENTRE) for side in SHAPE)
    assert apart.envelope[np.ix_(rows, columns)].mean() > 6 * apart.envelope.mean()
    own = apart.deviations(rows, columns)
    assert np.abs(own[..., channel]).mean() > 15
    assert not own[..., [other for other in range(3) if other != channel]].any()


def test_what_all_channels_share_is_gone() -> None:
    apart = channels_apart(texture_of(striped(None)))
    assert not apart.envelope.any()
    assert estimate_sizes(apart.image, texture=apart) == ()


def test_the_size_shows_where_the_texture_of_all_channels_drowns_it() -> None:
    image = striped(1)
    texture = texture_of(image)
    apart = channels_apart(texture)
    found = estimate_sizes(image, texture=apart, most=1)[0]
    assert found.target_shape == SHAPE
    assert found.significance > estimate_sizes(image, texture=texture)[0].significance + 6


def test_photographs_have_little_of_their_own() -> None:
    for name in ("astronaut.png", "coffee.png", "rocket.jpg"):
        apart = channels_apart(texture_of(picture(name)))
        assert estimate_sizes(apart.image, texture=apart)[0].significance < -20


def test_it_can_be_cancelled_between_bands() -> None:
    large = texture_of(np.zeros((2 * BAND_PIXELS // 1000, 1000, 3), np.uint8))
    calls: list[float] = []

    def stop(fraction: float, text: str) -> None:
        calls.append(fraction)
        if fraction > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        channels_apart(large, progress=stop)
    assert len(calls) == 2
