"""The sanitizers Aliascope offers."""

from dataclasses import dataclass

from core.errors import UnknownNameError


@dataclass(frozen=True)
class SanitizerSpec:
    """One way to take an attacker's control over the output away; `seeded` when it draws at random."""

    id: str
    title: str
    explanation: str
    citation: str
    seeded: bool


SANITIZERS: tuple[SanitizerSpec, ...] = (
    SanitizerSpec(
        "median",
        "Selective median",
        "Replaces each sampled pixel by the median of the pixels around it that are not sampled.",
        "Quiring et al. 2020, §4.3",
        False,
    ),
    SanitizerSpec(
        "random",
        "Selective random",
        "Replaces each sampled pixel by a random pixel around it that is not sampled.",
        "Quiring et al. 2020, appendix B",
        True,
    ),
    SanitizerSpec(
        "area",
        "Robust scaling",
        "Shrinks the image to the target size by averaging every pixel, in place of the pipeline.",
        "Quiring et al. 2020, §4.2",
        False,
    ),
)


def sanitizer(filter_id: str) -> SanitizerSpec:
    """The sanitizer of that id. Raises `UnknownNameError`."""
    for spec in SANITIZERS:
        if spec.id == filter_id:
            return spec
    known = ", ".join(spec.id for spec in SANITIZERS)
    raise UnknownNameError(f"There is no filter “{filter_id}”; choose one of {known}.")
