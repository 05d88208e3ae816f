"""The attacks, solvers and norms Aliascope offers; menus, command-line choices and tables come from here."""

from typing import Protocol, TypeVar

from core.attacks.attack_specs import ATTACKS
from core.attacks.specs import AttackSpec, NormSpec, OptionSpec, SolverSpec
from core.errors import UnknownNameError

__all__ = [
    "ATTACKS",
    "NORMS",
    "SOLVERS",
    "AttackSpec",
    "NormSpec",
    "OptionSpec",
    "SolverSpec",
    "attack_spec",
    "norm_spec",
    "solver_spec",
]

NORMS: tuple[NormSpec, ...] = (
    NormSpec("l2", "L2 (least squares)", "Smallest sum of squared changes: the highest PSNR."),
    NormSpec("l1", "L1 (least total change)", "Smallest sum of changes: only influential pixels change."),
    NormSpec("l0", "L0 (fewest pixels)", "As few changed pixels as possible, each as far as needed."),
    NormSpec("linf", "L∞ (smallest peak)", "The largest change of any pixel is as small as possible."),
)

SOLVERS: tuple[SolverSpec, ...] = (
    SolverSpec(
        "fast",
        "Fast",
        "Solves both axes and all channels at once: in closed form where kernel windows do not overlap, "
        "else by the dual problem.",
        ("l2", "l1", "l0", "linf"),
    ),
    SolverSpec(
        "cvxpy",
        "cvxpy (CLARABEL)",
        "The reference: a general convex solver, one problem per column and row. A hundred times slower.",
        ("l2", "l1", "linf"),
    ),
    SolverSpec(
        "direct",
        "Direct",
        "Overwrites exactly the sampled pixels; for pipelines that read one pixel per output pixel.",
        ("l2", "l1", "l0", "linf"),
    ),
)


class _Spec(Protocol):
    @property
    def id(self) -> str: ...


_S = TypeVar("_S", bound=_Spec)


def norm_spec(norm: str) -> NormSpec:
    """The norm of that id. Raises `UnknownNameError`."""
    return _find(NORMS, norm, "norm")


def solver_spec(solver: str) -> SolverSpec:
    """The solver of that id. Raises `UnknownNameError`."""
    return _find(SOLVERS, solver, "solver")


def attack_spec(variant: str) -> AttackSpec:
    """The attack of that id. Raises `UnknownNameError`."""
    return _find(ATTACKS, variant, "attack")


def _find(family: tuple[_S, ...], name: str, kind: str) -> _S:
    for entry in family:
        if entry.id == name:
            return entry
    known = ", ".join(entry.id for entry in family)
    raise UnknownNameError(f"There is no {kind} “{name}”; choose one of {known}.")
