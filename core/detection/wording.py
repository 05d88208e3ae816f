"""The verdict in words."""

from typing import Literal

from core.detection.findings import Verdict
from core.detection.pipelines import PipelineGuess
from core.images.arrays import Shape
from core.scaling.catalogue import algorithm, library
from core.scaling.pipeline import Pipeline
from core.spectrum.lines import DENSEST, SHORTEST_TARGET

Unsearched = Literal["small", "narrow", "flat"]
"""Why an image was not searched: too small on both axes, on one of them, or without any texture."""

CLEAN = "No hidden picture was found."
LIMITS = (
    f"It does not exclude a target below {SHORTEST_TARGET} pixels a side or with fewer than {DENSEST} of the "
    "image's pixels for one, a size that shrinks one side only (searched for in narrow strips only), a "
    "payload of a few pixels, a picture much like the image itself, or traces worn away by strong "
    "recompression."
)
ALARM_LIMITS = (
    "The size is measured, the library is the likeliest one. Photographs of screens, halftones and pixel art "
    "can leave such traces, too; whether the pictures show different things is for you to see."
)
HALFTONE = "It has two levels only, and halftones look like this too; compare what the two images show."
BLANK = "But the sampled pixels are all alike: a grid of dots, not a picture."
STRIP = (
    "So narrow an image can be scaled down along its length only, and was searched along that, for targets "
    "up to a third as long."
)
FLAT = "This image has no texture that could hide anything."


def summary_of(
    verdict: Verdict,
    source: Shape,
    guesses: tuple[PipelineGuess, ...],
    region: tuple[int, int, int, int] | None,
    known: Pipeline | None,
    *,
    shown: bool = True,
) -> str:
    """One to three sentences: what was found, where, by which pipeline it shows, and by the known one or not.

    `shown`: whether the known pipeline shows it.
    """
    if verdict == "clean":
        return clean_words(known)
    pipeline = guesses[0].pipeline
    target, whole = pipeline.target_shape, pipeline.whole
    _, _, width, height = whole.crop_of(source)
    period = period_words((height, width), whole.target_shape)
    opening = "This image hides" if verdict == "attack" else "This image may hide"
    place = (
        ""
        if region is None
        else f"in the part of {region[2]}×{region[3]} pixels at {region[0]}, {region[1]} "
    )
    words = (
        f"{opening} a {size_words(target)} picture: {place}{period}, "
        f"and scaled by {pipelines_words(guesses)} these pixels form another image."
    )
    if known is None or known in _equal(guesses):
        return words
    if shown:
        return f"{words} {known.label} shows it as well."
    return f"{words} It is not aimed at {known.label}, which does not show it."


def further_words(guesses: tuple[PipelineGuess, ...]) -> str:
    """A second picture, for another size."""
    target = guesses[0].pipeline.target_shape
    return f"A second picture of {size_words(target)} is hidden as well, for {pipelines_words(guesses)}."


def clean_words(known: Pipeline | None) -> str:
    """A clean verdict and what it can not exclude."""
    if known is None:
        return CLEAN
    if algorithm(known.library, known.algorithm).antialiased:
        return f"{CLEAN} {known.label} averages all pixels, so whatever it shows is visible in the image too."
    return f"{CLEAN} Neither for {known.label} nor for any other size."


def limits_words(verdict: Verdict, unsearched: Unsearched | None = None) -> str:
    """What a verdict can not exclude, in one or two sentences; empty where nothing is left open."""
    if unsearched is not None:
        return ""
    return LIMITS if verdict == "clean" else ALARM_LIMITS


def unsearched_words(why: Unsearched, source: Shape) -> str:
    """Why an image was not searched, and what that means for whoever asks."""
    if why == "flat":
        return f"{FLAT} {CLEAN}"
    if why == "narrow":
        return (
            f"At {size_words(source)} pixels this image is too narrow to be searched: only scaling its long "
            "side could leave pixels out. Look at what your own pipeline makes of it."
        )
    return (
        f"At {size_words(source)} pixels this image is too small to hide anything: no plausible target size "
        "would leave out enough of them."
    )


def period_words(source: Shape, target: Shape) -> str:
    """How far apart the sampled pixels are, as a clause; in x alone where y stays.

    "every 4th pixel in x and y differs from its neighbours", and where the ratio is no whole number "on
    average every 7.5 pixels in x and every 4 in y one differs from its neighbours".
    """
    down, across = source[0] / target[0], source[1] / target[1]
    both = f"{down:.3g}" == f"{across:.3g}"
    if all(f"{ratio:.3g}".isdigit() for ratio in (down, across)):
        along = _along(ordinal(across), ordinal(down), both, " pixel", "")
        return f"every {along} differs from its neighbours"
    along = _along(f"{across:.3g}", f"{down:.3g}", both, " pixels", "every ")
    return f"on average every {along} one differs from its neighbours"


def _along(across: str, down: str, both: bool, unit: str, again: str) -> str:
    """One distance for both directions, that of the one in which the sizes differ, or each its own."""
    if both:
        return f"{across}{unit} in x and y"
    if down in ("1", "1st"):
        return f"{across}{unit} in x"
    if across in ("1", "1st"):
        return f"{down}{unit} in y"
    return f"{across}{unit} in x and {again}{down} in y"


def ordinal(number: float) -> str:
    """4 → "4th", 3 → "3rd", 22 → "22nd"; of a whole number."""
    text = f"{number:.3g}"
    if text[-1] in "123" and text[-2:] not in ("11", "12", "13"):
        return text + {"1": "st", "2": "nd", "3": "rd"}[text[-1]]
    return f"{text}th"


def pipelines_words(guesses: tuple[PipelineGuess, ...]) -> str:
    """The best pipeline, and those no image can tell from it."""
    names = [_name(pipeline) for pipeline in _equal(guesses)]
    if len(names) == 1:
        return names[0]
    return f"{names[0]} (or {', '.join(names[1:])}, which read the same pixels here)"


def _equal(guesses: tuple[PipelineGuess, ...]) -> list[Pipeline]:
    """The best pipeline, and those that score as well."""
    return [guess.pipeline for guess in guesses if guess.score == guesses[0].score]


def size_words(shape: Shape) -> str:
    """(height, width) as W×H."""
    return f"{shape[1]}×{shape[0]}"


def _name(pipeline: Pipeline) -> str:
    return f"{library(pipeline.library).title} {algorithm(pipeline.library, pipeline.algorithm).title}"
