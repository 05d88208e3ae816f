"""The inspection: one image in, one verdict out, with everything it rests on."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from core.detection import wording
from core.detection.aim import is_shown
from core.detection.blank import blank
from core.detection.calibration import ATTACK_RATE, Calibration, load_calibration
from core.detection.catalogue import DETECTORS, ROUTINE, STRIP_COMB
from core.detection.findings import (
    Finding,
    Verdict,
    find,
    verdict_at,
    whole_rate,
)
from core.detection.further import further_guesses
from core.detection.judged import Judged, judged_image, judged_strip
from core.detection.pipelines import PipelineGuess
from core.detection.scan import (
    Lead,
    bilevel,
    narrowness,
    too_small,
)
from core.images.arrays import RGB, Shape, as_rgb
from core.progress import Progress, no_progress, stage
from core.sanitizing.likely import likely_pipelines
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import robust_pipeline
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
    `robust` (area output of the same size) are there unless the verdict is clean. `further` are the pipelines
    of a second size, best first, where an attack is aimed at several. `region` is None where the
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
    further: tuple[PipelineGuess, ...] = ()
    known: Pipeline | None = None
    """The pipeline that was asked about, if one was."""
    told: Pipeline | None = None
    """What the detectors that need a size or a pipeline were told; None where none was measured."""
    unsearched: wording.Unsearched | None = None
    """Why the image was not searched; None where it was."""

    @property
    def likely(self) -> tuple[tuple[Pipeline, ...], ...]:
        """Whom to sanitize for: for every picture found its likely pipelines, best first."""
        pictures = (self.pipelines, self.further)
        scored = ([(guess.pipeline, guess.score) for guess in guesses] for guesses in pictures if guesses)
        return tuple(map(likely_pipelines, scored))

    @property
    def limits(self) -> str:
        """What the verdict can not exclude, in words; empty where nothing is left open."""
        return wording.limits_words(self.verdict, self.unsearched)


def inspect_image(
    pixels: RGB,
    *,
    known: Pipeline | None = None,
    all_detectors: bool = False,
    resize: Resize = real_resize,
    progress: Progress = no_progress,
) -> Inspection:
    """Search an RGB image (H, W, 3) uint8 for a hidden picture.

    Without `known` nothing about the victim is assumed. With it, that pipeline is looked at first and
    anything else that speaks out of the image is still reported. `all_detectors` adds the published ones that
    the verdict does not need, for comparison. `resize` makes the hidden image; the real
    library's call, or a stand-in that runs it elsewhere. Raises `ValueError` for other arrays and `Cancelled`
    through `progress`.
    """
    start = time.perf_counter()
    image = as_rgb(pixels)
    shape = (image.shape[0], image.shape[1])
    if too_small(image):
        return _inspected_strip(image, known, resize, progress, start)
    texture = texture_of(image, progress=stage(progress, 0.0, 0.05))
    calibration = load_calibration()
    judged = judged_image(texture, known, calibration, stage(progress, 0.05, 0.6))
    if judged is None:
        return _nothing("flat", shape, known, start)
    detectors = DETECTORS if all_detectors else ROUTINE
    findings = find(judged.lead.suspicion, calibration, stage(progress, 0.6, 0.8), detectors)
    further = _further(texture, judged, calibration, stage(progress, 0.8, 0.95))
    progress(0.95, "Making the hidden image")
    return replace(
        _concluded(image, judged, known, findings, further, resize),
        seconds=time.perf_counter() - start,
    )


def _inspected_strip(
    image: RGB, known: Pipeline | None, resize: Resize, progress: Progress, start: float
) -> Inspection:
    """A narrow image, searched along its length where that is long enough."""
    calibration = load_calibration()
    judged = judged_strip(image, calibration, stage(progress, 0.0, 0.9))
    if judged is None:
        return _nothing(narrowness(image), (image.shape[0], image.shape[1]), known, start)
    findings = find(judged.lead.suspicion, calibration, stage(progress, 0.9, 1.0), (STRIP_COMB,))
    found = _concluded(image, judged, None, findings, (), resize)
    summary = f"{found.summary} {wording.STRIP}"
    return replace(found, summary=summary, known=known, seconds=time.perf_counter() - start)


def _further(
    texture: Texture, judged: Judged, calibration: Calibration, progress: Progress
) -> tuple[PipelineGuess, ...]:
    """A second size, looked for where the image as a whole is an attack; halftones have any number."""
    whole = whole_rate(judged.lead.suspicion.whole, calibration)
    if whole > ATTACK_RATE or judged.rate > ATTACK_RATE or bilevel(texture.image):
        return ()
    return further_guesses(texture, judged.lead, progress)


def _concluded(
    image: RGB,
    judged: Judged,
    known: Pipeline | None,
    findings: tuple[Finding, ...],
    further: tuple[PipelineGuess, ...],
    resize: Resize,
) -> Inspection:
    lead, verdict = judged.lead, verdict_at(judged.rate)
    halftone = verdict != "clean" and bilevel(image)
    shape = (image.shape[0], image.shape[1])
    clean = verdict == "clean"
    hidden = None if clean else resize(image, lead.pipelines[0].pipeline)
    dots = hidden is not None and not further and _is_blank(hidden, shape, lead)
    if halftone or dots:
        verdict = "suspicious"
    summary = wording.summary_of(
        *(verdict, shape, lead.pipelines, lead.region, known),
        shown=known is None or verdict == "clean" or _is_shown(image, known, lead, further),
    )
    if halftone:
        summary = f"{summary} {wording.HALFTONE}"
    elif dots:
        summary = f"{summary} {wording.BLANK}"
    if further:
        summary = f"{summary} {wording.further_words(further)}"
    return Inspection(
        verdict=verdict,
        false_alarm_rate=judged.rate,
        summary=summary,
        target_shape=None if clean else lead.target_shape,
        pipelines=() if clean else lead.pipelines,
        findings=findings,
        region=None if clean else lead.region,
        hidden=hidden,
        robust=None if clean else real_resize(image, robust_pipeline(lead.pipelines[0].pipeline, shape)),
        seconds=0.0,
        versions=_versions(),
        further=further,
        known=known,
        told=lead.pipelines[0].pipeline,
    )


def _is_shown(image: RGB, known: Pipeline, lead: Lead, further: tuple[PipelineGuess, ...]) -> bool:
    """Whether the pipeline asked about shows the picture found, or the second one."""
    if is_shown(image, known, lead.pipelines, lead.region):
        return True
    return bool(further) and is_shown(image, known, further, None)


def _is_blank(hidden: RGB, shape: Shape, lead: Lead) -> bool:
    """Whether the hidden image shows one colour where the lead is; what a crop reads is asked whole."""
    cropped = lead.pipelines[0].pipeline.crop is not None
    return blank(hidden, shape, None if cropped else lead.region)


@lru_cache(maxsize=1)
def _versions() -> tuple[tuple[str, str], ...]:
    """Versions do not change while a program runs, and looking them up takes a while."""
    return tuple(library_versions().items())


def _nothing(why: wording.Unsearched, shape: Shape, known: Pipeline | None, start: float) -> Inspection:
    """A clean inspection of an image there was nothing to measure in."""
    summary, seconds = wording.unsearched_words(why, shape), time.perf_counter() - start
    blank = Inspection("clean", 1.0, summary, None, (), (), None, None, None, seconds, _versions())
    return replace(blank, known=known, unsearched=why)
