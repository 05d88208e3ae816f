"""The repair's second half: targets that an image reaches exactly are reached, and nothing is made worse."""

from collections.abc import Callable

import numpy as np
import pytest

from core.attacks.craft import craft
from core.attacks.descent import descend
from core.attacks.prepared import prepare_problem
from core.attacks.problem import AttackProblem, attack_problem
from core.attacks.repair import Repair
from core.images.arrays import RGB
from core.progress import Cancelled
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from tests.support.pictures import picture


def square(name: str, contrast: float = 1.0) -> RGB:
    image = picture(name)[20:260, 60:300].astype(np.float32)
    return np.asarray(np.clip((image - 128) * contrast + 128, 0, 255), np.uint8)


def blocks() -> RGB:
    """Random blocks of full colours, 8 pixels wide."""
    levels = (np.random.default_rng(1).random((30, 30, 3)) < 0.5).astype(np.uint8) * 255
    return np.kron(levels, np.ones((8, 8, 1), np.uint8))


def reachable(pipeline: Pipeline, epsilon: float, hidden: RGB) -> AttackProblem:
    """A target that another image shows exactly."""
    target = real_resize(hidden, pipeline)
    return attack_problem(square("astronaut.png"), target, pipeline, epsilon=epsilon)


def usual() -> AttackProblem:
    return reachable(Pipeline("pillow", "bilinear", (60, 60)), 1, square("chelsea.png", 5))


@pytest.mark.parametrize(
    ("library", "algorithm", "epsilon", "hidden"),
    [
        ("pillow", "bilinear", 1, square("chelsea.png", 5)),
        ("pillow", "bilinear", 0, square("astronaut.png", 8)),
        ("pillow", "lanczos", 1, blocks()),
        ("tensorflow", "bilinear-aa", 0, square("astronaut.png", 8)),
        ("tensorflow", "bicubic-aa", 0, blocks()),
    ],
)
def test_what_an_image_shows_exactly_is_reached(
    library: str, algorithm: str, epsilon: float, hidden: RGB
) -> None:
    result = craft(reachable(Pipeline(library, algorithm, (60, 60)), epsilon, hidden))
    assert result.feasible
    assert result.max_output_error <= epsilon


def spoiled(problem: AttackProblem) -> Repair:
    """An attack image of which some pixels were changed, so that outputs are missed."""
    image = craft(problem).image.copy()
    image[100:103, 100:103] = 255 - image[100:103, 100:103]
    return Repair(image, (real_resize(image, problem.goals[0].pipeline),), 1)


def missed(found: Repair, problem: AttackProblem) -> int:
    target = prepare_problem(problem, real_resize).goals[0].target
    error = np.abs(found.outputs[0].astype(np.int16) - target)
    return int((error > problem.epsilon).sum())


def resizer(problem: AttackProblem) -> Callable[[RGB], tuple[RGB, ...]]:
    return lambda image: (real_resize(image, problem.goals[0].pipeline),)


@pytest.mark.parametrize("sparing", [False, True])
def test_fewer_are_missed_and_the_image_given_stays_as_it_was(sparing: bool) -> None:
    problem = usual()
    found = spoiled(problem)
    before = found.image.copy()
    prepared = prepare_problem(problem, real_resize)
    mended = descend(found, prepared, resizer(problem), sparing=sparing)
    assert missed(mended, problem) == 0 < missed(found, problem)
    assert (found.image == before).all()
    assert (real_resize(mended.image, problem.goals[0].pipeline) == mended.outputs[0]).all()


def test_limits_of_the_pixels_are_kept() -> None:
    problem = usual()
    freedom = np.full(problem.source.shape[:2], 255, np.float32)
    freedom[:, 80:130] = 3
    tied = attack_problem(problem.source, problem.goals[0].target, problem.goals[0].pipeline, freedom=freedom)
    prepared = prepare_problem(tied, real_resize)
    start = prepared.allowed(craft(problem).image)
    found = Repair(start, (real_resize(start, problem.goals[0].pipeline),), 1)
    prepared = prepare_problem(tied, real_resize)
    mended = descend(found, prepared, resizer(problem))
    change = np.abs(mended.image.astype(np.int16) - problem.source).max(axis=2)
    assert (change <= freedom).all()


def test_it_can_be_cancelled() -> None:
    problem = usual()
    found = spoiled(problem)

    def cancel(_fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        descend(found, prepare_problem(problem, real_resize), resizer(problem), cancel)
