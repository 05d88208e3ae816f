"""The sanitizers Aliascope offers."""

from dataclasses import dataclass

from core.errors import UnknownNameError


@dataclass(frozen=True)
class SanitizerSpec:
    """One way to take an attacker's control over the output away.

    `advice` says when to choose it. `seeded` when it draws at random.
    """

    id: str
    title: str
    explanation: str
    advice: str
    citation: str
    seeded: bool


SANITIZERS: tuple[SanitizerSpec, ...] = (
    SanitizerSpec(
        "median",
        "Selective median",
        "Replaces each sampled pixel by the median of the pixels around it that are not sampled.",
        "The first choice: the picture keeps its size and its look, and an attacker has to rewrite half "
        "of the neighbourhood to gain anything.",
        "Quiring et al. 2020, §4.3",
        False,
    ),
    SanitizerSpec(
        "random",
        "Selective random",
        "Replaces each sampled pixel by a random pixel around it that is not sampled.",
        "Where time is short: many times quicker than the median, at the price of a little grain.",
        "Quiring et al. 2020, appendix B",
        True,
    ),
    SanitizerSpec(
        "area",
        "Robust scaling",
        "Shrinks the image to the target size by averaging every pixel, in place of the pipeline.",
        "Where the model's input is needed rather than a clean picture: what it makes has the target size.",
        "Quiring et al. 2020, §4.2",
        False,
    ),
    SanitizerSpec(
        "safe",
        "Safe re-encoding",
        "Takes the selective median, then changes as little as makes every pipeline show what robust scaling "
        "shows.",
        "Where several pipelines will read the picture and all have to see the same.",
        "Gubin, Polyak, Raik 1967 (projections onto convex sets)",
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
