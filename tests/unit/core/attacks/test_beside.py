"""A call on a thread of its own, and the polls beside it."""

from threading import Event

import numpy as np
import pytest

from core.attacks.beside import beside
from core.attacks.craft import craft
from core.attacks.problem import attack_problem
from core.images.arrays import RGB
from core.progress import Cancelled
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.pictures import picture


def test_result_and_error_come_through() -> None:
    assert beside(lambda: 7, lambda: None) == 7

    def fail() -> int:
        raise KeyError("broken")

    with pytest.raises(KeyError, match="broken"):
        beside(fail, lambda: None)


def test_polls_go_on_and_may_cancel_while_the_call_works() -> None:
    finish, polls = Event(), list[int]()

    def poll() -> None:
        polls.append(1)
        if len(polls) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        beside(lambda: finish.wait(20), poll)
    finish.set()
    assert len(polls) == 3


def test_crafting_can_be_cancelled_while_a_library_scales_a_large_source(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.attacks.settings.BESIDE_PIXELS", 1)
    working, finish = Event(), Event()

    def slow(image: RGB, pipeline: Pipeline) -> RGB:
        working.set()
        finish.wait(20)
        return real_resize(image, pipeline)

    def stop(fraction: float, text: str) -> None:
        if working.is_set():
            raise Cancelled

    problem = attack_problem(
        np.ascontiguousarray(picture("astronaut.png")[:96, :96]),
        picture("chelsea.png"),
        Pipeline("opencv", "bilinear", (24, 24)),
    )
    with pytest.raises(Cancelled):
        craft(problem, resize=slow, progress=stop)
    assert not finish.is_set()
    finish.set()


def test_crafting_can_be_cancelled_while_a_preview_of_a_large_source_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.attacks.settings.BESIDE_PIXELS", 1)
    monkeypatch.setattr("core.attacks.pulse.PREVIEW_INTERVAL", 0.0)
    working, finish, polls = Event(), Event(), list[str]()

    def slow(*_: object) -> RGB:
        working.set()
        finish.wait(20)
        raise AssertionError("nobody waits for it")

    def stop(fraction: float, text: str) -> None:
        polls.extend([text] * working.is_set())
        if len(polls) == 3:
            raise Cancelled

    monkeypatch.setattr("core.attacks.dual.primal_bands", slow)
    problem = attack_problem(
        np.ascontiguousarray(picture("astronaut.png")[:96, :96]),
        picture("chelsea.png"),
        Pipeline("pillow", "bilinear", (24, 24)),
    )
    with pytest.raises(Cancelled):
        craft(problem, progress=stop, preview=lambda _: None)
    assert not finish.is_set()
    assert len(polls) == 3
    finish.set()
