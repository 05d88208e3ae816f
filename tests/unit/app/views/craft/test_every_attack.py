"""Every attack of the catalogue runs from the form to a result on show."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.views.craft import CraftView
from core.attacks.attack_specs import ATTACKS
from core.images import save_lossless
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.crafting import fill, finish

SHAPE = (24, 24)
FITTING = {
    "direct": Pipeline("opencv", "nearest", SHAPE),
    "area": Pipeline("opencv", "area", SHAPE),
    "pillow_restricted": Pipeline("pillow", "bilinear", SHAPE),
}
QUICK = {"steps": 20, "rounds": 2, "others": 255}


@pytest.mark.parametrize("attack", [spec.id for spec in ATTACKS])
def test_it_ends_with_a_result(
    qtbot: QtBot, view: CraftView, attack: str, astronaut: RGB, coffee: RGB, chelsea: RGB, tmp_path: Path
) -> None:
    save_lossless(coffee[:150, :150], tmp_path / "coffee.png")
    pipeline = FITTING.get(attack, Pipeline("opencv", "bilinear", SHAPE))
    view.session.pipeline.set(pipeline)
    fill(view, astronaut[:120, 100:220], chelsea)
    view.form.attack.setCurrentIndex(view.form.attack.findData(attack))
    for name, field in view.form.options.fields.items():
        if field.spec.kind == "folder":
            field.set_value(str(tmp_path))
        elif name in QUICK:
            field.set_value(QUICK[name])
    finish(qtbot, view)
    result = view.result
    assert result is not None
    assert result.variant == attack
    shown = view.results.model.output.pixels
    assert shown is not None
    assert np.array_equal(shown, real_resize(result.image, pipeline))
    source = view.results.person.source.pixels
    assert source is not None
    expected = astronaut[:120, 100:220] if result.source is None else result.source
    assert np.array_equal(source, expected)
    assert view.results.own_figures.figures == result.figures
    assert view.results.own_figures.isVisible() == bool(result.figures)
