"""What a scan keeps, and going on from it."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from core.detection.scan_record import ScanRecord, as_csv, from_document, json_line, read_records
from core.errors import AliascopeError

CLEAN = ScanRecord("a.png", 5, 10, "ab", 64, 48, "clean", 0.4, summary="Nothing.", seconds=0.1)
ATTACK = replace(
    CLEAN,
    file="b, c.png",
    verdict="attack",
    false_alarm_rate=0.0005,
    target_size=(32, 24),
    library="opencv",
    algorithm="nearest",
    region=(1, 2, 3, 4),
)


def test_records_survive_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "scan.jsonl"
    file.write_text(json_line(CLEAN) + json_line(ATTACK), "utf-8")
    assert read_records(file) == {"a.png": CLEAN, "b, c.png": ATTACK}


def test_the_last_line_of_a_file_counts(tmp_path: Path) -> None:
    file = tmp_path / "scan.jsonl"
    file.write_text(json_line(CLEAN) + json_line(replace(CLEAN, mtime_ns=6)), "utf-8")
    assert read_records(file)["a.png"].mtime_ns == 6


def test_a_line_cut_short_at_the_end_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "scan.jsonl"
    file.write_text(json_line(CLEAN) + json_line(ATTACK)[:40], "utf-8")
    assert read_records(file) == {"a.png": CLEAN}


def test_a_file_that_is_no_scan_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("shopping\nmilk\n", "utf-8")
    with pytest.raises(AliascopeError, match=r"Line 1 of notes\.txt is no record"):
        read_records(file)
    assert read_records(tmp_path / "missing.jsonl") == {}


def test_an_object_without_a_file_is_no_record() -> None:
    with pytest.raises((TypeError, ValueError)):
        from_document({"file": None, "mtime_ns": 1, "bytes": 1})
    with pytest.raises(TypeError):
        from_document({"bytes": 1})


def test_a_record_is_of_the_unchanged_file_only(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"0123456789")
    record = replace(CLEAN, mtime_ns=file.stat().st_mtime_ns, bytes=10)
    assert record.is_of(file)
    file.write_bytes(b"01234567890")
    assert not record.is_of(file)
    assert not record.is_of(tmp_path / "gone.png")


def test_the_table_has_a_line_per_file_and_plain_cells() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv([CLEAN, ATTACK]))))
    assert [row["file"] for row in rows] == ["a.png", "b, c.png"]
    assert rows[0]["target_size"] == rows[0]["error"] == ""
    assert rows[1]["target_size"] == "32x24"
    assert rows[1]["region"] == "1,2,3,4"


def test_suspicious_means_more_than_clean() -> None:
    assert ATTACK.is_suspicious
    assert not CLEAN.is_suspicious
    assert CLEAN.megapixels == pytest.approx(64 * 48 / 1e6)
