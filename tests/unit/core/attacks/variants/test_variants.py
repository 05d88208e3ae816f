"""What every variant shares: it is looked up, its solver, norm, goals and options are checked."""

import pytest

from core.attacks.catalogue import ATTACKS, norm_spec, solver_spec
from core.attacks.problem import AttackProblem, Goal, attack_problem
from core.attacks.variants import VARIANTS, craft_variant
from core.errors import AttackError, UnknownNameError
from core.scaling.pipeline import Pipeline
from tests.support.pictures import picture

NEAREST = Pipeline("opencv", "nearest", (32, 32))


def posed(**rest: object) -> AttackProblem:
    return attack_problem(picture("astronaut.png")[:160, :128], picture("chelsea.png"), NEAREST, **rest)  # type: ignore[arg-type]


def test_every_variant_has_a_spec_and_every_spec_a_variant() -> None:
    assert set(VARIANTS) == {spec.id for spec in ATTACKS}
    for spec in ATTACKS:
        assert spec.citation
        assert all(norm_spec(norm) for norm in spec.norms)
        assert all(solver_spec(solver) for solver in spec.solvers)


def test_the_result_names_its_variant() -> None:
    result = craft_variant("sparse", posed(epsilon=0.0))
    assert (result.variant, result.solver, result.max_output_error) == ("sparse", "fast", 0)
    assert craft_variant("direct", posed()).solver == "direct"


def test_what_does_not_fit_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnknownNameError, match="no attack “strange”; choose one of strong"):
        craft_variant("strange", posed())
    with pytest.raises(UnknownNameError, match="no option “colour”; it takes none"):
        craft_variant("strong", posed(), {"colour": 3})
    with pytest.raises(AttackError, match="can not use the solver direct; choose one of fast, cvxpy"):
        craft_variant("strong", posed(), solver="direct")
    with pytest.raises(AttackError, match="local attack changes a region only, but none is given"):
        craft_variant("local", posed())
    further = Goal(Pipeline("pillow", "nearest", (32, 32)), picture("coffee.png"))
    both = AttackProblem(posed().source, (*posed().goals, further))
    with pytest.raises(AttackError, match="works for one pipeline, but 2 are given"):
        craft_variant("direct", both)


def test_trace_and_progress_come_through() -> None:
    seen: list[tuple[int, float, float]] = []
    overlapping = attack_problem(
        picture("astronaut.png")[:160, :128],
        picture("chelsea.png"),
        Pipeline("pillow", "bilinear", (32, 32)),
    )
    result = craft_variant("strong", overlapping, trace=lambda *values: seen.append(values))
    assert [number for number, _, _ in seen] == list(range(1, len(seen) + 1))
    assert len(seen) == result.iterations
    assert seen[-1][2] < seen[0][2]
