"""A benchmark row knows whether it keeps its promise."""

import json
from pathlib import Path

import pytest

from tests.benchmarks import run
from tests.benchmarks.row import Row


@pytest.mark.parametrize(
    ("row", "met"),
    [
        (Row("a", 5.0, "ms"), True),
        (Row("a", 100.0, "ms", limit=100.0), True),
        (Row("a", 100.1, "ms", limit=100.0), False),
        (Row("a", 31.0, "dB", limit=30.0, at_least=True), True),
        (Row("a", 29.0, "dB", limit=30.0, at_least=True), False),
    ],
)
def test_a_limit_is_an_upper_bound_unless_said_otherwise(row: Row, met: bool) -> None:
    assert row.is_met is met


def test_a_missed_limit_shows_in_the_table_and_in_the_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = Row("longest stall", 150.0, "ms", limit=100.0, note="896×896")
    assert "≤ 100 ms" in run.line(row)
    assert "MISSED" in run.line(row)
    monkeypatch.setattr(run, "OUTPUT", tmp_path)
    run.store("stalls", [row])
    (stored,) = json.loads((tmp_path / "stalls.json").read_text("utf-8"))["rows"]
    assert stored["value"] == 150.0
    assert stored["is_met"] is False
