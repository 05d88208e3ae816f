"""Region, pipelines, options and curve: each part of the form on its own."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.jobs.craft_job import TracePoint
from app.models import PipelineChoice, Session
from app.views.craft.curve_card import MOST_POINTS, CurveCard
from app.views.craft.goals_panel import MOST_GOALS, GoalsPanel, pipeline_for
from app.views.craft.option_form import OptionForm
from app.views.craft.region_panel import RegionPanel
from core.attacks.options import option_value
from core.attacks.specs import OptionSpec
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.size_rules import Scaling
from tests.support.crafting import PIPELINE

OPTIONS = (
    OptionSpec("steps", "Steps", "How many.", "int", 30, 1, 100),
    OptionSpec("share", "Share", "How much.", "float", 0.25, 0.0, 1.0),
    OptionSpec(
        "corner", "Corner", "Where.", "choice", "left", choices=(("left", "Left"), ("right", "Right"))
    ),
    OptionSpec("words", "Words", "What.", "text", "hello"),
    OptionSpec("folder", "Folder", "From where.", "folder", ""),
    OptionSpec("loud", "Loud", "Whether.", "bool", True),
)


@pytest.fixture
def goals(qtbot: QtBot, session: Session) -> GoalsPanel:
    """The pipelines, first of them `PIPELINE`."""
    session.pipeline.set(PIPELINE)
    panel = GoalsPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def test_regions_drawn_and_typed_are_the_same(qtbot: QtBot, chelsea: RGB) -> None:
    panel = RegionPanel()
    qtbot.addWidget(panel)
    assert panel.canvas.region is None
    assert not panel.boxes[0].isEnabled()
    panel.show_source((600, 902), chelsea)
    assert panel.region == (225, 150, 451, 300)
    panel.canvas.region_drawn.emit((1, 2, 30, 40))
    assert [box.value() for box in panel.boxes] == [1, 2, 30, 40]
    with qtbot.waitSignal(panel.changed):
        panel.boxes[0].setValue(900)
    assert panel.region == (900, 2, 2, 40)  # cut at the edge
    assert panel.boxes[2].value() == 2
    panel.show_source((600, 902), chelsea)
    assert panel.region == (900, 2, 2, 40)
    panel.show_source((300, 451), chelsea)
    assert panel.region == (112, 75, 225, 150)


def chosen(goals: GoalsPanel) -> list[Pipeline]:
    """The pipelines in force."""
    return [pipeline for pipeline, _ in goals.goals]


def test_pipelines_are_added_and_removed(qtbot: QtBot, goals: GoalsPanel) -> None:
    assert chosen(goals) == [PIPELINE]
    goals.add.click()  # another library, the same otherwise
    assert chosen(goals) == [PIPELINE, Pipeline("pillow", "bilinear", (64, 64))]
    row = goals.rows[0]
    row.model.set_target_shape((32, 48))
    assert chosen(goals)[1].target_shape == (32, 48)
    goals.set_many(False)
    assert chosen(goals) == [PIPELINE]
    assert not row.isVisible()
    goals.set_many(True)
    with qtbot.waitSignal(goals.changed):
        row.remove.click()
    assert chosen(goals) == [PIPELINE]
    for _ in range(MOST_GOALS - 1):
        goals.add.click()
    assert not goals.add.isEnabled()


def test_a_pipeline_may_have_a_target_of_its_own(
    qtbot: QtBot, goals: GoalsPanel, chelsea_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = goals.add_goal(Pipeline("pillow", "nearest", (32, 32)))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(chelsea_path), ""))
    row.choose()
    qtbot.waitUntil(lambda: row.target is not None)
    assert goals.goals[1][1] is row.target
    assert row.target_button.text() == "chelsea.png"
    row.set_target(None)
    assert goals.goals[1][1] is None


def test_a_bad_file_leaves_the_target_as_it_was(qtbot: QtBot, goals: GoalsPanel, tmp_path: Path) -> None:
    (tmp_path / "bad.png").write_text("no image")
    row = goals.add_goal(Pipeline("pillow", "nearest", (32, 32)))
    row.read(tmp_path / "bad.png")
    qtbot.waitUntil(lambda: row.target_button.text() == "The same target")
    assert row.target is None
    assert "bad.png" in row.target_button.toolTip()


def test_size_rules_follow_the_source_and_foreign_crops_are_dropped() -> None:
    rule = PipelineChoice("opencv", "bilinear", (32, 32), "short-edge")
    assert pipeline_for(rule, (100, 200)).target_shape == (32, 64)
    crop = PipelineChoice("opencv", "bilinear", (32, 32), scaling=Scaling((300, 0, 100, 100), (32, 32)))
    assert pipeline_for(crop, (400, 400)).crop == (300, 0, 100, 100)
    assert pipeline_for(crop, (200, 200)).crop is None


def test_every_kind_of_option_has_a_field(qtbot: QtBot) -> None:
    form = OptionForm()
    qtbot.addWidget(form)
    form.show_options("first", OPTIONS)
    defaults = {option.id: option.default for option in OPTIONS}
    assert form.values == defaults
    changed = {"steps": 7, "share": 0.5, "corner": "right", "words": "bye", "folder": "/tmp", "loud": False}
    for key, value in changed.items():
        with qtbot.waitSignal(form.changed):
            form.fields[key].set_value(value)  # type: ignore[arg-type]
    assert form.values == changed
    for option in OPTIONS:
        assert option_value(option, form.values[option.id]) == changed[option.id]
        assert form.fields[option.id].widget.accessibleName() == option.title


def test_options_come_back_with_their_attack(qtbot: QtBot) -> None:
    form = OptionForm()
    qtbot.addWidget(form)
    form.show_options("first", OPTIONS[:1])
    form.fields["steps"].set_value(99)
    form.show_options("second", ())
    assert form.values == {}
    assert form.isHidden()
    form.show_options("first", OPTIONS[:1])
    assert form.values == {"steps": 99}


def test_the_curve_grows_and_starts_over(qtbot: QtBot) -> None:
    card = CurveCard()
    qtbot.addWidget(card)
    assert card.isHidden()
    card.add_points([TracePoint(1, float("inf"), 80.0), TracePoint(2, 0.5, 20.0)])
    assert card.plot is None  # no curve yet
    card.add_points([TracePoint(3, 1e-4, 0.0)])
    assert [point.iteration for point in card.points] == [1, 2, 3]
    assert "Iteration 3: gap 1.0e-04" in card.words.text()
    card.begin()
    assert card.isHidden()
    assert not card.points
    for start in range(0, 9000, 300):
        card.add_points([TracePoint(start + step, 0.1, 1.0) for step in range(300)])
    assert len(card.points) <= MOST_POINTS
    assert card.points[-1].iteration == 8999
