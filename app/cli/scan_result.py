"""What a scan of a folder says: a line per image worth one, and the sums."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.cli.command import ExitCode
from app.cli.console import Console
from core.images.files import printable

if TYPE_CHECKING:
    from core.detection.scan_record import ScanRecord


def tell(record: "ScanRecord", console: Console) -> None:
    """A line for an image that is suspicious, and for one that can not be read."""
    if record.error is not None:
        console.note(f"aliascope: {record.error}")
    elif record.is_suspicious:
        console.say(f"{printable(record.file)}: {record.verdict}. {record.summary}")


def conclude(
    records: "Sequence[ScanRecord]", inspected: int, seconds: float, head: Mapping[str, Any], console: Console
) -> None:
    """The sums of all records, of which the last scan made `inspected` ones in `seconds`.

    `head` goes before them into the JSON document.
    """
    sums = sums_of(records)
    clean = len(records) - sum(sums.values())
    words = f", {sums['unsearched']} too small or flat to search" if sums["unsearched"] else ""
    console.say(
        f"{counted(len(records))}: {sums['suspicious']} suspicious, {sums['unreadable']} unreadable, "
        f"{clean} clean{words}."
    )
    if partly := sum(record.is_partly_seen for record in records):
        files = "1 file holds" if partly == 1 else f"{partly} files hold"
        console.say(f"{files} further pictures, frames or pages, of which only the first was inspected.")
    console.document(
        {
            **head,
            "files": len(records),
            "inspected": inspected,
            "kept": len(records) - inspected,
            **sums,
            "seconds": round(seconds, 3),
            "results": [asdict(record) for record in records],
        }
    )


def counted(number: int) -> str:
    """ "1 image", "2 images"."""
    return "1 image" if number == 1 else f"{number} images"


def sums_of(records: "Sequence[ScanRecord]") -> dict[str, int]:
    """How many images are suspicious, could not be read, or not be searched; the rest is clean."""
    return {
        "suspicious": sum(record.is_suspicious for record in records),
        "unreadable": sum(record.error is not None for record in records),
        "unsearched": sum(record.unsearched is not None for record in records),
    }


def throughput(records: "Sequence[ScanRecord]", seconds: float, console: Console) -> dict[str, float]:
    """Megapixels inspected and those per second, said and for the JSON document."""
    megapixels = sum(record.megapixels for record in records)
    rate = megapixels / seconds if seconds > 0 else 0.0
    if records:
        console.say(f"Inspected {megapixels:.1f} megapixels in {seconds:.1f} s, {rate:.2f} MP/s.")
    return {"megapixels": round(megapixels, 3), "megapixels_per_second": round(rate, 3)}


def exit_code(records: "Sequence[ScanRecord]") -> int:
    """Suspicious images count for more than unreadable ones."""
    if any(record.is_suspicious for record in records):
        return ExitCode.SUSPICIOUS
    return ExitCode.BAD_INPUT if any(record.error for record in records) else ExitCode.DONE
