"""The cvxpy solver, jointly and by columns."""

from dataclasses import replace

import numpy as np
import pytest

from core.attacks import convex
from core.attacks.craft import craft
from core.attacks.problem import AttackProblem, attack_problem
from core.progress import Cancelled
from core.scaling.pipeline import Pipeline
from tests.support.pictures import picture


def posed(algorithm: str = "bilinear", norm: str = "l2") -> AttackProblem:
    cover = picture("astronaut.png")[100:140, 200:236]
    return attack_problem(cover, picture("chelsea.png"), Pipeline("opencv", algorithm, (10, 9)), norm=norm)


@pytest.mark.parametrize("norm", ["l2", "l1", "linf"])
def test_joint_solution_equals_the_fast_one(norm: str) -> None:
    ours, theirs = craft(posed(norm=norm)), craft(posed(norm=norm), solver="cvxpy")
    assert theirs.max_output_error <= 1
    assert getattr(ours, norm) == pytest.approx(getattr(theirs, norm), rel=0.02)


def test_by_columns_reaches_the_target_at_a_higher_price(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convex, "JOINT_WEIGHTS", 0)
    ours, theirs = craft(posed("bicubic")), craft(posed("bicubic"), solver="cvxpy")
    assert theirs.iterations == (9 + 40) * 3
    assert theirs.max_output_error <= 1
    assert ours.l2 <= theirs.l2 * 1.001 <= ours.l2 * 1.1


def test_a_column_without_a_solution_gets_a_larger_epsilon() -> None:
    board = np.repeat((np.indices((10, 10)).sum(axis=0) % 2 * 255)[..., None], 3, axis=2).astype(np.uint8)
    cover = picture("astronaut.png")[100:140, 200:240]
    result = craft(attack_problem(cover, board, Pipeline("pillow", "bilinear", (10, 10))), solver="cvxpy")
    assert not result.feasible
    assert "was given a larger one there" in result.note


def test_it_can_be_cancelled_between_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convex, "JOINT_WEIGHTS", 0)
    calls = []

    def stop(fraction: float, text: str) -> None:
        calls.append(fraction)
        if len(calls) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        craft(posed(), solver="cvxpy", progress=stop)


def test_box_and_freedom_hold_here_too() -> None:
    freedom = np.full((40, 36), 200, np.float32)
    freedom[::3] = 0
    problem = replace(posed("lanczos"), box=(10, 240), freedom=freedom, epsilon=40.0)
    ours, theirs = craft(problem), craft(problem, solver="cvxpy")
    change = np.abs(theirs.image.astype(int) - problem.source)
    assert (change <= freedom[..., None]).all()
    assert ours.feasible
    assert theirs.feasible
    assert ours.l2 == pytest.approx(theirs.l2, rel=0.05)
