"""The published detectors are one quiet button: asked on request, told the pipeline, cancelled at once."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import flows
from app.jobs.compare_detectors_job import CompareDetectorsJob
from app.models import EvidenceItem, Session
from app.views.findings.published_link import PublishedLink
from app.views.findings.published_panel import PublishedPanel
from core.detection.inspection import Inspection
from core.images import Evidence, evidence_from_pixels
from core.images.arrays import RGB
from core.progress import Progress
from core.scaling.pipeline import Pipeline

BEST = Pipeline("opencv", "nearest", (64, 64))


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> Iterator[PublishedPanel]:
    made = PublishedPanel()
    qtbot.addWidget(made)
    session.pipeline.set(BEST)
    link = PublishedLink(session, made)
    made.resize(760, 400)
    made.show()
    yield made
    del link


@pytest.fixture
def item(panel: PublishedPanel, session: Session, evidence: Evidence, inspection: Inspection) -> EvidenceItem:
    made = session.evidence.add(evidence)
    session.evidence.update(made, inspection=inspection)
    return made


def finished(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)


def test_one_click_scores_the_image_by_all_of_them(
    qtbot: QtBot, session: Session, panel: PublishedPanel, item: EvidenceItem
) -> None:
    assert "OpenCV nearest 64×64" in panel.words.text()
    assert panel.grid.isHidden()
    panel.run.click()
    assert panel.bar.isVisible()
    assert panel.run.isHidden()
    finished(qtbot, session)
    assert item.published is not None
    assert panel.bar.isHidden()
    assert panel.words.text().startswith(f"{item.published.flagged} of 17 flag this image")
    texts = {label.text() for label in panel.grid.findChildren(QLabel)}
    assert {"Targeted patch-clean", "Peak spectrum", "Colour scattering"} <= texts
    assert any("“Decamouflage”" in text for text in texts)
    panel.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 1 + 17 + 1
    assert lines[1].startswith("Down & up SSIM\t")
    assert lines[1].endswith("Kim et al. 2021, “Decamouflage”")


def test_for_another_pipeline_they_are_asked_again(
    qtbot: QtBot, session: Session, panel: PublishedPanel, item: EvidenceItem
) -> None:
    panel.run.click()
    finished(qtbot, session)
    assert panel.run.isHidden()
    session.pipeline.set(Pipeline("pillow", "nearest", (50, 50)))
    assert panel.run.text() == "Run again for Pillow nearest 50×50"
    panel.run.click()
    finished(qtbot, session)
    assert item.published is not None
    assert item.published.told == Pipeline("pillow", "nearest", (50, 50))
    assert panel.run.isHidden()


def test_cancelling_does_not_wait_for_a_detector(
    qtbot: QtBot,
    session: Session,
    panel: PublishedPanel,
    item: EvidenceItem,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go, ended = threading.Event(), threading.Event()

    def stubborn(*_: object, **__: Progress) -> None:
        go.wait(20)
        ended.set()

    monkeypatch.setattr("core.detection.comparison.compare_detectors", stubborn)
    panel.run.click()
    qtbot.waitUntil(lambda: panel.cancel.isVisible())
    panel.cancel.click()
    finished(qtbot, session)
    assert not ended.is_set()
    assert item.published is None
    assert panel.run.isVisible()
    go.set()
    assert ended.wait(5)


def test_what_they_can_not_measure_is_a_sentence_in_the_card(
    qtbot: QtBot, session: Session, panel: PublishedPanel, item: EvidenceItem, coffee: RGB
) -> None:
    small = session.evidence.add(evidence_from_pixels(coffee[:12, :40], "small.png"))
    session.evidence.select(small)
    panel.run.click()
    finished(qtbot, session)
    assert "too small for the published detectors" in panel.trouble.text
    assert panel.run.isVisible()
    session.evidence.select(item)
    assert panel.trouble.text == ""


def test_the_report_holds_them_too(
    qtbot: QtBot, session: Session, panel: PublishedPanel, item: EvidenceItem, tmp_path: Path
) -> None:
    panel.run.click()
    finished(qtbot, session)
    assert item.published is not None
    found = flows.saving.all_findings(item)
    assert len(found.findings) == 18
    assert found.told == BEST


def test_closing_the_image_ends_the_question(
    qtbot: QtBot, session: Session, panel: PublishedPanel, item: EvidenceItem
) -> None:
    flows.bind(session)
    panel.run.click()
    session.evidence.remove(item)
    finished(qtbot, session)
    assert not any(isinstance(job, CompareDetectorsJob) for job in session.jobs.jobs())
    assert item.published is None
