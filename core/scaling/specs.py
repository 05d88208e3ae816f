"""What the catalogue says about a library and its algorithms."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Algorithm:
    """One way a library shrinks an image.

    `support` is the kernel's half width in pixels at ratio 1 (seed paper: σ = 2 · support). Where
    `antialiased`, the kernel widens with the scaling ratio, so that every source pixel counts.
    `bound` is the largest difference in grey levels that the model may show against the real uint8 output
    (0: the model is exact). `common` algorithms are those most pipelines use; the others are offered after
    them.
    """

    library: str
    id: str
    title: str
    support: float
    antialiased: bool
    bound: int
    explanation: str
    common: bool = True


@dataclass(frozen=True)
class Library:
    """An imaging library; `distributions` are the installed packages that may provide it, any of them.

    `in_worker` says that its calls belong into the worker process (they stall the event loop).
    """

    id: str
    title: str
    distributions: tuple[str, ...]
    algorithms: tuple[Algorithm, ...]
    in_worker: bool = False
