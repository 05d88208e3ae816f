"""What an entry of the attack catalogue says about a norm, a solver, an attack and an attack's options."""

from dataclasses import dataclass
from typing import Literal

OptionKind = Literal["int", "float", "choice", "text", "folder", "bool"]
OptionValue = int | float | str | bool


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
class OptionSpec:
    """A setting of one attack, from which forms, command lines and checks are made.

    minimum, maximum: bounds of an int or float, both allowed. choices: (id, title) of a choice.
    """

    id: str
    title: str
    explanation: str
    kind: OptionKind
    default: OptionValue
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class AttackSpec:
    """A variant of the attack as users and papers know it.

    solvers, norms: ids it takes, the default first. local: whether it needs a region.
    many: whether it takes several goals at once. partial: whether the target becomes a part of the output,
    in its own proportions, instead of all of it. finds_source: whether it chooses the source itself, so that
    the problem's is not used and may have any size.
    """

    id: str
    title: str
    explanation: str
    citation: str
    solvers: tuple[str, ...] = ("fast",)
    norms: tuple[str, ...] = ("l2",)
    local: bool = False
    many: bool = False
    partial: bool = False
    finds_source: bool = False
    options: tuple[OptionSpec, ...] = ()

    @property
    def solver(self) -> str:
        """The solver used when none is chosen."""
        return self.solvers[0]

    @property
    def norm(self) -> str:
        """The norm used when none is chosen."""
        return self.norms[0]
