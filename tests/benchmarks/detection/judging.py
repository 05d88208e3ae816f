"""What the blind inspection and the published detectors make of one image."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.detection.calibration import load_calibration
from core.detection.catalogue import BLIND, PUBLISHED, STRIP_COMB
from core.detection.findings import channel_rate, fused_rate, part_rate, strip_rate, whole_rate
from core.detection.inspection import inspect_image
from core.detection.scan import known_lead, search_channels, search_sizes, too_small
from core.images.arrays import RGB
from core.progress import no_progress
from core.scaling.pipeline import Pipeline
from core.spectrum.comb import SizeCandidate
from core.spectrum.envelope import texture_of
from core.spectrum.strips import search_strip, strip_texture
from tests.benchmarks.detection.attacks import Case, Region
from tests.benchmarks.detection.crafting import modelled

Scores = Mapping[str, float]
"""Detector id → badness."""
NOTHING = -100.0
"""Score of what was not searched."""


@dataclass(frozen=True)
class Blind:
    """The fused false-alarm rate, and the scores it comes from; low for what was not searched."""

    rate: float
    whole: float = NOTHING
    part: float = NOTHING
    channel: float = NOTHING
    strip: float = NOTHING


@dataclass(frozen=True)
class Verdict:
    """What the inspection made of an attack: `right` holds what came out right by name."""

    blind: Blind
    right: Mapping[str, bool]


def blind_scores(image: RGB) -> Blind:
    """The blind search without naming pipelines: all that false alarms need."""
    if too_small(image):
        strip = search_strip(strip_texture(image))
        return Blind(1.0) if strip is None else _blind_strip(strip)
    sizes = search_sizes(texture_of(image))
    if sizes is None:
        return Blind(1.0)
    sizes, table = search_channels(sizes), load_calibration()
    rates = whole_rate(sizes.whole, table), part_rate(sizes.part, table), channel_rate(sizes.channel, table)
    part = NOTHING if sizes.part is None else sizes.part.significance
    channel = NOTHING if sizes.channel is None else sizes.channel.significance
    return Blind(fused_rate(*rates), sizes.whole.significance, part, channel)


def _blind_strip(strip: SizeCandidate) -> Blind:
    return Blind(strip_rate(strip, load_calibration()), strip=strip.significance)


def verdict_on(case: Case, image: RGB) -> Verdict:
    """The whole inspection of an attack image as it is or after recompression."""
    found = inspect_image(image, resize=modelled)
    scores = {finding.detector: finding.score for finding in found.findings}
    blind = Blind(found.false_alarm_rate, *(scores.get(spec.id, NOTHING) for spec in (*BLIND, STRIP_COMB)))
    sizes = [pipeline.target_shape for pipeline in case.pipelines]
    best = [guess.pipeline for guess in found.pipelines if guess.score == found.pipelines[0].score]
    size = found.target_shape in sizes
    aimed = case.pipelines[sizes.index(found.target_shape)] if size and found.target_shape else None
    right = {
        "exact size": size,
        "kernel": aimed is not None and aimed.algorithm in [pipeline.algorithm for pipeline in best],
        "pipeline": aimed is not None and aimed in best,
    }
    if len(sizes) > 1:
        named = {found.target_shape, *(guess.pipeline.target_shape for guess in found.further[:1])}
        right["both sizes"] = set(sizes) <= named
    if case.box is not None:
        overlapping = 0.0 if found.region is None else overlap(case.box, found.region)
        right |= {"IoU ≥ 0.4": overlapping >= 0.4, "IoU ≥ 0.5": overlapping >= 0.5}
    return Verdict(blind, right)


def published_scores(image: RGB, pipeline: Pipeline) -> dict[str, float]:
    """Badness by every published detector, told the pipeline; those that do not apply left out."""
    if too_small(image):
        return {}
    suspicion = known_lead(texture_of(image), pipeline).suspicion
    measured = {spec: spec.measure(suspicion, no_progress) for spec in PUBLISHED}
    return {spec.id: spec.badness(score) for spec, score in measured.items() if score is not None}


def overlap(a: Region, b: Region) -> float:
    """Intersection over union of two boxes."""
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    shared = max(0.0, width) * max(0.0, height)
    return shared / (a[2] * a[3] + b[2] * b[3] - shared)
