"""A large source is turned into floats band by band; the attack is the one on a copy of it."""

from dataclasses import replace

import numpy as np
import pytest

from core.attacks.craft import craft
from core.attacks.prepared import prepare_problem
from core.attacks.problem import AttackProblem, attack_problem
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.pictures import picture


def problem(library: str, algorithm: str, norm: str = "l2") -> AttackProblem:
    cover = np.ascontiguousarray(picture("astronaut.png")[20:170, 100:220])
    posed = attack_problem(cover, picture("chelsea.png"), Pipeline(library, algorithm, (30, 24)))
    return replace(posed, norm=norm)


@pytest.mark.parametrize("norm", ["l2", "l1", "l0", "linf"])
@pytest.mark.parametrize(("library", "algorithm"), [("pillow", "bilinear"), ("opencv", "bilinear")])
@pytest.mark.parametrize("region", [None, (12, 24, 70, 90)], ids=["whole", "region"])
def test_the_attack_is_the_same(
    library: str,
    algorithm: str,
    norm: str,
    region: tuple[int, int, int, int] | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    posed = replace(problem(library, algorithm, norm), region=region)
    small = craft(posed)
    before = posed.source.copy()
    monkeypatch.setattr("core.attacks.prepared.LARGE", 0)
    large = craft(posed)
    np.testing.assert_array_equal(large.image, small.image)
    np.testing.assert_array_equal(posed.source, before)


def test_its_floats_are_those_of_the_image(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.attacks.prepared.LARGE", 0)
    posed = problem("pillow", "bicubic")
    linear = prepare_problem(posed, real_resize).linear
    assert linear.levels.dtype == np.uint8
    assert np.shares_memory(linear.levels, posed.source)
    np.testing.assert_array_equal(linear.source, posed.source.transpose(0, 2, 1))
    np.testing.assert_array_equal(linear.source_rows(slice(7, 20)), linear.source[7:20])
