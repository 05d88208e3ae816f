"""The search for a source: the image that already looks like the target when scaled."""

from pathlib import Path

import numpy as np
import pytest

from core.attacks.problem import attack_problem
from core.attacks.variants import craft_variant
from core.errors import AttackError
from core.images.saving import save_lossless
from core.scaling.pipeline import Pipeline
from tests.support.attack_problems import posed, resized

PIPELINE = Pipeline("opencv", "bilinear", (24, 30))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("astronaut.png", "coffee.png", "chelsea.png"):
        save_lossless(resized(name, (120, 150)), tmp_path / name)
    save_lossless(resized("chelsea.png", (20, 20)), tmp_path / "too_small.png")
    (tmp_path / "notes.txt").write_text("no image")
    (tmp_path / "sub").mkdir()
    return tmp_path


def test_the_nearest_image_becomes_the_source(folder: Path) -> None:
    target = resized("chelsea.png", (24, 30))
    problem = attack_problem(resized("coffee.png", (120, 150)), target, PIPELINE)
    result = craft_variant("selected_source", problem, {"folder": str(folder)})
    assert result.source is not None
    assert (result.source == resized("chelsea.png", (120, 150))).all()
    assert dict(result.figures)["Source chosen"] == "chelsea.png"
    assert dict(result.figures)["Images compared"] == "3 (2 could not be used)"
    assert result.max_output_error <= 1
    assert result.psnr > craft_variant("strong", problem).psnr + 3


def test_figures_compare_with_the_source_chosen(folder: Path) -> None:
    result = craft_variant("selected_source", posed(target=(24, 30)), {"folder": str(folder)})
    assert result.source is not None
    assert result.l1 == np.abs(result.image.astype(float) - result.source).sum()


@pytest.mark.parametrize("size", [(10, 12), (24, 30), (120, 150)])
def test_the_source_given_may_have_any_size_and_is_not_used(folder: Path, size: tuple[int, int]) -> None:
    problem = attack_problem(resized("coffee.png", size), resized("chelsea.png", (24, 30)), PIPELINE)
    result = craft_variant("selected_source", problem, {"folder": str(folder)})
    assert result.image.shape == (120, 150, 3)
    assert result.feasible
    assert result.note == "The source given was not attacked; chelsea.png from the folder took its place."


def test_other_attacks_still_refuse_a_small_source() -> None:
    with pytest.raises(AttackError, match="take a larger source"):
        craft_variant("strong", posed(source=(10, 12), target=(24, 30)))


def test_what_is_no_folder_of_sources_is_said(folder: Path) -> None:
    with pytest.raises(AttackError, match="No folder"):
        craft_variant("selected_source", posed())
    with pytest.raises(AttackError, match="can not be read"):
        craft_variant("selected_source", posed(), {"folder": str(folder / "missing")})
    with pytest.raises(AttackError, match="None of the 0 files"):
        craft_variant("selected_source", posed(), {"folder": str(folder / "sub")})
    with pytest.raises(AttackError, match="region"):
        craft_variant("selected_source", posed(region=(0, 0, 50, 50)), {"folder": str(folder)})
