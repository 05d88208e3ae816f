"""What a scan of a folder keeps of each file: a line of JSON, from which a later scan can go on."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from core.errors import AliascopeError
from core.images.files import printable, read_file

_COLUMNS_OF_LISTS = ("target_size", "second_size", "region")


@dataclass(frozen=True)
class ScanRecord:
    """One file: its state when it was scanned, and the verdict or why there is none.

    `file` is relative to the folder, `mtime_ns` its time of change, sizes are [width, height], `region` is
    [x, y, width, height], all in pixels; rates are 0..1. `library` and `algorithm` are the likeliest ones,
    `second_size` that of a second picture. `hidden_image` and `robust_image` are where the hidden image and
    its robust counterpart were saved. `unsearched` says why there was nothing to search, `asked` which
    pipeline was asked about, `note` what decoding left out. `pictures` are those in the file, of which the
    first was inspected; None where nobody counted. Either `error` is there or `verdict`.
    """

    file: str
    mtime_ns: int
    bytes: int
    sha256: str | None = None
    width: int | None = None
    height: int | None = None
    verdict: str | None = None
    false_alarm_rate: float | None = None
    target_size: tuple[int, int] | None = None
    library: str | None = None
    algorithm: str | None = None
    region: tuple[int, int, int, int] | None = None
    summary: str | None = None
    hidden_image: str | None = None
    seconds: float | None = None
    error: str | None = None
    unsearched: str | None = None
    second_size: tuple[int, int] | None = None
    robust_image: str | None = None
    note: str | None = None
    asked: str | None = None
    pictures: int | None = None

    @property
    def is_suspicious(self) -> bool:
        """Whether the verdict is suspicious or attack."""
        return self.verdict in ("suspicious", "attack")

    @property
    def is_partly_seen(self) -> bool:
        """Whether the file holds further pictures, which nobody has looked at."""
        return (self.pictures or 1) > 1

    @property
    def megapixels(self) -> float:
        """Size of the image; 0 for one that could not be read."""
        return (self.width or 0) * (self.height or 0) / 1e6

    def is_of(self, path: Path) -> bool:
        """Whether the file is still the one that was scanned, going by its time of change and length."""
        try:
            status = path.stat()
        except OSError:
            return False
        return (status.st_mtime_ns, status.st_size) == (self.mtime_ns, self.bytes)


def json_line(record: ScanRecord) -> str:
    """A record as one line, line feed included."""
    return json.dumps(asdict(record), ensure_ascii=True, allow_nan=False) + "\n"


def read_records(path: Path) -> dict[str, ScanRecord]:
    """The records of an earlier scan by file, the last one of each; empty where there is no such file.

    A last line that was cut short by a crash is left out. Raises `AliascopeError` for a file that is no scan.
    """
    if not path.exists():
        return {}
    lines = read_file(path).decode("utf-8", errors="replace").split("\n")
    records: dict[str, ScanRecord] = {}
    for number, line in enumerate(lines, 1):
        try:
            record = from_document(json.loads(line)) if line.strip() else None
        except (ValueError, TypeError) as error:
            if number == len(lines):
                continue
            raise AliascopeError(
                f"Line {number} of {printable(path.name)} is no record of a scan, so there is nothing to go "
                "on from; name another output file."
            ) from error
        if record is not None:
            records[record.file] = record
    return records


def from_document(document: Mapping[str, Any]) -> ScanRecord:
    """A record from its JSON object. Raises `TypeError` or `ValueError` for anything else."""
    values = dict(document)
    for name in _COLUMNS_OF_LISTS:
        if values.get(name) is not None:
            values[name] = tuple(int(value) for value in values[name])
    record = ScanRecord(**values)
    if not isinstance(record.file, str) or not isinstance(record.mtime_ns, int):
        raise ValueError("a record needs a file and its time of change")
    return record


def as_csv(records: Iterable[ScanRecord]) -> str:
    """A table with a header, one file per line; sizes as WxH, regions as X,Y,W,H."""
    names = [field.name for field in fields(ScanRecord)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    for record in records:
        values = asdict(record)
        for name in ("target_size", "second_size"):
            if values[name] is not None:
                values[name] = "x".join(map(str, values[name]))
        if record.region is not None:
            values["region"] = ",".join(map(str, record.region))
        writer.writerow(["" if values[name] is None else values[name] for name in names])
    return text.getvalue()
