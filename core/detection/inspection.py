"""The inspection: one image in, one verdict out, with everything it rests on."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from core.detection import wording
from core.detection.calibration import SUSPICIOUS_RATE, Calibration, load_calibration
from core.detection.findings import Finding, Verdict, comb_rate, find, verdict_at
from core.detection.pipelines import PipelineGuess
from core.detection.scan import Lead, blind_lead, known_lead, too_small
from core.images.arrays import RGB, Shape, as_rgb
from core.progress import Progress, no_progress, stage
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import area_output
from core.scaling.versions import library_versions
from core.spectrum.envelope import Texture, texture_of

__all__ = ["Finding", "Inspection", "PipelineGuess", "Verdict", "inspect_image"]

Region = tuple[int, int, int, int]
"""x, y, width, height in pixels."""
Resize = Callable[[RGB, Pipeline], RGB]


@dataclass(frozen=True, eq=False)
class Inspection:
    """What is known about one image.

    `false_alarm_rate` is the share of benign images that look at least this suspicious, 0..1, never 0.
    `target_shape`, `pipelines` (best first), `hidden` (the best pipeline's output by the real library) and
    `robust` (area output of the same size) are there unless the verdict is clean. `region` is None where the
    whole image carries the payload. `versions` are name and version pairs.
    """

    verdict: Verdict
    false_alarm_rate: float
    summary: str
    target_shape: Shape | None
    pipelines: tuple[PipelineGuess, ...]
    findings: tuple[Finding, ...]
    region: Region | None
    hidden: RGB | None
    robust: RGB | None
    seconds: float
    versions: tuple[tuple[str, str], ...]


def inspect_image(
    pixels: RGB,
    *,
    known: Pipeline | None = None,
    resize: Resize = real_resize,
    progress: Progress = no_progress,
) -> Inspection:
    """Search an RGB image (H, W, 3) uint8 for a hidden picture.

    Without `known` nothing about the victim is assumed. With it, that pipeline is looked at first and
    anything else that speaks out of the image is still reported. `resize` makes the hidden image; the real
    library's call, or a stand-in that runs it elsewhere. Raises `ValueError` for other arrays and `Cancelled`
    through `progress`.
    """
    start = time.perf_counter()
    image = as_rgb(pixels)
    shape = (image.shape[0], image.shape[1])
    if too_small(image):
        return _nothing(wording.too_small_words(shape), start)
    progress(0.0, "Separating texture")
    texture = texture_of(image)
    calibration = load_calibration()
    lead = _lead(texture, known, calibration, stage(progress, 0.05, 0.6))
    if lead is None:
        return _nothing(f"{wording.FLAT} {wording.CLEAN}", start)
    findings = find(lead.suspicion, calibration, stage(progress, 0.6, 0.9))
    rate = comb_rate(lead.suspicion, calibration)
    verdict = verdict_at(rate)
    summary = wording.summary_of(verdict, shape, lead.pipelines, known)
    progress(0.9, "Making the hidden image")
    return _concluded(image, verdict, rate, summary, lead, findings, resize, start)


def _lead(
    texture: Texture, known: Pipeline | None, calibration: Calibration, progress: Progress
) -> Lead | None:
    """The known pipeline's lead where it holds, else the blind one where that does."""
    if known is None:
        return blind_lead(texture, progress=progress)
    asked = known_lead(texture, known)
    if comb_rate(asked.suspicion, calibration) <= SUSPICIOUS_RATE:
        return asked
    blind = blind_lead(texture, progress=progress)
    if blind is not None and comb_rate(blind.suspicion, calibration) <= SUSPICIOUS_RATE:
        return blind
    return asked


def _concluded(
    image: RGB,
    verdict: Verdict,
    rate: float,
    summary: str,
    lead: Lead,
    findings: tuple[Finding, ...],
    resize: Resize,
    start: float,
) -> Inspection:
    versions = tuple(library_versions().items())
    if verdict == "clean":
        seconds = time.perf_counter() - start
        return Inspection(verdict, rate, summary, None, (), findings, None, None, None, seconds, versions)
    target = lead.suspicion.candidate.target_shape
    hidden, robust = resize(image, lead.pipelines[0].pipeline), area_output(image, target)
    seconds = time.perf_counter() - start
    return Inspection(
        verdict, rate, summary, target, lead.pipelines, findings, None, hidden, robust, seconds, versions
    )


def _nothing(summary: str, start: float) -> Inspection:
    """A clean inspection of an image there was nothing to measure in."""
    seconds = time.perf_counter() - start
    versions = tuple(library_versions().items())
    return Inspection("clean", 1.0, summary, None, (), (), None, None, None, seconds, versions)
