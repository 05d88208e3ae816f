"""Undo and redo as a value."""

import pytest

from app.models.history import BUDGET, LEAST, History


def tiny(_: object) -> int:
    return 1


def test_back_and_forth() -> None:
    history = History[str]().followed("a", tiny).followed("b", tiny)  # now at c
    state, history = history.undone("c")
    assert state == "b"
    state, history = history.undone("b")
    assert (state, history.past, history.future) == ("a", (), ("b", "c"))
    state, history = history.redone("a")
    assert (state, history.past, history.future) == ("b", ("a",), ("c",))


def test_something_new_forgets_what_was_undone() -> None:
    _, history = History[str]().followed("a", tiny).undone("b")
    assert history.followed("a", tiny).future == ()


@pytest.mark.parametrize(("size", "kept"), [(1, 20), (BUDGET // 8, 8), (BUDGET, LEAST)])
def test_the_oldest_is_forgotten_first_where_memory_ends(size: int, kept: int) -> None:
    history = History[int]()
    for number in range(20):
        history = history.followed(number, lambda _: size)
    assert history.past == tuple(range(20 - kept, 20))


def test_there_is_nothing_before_the_beginning() -> None:
    with pytest.raises(IndexError):
        History[int]().undone(1)
    with pytest.raises(IndexError):
        History[int]().redone(1)
