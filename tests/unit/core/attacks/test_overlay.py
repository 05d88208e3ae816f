"""A trigger on the source's own output."""

import numpy as np
import pytest

from core.attacks.craft import craft
from core.attacks.overlay import corner_box, overlay
from core.attacks.problem import attack_problem
from core.errors import AttackError
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize

TRIGGER = np.full((10, 20, 3), 200, np.uint8)


def test_only_the_box_changes_and_by_the_opacity() -> None:
    output = np.full((50, 60, 3), 100, np.uint8)
    target = overlay(output, TRIGGER, (5, 6, 20, 10), opacity=0.25)
    assert (target[6:16, 5:25] == 125).all()
    assert (target == 100).sum() == output.size - 20 * 10 * 3
    assert (output == 100).all()


def test_transparent_parts_of_the_trigger_do_not_show() -> None:
    output = np.zeros((10, 20, 3), np.uint8)
    alpha = np.zeros((10, 20), np.uint8)
    alpha[:, 10:] = 255
    target = overlay(output, TRIGGER, alpha=alpha)
    assert (target[:, :10] == 0).all()
    assert (target[:, 10:] == 200).all()


@pytest.mark.parametrize("corner", ["top left", "top right", "bottom left", "bottom right"])
def test_a_corner_box_lies_in_its_corner(corner: str) -> None:
    output = np.zeros((80, 100, 3), np.uint8)
    x, y, width, height = corner_box(output, TRIGGER, 0.25, corner)
    assert (width, height) == (20, 10)
    assert (x < 50) == ("left" in corner)
    assert (y < 40) == ("top" in corner)


def test_a_hidden_watermark_leaves_the_rest_of_the_output(coffee: RGB) -> None:
    pipeline = Pipeline("opencv", "bilinear", (64, 96))
    output = real_resize(coffee, pipeline)
    box = corner_box(output, TRIGGER)
    result = craft(attack_problem(coffee, overlay(output, TRIGGER, box), pipeline))
    x, y, width, height = box
    shown = result.output[y : y + height, x : x + width]
    assert np.abs(shown.astype(int) - 200).max() <= 1
    assert result.psnr > 30


@pytest.mark.parametrize(
    ("box", "opacity", "message"),
    [((0, 0, 0, 5), 1.0, "does not lie"), ((55, 0, 20, 10), 1.0, "does not lie"), (None, 1.5, "opacity")],
)
def test_impossible_overlays_are_refused(
    box: tuple[int, int, int, int] | None, opacity: float, message: str
) -> None:
    with pytest.raises(AttackError, match=message):
        overlay(np.zeros((50, 60, 3), np.uint8), TRIGGER, box, opacity=opacity)


def test_other_slips_are_refused() -> None:
    output = np.zeros((50, 60, 3), np.uint8)
    with pytest.raises(AttackError, match="transparency"):
        overlay(output, TRIGGER, alpha=np.zeros((3, 3), np.uint8))
    with pytest.raises(AttackError, match="no corner"):
        corner_box(output, TRIGGER, corner="middle")
