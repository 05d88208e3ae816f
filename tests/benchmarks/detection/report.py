"""The figures as lines of text, goals beside them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import inf

from core.detection.calibration import Calibration, load_calibration
from core.detection.catalogue import BLIND, PUBLISHED, STRIP_COMB
from core.detection.findings import fused_rate
from tests.benchmarks.detection.benign import Benign
from tests.benchmarks.detection.draws import RATIO_BINS
from tests.benchmarks.detection.judging import NOTHING, Blind
from tests.benchmarks.detection.plots import Curves
from tests.benchmarks.detection.rates import RATES, Rate, rate_of, threshold_at
from tests.benchmarks.detection.runs import Judged
from tests.benchmarks.detection.table import ASPECTS, Aspect, Quality, quality_words

BY_RATIO = ("global", "suppress", "fake")
"""Attacks on ratios of all kinds."""
OURS = "blind, nothing told"


def attack_lines(judged: Sequence[Judged]) -> Iterable[str]:
    """Per aspect and file format: found at each false-alarm rate, and what else came out right."""
    for entry in ASPECTS:
        for quality in entry.goals:
            of_row = [item for item in judged if (item.aspect, item.quality) == (entry.id, quality)]
            if of_row:
                yield from _row(entry, quality, of_row)


def _row(entry: Aspect, quality: Quality, judged: Sequence[Judged]) -> Iterable[str]:
    for place, allowed in enumerate(RATES):
        found = rate_of([item.verdict.blind.rate <= allowed for item in judged])
        yield _line(entry, quality, f"TPR at {100 * allowed:g} % FPR", found, entry.goals[quality][place])
    for name in judged[0].verdict.right:
        right = rate_of([item.verdict.right[name] for item in judged])
        yield _line(entry, quality, name, right, entry.right.get((quality, name)))


def _line(entry: Aspect, quality: Quality, name: str, rate: Rate, goal: float | None) -> str:
    words = "" if goal is None else f"goal {100 * goal:g} %: {'met' if rate.value >= goal else 'MISSED'}"
    return f"{entry.title:26} {quality_words(quality):8} {name:18} {rate.words():38} {words}".rstrip()


def ratio_lines(judged: Sequence[Judged]) -> Iterable[str]:
    """How many global attacks are found, by β and file format: the curve over what is hard."""
    for entry in (entry for entry in ASPECTS if entry.id in BY_RATIO):
        for quality in entry.goals:
            of_row = [item for item in judged if (item.aspect, item.quality) == (entry.id, quality)]
            for low, high in (*RATIO_BINS, (RATIO_BINS[-1][1], inf)):
                inside = [item.verdict.blind.rate for item in of_row if low <= item.ratio < high]
                for allowed in RATES:
                    if inside:
                        found = rate_of([rate <= allowed for rate in inside])
                        name = f"β {low:g} to {high:g}, {100 * allowed:g} % FPR"
                        yield f"{entry.title:26} {quality_words(quality):8} {name:24} {found.words()}"


def benign_lines(samples: Sequence[Benign]) -> Iterable[str]:
    """False alarms over all benign images, and by what was done to them."""
    groups: dict[str, list[Benign]] = defaultdict(list)
    for sample in samples:
        groups["all"].append(sample)
        groups[sample.variant].append(sample)
    for name, group in groups.items():
        for allowed in RATES:
            alarms = rate_of([sample.blind.rate <= allowed for sample in group])
            yield f"benign, {name:24} FPR at nominal {100 * allowed:g} %  {alarms.words()}"


def domain_lines(samples: Sequence[Benign]) -> Iterable[str]:
    """False alarms on each domain with thresholds from the others alone; textures are in no calibration."""
    table = load_calibration()
    for domain in (*table.domains, "textures"):
        of_domain = [sample for sample in samples if sample.domain == domain]
        if of_domain:
            other = table.without(domain) if domain in table.domains else table
            for allowed in RATES:
                alarms = rate_of([_rate_by(other, sample) <= allowed for sample in of_domain])
                yield f"domain left out: {domain:12} FPR at nominal {100 * allowed:g} %  {alarms.words()}"


def _rate_by(table: Calibration, sample: Benign) -> float:
    if sample.blind.strip > NOTHING:
        return table.of(STRIP_COMB).rate(STRIP_COMB.badness(sample.blind.strip))
    scores = sample.blind.whole, sample.blind.part, sample.blind.channel
    pairs = zip(BLIND, scores, strict=True)
    return fused_rate(*(table.of(spec).rate(spec.badness(score)) for spec, score in pairs))


def published_lines(
    judged: Sequence[Judged], train: Sequence[Benign], test: Sequence[Benign]
) -> Iterable[str]:
    """Each published detector, told size and pipeline: found at thresholds from the training half."""
    for spec in PUBLISHED:
        limits = [threshold_at(_scores(train, spec.id), allowed) for allowed in RATES]
        alarms = rate_of([score > limits[0] for score in _scores(test, spec.id)])
        yield f"{spec.title:28} needs {spec.needs:9} FPR at nominal 1 %       {alarms.words()}"
        for entry in ASPECTS:
            of_row = [item for item in judged if item.aspect == entry.id and item.quality is None]
            if of_row:
                # A detector that does not apply has not found the attack.
                found = rate_of([item.published.get(spec.id, -1e300) > limits[0] for item in of_row])
                yield f"{'':28} {entry.title:26} TPR at 1 % FPR  {found.words()}"


def curves(judged: Sequence[Judged], test: Sequence[Benign], aspect_id: str) -> Curves:
    """ROC material of one aspect in PNG: every published detector, and the blind verdict."""
    of_row = [item for item in judged if item.aspect == aspect_id and item.quality is None]
    made = {
        spec.title: (
            _scores(test, spec.id),
            [item.published[spec.id] for item in of_row if spec.id in item.published],
        )
        for spec in PUBLISHED
    }
    benign, attacks = [sample.blind for sample in test], [item.verdict.blind for item in of_row]
    made[OURS] = (
        [_alarm(blind) for blind in benign],
        [_alarm(blind) for blind in attacks],
    )
    return made


def variant_counts(samples: Sequence[Benign]) -> str:
    """How many benign images of each kind."""
    counts = Counter(sample.variant for sample in samples)
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _alarm(blind: Blind) -> float:
    """The rate turned into a score; the rates end at one in the table's images, beyond that scores decide."""
    return -blind.rate + 1e-6 * max(blind.whole, blind.part, blind.channel, blind.strip)


def _scores(samples: Sequence[Benign], detector_id: str) -> list[float]:
    return [sample.published[detector_id] for sample in samples if detector_id in sample.published]
