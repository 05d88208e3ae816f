"""The report's table of libraries: what the figures and previews in it rest on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.reporting.markup import Markup, element
from core.reporting.tables import table

if TYPE_CHECKING:
    from core.scaling.self_test import SelfTest

_HEADS = ("Library", "Version", "Algorithm", "Kernel σ at β = {beta:g}", "Largest difference", "Allowed", "")
_WORDS = (
    "Models compared with the real calls of the installed versions on noise, black and white, a photo and an "
    "attack image, at six sizes; differences in grey levels of 0 to 255."
)


def libraries_section(tests: Sequence["SelfTest"]) -> Markup:
    """The self-test of every algorithm, and first of all whether any failed."""
    from core.scaling.figures import DEFAULT_RATIO

    failed = [test.sentence for test in tests if not test.passed]
    outcome = f"All {len(tests)} models hold for the installed libraries." if not failed else " ".join(failed)
    heads = [head.format(beta=DEFAULT_RATIO) for head in _HEADS]
    body = table(heads, map(_row, tests), numbers=(3, 4, 5))
    words = (element("p", outcome), element("p", _WORDS, class_="quiet"))
    return element("section", element("h2", "Libraries and self-test"), *words, body, class_="long")


def _row(test: "SelfTest") -> tuple[object, ...]:
    from core.scaling.catalogue import installed_version, library
    from core.scaling.figures import figures

    owner, shown = library(test.algorithm.library), figures(test.algorithm)
    reach = "" if shown.covers else " < β"
    return (
        owner.title,
        installed_version(owner) or "",
        test.algorithm.title,
        f"{shown.kernel_width:.4g}{reach}",
        test.largest_difference,
        test.bound,
        element("span", "✓ holds" if test.passed else "✖ FAILED", class_=_flag(test)),
    )


def _flag(test: "SelfTest") -> str:
    return "flag" if test.passed else "flag flagged"
