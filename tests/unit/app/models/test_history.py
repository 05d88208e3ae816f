"""Undo and redo as a value."""

import pytest

from app.models.history import LONGEST, History


def test_back_and_forth() -> None:
    history = History[str]().followed("a").followed("b")  # now at c
    state, history = history.undone("c")
    assert state == "b"
    state, history = history.undone("b")
    assert (state, history.past, history.future) == ("a", (), ("b", "c"))
    state, history = history.redone("a")
    assert (state, history.past, history.future) == ("b", ("a",), ("c",))


def test_something_new_forgets_what_was_undone() -> None:
    _, history = History[str]().followed("a").undone("b")
    assert history.followed("a").future == ()


def test_the_oldest_is_forgotten_first() -> None:
    history = History[int]()
    for number in range(LONGEST + 3):
        history = history.followed(number)
    assert history.past == tuple(range(3, LONGEST + 3))


def test_there_is_nothing_before_the_beginning() -> None:
    with pytest.raises(IndexError):
        History[int]().undone(1)
    with pytest.raises(IndexError):
        History[int]().redone(1)
