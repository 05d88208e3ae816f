"""The words of the triage table."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.scaling.catalogue import algorithm, library

if TYPE_CHECKING:
    from core.detection.scan_file import Scanned
    from core.detection.scan_record import ScanRecord

VERDICTS = {"attack": "Attack", "suspicious": "Suspicious", "clean": "Clean", "unreadable": "Unreadable"}
"""In the order of concern."""
TITLE = "No folder scanned yet"
INVITATION = (
    "Choose a folder: every image in it and in the folders inside is inspected, and those that hide "
    "something come first. The images are never modified."
)
EMPTY_FOLDER = "There are no images in this folder or in the folders inside it; choose another one."


def state(record: "ScanRecord") -> str:
    """The verdict's id, or "unreadable"."""
    return record.verdict if record.verdict is not None else "unreadable"


def concern(record: "ScanRecord") -> tuple[int, float]:
    """Sort key: the most alarming first."""
    rate = 2.0 if record.false_alarm_rate is None else record.false_alarm_rate
    return list(VERDICTS).index(state(record)), rate


def size(record: "ScanRecord") -> str:
    """W×H of the image."""
    return "" if record.width is None else f"{record.width}×{record.height}"


def target(record: "ScanRecord") -> str:
    """W×H of the hidden picture."""
    return "" if record.target_size is None else "{}×{}".format(*record.target_size)


def pipeline(record: "ScanRecord") -> str:
    """Library and algorithm that show it."""
    if record.library is None or record.algorithm is None:
        return ""
    return f"{library(record.library).title} {algorithm(record.library, record.algorithm).title}"


def alarm(record: "ScanRecord") -> str:
    """False-alarm rate in percent."""
    rate = record.false_alarm_rate
    return "" if rate is None else f"{100 * rate:.2g} %"


def reason(record: "ScanRecord") -> str:
    """What was found, or why nothing could be."""
    return record.error or record.summary or ""


def summary(results: "Sequence[Scanned]", expected: int) -> str:
    """How many of each verdict, of how many expected."""
    counts = {key: sum(state(result.record) == key for result in results) for key in VERDICTS}
    parts = ", ".join(f"{count} {VERDICTS[key].lower()}" for key, count in counts.items() if count)
    done = f"{len(results)} images" if len(results) >= expected else f"{len(results)} of {expected} images"
    return f"{done}: {parts}" if parts else done


def throughput(megapixels: float, seconds: float) -> str:
    """Megapixels per second, in words."""
    return f"{megapixels:.1f} megapixels in {seconds:.1f} s, {megapixels / max(seconds, 1e-6):.2f} MP/s"
