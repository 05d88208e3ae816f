"""Dropped and pasted things become evidence."""

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app import flows
from app.flows import opening
from app.flows.mime import NOTHING_PASTED, rgb_of
from app.models import EvidenceItem, Session
from core.images.arrays import RGB


@pytest.fixture
def session(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session whose evidence is opened but not inspected."""
    monkeypatch.setattr(opening, "inspect_item", lambda *_: None)
    made = Session()
    yield made
    assert made.jobs.shutdown(5)


def opened(qtbot: QtBot, session: Session, count: int = 1) -> tuple[EvidenceItem, ...]:
    qtbot.waitUntil(lambda: len(session.evidence.items) == count and not session.jobs.is_busy, timeout=5000)
    return session.evidence.items


def png(pixels: RGB) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def pixels() -> RGB:
    return np.random.default_rng(3).integers(0, 256, (5, 7, 3), dtype=np.uint8)


def test_files_are_opened_in_order_and_the_first_is_current(
    qtbot: QtBot, session: Session, chelsea_path: Path, astronaut_path: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in (chelsea_path, astronaut_path)])
    assert flows.is_welcome(mime)
    assert flows.open_mime(session, mime, "dropped image")
    items = opened(qtbot, session, 2)
    assert [item.evidence.path for item in items] == [chelsea_path, astronaut_path]
    assert session.evidence.current is items[0]


def test_files_come_before_the_picture_a_file_manager_adds(
    qtbot: QtBot, session: Session, chelsea_path: Path
) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(chelsea_path))])
    mime.setImageData(QImage(3, 3, QImage.Format.Format_RGB888))
    assert flows.open_mime(session, mime, "dropped image")
    assert opened(qtbot, session)[0].evidence.path == chelsea_path


def test_bytes_of_a_browser_are_kept_as_they_came(qtbot: QtBot, session: Session, pixels: RGB) -> None:
    data = png(pixels)
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/cat.png")])
    mime.setData("image/png", data)
    assert flows.is_welcome(mime)
    assert flows.open_mime(session, mime, "dropped image")
    evidence = opened(qtbot, session)[0].evidence
    assert (evidence.name, evidence.format, evidence.byte_count) == ("dropped image.png", "PNG", len(data))
    assert np.array_equal(evidence.pixels, pixels)


def test_plain_pixels_are_taken_too(qtbot: QtBot, session: Session, pixels: RGB) -> None:
    mime = QMimeData()
    mime.setImageData(QImage(pixels.tobytes(), 7, 5, 21, QImage.Format.Format_RGB888))
    assert flows.open_mime(session, mime, "pasted image")
    evidence = opened(qtbot, session)[0].evidence
    assert evidence.format == "pixels" or evidence.format == "PNG"
    assert np.array_equal(evidence.pixels, pixels)


def test_words_and_web_addresses_are_not_welcome(session: Session) -> None:
    mime = QMimeData()
    mime.setText("words")
    mime.setUrls([QUrl("https://example.org/cat.png")])
    assert not flows.is_welcome(mime)
    assert not flows.open_mime(session, mime, "dropped image")


def test_pasting_nothing_says_so(session: Session) -> None:
    said: list[tuple[str, str]] = []
    session.messages.said.connect(lambda severity, text: said.append((severity, text)))
    QGuiApplication.clipboard().setText("words")
    flows.paste(session)
    assert said == [("error", NOTHING_PASTED)]


def test_pasting_an_image_opens_it(qtbot: QtBot, session: Session, pixels: RGB) -> None:
    image = QImage(pixels.tobytes(), 7, 5, 21, QImage.Format.Format_RGB888)
    QGuiApplication.clipboard().setImage(image.copy())  # outlives the bytes it was made of
    flows.paste(session)
    assert np.array_equal(opened(qtbot, session)[0].evidence.pixels, pixels)


@pytest.mark.parametrize(
    "name", ["Format_RGB888", "Format_RGB32", "Format_ARGB32_Premultiplied", "Format_BGR888"]
)
def test_every_qimage_gives_the_same_pixels(qapp: object, pixels: RGB, name: str) -> None:
    image = QImage(pixels.tobytes(), 7, 5, 21, QImage.Format.Format_RGB888)
    assert np.array_equal(rgb_of(image.convertToFormat(QImage.Format[name])), pixels)
