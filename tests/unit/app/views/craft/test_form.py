"""The form is made from the catalogues and shows only what the chosen attack asks for."""

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.models import Session
from app.views.craft.form import CraftChoices, CraftForm
from core.attacks.attack_specs import ATTACKS
from core.attacks.catalogue import attack_spec, norm_spec, solver_spec


@pytest.fixture
def form(qtbot: QtBot, session: Session) -> CraftForm:
    """The form, shown."""
    widget = CraftForm(session)
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    widget.show()
    return widget


def ids(box: QComboBox) -> list[str]:
    """The ids a box offers."""
    return [box.itemData(place) for place in range(box.count())]


def choose(form: CraftForm, attack: str) -> None:
    """Choose an attack."""
    form.attack.setCurrentIndex(form.attack.findData(attack))


def test_it_starts_with_the_fast_l2_attack(form: CraftForm) -> None:
    assert form.choices == CraftChoices("strong", "l2", 1.0, "fast", {})
    assert ids(form.attack) == [spec.id for spec in ATTACKS]


@pytest.mark.parametrize("attack", [spec.id for spec in ATTACKS])
def test_what_is_shown_follows_the_spec(form: CraftForm, attack: str) -> None:
    choose(form, attack)
    spec = attack_spec(attack)
    assert ids(form.solver) == list(spec.solvers)
    assert form.solver.isVisible() == (len(spec.solvers) > 1)
    assert form.norm.isVisible() == (len(spec.norms) > 1)
    assert form.region.isVisible() == spec.local
    assert form.goals.add.isVisible() == spec.many
    assert form.options.isVisible() == bool(spec.options)
    assert set(form.choices.options) == {option.id for option in spec.options}
    assert spec.explanation in form.words.text()
    assert form.choices.norm in spec.norms


@pytest.mark.parametrize("solver", attack_spec("strong").solvers)
def test_norms_are_what_the_solver_can_minimise(form: CraftForm, solver: str) -> None:
    form.choose(CraftChoices(solver=solver))
    assert ids(form.norm) == [key for key in attack_spec("strong").norms if key in solver_spec(solver).norms]
    assert solver_spec(solver).explanation in form.words.text()


def test_a_norm_survives_a_change_of_solver_that_knows_it(form: CraftForm) -> None:
    form.choose(CraftChoices(norm="l1", epsilon=3.0))
    form.choose(CraftChoices(norm="l1", epsilon=3.0, solver="cvxpy"))
    assert form.choices == CraftChoices("strong", "l1", 3.0, "cvxpy", {})
    form.choose(CraftChoices(norm="l0"))
    form.solver.setCurrentIndex(form.solver.findData("cvxpy"))
    assert form.choices.norm == "l2"


def test_every_attack_has_its_own_norm_until_another_is_chosen_for_it(form: CraftForm) -> None:
    for attack, norm in (("penalty_l0", "l0"), ("strong", "l2"), ("penalty_linf", "linf"), ("overlay", "l2")):
        choose(form, attack)
        assert form.choices.norm == norm
    choose(form, "strong")
    form.norm.setCurrentIndex(form.norm.findData("l1"))
    choose(form, "selected_source")
    assert form.choices.norm == "l2"
    choose(form, "strong")
    assert form.choices.norm == "l1"


def test_every_change_is_told_and_explained(qtbot: QtBot, form: CraftForm) -> None:
    with qtbot.waitSignal(form.changed):
        form.norm.setCurrentIndex(form.norm.findData("l0"))
    assert norm_spec("l0").explanation in form.words.text()
    with qtbot.waitSignal(form.changed):
        form.epsilon.setValue(4.0)
    with qtbot.waitSignal(form.changed):
        form.goals.add.click()
    with qtbot.waitSignal(form.changed):
        choose(form, "local")
