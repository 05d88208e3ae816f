"""One finished inspection of a made-up attack, for every panel to show."""

import numpy as np
import pytest

from core.detection.inspection import Finding, Inspection, PipelineGuess
from core.images import Evidence, evidence_from_pixels
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output

SIZE = (64, 64)
BEST = Pipeline("opencv", "nearest", SIZE)
SECOND = Pipeline("tensorflow", "nearest", SIZE)


@pytest.fixture(scope="session")
def attack(astronaut: RGB, chelsea: RGB) -> RGB:
    """A portrait (512, 512, 3) whose every eighth pixel is a cat's."""
    pixels = astronaut.copy()
    pixels[::8, ::8] = area_output(chelsea, SIZE)
    return pixels


@pytest.fixture
def evidence(attack: RGB) -> Evidence:
    """The attack as evidence."""
    return evidence_from_pixels(attack, "portrait.png")


@pytest.fixture
def inspection(attack: RGB) -> Inspection:
    """What an inspection of the attack would say."""
    return Inspection(
        verdict="attack",
        false_alarm_rate=0.0033,
        summary="Every eighth pixel differs from its neighbours.",
        target_shape=SIZE,
        pipelines=(PipelineGuess(BEST, 0.9), PipelineGuess(SECOND, 0.45)),
        findings=(
            Finding("comb", "Envelope comb", 14.21, 6.1, 0.0033, True, "A comb in the envelope's spectrum."),
            Finding("clean_filter", "Clean filter", 0.97, 0.9, 0.02, False, "Restoring changes little."),
        ),
        region=None,
        hidden=real_resize(attack, BEST),
        robust=area_output(attack, SIZE),
        seconds=0.84,
        versions=(("opencv", "5.0.0"),),
    )


@pytest.fixture
def clean_inspection(astronaut: RGB) -> Inspection:
    """What an inspection of an untouched picture would say."""
    del astronaut
    return Inspection(
        verdict="clean",
        false_alarm_rate=0.63,
        summary="No detector fired.",
        target_shape=None,
        pipelines=(),
        findings=(),
        region=None,
        hidden=None,
        robust=None,
        seconds=0.5,
        versions=(),
    )


@pytest.fixture
def sanitized_pixels(astronaut: RGB) -> RGB:
    """What sanitizing should come near to."""
    return np.ascontiguousarray(astronaut)
