import numpy as np
import pytest

from app.jobs.aliasing_job import AliasingJob, AliasingOptions
from app.jobs.spectrum_job import CHANNELS, Spectrum, SpectrumJob, SpectrumOptions, channel_of
from core.images import RGB, Evidence, evidence_from_pixels
from core.progress import no_progress
from core.spectrum.envelope import envelope
from core.spectrum.folding import aliasing_ratio
from core.spectrum.fourier import log_magnitude


@pytest.fixture
def evidence(chelsea: RGB) -> Evidence:
    return evidence_from_pixels(chelsea, "cat.png")


@pytest.mark.parametrize("channel", [channel for channel, _ in CHANNELS])
def test_every_channel_is_what_it_is_called(evidence: Evidence, channel: str) -> None:
    pixels = evidence.pixels
    expected = {
        "luminance": pixels @ np.array([0.299, 0.587, 0.114]),
        "envelope": envelope(pixels),
        "red": pixels[..., 0],
        "green": pixels[..., 1],
        "blue": pixels[..., 2],
    }
    assert np.allclose(channel_of(evidence, channel), expected[channel], atol=1e-3)


def test_the_picture_comes_before_the_sizes(qapp: object, evidence: Evidence) -> None:
    job = SpectrumJob(SpectrumOptions(evidence, "green"))
    result = job.run(no_progress)
    (early,) = job.take_parts()
    assert isinstance(early, Spectrum)
    assert early.sizes is None
    assert result.sizes is not None
    assert result.log_magnitude is early.log_magnitude
    assert np.array_equal(result.log_magnitude, log_magnitude(evidence.pixels[..., 1]))
    assert result.picture.values.max() == result.log_magnitude.max()
    assert result.levels[0] < result.levels[1]


def test_sizes_are_sought_only_when_asked_for(qapp: object, evidence: Evidence) -> None:
    job = SpectrumJob(SpectrumOptions(evidence, "green", sizes=False))
    assert job.run(no_progress).sizes == ()
    assert job.take_parts() == []


def test_aliasing_is_that_of_the_channel(qapp: object, evidence: Evidence) -> None:
    job = AliasingJob(AliasingOptions(evidence, "red", (100, 100)))
    expected = aliasing_ratio(evidence.pixels[..., 0].astype(np.float32), (100, 100))
    assert job.run(no_progress) == pytest.approx(expected)
