"""The words of the triage table."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from core.reporting.words import UNSEARCHED_WORDS, rate_text
from core.scaling.catalogue import algorithm, library

if TYPE_CHECKING:
    from core.detection.scan_record import ScanRecord

VERDICTS = {
    "attack": "Attack",
    "suspicious": "Suspicious",
    "clean": "Clean",
    "unsearched": "Not searched",
    "unreadable": "Unreadable",
}
"""In the order of concern."""
TITLE = "No folder scanned yet"
INVITATION = (
    "Choose a folder: every image in it and in the folders inside is inspected, and those that hide "
    "something come first. Enter opens a row. The images are never modified."
)
EMPTY_FOLDER = "There are no images in this folder or in the folders inside it; choose another one."


def state(record: "ScanRecord") -> str:
    """The verdict's id, "unsearched" or "unreadable"."""
    if record.unsearched is not None:
        return "unsearched"
    return record.verdict if record.verdict is not None else "unreadable"


def verdict(record: "ScanRecord") -> str:
    """The verdict in a word or two, or why there is none; of a clean file how much of it was looked at."""
    if record.unsearched is not None:
        return UNSEARCHED_WORDS[record.unsearched]
    words = VERDICTS[state(record)]
    return (
        f"{words}, 1st of {record.pictures}" if state(record) == "clean" and record.is_partly_seen else words
    )


def concern(record: "ScanRecord") -> tuple[int, float]:
    """Sort key: the most alarming first."""
    rate = 2.0 if record.false_alarm_rate is None else record.false_alarm_rate
    return list(VERDICTS).index(state(record)), rate


def size(record: "ScanRecord") -> str:
    """W×H of the image."""
    return "" if record.width is None else f"{record.width}×{record.height}"


def target(record: "ScanRecord") -> str:
    """W×H of the hidden picture, and of a second one."""
    sizes = (record.target_size, record.second_size)
    return ", ".join("{}×{}".format(*entry) for entry in sizes if entry is not None)


def pipeline(record: "ScanRecord") -> str:
    """Library and algorithm that show it."""
    if record.library is None or record.algorithm is None:
        return ""
    return f"{library(record.library).title} {algorithm(record.library, record.algorithm).title}"


def alarm(record: "ScanRecord") -> str:
    """False-alarm rate in percent; empty where nothing was measured."""
    rate = record.false_alarm_rate
    return "" if rate is None or record.unsearched is not None else rate_text(rate)


def rarity(record: "ScanRecord") -> float:
    """Sort key: the false-alarm rate, then what was not measured."""
    measured = record.false_alarm_rate is not None and record.unsearched is None
    return record.false_alarm_rate if measured and record.false_alarm_rate is not None else 2.0


def reason(record: "ScanRecord") -> str:
    """What was found, or why nothing could be, and what decoding left out."""
    return " ".join(filter(None, (record.error or record.summary, record.note)))


def summary(counts: "Mapping[str, int]", expected: int) -> str:
    """How many of each state, of how many expected."""
    parts = ", ".join(f"{counts[key]} {word.lower()}" for key, word in VERDICTS.items() if counts.get(key))
    number = sum(counts.values())
    done = f"{number}" if number >= expected else f"{number} of {expected}"
    done += " image" if max(number, expected) == 1 else " images"
    return f"{done}: {parts}" if parts else done


def throughput(megapixels: float, seconds: float) -> str:
    """Megapixels per second, in words."""
    return f"{megapixels:.1f} megapixels in {seconds:.1f} s, {megapixels / max(seconds, 1e-6):.2f} MP/s"
