"""Pipelines, the catalogue and the versions."""

import pickle

import numpy as np
import pytest

from core.errors import AliascopeError, UnknownNameError
from core.scaling.catalogue import ALGORITHMS, LIBRARIES, algorithm, library
from core.scaling.pipeline import Pipeline
from core.scaling.robust import area_output, output_distance
from core.scaling.sizes import COMMON_SIZES
from core.scaling.versions import library_versions


def test_label_writes_width_first() -> None:
    assert Pipeline("opencv", "bilinear", (224, 320)).label == "OpenCV bilinear 320×224"


def test_pipelines_travel_to_other_processes() -> None:
    pipeline = Pipeline("pillow", "area", (32, 32))
    assert pickle.loads(pickle.dumps(pipeline)) == pipeline


def test_unknown_names_say_what_exists() -> None:
    with pytest.raises(
        UnknownNameError, match="no library “imlib”; choose one of opencv, pillow, tensorflow"
    ):
        library("imlib")
    with pytest.raises(UnknownNameError, match=r"OpenCV has no algorithm “cubic”.*bicubic"):
        algorithm("opencv", "cubic")
    with pytest.raises(UnknownNameError):
        Pipeline("opencv", "cubic", (1, 1))


def test_empty_targets_are_refused() -> None:
    with pytest.raises(AliascopeError, match="0×5 has no pixels"):
        Pipeline("opencv", "area", (5, 0))


def test_catalogue_ids_are_unique_and_owned() -> None:
    keys = [(entry.library, entry.id) for entry in ALGORITHMS]
    assert len(keys) == len(set(keys))
    assert all(entry.library == lib.id for lib in LIBRARIES for entry in lib.algorithms)


def test_versions_name_every_library() -> None:
    assert {lib.id for lib in LIBRARIES} <= library_versions().keys()


def test_common_sizes_ascend() -> None:
    assert list(COMMON_SIZES) == sorted(COMMON_SIZES)


def test_area_output_is_the_mean_of_its_block() -> None:
    image = np.zeros((8, 8, 3), np.uint8)
    image[0, 0] = 160
    output = area_output(image, (2, 2))
    assert output[0, 0].tolist() == [10, 10, 10]
    assert output_distance(output, np.zeros_like(output)) == pytest.approx(5.0)
