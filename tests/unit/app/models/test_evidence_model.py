"""The evidence model: order, what is current, what is announced."""

import numpy as np
import pytest

from app.models import EvidenceItem, EvidenceModel
from core.images import Evidence, evidence_from_pixels

pytestmark = pytest.mark.usefixtures("qapp")


def evidence(name: str) -> Evidence:
    return evidence_from_pixels(np.zeros((4, 6, 3), np.uint8), name)


class Listener:
    """Writes down every signal of a model."""

    def __init__(self, model: EvidenceModel) -> None:
        self.heard: list[tuple[str, object]] = []
        model.added.connect(lambda item: self.heard.append(("added", item)))
        model.removed.connect(lambda item: self.heard.append(("removed", item)))
        model.current_changed.connect(lambda item: self.heard.append(("current", item)))
        model.item_changed.connect(lambda item, field: self.heard.append((field, item)))


def filled(*names: str) -> tuple[EvidenceModel, list[EvidenceItem]]:
    model = EvidenceModel()
    return model, [model.add(evidence(name)) for name in names]


def test_the_first_becomes_current_and_later_ones_do_not() -> None:
    model = EvidenceModel()
    listener = Listener(model)
    first, second = model.add(evidence("a")), model.add(evidence("b"))
    assert model.items == (first, second)
    assert model.current is first
    assert listener.heard == [("added", first), ("current", first), ("added", second)]


def test_selecting_is_announced_once() -> None:
    model, (_, second) = filled("a", "b")
    listener = Listener(model)
    model.select(second)
    model.select(second)
    assert listener.heard == [("current", second)]


def test_selecting_something_closed_is_ignored() -> None:
    model, (first, second) = filled("a", "b")
    model.remove(second)
    model.select(second)
    assert model.current is first


@pytest.mark.parametrize(("start", "step", "end"), [(0, 1, 1), (1, 1, 2), (2, 1, 2), (1, -1, 0), (0, -1, 0)])
def test_next_and_previous_stop_at_the_ends(start: int, step: int, end: int) -> None:
    model, items = filled("a", "b", "c")
    model.select(items[start])
    model.select_next(step)
    assert model.current is items[end]


@pytest.mark.parametrize(("closed", "left"), [(0, 1), (1, 2), (2, 1)])
def test_closing_the_current_one_selects_its_neighbour(closed: int, left: int) -> None:
    model, items = filled("a", "b", "c")
    model.select(items[closed])
    listener = Listener(model)
    model.remove(items[closed])
    assert model.current is items[left]
    assert listener.heard == [("removed", items[closed]), ("current", items[left])]


def test_closing_another_keeps_the_current_one() -> None:
    model, (first, second) = filled("a", "b")
    listener = Listener(model)
    model.remove(second)
    assert model.current is first
    assert listener.heard == [("removed", second)]


def test_closing_the_last_leaves_nothing() -> None:
    model, (only,) = filled("a")
    listener = Listener(model)
    model.remove(only)
    assert model.current is None
    assert listener.heard == [("removed", only), ("current", None)]


def test_updates_are_set_before_any_is_announced() -> None:
    model, (item,) = filled("a")
    seen = []
    model.item_changed.connect(lambda one, field: seen.append((field, one.error, one.inspecting)))
    model.update(item, error="broken", inspecting=True)
    assert seen == [("error", "broken", True), ("inspecting", "broken", True)]


def test_updating_closed_evidence_is_ignored() -> None:
    model, (item,) = filled("a")
    model.remove(item)
    listener = Listener(model)
    model.update(item, error="late")
    assert item.error is None
    assert listener.heard == []


def test_an_unknown_field_is_a_bug() -> None:
    model, (item,) = filled("a")
    with pytest.raises(AttributeError, match="no field 'verdict'"):
        model.update(item, verdict="attack")
