import numpy as np
import pytest

from app.jobs.aliasing_job import AliasingJob, AliasingOptions
from app.jobs.spectrum_job import (
    CHANNELS,
    Spectrum,
    SpectrumJob,
    SpectrumOptions,
    Version,
    channel_of,
)
from core.images import RGB, Evidence, evidence_from_pixels
from core.progress import no_progress
from core.scaling.pipeline import Pipeline
from core.spectrum.area_version import area_version
from core.spectrum.envelope import envelope
from core.spectrum.folding import aliasing_ratio
from core.spectrum.fourier import log_magnitude, radial_profile


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
    assert np.allclose(channel_of(pixels, channel), expected[channel], atol=1e-3)


def test_the_picture_comes_before_the_sizes(qapp: object, evidence: Evidence) -> None:
    job = SpectrumJob(SpectrumOptions(evidence, "green"))
    result = job.run(no_progress)
    (early,) = job.take_parts()
    assert isinstance(early, Spectrum)
    assert early.sizes is None
    assert result.sizes is not None
    assert result.half is early.half
    whole = log_magnitude(evidence.pixels[..., 1])
    assert np.allclose(result.picture.values, whole, atol=1e-3)
    assert np.allclose(result.profiles.radial, radial_profile(whole), atol=1e-3)
    assert result.levels[0] < result.levels[1]


def test_sizes_are_sought_only_when_asked_for(qapp: object, evidence: Evidence) -> None:
    job = SpectrumJob(SpectrumOptions(evidence, "green", sizes=False))
    assert job.run(no_progress).sizes == ()
    assert job.take_parts() == []


def test_the_crop_and_the_versions_are_what_is_transformed(qapp: object, evidence: Evidence) -> None:
    crop = (30, 20, 200, 160)
    part = evidence.pixels[20:180, 30:230]
    whole = SpectrumOptions(evidence, crop=crop)
    assert np.array_equal(whole.pixels(), part)
    sanitized = 255 - evidence.pixels
    options = SpectrumOptions(evidence, crop=crop, version=Version.SANITIZED, sanitized=sanitized)
    assert np.array_equal(options.pixels(), 255 - part)
    area = SpectrumOptions(evidence, crop=crop, version=Version.AREA, target_shape=(40, 50))
    assert np.array_equal(area.pixels(), area_version(part, (40, 50)))
    assert not area.is_of(whole)
    assert SpectrumJob(area).run(no_progress).shape == (160, 200)


@pytest.mark.parametrize("channel", ["red", "envelope"])
def test_aliasing_is_that_of_the_channel_and_of_the_luminance_for_the_envelope(
    qapp: object, evidence: Evidence, channel: str
) -> None:
    spectrum = SpectrumJob(SpectrumOptions(evidence, channel, sizes=False)).run(no_progress)
    pipeline = Pipeline("opencv", "nearest", (100, 100))
    (found,) = AliasingJob(AliasingOptions((spectrum,), pipeline)).run(no_progress)
    measured = channel_of(evidence.pixels, "luminance" if channel == "envelope" else channel)
    assert found.folding.share == pytest.approx(aliasing_ratio(measured, (100, 100)))
    assert found.folding.kept == pytest.approx(found.folding.share)


def test_only_what_lies_outside_the_box_and_passes_the_filter_is_tinted(
    qapp: object, evidence: Evidence
) -> None:
    spectrum = SpectrumJob(SpectrumOptions(evidence, "green", sizes=False)).run(no_progress)
    height, width = spectrum.shape
    tint = {}
    for algorithm in ("nearest", "area"):
        pipeline = Pipeline("opencv", algorithm, (100, 100))
        (found,) = AliasingJob(AliasingOptions((spectrum,), pipeline)).run(no_progress)
        assert found.strength.shape == spectrum.picture.values.shape
        inside = found.strength[height // 2 - 50 : height // 2 + 51, width // 2 - 50 : width // 2 + 51]
        assert not inside.any()
        tint[algorithm] = found.strength
    assert tint["nearest"].any()
    assert (tint["area"] <= tint["nearest"]).all()
    assert tint["area"].mean() < tint["nearest"].mean() / 2
