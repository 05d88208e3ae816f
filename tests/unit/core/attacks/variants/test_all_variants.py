"""What holds for every variant: complete specs, cancelling, forward progress, the source left alone."""

from pathlib import Path

import numpy as np
import pytest

from core.attacks.attack_specs import ATTACKS
from core.attacks.options import checked_options
from core.attacks.problem import AttackProblem
from core.attacks.specs import AttackSpec
from core.attacks.variants import craft_variant
from core.images.saving import save_lossless
from core.progress import Cancelled
from tests.support.attack_problems import posed, resized

PIPELINES = {"area": ("opencv", "area"), "pillow_restricted": ("pillow", "bilinear")}
QUICK = {"steps": 40, "others": 255}


def problem_for(spec: AttackSpec) -> AttackProblem:
    library, algorithm = PIPELINES.get(spec.id, ("opencv", "nearest"))
    limits = {"region": (20, 20, 100, 100)} if spec.local else {}
    return posed(library, algorithm, (120, 150), (30, 30), norm=spec.norm, **limits)


@pytest.fixture
def options(tmp_path: Path) -> dict[str, object]:
    folder = tmp_path / "sources"
    folder.mkdir()
    save_lossless(resized("coffee.png", (120, 150)), folder / "coffee.png")
    return {"folder": str(folder), **QUICK}


def fitting(spec: AttackSpec, options: dict[str, object]) -> dict[str, object]:
    known = {option.id for option in spec.options}
    return {name: value for name, value in options.items() if name in known}


@pytest.mark.parametrize("spec", ATTACKS, ids=lambda spec: spec.id)
def test_specs_say_everything(spec: AttackSpec) -> None:
    assert spec.title
    assert spec.citation
    assert spec.explanation.endswith(".")
    assert checked_options(spec, {}) == {option.id: option.default for option in spec.options}
    for option in spec.options:
        assert option.title
        assert option.explanation.endswith(".")
        if option.kind in ("int", "float"):
            checked_options(spec, {option.id: str(option.default)})


@pytest.mark.parametrize("spec", ATTACKS, ids=lambda spec: spec.id)
def test_every_variant_crafts_reports_and_leaves_the_source_alone(
    spec: AttackSpec, options: dict[str, object]
) -> None:
    problem, seen = problem_for(spec), list[float]()
    before = problem.source.copy()

    def progress(fraction: float, text: str) -> None:
        assert text
        seen.append(fraction)

    result = craft_variant(spec.id, problem, fitting(spec, options), progress=progress)
    assert result.variant == spec.id
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    assert (problem.source == before).all()
    assert result.image.dtype == np.uint8
    assert all(what and value for what, value in result.figures)


@pytest.mark.parametrize("spec", ATTACKS, ids=lambda spec: spec.id)
def test_every_variant_can_be_cancelled(spec: AttackSpec, options: dict[str, object]) -> None:
    calls = 0

    def stop(fraction: float, text: str) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        craft_variant(spec.id, problem_for(spec), fitting(spec, options), progress=stop)
