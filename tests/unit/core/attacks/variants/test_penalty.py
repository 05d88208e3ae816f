"""The penalty attacks: they minimise the sum they say they minimise, and admit what is left of it."""

from dataclasses import replace

import numpy as np
import pytest

from core.attacks.problem import AttackProblem
from core.attacks.pulse import Pulse
from core.attacks.result import AttackResult
from core.attacks.variants import craft_variant
from core.attacks.variants.penalty_run import Run, begun
from core.errors import AttackError
from core.images.arrays import RGB
from core.progress import no_progress
from core.scaling.operator import operator_for
from tests.support.attack_problems import posed

ENOUGH = {"steps": 1200, "weight": 10.0}


def run_of(problem: AttackProblem, steps: int = 10) -> Run:
    return begun(problem, Pulse(no_progress), steps=steps, rate=0.01, weight=10.0)


def whole_sum(image: RGB, problem: AttackProblem, target: RGB) -> float:
    """Mean squared change plus ten times the mean squared error, in units of the range."""
    output = operator_for(problem.pipeline, problem.source.shape[:2]).forward(image.astype(np.float64))
    change = image.astype(float) - problem.source
    return float(np.mean(change**2) + 10 * np.mean((output - target) ** 2)) / 255**2


def made(name: str, problem: AttackProblem) -> AttackResult:
    return craft_variant(name, problem, ENOUGH)


@pytest.mark.parametrize("algorithm", ["bilinear", "area"])
def test_l2_has_a_smaller_sum_than_what_it_starts_from_and_the_exact_attack(algorithm: str) -> None:
    problem = posed(algorithm=algorithm, source=(96, 128))
    result = made("penalty_l2", problem)
    others = (problem.source, craft_variant("strong", problem, None).image)
    value = whole_sum(result.image, problem, result.target)
    assert all(value < whole_sum(other, problem, result.target) for other in others)
    assert result.goals[0].output_psnr > 25
    assert dict(result.figures)["Convergence"].startswith("settled")


def test_l0_changes_fewer_pixels_and_linf_none_as_far() -> None:
    problem = posed(algorithm="bicubic", source=(110, 125), target=(20, 20))
    options = {"steps": 1000, "weight": 1}
    l2, l0, linf = (craft_variant(f"penalty_{norm}", problem, options) for norm in ("l2", "l0", "linf"))
    assert l0.l0 < 0.8 * l2.l0
    assert linf.linf < l2.linf - 20
    assert linf.linf < 1.1 * craft_variant("strong", replace(problem, norm="linf")).linf
    assert min(result.goals[0].output_psnr for result in (l2, l0, linf)) > 20


def test_too_few_steps_are_admitted() -> None:
    result = craft_variant("penalty_l2", posed(), {"steps": 30})
    assert dict(result.figures)["Convergence"].startswith("not settled")
    assert not result.feasible
    assert result.iterations == 30


def test_the_gradient_is_that_of_the_sum() -> None:
    """The first step of Adam goes against the gradient, by the rate in every variable."""
    run = run_of(posed(algorithm="bicubic", source=(70, 80), target=(20, 20)))
    state = run.state
    before, start = run.sums, state.variables.copy()

    def value(variables: np.ndarray) -> float:
        image = (np.tanh(variables) + 1) / 2
        output = state.scaling.nothing()
        state.scaling.add(output, image.astype(np.float32), slice(0, len(image)))
        error = state.scaling.output(output) - state.target
        change = image - state.source
        return float(10 * np.mean(error**2) + np.sum(change**2) / run.penalty.values)

    run.steps(1)
    moved = state.variables - start
    assert before == run.sums
    generator = np.random.default_rng(0)
    steep = np.argwhere(np.abs(moved) > 0.0099)
    for place in generator.permutation(steep)[:10]:
        ahead, behind = start.astype(float), start.astype(float)
        ahead[tuple(place)] += 0.1
        behind[tuple(place)] -= 0.1
        assert np.sign(value(ahead) - value(behind)) == -np.sign(moved[tuple(place)])


def test_limits_are_refused() -> None:
    with pytest.raises(AttackError, match="range of grey levels"):
        craft_variant("penalty_l2", posed(box=(10, 240)))


def test_a_target_missed_asks_for_more_steps_and_no_larger_epsilon() -> None:
    result = craft_variant("penalty_l2", posed(source=(96, 128)), {"steps": 20})
    assert not result.feasible
    assert "give it more steps or a larger weight" in result.note
    assert "larger ε" not in result.note
