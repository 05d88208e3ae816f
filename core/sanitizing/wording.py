"""What sanitizing has to say about a result, and why it can not be done."""

from collections.abc import Sequence

from core.errors import AliascopeError
from core.sanitizing.agreement import Agreement
from core.sanitizing.lattice import Lattice
from core.scaling.operator import ScalingOperator


def dense_note(operators: Sequence[ScalingOperator], title: str) -> str:
    """Why a selective filter gave way to robust scaling."""
    return (
        f"{_weigh(operators)} of this image, so {title.lower()} has no untouched pixel to restore from; "
        "robust (area) scaling to the target size was used instead."
    )


def enlarging_note(operators: Sequence[ScalingOperator]) -> str:
    """Why there was nothing to do."""
    verb = "does" if len(operators) == 1 else "do"
    return (
        f"{_labels(operators)} {verb} not make this image smaller, so every pixel counts and nothing can be "
        "hidden from a viewer; it was left as it is."
    )


def selective_note(operators: Sequence[ScalingOperator], lattices: Sequence[Lattice | None]) -> str:
    """Which pipelines were not served, and what of the others was taken as it is; empty for nothing.

    `lattices` are what was restored for each operator, None for nothing.
    """
    pairs = list(zip(operators, lattices, strict=True))
    dense = [operator for operator, lattice in pairs if lattice is None]
    notes = [f"{_weigh(dense)} of this image and could not be served along with the others."] if dense else []
    notes += [_trust(operator, lattice) for operator, lattice in pairs if lattice and lattice.trusted]
    return " ".join(notes)


def _trust(operator: ScalingOperator, lattice: Lattice) -> str:
    return (
        f"{_weigh([operator])} of this image: those with less than {100 * lattice.threshold:g} % of the "
        "largest influence were left as they are; together they can move an output pixel by at most "
        f"{100 * lattice.trusted:.0f} % of the range from black to white."
    )


def nothing_free(operators: Sequence[ScalingOperator], title: str) -> AliascopeError:
    """The error when several pipelines leave too few pixels to restore from."""
    return AliascopeError(
        f"{_labels(operators)} together read nearly every pixel of this image, so {title.lower()} has no "
        "untouched pixel to restore from; name fewer pipelines or use the filter safe."
    )


def _weigh(operators: Sequence[ScalingOperator]) -> str:
    verb = "weighs" if len(operators) == 1 else "weigh"
    nearly = "" if all(operator.sampled_share == 1.0 for operator in operators) else "nearly "
    return f"{_labels(operators)} {verb} {nearly}every pixel"


def check_one_target(operators: Sequence[ScalingOperator]) -> None:
    """Raise `AliascopeError` when robust scaling is asked to make outputs of several kinds."""
    if len({operator.pipeline.robust for operator in operators}) > 1:
        raise AliascopeError(
            f"Robust scaling makes one output, but {_labels(operators)} want different ones; "
            "name one pipeline, or use another filter."
        )


def agreement_note(steered: Sequence[Agreement], averaging: int, error: float) -> str:
    """Which pipelines still differ by more than `error` grey levels, and how many were left as they are."""
    beyond = sorted((entry for entry in steered if entry.after > error), key=lambda entry: -entry.after)
    notes = []
    if beyond:
        notes.append(
            f"{len(beyond)} of {len(steered)} pipelines could not be brought within {error:g} grey levels of "
            f"robust scaling; {beyond[0].pipeline.label} still differs by up to {beyond[0].after:g}."
        )
    if averaging:
        verb = "averages" if averaging == 1 else "average"
        notes.append(
            f"{averaging} of the pipelines {verb} every pixel as robust scaling does and needed no steering."
        )
    return " ".join(notes)


def _labels(operators: Sequence[ScalingOperator]) -> str:
    names = [operator.pipeline.label for operator in operators]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
