import pickle
from itertools import pairwise

import cv2
import numpy as np
import pytest

from core.classification.classify import Prediction, classify, classify_all, ranked
from core.classification.labels import CLASS_NAMES, NO_SIGN, NO_SIGN_NAME
from core.classification.model import load_classifier
from core.errors import UnknownNameError
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.pictures import picture


@pytest.fixture
def no_entry() -> RGB:
    """A drawn sign 17, 200×200: a white bar on a red disc, before grey."""
    picture = np.full((200, 200, 3), (120, 125, 120), np.uint8)
    cv2.circle(picture, (100, 100), 82, (190, 25, 35), -1, cv2.LINE_AA)
    cv2.rectangle(picture, (42, 84), (158, 116), (240, 240, 240), -1)
    return picture


@pytest.mark.parametrize("library", ["opencv", "pillow", "tensorflow"])
def test_a_drawn_sign_is_named(no_entry: RGB, library: str) -> None:
    best = classify(no_entry, library=library, top=1)
    assert [prediction.name for prediction in best] == ["No entry"]


@pytest.mark.parametrize(("library", "algorithm"), [("opencv", "nearest"), ("pillow", "lanczos")])
def test_the_model_sees_what_the_real_library_made(chelsea: RGB, library: str, algorithm: str) -> None:
    seen = real_resize(chelsea, Pipeline(library, algorithm, (32, 32)))
    wanted = load_classifier().answers(seen[np.newaxis])[0]
    found = classify(chelsea, library=library, algorithm=algorithm, top=44)
    assert [p.confidence for p in found] == pytest.approx(sorted(wanted, reverse=True), abs=1e-6)
    assert found[0].class_id == wanted.argmax()


def test_an_image_of_the_models_size_is_not_scaled(chelsea: RGB) -> None:
    small = chelsea[100:132, 100:132]
    assert classify(small, library="pillow", algorithm="lanczos") == classify(small, algorithm="nearest")


def test_predictions_come_best_first_with_their_names(chelsea: RGB) -> None:
    found = classify(chelsea, top=7)
    assert len(found) == 7
    assert all(a.confidence >= b.confidence for a, b in pairwise(found))
    assert all(p.name == (*CLASS_NAMES, NO_SIGN_NAME)[p.class_id] for p in found)


@pytest.mark.parametrize("name", ["astronaut.png", "chelsea.png", "coffee.png", "rocket.jpg"])
def test_a_photograph_gets_no_sign(name: str) -> None:
    best = classify(picture(name), top=1)[0]
    assert (best.class_id, best.name, best.sign) == (NO_SIGN, NO_SIGN_NAME, None)
    assert best.confidence > 0.5


def test_several_images_are_asked_about_at_once(chelsea: RGB) -> None:
    images = [chelsea[row : row + 32, 100:132] for row in (0, 100, 200)]
    names = [classify(image, top=1)[0].name for image in images]
    assert [prediction.name for prediction in classify_all(images)] == names


def test_another_models_class_is_no_sign() -> None:
    assert Prediction(14, "Stop", 0.9).sign == 14
    assert Prediction(14, "dog", 0.9).sign is None


def test_unknown_names_are_refused(chelsea: RGB) -> None:
    with pytest.raises(UnknownNameError):
        classify(chelsea, library="imagemagick")


def test_ties_go_to_the_lower_class() -> None:
    row = np.zeros(43, np.float32)
    row[[5, 14]] = 0.5
    assert [p.class_id for p in ranked(row, 2)] == [5, 14]


def test_the_call_and_its_result_travel_between_processes() -> None:
    prediction = Prediction(14, "Stop", 0.9)
    assert pickle.loads(pickle.dumps((classify, prediction))) == (classify, prediction)
