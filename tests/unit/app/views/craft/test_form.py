"""The form is made from the catalogues and never offers what a solver can not do."""

import pytest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from app.views.craft.form import CraftChoices, CraftForm
from core.attacks.catalogue import SOLVERS, norm_spec, solver_spec


@pytest.fixture
def form(qtbot: QtBot) -> CraftForm:
    """A form with an empty place for the pipeline."""
    widget = CraftForm(QWidget())
    qtbot.addWidget(widget)
    return widget


def ids(box: QComboBox) -> list[str]:
    """The ids a box offers."""
    return [box.itemData(place) for place in range(box.count())]


def test_it_starts_with_the_fast_l2_attack(form: CraftForm) -> None:
    assert form.choices == CraftChoices("fast", "l2", 1.0)
    assert ids(form.solver) == [spec.id for spec in SOLVERS]


@pytest.mark.parametrize("solver", [spec.id for spec in SOLVERS])
def test_norms_follow_the_solver(form: CraftForm, solver: str) -> None:
    form.choose(CraftChoices(solver, "l2", 1.0))
    assert ids(form.norm) == list(solver_spec(solver).norms)
    assert form.solver_words.text() == solver_spec(solver).explanation


def test_a_norm_survives_a_change_of_solver_that_knows_it(form: CraftForm) -> None:
    form.choose(CraftChoices("fast", "l0", 3.0))
    form.solver.setCurrentIndex(form.solver.findData("direct"))
    assert form.choices == CraftChoices("direct", "l0", 3.0)
    form.solver.setCurrentIndex(form.solver.findData("cvxpy"))
    assert form.choices.norm == "l2"


def test_every_change_is_told_and_explained(qtbot: QtBot, form: CraftForm) -> None:
    with qtbot.waitSignal(form.changed):
        form.norm.setCurrentIndex(form.norm.findData("l0"))
    assert form.norm_words.text() == norm_spec("l0").explanation
    with qtbot.waitSignal(form.changed):
        form.epsilon.setValue(4.0)
