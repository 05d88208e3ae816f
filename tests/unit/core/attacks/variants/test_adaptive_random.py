"""The adaptive random attack, judged by the real filter's draws."""

import numpy as np
import pytest

from core.attacks.variants import craft_variant
from core.errors import AttackError
from core.images.metrics import psnr
from core.sanitizing.sanitize import sanitize
from core.scaling.operator import operator_for
from tests.support.attack_problems import posed


@pytest.mark.parametrize("algorithm", ["nearest", "bilinear"])
def test_the_filter_draws_the_value_as_often_as_told(algorithm: str) -> None:
    problem = posed(algorithm=algorithm, source=(192, 224))
    result = craft_variant("adaptive_random", problem, {"delta": 0.15})
    operator = operator_for(problem.pipeline, (192, 224))
    mask = operator.sampled_mask()
    kept = [
        (sanitize(result.image, operator, "random", seed=seed).pixels == result.image)
        .all(axis=2)[mask]
        .mean()
        for seed in range(3)
    ]
    told = dict(result.figures)["Chance that the random filter keeps a sampled pixel"]
    assert float(told.split(" %")[0]) == pytest.approx(100 * np.mean(kept), abs=2.0)
    assert np.mean(kept) > 0.13
    assert result.max_output_error <= 1


def test_more_of_the_target_survives_than_of_the_strong_attack() -> None:
    problem = posed(source=(160, 160))
    operator = operator_for(problem.pipeline, (160, 160))
    after = [
        psnr(operator.resize(sanitize(result.image, operator, "random").pixels), result.target)
        for result in (craft_variant(name, problem) for name in ("adaptive_random", "strong"))
    ]
    assert after[0] > after[1] + 4


def test_a_small_share_is_given_to_every_window() -> None:
    result = craft_variant("adaptive_random", posed(source=(192, 192)), {"delta": 0.05})
    assert float(dict(result.figures)["Least chance of any sampled pixel"].split(" %")[0]) >= 5


def test_where_every_pixel_is_sampled_there_is_no_filter_to_attack() -> None:
    with pytest.raises(AttackError, match="selective random filter"):
        craft_variant("adaptive_random", posed("pillow", "bilinear"))
