"""The variants that are the engine itself: strong, direct nearest, fewest pixels, and local."""

from core.attacks.options import Options
from core.attacks.problem import AttackProblem
from core.attacks.result import AttackResult
from core.attacks.variant_call import VariantCall
from core.errors import AttackError


def craft_strong(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:  # noqa: ARG001
    """The attack problem as it stands."""
    return call.craft(problem)


def craft_local(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:  # noqa: ARG001
    """The same in a region. Raises `AttackError` without one."""
    if problem.region is None:
        raise AttackError(
            "The local attack changes a region only, but none is given; give one in source pixels."
        )
    return call.craft(problem)
