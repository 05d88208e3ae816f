"""The form says what stands in the way before anything is computed."""

import pytest

from app.views.craft.hints import blocking, form_hints
from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.errors import AttackError
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline

BILINEAR = Pipeline("opencv", "bilinear", (100, 100))


def texts(*arguments: object) -> str:
    """All hints in one string."""
    return " ".join(hint.text for hint in form_hints(*arguments))  # type: ignore[arg-type]


def test_missing_images_block() -> None:
    hints = form_hints(None, None, BILINEAR, "fast")
    assert blocking(hints)
    assert len(hints) == 2
    assert blocking(form_hints((300, 300), None, BILINEAR, "fast"))


def test_a_good_form_has_nothing_to_say() -> None:
    assert form_hints((400, 400), (100, 100), BILINEAR, "fast") == []


@pytest.mark.parametrize("shape", [(90, 400), (400, 90), (100, 100)])
def test_what_blocks_is_what_crafting_refuses(shape: tuple[int, int], astronaut: RGB) -> None:
    assert blocking(form_hints(shape, (100, 100), BILINEAR, "fast"))
    problem = attack_problem(astronaut[: shape[0], : shape[1]], astronaut, BILINEAR)
    with pytest.raises(AttackError):
        craft(problem)


@pytest.mark.parametrize("shape", [(101, 100), (300, 100)])
def test_one_axis_that_shrinks_is_enough(shape: tuple[int, int], astronaut: RGB) -> None:
    assert not blocking(form_hints(shape, (100, 100), BILINEAR, "fast"))
    problem = attack_problem(astronaut[: shape[0], : shape[1]], astronaut, BILINEAR)
    assert craft(problem).image.shape == (*shape, 3)


def test_small_ratios_and_averaging_pipelines_warn() -> None:
    assert "ratio is only 1.5" in texts((150, 150), (100, 100), BILINEAR, "fast")
    pillow = Pipeline("pillow", "bilinear", (100, 100))
    assert "averages all source pixels" in texts((400, 400), (100, 100), pillow, "fast")


def test_a_target_of_another_size_is_announced() -> None:
    assert "200×200 will be reduced to 100×100" in texts((400, 400), (200, 200), BILINEAR, "fast")
    assert "enlarged to 100×100" in texts((400, 400), (50, 50), BILINEAR, "fast")
    assert "reduced and stretched" in texts((400, 400), (300, 451), BILINEAR, "fast")


def test_the_direct_solver_warns_beside_nearest() -> None:
    nearest = Pipeline("opencv", "nearest", (100, 100))
    assert "direct solver" in texts((400, 400), (100, 100), BILINEAR, "direct")
    assert form_hints((400, 400), (100, 100), nearest, "direct") == []
