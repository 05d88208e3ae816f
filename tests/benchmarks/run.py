"""`make bench`: run every benchmark, print one table, keep the numbers as JSON in build/bench/.

A benchmark is a file bench_<subject>.py beside this one with a function `rows()` that yields `Row`s.
Names on the command line choose subjects: python -m tests.benchmarks.run scaling. The exit code is 1 when a
row misses its limit or a benchmark fails, so that it can be a gate on a quiet machine.
"""

import importlib
import json
import os
import platform
import sys
import traceback
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tests.benchmarks.row import Row

OUTPUT = Path("build/bench")
HERE = Path(__file__).parent


def main(chosen: list[str]) -> int:
    """Run the chosen subjects (all when empty) and return the exit code."""
    subjects = chosen or sorted(file.stem.removeprefix("bench_") for file in HERE.glob("bench_*.py"))
    OUTPUT.mkdir(parents=True, exist_ok=True)
    results = [run_subject(subject) for subject in subjects]
    return 0 if all(results) else 1


def run_subject(subject: str) -> bool:
    """Run one benchmark file, print and store its rows; whether it ran and every limit was met."""
    print(f"\n{subject}", flush=True)
    rows: list[Row] = []
    try:
        for row in _rows_of(subject):
            rows.append(row)
            print(line(row), flush=True)
    except Exception:  # noqa: BLE001 - one broken benchmark must not keep the others from running
        traceback.print_exc()
        return False
    finally:
        store(subject, rows)
    return all(row.is_met for row in rows)


def line(row: Row) -> str:
    """A row as one line of the table."""
    verdict = "" if row.limit is None else ("met" if row.is_met else "MISSED")
    value = f"{row.value:10.4g} {row.unit:<6}"
    return f"  {row.name:<58} {value} {row.limit_text:<14} {verdict:<7}{row.note}".rstrip()


def store(subject: str, rows: list[Row]) -> None:
    """Write build/bench/<subject>.json: the machine and the rows."""
    machine = {"python": platform.python_version(), "system": platform.platform(), "cores": os.cpu_count()}
    measured = [asdict(row) | {"value": float(row.value), "is_met": row.is_met} for row in rows]
    document = {"subject": subject, "machine": machine, "rows": measured}
    (OUTPUT / f"{subject}.json").write_text(
        json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf-8"
    )


def _rows_of(subject: str) -> Iterator[Row]:
    module = importlib.import_module(f"tests.benchmarks.bench_{subject}")
    rows: Iterator[Row] = module.rows()
    return rows


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
