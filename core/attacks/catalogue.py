"""The attacks, solvers and norms Aliascope offers; menus, command-line choices and tables come from here."""

from dataclasses import dataclass
from typing import Protocol, TypeVar

from core.errors import UnknownNameError


@dataclass(frozen=True)
class NormSpec:
    """How the change from source to attack image is measured, and so what is kept small."""

    id: str
    title: str
    explanation: str


@dataclass(frozen=True)
class SolverSpec:
    """A way to solve the attack problem. norms: ids of the norms it can minimise."""

    id: str
    title: str
    explanation: str
    norms: tuple[str, ...]


@dataclass(frozen=True)
class AttackSpec:
    """A variant of the attack as users and papers know it: a solver with a norm, perhaps in a region only."""

    id: str
    title: str
    explanation: str
    solver: str
    norm: str
    local: bool
    citation: str


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

ATTACKS: tuple[AttackSpec, ...] = (
    AttackSpec(
        "direct",
        "Direct nearest",
        "Writes the target over the sampled pixels of a nearest pipeline and leaves all others alone.",
        "direct",
        "l2",
        False,
        "Quiring et al. 2020, §3.2",
    ),
    AttackSpec(
        "strong",
        "Strong attack",
        "Hides the target with the least squared change of the source.",
        "fast",
        "l2",
        False,
        "Quiring et al. 2020, Eq. 1; Xiao et al. 2019",
    ),
    AttackSpec(
        "sparse",
        "Fewest pixels",
        "Changes as few pixels as it can, each as far as needed.",
        "fast",
        "l0",
        False,
        "Quiring et al. 2020, §5.3.2",
    ),
    AttackSpec(
        "local",
        "Local attack",
        "Hides the target in a region only; elsewhere the output stays that of the source.",
        "fast",
        "l2",
        True,
        "Quiring et al. 2020, Eq. 1, restricted to a region",
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


def _find(family: tuple[_S, ...], name: str, kind: str) -> _S:
    for entry in family:
        if entry.id == name:
            return entry
    known = ", ".join(entry.id for entry in family)
    raise UnknownNameError(f"There is no {kind} “{name}”; choose one of {known}.")
