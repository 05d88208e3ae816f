"""One detector's result, and the verdict that follows from the blind ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.detection.calibration import ATTACK_RATE, SUSPICIOUS_RATE, Calibration
from core.detection.catalogue import CHANNEL_COMB, COMB, LOCAL_COMB, ROUTINE, STRIP_COMB, DetectorSpec
from core.detection.suspicion import Suspicion
from core.progress import Progress, stage
from core.spectrum.comb import SizeCandidate
from core.spectrum.patch import LocalCandidate

Verdict = Literal["clean", "suspicious", "attack"]


@dataclass(frozen=True)
class Finding:
    """A detector's score, in its own unit, against its threshold.

    `false_alarm_rate` is the share of benign images that score at least as badly, 0..1, never 0; it is at
    most 1 % from `threshold` on, which is what `flagged` says.
    """

    detector: str
    title: str
    score: float
    threshold: float
    false_alarm_rate: float
    flagged: bool
    explanation: str


def find(
    suspicion: Suspicion,
    calibration: Calibration,
    progress: Progress,
    detectors: Sequence[DetectorSpec] = ROUTINE,
) -> tuple[Finding, ...]:
    """The findings of those detectors that apply, in the order given."""
    findings: list[Finding] = []
    for place, spec in enumerate(detectors):
        share = stage(progress, place / len(detectors), (place + 1) / len(detectors))
        score = spec.measure(suspicion, share)
        if score is not None:
            findings.append(finding(spec, score, calibration))
    return tuple(findings)


def finding(spec: DetectorSpec, score: float, calibration: Calibration) -> Finding:
    """A score against the detector's benign distribution."""
    table, badness = calibration.of(spec), spec.badness(score)
    limit = table.threshold(SUSPICIOUS_RATE)
    return Finding(
        detector=spec.id,
        title=spec.title,
        score=score,
        threshold=spec.badness(limit),
        false_alarm_rate=table.rate(badness),
        flagged=badness >= limit,
        explanation=spec.explanation,
    )


def whole_rate(whole: SizeCandidate, calibration: Calibration) -> float:
    """False-alarm rate of the comb of the whole image."""
    return calibration.of(COMB).rate(COMB.badness(whole.significance))


def part_rate(part: LocalCandidate | None, calibration: Calibration) -> float:
    """False-alarm rate of the most suspicious part; 1 where there is none."""
    return 1.0 if part is None else calibration.of(LOCAL_COMB).rate(LOCAL_COMB.badness(part.significance))


def channel_rate(channel: SizeCandidate | None, calibration: Calibration) -> float:
    """False-alarm rate of what one channel has of its own; 1 where that was not asked."""
    spec = CHANNEL_COMB
    return 1.0 if channel is None else calibration.of(spec).rate(spec.badness(channel.significance))


def strip_rate(strip: SizeCandidate, calibration: Calibration) -> float:
    """False-alarm rate of what lines across a narrow image form."""
    return calibration.of(STRIP_COMB).rate(STRIP_COMB.badness(strip.significance))


def fused_rate(whole: float, part: float, channel: float = 1.0) -> float:
    """False-alarm rate of the most alarming of the three tests (Bonferroni): three times its rate."""
    return min(1.0, 3 * min(whole, part, channel))


def verdict_at(rate: float) -> Verdict:
    """Attack below 0.1 % false alarms, suspicious up to 1 %, clean above."""
    if rate <= ATTACK_RATE:
        return "attack"
    return "suspicious" if rate <= SUSPICIOUS_RATE else "clean"
