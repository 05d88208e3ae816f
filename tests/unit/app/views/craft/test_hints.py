"""The form says what stands in the way before anything is computed."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.views.craft.hints import Stated, blocking, form_hints
from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.errors import AttackError
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline

BILINEAR = Pipeline("opencv", "bilinear", (100, 100))
NEAREST = Pipeline("opencv", "nearest", (100, 100))
PILLOW = Pipeline("pillow", "bilinear", (100, 100))

Shape = tuple[int, int] | None


def stated(source: Shape, target: Shape, *pipelines: Pipeline, **rest: object) -> Stated:
    """The form with these pictures and pipelines."""
    return Stated(source, target, pipelines or (BILINEAR,), **rest)  # type: ignore[arg-type]


def texts(form: Stated) -> str:
    """All hints in one string."""
    return " ".join(hint.text for hint in form_hints(form))


def test_missing_images_block() -> None:
    hints = form_hints(stated(None, None, has_target=False))
    assert blocking(hints)
    assert len(hints) == 2
    assert blocking(form_hints(stated((300, 300), None, has_target=False)))


def test_a_good_form_has_nothing_to_say() -> None:
    assert form_hints(stated((400, 400), (100, 100))) == []
    assert form_hints(stated((400, 400), None)) == []  # a drawn target has every size


@pytest.mark.parametrize("shape", [(90, 400), (400, 90), (100, 100)])
def test_what_blocks_is_what_crafting_refuses(shape: tuple[int, int], astronaut: RGB) -> None:
    assert blocking(form_hints(stated(shape, (100, 100))))
    problem = attack_problem(astronaut[: shape[0], : shape[1]], astronaut, BILINEAR)
    with pytest.raises(AttackError):
        craft(problem)


@pytest.mark.parametrize("shape", [(101, 100), (300, 100)])
def test_one_axis_that_shrinks_is_enough(shape: tuple[int, int], astronaut: RGB) -> None:
    assert not blocking(form_hints(stated(shape, (100, 100))))
    problem = attack_problem(astronaut[: shape[0], : shape[1]], astronaut, BILINEAR)
    assert craft(problem).image.shape == (*shape, 3)


def test_an_attack_that_finds_its_source_takes_one_of_any_size(tmp_path: Path) -> None:
    pipelines = (Pipeline("opencv", "nearest", (64, 64)),)
    form = Stated((50, 50), (64, 64), pipelines, "selected_source", options=(("folder", str(tmp_path)),))
    assert not blocking(form_hints(form))
    assert blocking(form_hints(replace(form, attack="strong", options=())))


def test_every_pipeline_is_looked_at() -> None:
    large = Pipeline("opencv", "bilinear", (500, 500))
    assert "500×500 is larger" in texts(stated((400, 400), None, BILINEAR, large))
    assert "is there twice" in texts(stated((400, 400), None, BILINEAR, PILLOW, BILINEAR))
    assert "Pillow bilinear 100×100 averages" in texts(stated((400, 400), None, BILINEAR, PILLOW))


def test_small_ratios_and_averaging_pipelines_warn() -> None:
    assert "ratio is only 1.5" in texts(stated((150, 150), (100, 100)))
    assert "averages all source pixels" in texts(stated((400, 400), (100, 100), PILLOW))


def test_a_target_of_another_size_is_announced() -> None:
    assert "200×200 will be reduced to 100×100" in texts(stated((400, 400), (200, 200)))
    assert "enlarged to 100×100" in texts(stated((400, 400), (50, 50)))
    assert "reduced and stretched" in texts(stated((400, 400), (300, 451)))


def test_a_trigger_keeps_its_proportions() -> None:
    assert form_hints(stated((400, 400), (300, 451), attack="overlay")) == []


def test_writing_single_pixels_warns_beside_nearest() -> None:
    direct = {"attack": "direct", "solver": "direct"}
    assert "one pixel is read" in texts(stated((400, 400), (100, 100), **direct))
    assert form_hints(stated((400, 400), (100, 100), NEAREST, **direct)) == []
