"""libvips itself, where it is installed, against the model at sizes that are hard to get right."""

import numpy as np
import pytest

from core.scaling.catalogue import LIBRARIES, Algorithm, installed_version
from core.scaling.operator import operator_for
from core.scaling.optional_libraries import VIPS
from core.scaling.pipeline import Pipeline

pyvips = pytest.importorskip("pyvips", reason="libvips is optional", exc_type=ImportError)
pytestmark = pytest.mark.skipif(VIPS not in LIBRARIES, reason="pyvips without its own libvips")

# Positions that fall on a tie of phases, in tiles of each kind, and enlarging along one axis or both.
HARD = [
    ((512, 512), (224, 224)),
    ((2103, 30), (160, 6)),
    ((2103, 20), (160, 12)),
    ((300, 1500), (70, 144)),
    ((44, 156), (10, 234)),
    ((1104, 15), (288, 90)),
    ((64, 20), (192, 60)),
    ((60, 500), (333, 113)),
]


@pytest.mark.parametrize("entry", VIPS.algorithms, ids=lambda entry: entry.id)
@pytest.mark.parametrize(("source", "target"), HARD)
def test_model_is_exact(entry: Algorithm, source: tuple[int, int], target: tuple[int, int]) -> None:
    pipeline = Pipeline("vips", entry.id, target)
    operator = operator_for(pipeline, source)
    image = np.random.default_rng(8).integers(0, 256, (*source, 3), dtype=np.uint8)
    for content in (image, image[..., 0].copy()):
        assert np.array_equal(operator.apply(content), operator.resize(content))


@pytest.mark.parametrize(("source", "target"), [((512, 512), (224, 224)), ((2103, 1050), (160, 299))])
def test_matrices_name_the_pixels_that_nearest_copies(
    source: tuple[int, int], target: tuple[int, int]
) -> None:
    operator = operator_for(Pipeline("vips", "nearest", target), source)
    image = np.random.default_rng(9).integers(0, 256, source, dtype=np.uint8)
    assert np.array_equal(operator.forward(image.astype(np.float64)), operator.resize(image))


def test_thumbnail_is_lanczos() -> None:
    image = np.random.default_rng(10).integers(0, 256, (300, 410, 3), dtype=np.uint8)
    thumbnail = pyvips.Image.new_from_array(image).thumbnail_image(64, height=96, size="force")
    operator = operator_for(Pipeline("vips", "lanczos", (96, 64)), (300, 410))
    assert np.array_equal(operator.apply(image), thumbnail.numpy())


def test_version_is_that_of_libvips() -> None:
    numbers = [str(pyvips.version(place)) for place in range(3)]
    assert installed_version(VIPS) == ".".join(numbers)
