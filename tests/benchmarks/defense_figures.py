"""The table of the defense benchmark: what is counted, with its interval and what was promised."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tests.benchmarks.intervals import mean_interval, share_interval

FILTERS = ("median", "random")
LIMITS = {
    "reaches the target's label": (("median", 0.0), ("random", 0.0)),
    "source's label restored": (("median", 0.98), ("random", 0.95)),
    "benign label kept": (("median", 0.995), ("random", 0.985)),
    "PSNR to the source": (("median", 30.0), ("random", 27.0)),
}


@dataclass(frozen=True)
class Figure:
    """One number with its 95 % interval: a share 0..1, or dB. `limit` is what was promised, if anything."""

    name: str
    filter: str
    group: str
    value: float
    low: float
    high: float
    count: int
    limit: float | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether the value keeps the promise."""
        if self.limit is None:
            return None
        return self.value <= self.limit if self.limit == 0 else self.value >= self.limit


@dataclass(frozen=True)
class Outcome:
    """What became of one image."""

    group: str
    filter: str
    used: str
    reached: bool
    restored: bool
    decibels: float | None


def line(figure: Figure) -> str:
    """A figure as one line of the table."""
    percent = figure.name != "PSNR to the source"
    scale, unit = (100, "%") if percent else (1, "dB")
    low, high = figure.low * scale, figure.high * scale
    verdict = {True: "met", False: "MISSED", None: ""}[figure.is_met]
    limit = (
        "" if figure.limit is None else f"{'≤' if figure.limit == 0 else '≥'} {figure.limit * scale:g} {unit}"
    )
    what = f"{figure.name}, {figure.group}"
    value = f"{figure.value * scale:7.2f} {unit} [{low:.2f}, {high:.2f}] of {figure.count}"
    return f"  {figure.filter:<7} {what:<48} {value:<42} {limit:<10} {verdict}".rstrip()


def attack_figures(outcomes: list[Outcome]) -> Iterator[Figure]:
    """What the filters did to attacks, all of them and by their sources."""
    for filter_id in FILTERS:
        mine = [outcome for outcome in outcomes if outcome.filter == filter_id]
        for group in ("all", "sign sources", "photo sources"):
            part = [outcome for outcome in mine if group in ("all", outcome.group)]
            if not part:
                continue
            yield _share("reaches the target's label", filter_id, group, [entry.reached for entry in part])
            yield _share("source's label restored", filter_id, group, [entry.restored for entry in part])
            measured = [entry.decibels for entry in part if entry.decibels is not None]
            low, high = mean_interval(measured)
            name = "PSNR to the source"
            limit = _limit(name, filter_id, group)
            yield Figure(name, filter_id, group, float(np.mean(measured)), low, high, len(measured), limit)
        fallen = [outcome.used == "area" for outcome in mine]
        yield _share("robust scaling instead", filter_id, "all", fallen)


def benign_figures(outcomes: list[Outcome]) -> Iterator[Figure]:
    """What the filters did to the innocent."""
    for filter_id in FILTERS:
        mine = [outcome for outcome in outcomes if outcome.filter == filter_id]
        for group in ("all", "signs", "photos"):
            kept = [outcome.restored for outcome in mine if group in ("all", outcome.group)]
            if kept:
                yield _share("benign label kept", filter_id, group, kept)


def _share(name: str, filter_id: str, group: str, hits: list[bool]) -> Figure:
    low, high = share_interval(sum(hits), len(hits))
    value, limit = sum(hits) / len(hits), _limit(name, filter_id, group)
    return Figure(name, filter_id, group, value, low, high, len(hits), limit)


def _limit(name: str, filter_id: str, group: str) -> float | None:
    return dict(LIMITS.get(name, ())).get(filter_id) if group == "all" else None
