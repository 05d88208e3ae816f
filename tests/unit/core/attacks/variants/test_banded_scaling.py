"""Bands add up to the whole: the same products as the operator's."""

import numpy as np
import pytest

from core.attacks.variants.banded_scaling import BandedScaling
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline


@pytest.mark.parametrize("algorithm", ["nearest", "bicubic", "area"])
@pytest.mark.parametrize("multiple", [1, 16])
def test_bands_multiply_as_the_whole_does(
    algorithm: str, multiple: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.attacks.variants.banded_scaling.BAND_VALUES", 20 * 61 * 3)
    operator = operator_for(Pipeline("opencv", algorithm, (17, 20)), (90, 61))
    left, right = operator.left.astype(np.float32), operator.right.astype(np.float32)
    scaling = BandedScaling(left, right, multiple)
    generator = np.random.default_rng(0)
    image = generator.normal(size=(90, 61, 3)).astype(np.float32)
    output = generator.normal(size=(17, 20, 3)).astype(np.float32)
    vertical, widened, pulled = scaling.nothing(), scaling.widened(output), np.empty_like(image)
    bands = list(scaling.bands())
    for rows in bands:
        scaling.add(vertical, image[rows], rows)
        pulled[rows] = scaling.pull(widened, rows)
    assert len(bands) > 3
    assert all(rows.start % multiple == 0 for rows in bands)
    assert np.allclose(scaling.output(vertical), operator.forward(image), atol=1e-4)
    assert np.allclose(pulled, operator.adjoint(output), atol=1e-4)


def test_no_image_is_amplified_beyond_the_curvature() -> None:
    operator = operator_for(Pipeline("pillow", "bicubic", (12, 15)), (60, 64))
    scaling = BandedScaling(operator.left.astype(np.float32), operator.right.astype(np.float32))
    vertical = np.linalg.eigvalsh((operator.left @ operator.left.T).toarray()).max()
    horizontal = np.linalg.eigvalsh((operator.right.T @ operator.right).toarray()).max()
    assert vertical * horizontal <= scaling.curvature * (1 + 1e-6)
    assert scaling.curvature < 2 * vertical * horizontal
