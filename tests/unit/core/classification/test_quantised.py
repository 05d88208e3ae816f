"""Levels reach a quantised model within what its input holds, and it is said where they do not."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.classification.model import examine, load_classifier
from core.classification.profile import ModelChoice, Profile
from core.classification.quantised import clipped_share, fitted, held, range_words
from core.images.arrays import RGB
from tests.support.own_models import COLOURS, HEIGHT, WIDTH, save_tflite

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

UNIT, SIGNED = (0.0, 1.0), (-1.0, 1.0)
TORCH = Profile(high=1.0, mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225))


def test_scale_and_zero_point_say_what_is_held() -> None:
    assert held(np.uint8, 1 / 255, 0) == pytest.approx(UNIT)
    assert held(np.int8, 1 / 255, -128) == pytest.approx(UNIT)
    assert held(np.uint8, 2 / 255, 127) == pytest.approx((-0.99608, 1.00392), abs=1e-5)
    assert held(np.uint8, 0.0, 0) is None
    assert held(np.float32, 1.0, 0) is None


@pytest.mark.parametrize("holds", [UNIT, SIGNED, (-128.0, 127.0), (-2.1, 2.6)])
def test_levels_fill_what_is_held_unless_told_otherwise(holds: tuple[float, float]) -> None:
    used = fitted(Profile(labels=("a", "b")), holds)
    assert (used.low, used.high, used.labels) == (*holds, ("a", "b"))
    assert clipped_share(used, holds) == 0
    assert "so levels 0 to 255 become that" in range_words(Profile(), used, holds)


@pytest.mark.parametrize(
    ("profile", "holds"),
    [
        (Profile(), (0.0, 255.0)),
        (Profile(), (0.0, 200.0)),  # it was calibrated with darker pictures
        (Profile(), None),
        (Profile(high=1.0), UNIT),
        (TORCH, (-2.2, 2.7)),
    ],
)
def test_what_fits_stays_as_told(profile: Profile, holds: tuple[float, float] | None) -> None:
    assert fitted(profile, holds) is profile
    assert range_words(profile, profile, holds) == ""


def test_a_range_that_was_told_and_does_not_fit_is_kept_and_warned_about() -> None:
    wrong = Profile(high=254.0)
    assert fitted(wrong, UNIT) is wrong
    words = range_words(wrong, wrong, UNIT)
    assert words.startswith("99 % of all levels lie beyond the 0 to 1")
    assert "clipped" in range_words(TORCH, TORCH, (-128.0, -100.0))


@pytest.mark.parametrize("kind", [{"dtype": "uint8"}, {"dtype": "int8"}, {"dtype": "uint8", "signed": True}])
def test_a_model_for_0_to_1_tells_dark_colours_apart(tmp_path: Path, kind: dict[str, Any]) -> None:
    file = save_tflite(tmp_path / "unit.tflite", quantised=True, white=1.0, **kind)
    choice = ModelChoice(file, Profile(labels=COLOURS))
    classifier = load_classifier(choice)
    assert classifier.note
    facts = examine(choice)
    assert facts.note == classifier.note
    assert facts.levels == pytest.approx((-1.0 if kind.get("signed") else 0.0, 1.0), abs=0.02)
    if not kind.get("signed"):
        found = classifier.answers(np.concatenate([plain(80, 48, 32), plain(200, 250, 180)]))
        assert [COLOURS[place] for place in found.argmax(axis=1)] == ["red", "green"]
    told = load_classifier(ModelChoice(file, Profile(labels=COLOURS, high=254.0)))
    assert "clipped" in told.note


def plain(*level: int) -> RGB:
    return np.full((1, HEIGHT, WIDTH, 3), level, np.uint8)
