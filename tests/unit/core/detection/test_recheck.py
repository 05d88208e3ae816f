"""What an inspection of a sanitized image says: what is left, and what are only traces of the filter."""

import cv2
import numpy as np
import pytest

from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.detection import recheck as module
from core.detection.inspection import Inspection, PipelineGuess, inspect_image
from core.detection.recheck import recheck
from core.images.arrays import RGB
from core.sanitizing.sanitize import sanitize_all
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from tests.support.inspections import inspection

FIRST, SECOND = Pipeline("opencv", "nearest", (64, 64)), Pipeline("pillow", "nearest", (90, 90))


@pytest.fixture(scope="module")
def attack(astronaut: RGB, chelsea: RGB) -> RGB:
    """A portrait that is a cat for `FIRST`, and the cat upside down for `SECOND`."""
    once = craft(attack_problem(astronaut, shrunk(chelsea, 64), FIRST)).image
    return craft(attack_problem(once, shrunk(chelsea[::-1], 90), SECOND)).image


def shrunk(picture: RGB, side: int) -> RGB:
    return np.asarray(cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA), np.uint8)


def cleaned(image: RGB, *pipelines: Pipeline) -> RGB:
    shape = (image.shape[0], image.shape[1])
    return sanitize_all(image, [operator_for(pipeline, shape) for pipeline in pipelines]).pixels


def test_a_picture_that_was_not_served_is_found(attack: RGB) -> None:
    found = recheck(cleaned(attack, FIRST), (FIRST,))
    assert found.verdict == "attack"
    assert SECOND in found.pictures[0]
    assert found.found[0].target_shape == SECOND.target_shape
    assert not found.traces


def test_nothing_is_found_once_both_are_served(attack: RGB) -> None:
    assert {FIRST, SECOND} <= {entry for likely in inspect_image(attack).likely for entry in likely}
    found = recheck(cleaned(attack, FIRST, SECOND), (FIRST, SECOND))
    assert found.pictures == ()


def reported(monkeypatch: pytest.MonkeyPatch, found: Inspection) -> None:
    monkeypatch.setattr(module, "inspect_image", lambda *_, **__: found)


def test_traces_at_the_size_served_are_no_picture(astronaut: RGB, monkeypatch: pytest.MonkeyPatch) -> None:
    reported(monkeypatch, inspection(FIRST))
    found = recheck(cleaned(astronaut, FIRST), (FIRST,))
    assert (found.verdict, found.pictures, found.traces) == ("attack", (), True)


def test_another_picture_at_the_size_served_is_one(attack: RGB, monkeypatch: pytest.MonkeyPatch) -> None:
    reported(monkeypatch, inspection(FIRST))
    found = recheck(attack, (FIRST,))
    assert (found.pictures, found.traces) == (((FIRST,),), False)


def test_both_pictures_are_asked_about(attack: RGB, monkeypatch: pytest.MonkeyPatch) -> None:
    both = inspection(FIRST)
    object.__setattr__(both, "further", (PipelineGuess(SECOND, 1.0),))
    reported(monkeypatch, both)
    assert recheck(cleaned(attack, FIRST), (FIRST,)).pictures == ((SECOND,),)
