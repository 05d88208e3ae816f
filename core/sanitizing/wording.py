"""What sanitizing has to say about a result, and why it can not be done."""

import re
from collections.abc import Sequence

from core.errors import AliascopeError
from core.images.evidence import Evidence
from core.sanitizing.agreement import Agreement
from core.sanitizing.lattice import Lattice
from core.sanitizing.recheck import Recheck
from core.scaling.operator import ScalingOperator

_REDUCED = (
    (r"\b(9|[1-9]\d)-bit\b|float", "its finer levels"),
    (r"alpha|RGBA|transparency", "its transparency"),
    (r"CMYK|CIELAB|HSV", "its colour space"),
)
"""Patterns of `Evidence.mode`, and what 8-bit RGB lacks of it."""


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


class NothingFreeError(AliascopeError):
    """Several pipelines leave too few pixels to restore from."""


def nothing_free(operators: Sequence[ScalingOperator], title: str) -> NothingFreeError:
    """The error when several pipelines leave too few pixels to restore from."""
    return NothingFreeError(
        f"{_labels(operators)} together read nearly every pixel of this image, so {title.lower()} has no "
        "untouched pixel to restore from; name fewer pipelines or use safe re-encoding (filter safe)."
    )


def leads_note(all_of_them: int, leads: Sequence[ScalingOperator]) -> str:
    """Why only the likeliest pipeline of each picture was served."""
    return (
        f"The {all_of_them} likely pipelines together read nearly every pixel of this image, so only the "
        f"likeliest for each picture was served: {_labels(leads)}."
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
            f"{len(beyond)} of {len(steered)} pipelines could not be brought within {grey_levels(error)} of "
            f"robust scaling; {beyond[0].pipeline.label} still differs by up to {beyond[0].after:g}."
        )
    if averaging:
        verb = "averages" if averaging == 1 else "average"
        notes.append(
            f"{averaging} of the pipelines {verb} every pixel as robust scaling does and needed no steering."
        )
    return " ".join(notes)


def grey_levels(value: float) -> str:
    """A difference with its unit: "1 grey level", "2.5 grey levels"."""
    return f"{value:g} grey level{'' if value == 1 else 's'}"


def agreement_words(entry: Agreement) -> str:
    """How far one pipeline's output is from robust scaling, and from which."""
    return (
        f"{entry.pipeline.label}: {grey_levels(entry.after)} from the robust output of the cleaned image, "
        f"{entry.before:g} before; {entry.to_evidence:g} from that of the image as it came"
    )


def recheck_words(recheck: Recheck | None) -> str:
    """What another inspection finds in the sanitized image; empty where there was none."""
    if recheck is None:
        return ""
    if recheck.found:
        certain = "is still hidden" if recheck.verdict == "attack" else "may still be hidden"
        return (
            f"Inspected again, something {certain} in the sanitized image, for {_joined(recheck.labels)}: "
            "sanitize it for that as well."
        )
    if recheck.traces:
        return (
            "Inspected again, no other picture is found in the sanitized image; the rebuilt pixels "
            "themselves leave traces at a size that was served, which an inspection may flag."
        )
    return "Inspected again, no hidden picture is found in the sanitized image."


def reduction_words(evidence: Evidence) -> str:
    """What a sanitized image has not that its file has, as a sentence; empty for nothing.

    Models get 8-bit RGB, so that is what is sanitized. More would have to be made up for changed pixels.
    """
    lost = [words for pattern, words in _REDUCED if re.search(pattern, evidence.mode)]
    if not lost:
        return ""
    return (
        f"The file holds {evidence.mode}; sanitizing works on what models get of it, 8-bit RGB, and so the "
        f"sanitized image is without {' and '.join(lost)}."
    )


def _labels(operators: Sequence[ScalingOperator]) -> str:
    return _joined([operator.pipeline.label for operator in operators])


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
