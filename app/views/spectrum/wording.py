"""What a spectrum says, in words."""

from app.jobs.spectrum_job import Version
from app.views.spectrum.marks import HIGHEST_ORDER, STANDS_OUT_DB
from core.percent import percent
from core.scaling.catalogue import algorithm, library
from core.scaling.pipeline import Box, Pipeline
from core.spectrum.comb import SizeCandidate
from core.spectrum.folding import Folding, fold
from core.spectrum.pooling import PooledSpectrum

Shape = tuple[int, int]

TITLES = {Version.EVIDENCE: "Evidence", Version.SANITIZED: "Sanitized", Version.AREA: "Area version"}
COMPARISONS = {
    Version.EVIDENCE: "Alone",
    Version.SANITIZED: "With sanitized",
    Version.AREA: "With area version",
}
"""What the evidence's spectrum can be shown with."""


def size(shape: Shape) -> str:
    """Width × height."""
    return f"{shape[1]}×{shape[0]}"


def aliasing_title(share: float | None, source: Shape, target: Shape, channel: str) -> str:
    """The headline about what folds."""
    if target[0] >= source[0] and target[1] >= source[1]:
        return "Nothing folds"
    if share is None:
        return "Measuring what folds …"
    return f"{100 * share:.3g} % of the energy can fold ({channel.lower()})"


def aliasing_meaning(source: Shape, target: Shape) -> str:
    """What the Nyquist box is."""
    if target[0] >= source[0] and target[1] >= source[1]:
        return f"{size(target)} holds every frequency of this image."
    return (
        f"{size(target)} holds up to {target[1] / 2:g} cycles per image across and {target[0] / 2:g} down "
        "(the dashed box). What lies outside folds into the output unless the algorithm filters it."
    )


def filter_words(folding: Folding | None, pipeline: Pipeline) -> str:
    """What the pipeline's own filter makes of what could fold; empty while unknown or where nothing can."""
    if folding is None or folding.share <= 0:
        return ""
    title = f"{library(pipeline.library).title} {algorithm(pipeline.library, pipeline.algorithm).title}"
    return (
        f"{title} lets {percent(folding.reach)} of it through: {percent(folding.kept)} of the energy of its "
        "output is folded (tinted green)."
    )


def after_words(folding: Folding | None, version: Version) -> str:
    """The same numbers of the other image; empty without one."""
    if folding is None:
        return ""
    return (
        f"{TITLES[version]}: {percent(folding.share)} can fold, {percent(folding.kept)} of the output's "
        "energy is folded."
    )


def crop_words(crop: Box | None) -> str:
    """Which part of the image is transformed; empty for all of it."""
    if crop is None:
        return ""
    x, y, width, height = crop
    return f"crop of {width}×{height} at {x}, {y}"


def comb_words(sizes: tuple[SizeCandidate, ...] | None) -> str:
    """What the blind search for a target size found."""
    if sizes is None:
        return "Searching for a comb …"
    if not sizes or sizes[0].contrast < STANDS_OUT_DB:
        return "No comb stands out: nothing here speaks for a hidden target size."
    best = sizes[0]
    return (
        f"A comb stands out at multiples of {size(best.target_shape)} cycles per image, as an attack on that "
        f"target size leaves it. Lattice contrast {best.contrast:+.1f} dB; photographs stay below −5 dB."
    )


def lattice_words(source: Shape, target: Shape) -> str:
    """What is drawn of the sampling lattice; empty when all of it is."""
    orders = max(source[0] // 2 // target[0], source[1] // 2 // target[1])
    if orders == 0:
        return f"No sampling frequency of {size(target)} lies inside this spectrum."
    return f"The lattice is drawn up to order {HIGHEST_ORDER}." if orders > HIGHEST_ORDER else ""


def picture_words(picture: PooledSpectrum) -> str:
    """How the picture was reduced; empty when it was not."""
    rows, columns = picture.block
    if (rows, columns) == (1, 1):
        return ""
    return f"Each point shows the strongest of {columns}×{rows} frequencies."


def place_words(x: int, y: int, source: Shape, target: Shape, decibels: float) -> str:
    """A frequency under the mouse, and as what it shows in an output of `target`."""
    periods = [f"{length / abs(f):.3g}" if f else "∞" for length, f in ((source[1], x), (source[0], y))]
    words = f"{x}, {y} cycles per image · period {periods[0]} × {periods[1]} px · {decibels:.1f} dB"
    if abs(x) <= target[1] / 2 and abs(y) <= target[0] / 2:
        return words
    return f"{words} · folds to {fold(x, target[1]):g}, {fold(y, target[0]):g}"
