"""Saving: lossless, told, and never over evidence."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app import flows
from app.jobs import report_job
from app.models import EvidenceItem, Session
from core.images import read_evidence, save_lossless
from core.sanitizing.sanitize import Sanitized
from core.scaling.catalogue import algorithm
from core.scaling.self_test import SelfTest
from tests.support.inspections import inspection


@pytest.fixture
def session(qapp: object) -> Iterator[Session]:
    made = Session()
    flows.bind(made)
    yield made
    assert made.jobs.shutdown(5)


@pytest.fixture
def said(session: Session) -> list[tuple[str, str]]:
    heard: list[tuple[str, str]] = []
    session.messages.said.connect(lambda severity, text: heard.append((severity, text)))
    return heard


@pytest.fixture
def item(session: Session, tmp_path: Path) -> EvidenceItem:
    """Evidence on disk, inspected and sanitized."""
    path = tmp_path / "street.png"
    pixels = np.random.default_rng(5).integers(0, 256, (60, 80, 3), dtype=np.uint8)
    save_lossless(pixels, path)
    made = session.evidence.add(read_evidence(path))
    sanitized = Sanitized(255 - pixels, "median", None, 4800, "")
    session.evidence.update(made, inspection=inspection(), sanitized=sanitized)
    return made


def settle(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=5000)


def test_the_hidden_and_the_sanitized_image_are_saved_exactly(
    qtbot: QtBot, session: Session, said: list[tuple[str, str]], item: EvidenceItem, tmp_path: Path
) -> None:
    flows.save_hidden(session, tmp_path / "hidden.png")
    flows.save_sanitized(session, tmp_path / "sanitized.webp")
    settle(qtbot, session)
    assert item.inspection is not None
    assert item.sanitized is not None
    assert item.inspection.hidden is not None
    hidden, sanitized = (read_evidence(tmp_path / name).pixels for name in ("hidden.png", "sanitized.webp"))
    assert np.array_equal(hidden, item.inspection.hidden)
    assert np.array_equal(sanitized, item.sanitized.pixels)
    record = json.loads((tmp_path / "sanitized.webp.json").read_text("utf-8"))
    assert record["input"]["sha256"] == item.evidence.sha256
    assert [severity for severity, _ in said] == ["info", "info"]


def test_evidence_is_never_overwritten(
    qtbot: QtBot, session: Session, said: list[tuple[str, str]], item: EvidenceItem
) -> None:
    path = item.evidence.path
    assert path is not None
    before = path.read_bytes()
    flows.save_sanitized(session, path)
    settle(qtbot, session)
    assert path.read_bytes() == before
    assert [severity for severity, _ in said] == ["error"]


def test_a_lossy_file_is_refused_with_a_sentence(
    qtbot: QtBot, session: Session, said: list[tuple[str, str]], item: EvidenceItem, tmp_path: Path
) -> None:
    assert item.sanitized is not None
    flows.save_sanitized(session, tmp_path / "sanitized.jpg")
    settle(qtbot, session)
    assert not (tmp_path / "sanitized.jpg").exists()
    assert said[0][0] == "error"
    assert ".png" in said[0][1]


def test_the_report_is_written(
    qtbot: QtBot,
    session: Session,
    said: list[tuple[str, str]],
    item: EvidenceItem,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tested = SelfTest(algorithm("opencv", "area"), 0, 0)
    monkeypatch.setattr(report_job, "self_tests", lambda *_: (tested,))
    flows.export_report(session, tmp_path / "report.html")
    settle(qtbot, session)
    text = (tmp_path / "report.html").read_text("utf-8")
    assert item.evidence.sha256 in text
    assert "All 1 models hold" in text
    assert said == [("info", f"Wrote {tmp_path / 'report.html'}.")]


def test_what_is_not_there_can_not_be_saved(
    session: Session, said: list[tuple[str, str]], tmp_path: Path
) -> None:
    for flow in (flows.save_hidden, flows.save_sanitized, flows.export_report):
        assert flow(session, tmp_path / "x.png") is None
    assert [severity for severity, _ in said] == ["error"] * 3
    assert not (tmp_path / "x.png").exists()
