"""The attack that survives JPEG, sent through the real codec."""

import numpy as np
import pytest

from core.attacks.variants import craft_variant
from core.attacks.variants.jpeg_loop import reencoded, through_chroma
from core.errors import AttackError
from core.images.arrays import RGB
from core.images.lossy import decode_jpeg, encode_jpeg
from core.images.metrics import psnr
from core.scaling.real_calls import real_resize
from tests.support.attack_problems import posed


@pytest.mark.parametrize(("algorithm", "quality"), [("nearest", 90), ("bilinear", 60), ("bilinear", 90)])
def test_more_of_the_target_comes_through_the_codec(algorithm: str, quality: int) -> None:
    problem = posed(algorithm=algorithm, source=(160, 200))
    result = craft_variant("jpeg_aware", problem, {"quality": quality})

    def after(image: RGB) -> float:
        decoded = decode_jpeg(encode_jpeg(image, quality))
        return psnr(real_resize(decoded, problem.pipeline), result.target)

    survived, plain = after(result.image), after(craft_variant("strong", problem).image)
    assert survived > plain + 5
    assert survived > 23
    assert dict(result.figures)[f"After JPEG {quality}"].startswith(f"PSNR {survived:.1f} dB")
    assert dict(result.figures)["The strong attack after it"].startswith(f"PSNR {plain:.1f} dB")


def test_without_the_codec_the_output_is_within_epsilon() -> None:
    problem = posed(source=(150, 171))
    result = craft_variant("jpeg_aware", problem, {"steps": 20})
    error = real_resize(result.image, problem.pipeline).astype(int) - result.target
    assert np.abs(error).max() <= 1


def test_more_survives_where_the_plain_output_is_given_up() -> None:
    exact, free = (
        craft_variant("jpeg_aware", posed(), {"quality": 70, "exact": exact}) for exact in (True, False)
    )
    told = [float(dict(result.figures)["After JPEG 70"].split()[1]) for result in (exact, free)]
    assert told[1] > told[0] + 2
    assert exact.feasible
    assert not free.feasible
    assert "allow a larger ε" in free.note


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


def test_grey_wishes_pass_the_chroma_unchanged() -> None:
    wish = np.repeat(np.random.default_rng(0).normal(size=(7, 9, 1)).astype(np.float32), 3, axis=2)
    assert np.allclose(through_chroma(wish), wish, atol=1e-4)


def test_a_region_is_refused() -> None:
    with pytest.raises(AttackError, match="can not keep to a region"):
        craft_variant("jpeg_aware", posed(region=(0, 0, 80, 80)))
