"""One image for several pipelines, and limits on what may change: nobody has published the former."""

import numpy as np
import pytest
import scipy.sparse as sp
from scipy.optimize import linprog

from core.attacks.craft import craft
from core.attacks.dual import solve_dual
from core.attacks.prepared import prepare_problem
from core.attacks.problem import AttackProblem, Goal, attack_problem
from core.errors import AttackError
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output
from tests.support.pictures import picture


def cover(height: int = 192, width: int = 216) -> RGB:
    return picture("astronaut.png")[:height, :width]


def goal(library: str, algorithm: str, shape: tuple[int, int], name: str = "chelsea.png") -> Goal:
    return Goal(Pipeline(library, algorithm, shape), picture(name))


SAME = (
    goal("opencv", "bilinear", (32, 36)),
    goal("pillow", "nearest", (32, 36)),
    goal("skimage", "bilinear", (32, 36)),
)
DIFFERENT = (goal("opencv", "bilinear", (24, 27)), goal("pillow", "nearest", (40, 31), "coffee.png"))


@pytest.mark.parametrize("goals", [SAME, DIFFERENT], ids=["one target", "a target each"])
@pytest.mark.parametrize("norm", ["l2", "l1", "l0", "linf"])
def test_every_real_library_shows_its_own_target(goals: tuple[Goal, ...], norm: str) -> None:
    result = craft(AttackProblem(cover(), goals, norm=norm))
    assert result.feasible
    for one, asked in zip(result.goals, goals, strict=True):
        output = real_resize(result.image, asked.pipeline)
        assert one.pipeline == asked.pipeline
        assert (output == one.output).all()
        wanted = area_output(asked.target, asked.pipeline.target_shape)
        assert np.abs(output.astype(int) - wanted).max() == one.max_output_error <= 1
        assert one.raised == 0
    assert result.max_output_error == max(one.max_output_error for one in result.goals)


def test_several_goals_cost_the_least_that_all_together_can() -> None:
    """The joint solution against CLARABEL on all constraints at once."""
    import cvxpy as cp

    goals = (goal("opencv", "bilinear", (9, 9)), goal("opencv", "bicubic", (7, 8), "coffee.png"))
    problem = prepare_problem(AttackProblem(cover(40, 36), goals), real_resize).linear
    solution = solve_dual(problem)
    assert solution.gap < 1e-3
    total = 0.0
    for channel in range(3):
        source = problem.source[:, channel].ravel().astype(float)
        image = cp.Variable(source.size)
        bounds = [image >= 0, image <= 255]
        for one in problem.goals:
            both = sp.kron(one.left, one.right.T, format="csc").astype(float)
            bounds += [
                both @ image >= one.low[:, channel].ravel(),
                both @ image <= one.high[:, channel].ravel(),
            ]
        total += cp.Problem(cp.Minimize(cp.sum_squares(image - source)), bounds).solve(solver=cp.CLARABEL)
    change = solution.image.astype(float) - problem.source
    assert (change**2).sum() == pytest.approx(total, rel=0.01)


def test_goals_that_contradict_each_other_give_way_where_they_must() -> None:
    """Half of the outputs want black and white of the same pixels; the other half agree and are kept."""
    first, second = Pipeline("opencv", "bilinear", (32, 36)), Pipeline("skimage", "bilinear", (32, 36))
    black = np.full((32, 36, 3), 40, np.uint8)
    white = black.copy()
    white[16:] = 210
    result = craft(AttackProblem(cover(), (Goal(first, black), Goal(second, white))))
    assert not result.feasible
    for one in result.goals:
        assert np.abs(one.output[:16].astype(int) - one.target[:16]).max() <= 1
        assert 0 < one.raised <= 16 * 36
    assert result.goals[0].raised + result.goals[1].raised >= 16 * 36
    assert 85 <= result.max_output_error <= 171
    assert "of 1152 pixels" in result.note
    assert "leave out a pipeline, give them targets that agree" in result.note


def test_epsilon_is_raised_about_as_little_as_a_linear_programme_can() -> None:
    """Pillow's overlapping triangles can not draw this: the least total excess over ε + ½ is HiGHS's."""
    target = np.full((12, 11, 3), 100, np.uint8)
    target[4:8, 5], target[5, 3:9] = 255, 0
    pipeline = Pipeline("pillow", "bilinear", (12, 11))
    result = craft(attack_problem(cover(48, 44), target, pipeline))
    goal = prepare_problem(attack_problem(cover(48, 44), target, pipeline), real_resize).linear.goals[0]
    both = sp.kron(goal.left, goal.right.T, format="csr").astype(float)
    count, wanted = both.shape[0], target[..., 0].ravel().astype(float)
    slack = sp.eye_array(count)
    least = linprog(
        np.r_[np.zeros(both.shape[1]), np.ones(count)],
        A_ub=sp.vstack([sp.hstack([both, -slack]), sp.hstack([-both, -slack])], format="csr"),
        b_ub=np.r_[wanted + 1.5, 1.5 - wanted],
        bounds=[(0, 255)] * both.shape[1] + [(0, None)] * count,
        method="highs",
    )
    excess = np.maximum(np.abs(result.output[..., 0].astype(int) - target[..., 0]) - 1.5, 0)
    assert not result.feasible
    assert 10 < least.fun <= excess.sum() + 5
    assert excess.sum() <= 1.15 * least.fun + 5
    assert (excess > 0).sum() <= 2 * (least.x[both.shape[1] :] > 0.5).sum()
    assert result.goals[0].raised == (np.abs(result.output.astype(int) - target) > 1).any(axis=2).sum()


def test_a_region_holds_for_every_goal() -> None:
    region = (54, 48, 108, 96)
    result = craft(AttackProblem(cover(), DIFFERENT, region=region))
    changed = np.argwhere((result.image != cover()).any(axis=2))
    assert changed.min(axis=0).tolist() >= [48, 54]
    assert changed.max(axis=0).tolist() < [144, 162]
    assert result.feasible
    plain = real_resize(cover(), DIFFERENT[1].pipeline)
    assert (result.goals[1].target[0] == plain[0]).all()


@pytest.mark.parametrize("algorithm", ["bilinear", "bicubic", "lanczos"])
@pytest.mark.parametrize("norm", ["l2", "l1", "l0", "linf"])
def test_no_pixel_leaves_the_box_or_its_freedom(algorithm: str, norm: str) -> None:
    source, box = np.clip(cover(96, 90), 20, 235), (20, 235)
    freedom = np.full(source.shape[:2], 255, np.float32)
    freedom[::7], freedom[:, ::5] = 30, 0
    target = np.clip(picture("chelsea.png"), 60, 190)
    pipeline = Pipeline("opencv", algorithm, (24, 18))
    posed = attack_problem(source, target, pipeline, norm=norm, epsilon=4, box=box, freedom=freedom)
    result = craft(posed)
    change = np.abs(result.image.astype(int) - source)
    assert (change <= freedom[..., None]).all()
    assert (change[:, ::5] == 0).all()
    assert result.image.min() >= 20
    assert result.image.max() <= 235
    assert change.max() > 30


def test_too_little_freedom_is_reported_with_the_pixels_it_cost() -> None:
    freedom = np.full((96, 90), 10, np.float32)
    posed = attack_problem(
        cover(96, 90), picture("chelsea.png"), Pipeline("opencv", "bilinear", (24, 18)), freedom=freedom
    )
    result = craft(posed)
    change = np.abs(result.image.astype(int) - posed.source)
    assert change.max() <= 10
    missed = (np.abs(result.output.astype(int) - result.target) > 1).any(axis=2)
    assert result.goals[0].raised == missed.sum() > 0
    plain = real_resize(posed.source, posed.pipeline).astype(int)
    assert np.abs(result.output - plain).max() <= 11


@pytest.mark.parametrize(
    ("rest", "sentence"),
    [
        ({"box": (30, 20)}, r"range of grey levels is 30 to 20; give two from 0 to 255"),
        ({"freedom": np.zeros((3, 3), np.float32)}, r"the source has 192 rows of 216 pixels"),
        ({"freedom": np.full((192, 216), -1, np.float32)}, r"negative or not a number"),
        ({"freedom": np.full((192, 216), np.nan, np.float32)}, r"negative or not a number"),
        ({"goals": ()}, r"no goal; name at least one pipeline"),
    ],
)
def test_limits_that_make_no_sense_are_refused(rest: dict[str, object], sentence: str) -> None:
    with pytest.raises(AttackError, match=sentence):
        craft(AttackProblem(**{"source": cover(), "goals": SAME[:1], **rest}))  # type: ignore[arg-type]


def test_only_the_fast_solver_takes_several() -> None:
    with pytest.raises(AttackError, match="one pipeline at a time; choose the fast solver"):
        craft(AttackProblem(cover(), SAME), solver="cvxpy")
