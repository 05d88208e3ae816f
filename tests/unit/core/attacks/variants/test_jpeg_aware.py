"""The attack that survives JPEG, sent through the real codec."""

import numpy as np
import pytest

from core.attacks.variants import craft_variant
from core.attacks.variants.jpeg_loop import chroma_gain, eased, reencoded
from core.errors import AttackError
from core.images.arrays import RGB
from core.images.lossy import decode_jpeg, encode_jpeg
from core.images.metrics import psnr
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.attack_problems import posed


@pytest.mark.parametrize("source", [(160, 200), (192, 192)])
@pytest.mark.parametrize(("algorithm", "quality"), [("nearest", 90), ("bilinear", 60), ("bicubic", 90)])
def test_more_of_the_target_comes_through_the_codec(
    algorithm: str, quality: int, source: tuple[int, int]
) -> None:
    problem = posed(algorithm=algorithm, source=source)
    result = craft_variant("jpeg_aware", problem, {"quality": quality})

    def after(image: RGB) -> float:
        decoded = decode_jpeg(encode_jpeg(image, quality))
        return psnr(real_resize(decoded, problem.pipeline), result.target)

    survived, plain = after(result.image), after(craft_variant("strong", problem).image)
    assert survived > plain + 8
    assert survived > 27
    assert dict(result.figures)[f"After JPEG {quality}"].startswith(f"PSNR {survived:.1f} dB")
    assert dict(result.figures)["The strong attack after it"].startswith(f"PSNR {plain:.1f} dB")


def test_without_the_codec_the_output_is_within_epsilon() -> None:
    problem = posed(source=(150, 171))
    result = craft_variant("jpeg_aware", problem, {"steps": 20})
    error = real_resize(result.image, problem.pipeline).astype(int) - result.target
    assert np.abs(error).max() <= 1


def test_more_steps_survive_better() -> None:
    few, many = (craft_variant("jpeg_aware", posed(), {"steps": steps}) for steps in (2, 40))
    told = [dict(result.figures)["After JPEG 90"] for result in (few, many)]
    assert float(told[1].split()[1]) > float(told[0].split()[1]) + 3


@pytest.mark.parametrize("shape", [(100, 75), (33, 51)])
def test_bands_go_through_the_codec_as_the_whole_does(shape: tuple[int, int], astronaut: RGB) -> None:
    image = np.ascontiguousarray(astronaut[: shape[0], : shape[1]])
    whole = decode_jpeg(encode_jpeg(image, 80))
    for start in range(0, shape[0], 32):
        rows = slice(start, min(start + 32, shape[0]))
        assert (reencoded(image, rows, 80) == whole[rows]).all()


@pytest.mark.parametrize("shape", [(32, 48), (21, 35)])
def test_an_eased_wish_is_still_a_descent(shape: tuple[int, int]) -> None:
    """The map is symmetric and positive, so that a step along it lowers the error."""
    generator = np.random.default_rng(0)
    one, other = generator.normal(size=(2, *shape, 1)).astype(np.float32).repeat(3, axis=3)
    assert np.vdot(one, eased(other, 4.0)) == pytest.approx(np.vdot(eased(one, 4.0), other), rel=1e-3)
    assert np.vdot(one, eased(one, 4.0)) > 0


def test_an_eased_wish_is_as_strong_where_it_was_meant_and_coarse() -> None:
    middle = []
    for row, column in np.ndindex(8, 8):
        wish = np.zeros((16, 16, 3), np.float32)
        wish[row, column] = 1
        middle.append(eased(wish, 1.0)[row, column].mean())
        assert np.abs(eased(wish, 1.0)[8:]).max() < 1e-5
    assert np.mean(middle) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("algorithm", "length", "gain"), [("nearest", 160, 4.0), ("bilinear", 192, 1.0), ("bilinear", 128, 4.0)]
)
def test_the_gain_is_what_averaging_chroma_takes(algorithm: str, length: int, gain: float) -> None:
    """At 6:1 OpenCV's bilinear reads just the squares whose chroma is stored; at 4:1 the corners of four."""
    operator = operator_for(Pipeline("opencv", algorithm, (32, 32)), (length, length))
    assert chroma_gain(operator.left, operator.right) == pytest.approx(gain)


def test_a_region_is_refused() -> None:
    with pytest.raises(AttackError, match="can not keep to a region"):
        craft_variant("jpeg_aware", posed(region=(0, 0, 80, 80)))
