"""Opening: failures are sentences, huge files are a question, closing gives the rest up."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from app import flows
from app.flows import opening
from app.models import Session
from core.images import pillow_guard


@pytest.fixture
def session(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(opening, "inspect_item", lambda *_: None)
    made = Session()
    flows.bind(made)
    yield made
    assert made.jobs.shutdown(5)


@pytest.fixture
def said(session: Session) -> list[tuple[str, str]]:
    heard: list[tuple[str, str]] = []
    session.messages.said.connect(lambda severity, text: heard.append((severity, text)))
    return heard


def settle(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=5000)


def test_a_bad_file_is_one_sentence_and_the_good_ones_open(
    qtbot: QtBot, session: Session, said: list[tuple[str, str]], tmp_path: Path, chelsea_path: Path
) -> None:
    empty = tmp_path / "empty.png"
    empty.touch()
    flows.open_paths(session, [empty, tmp_path / "missing.png", chelsea_path])
    settle(qtbot, session)
    assert [item.evidence.path for item in session.evidence.items] == [chelsea_path]
    assert [severity for severity, _ in said] == ["error", "error"]
    assert "empty.png" in said[0][1]
    assert "missing.png" in said[1][1]


def test_evidence_gets_an_averaged_thumbnail(qtbot: QtBot, session: Session) -> None:
    stripes = np.zeros((600, 800, 3), np.uint8)
    stripes[::2] = 255  # nearest scaling would show black or white
    flows.add_pixels(session, stripes, "stripes")
    settle(qtbot, session)
    item = session.evidence.current
    assert item is not None
    assert item.thumbnail is not None
    assert item.thumbnail.shape == (108, 144, 3)
    assert np.abs(item.thumbnail.astype(int) - 127).max() < 30


def test_no_pixels_at_all_are_one_sentence(
    qtbot: QtBot, session: Session, said: list[tuple[str, str]]
) -> None:
    flows.add_pixels(session, np.zeros((0, 9, 3), np.uint8), "nothing")
    settle(qtbot, session)
    assert session.evidence.items == ()
    assert len(said) == 1
    assert "nothing is 9×0 pixels" in said[0][1]


@pytest.fixture
def huge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file beyond the safe limit, which is lowered for it."""
    monkeypatch.setattr(pillow_guard, "MAX_PIXELS", 100)
    path = tmp_path / "huge.png"
    Image.fromarray(np.zeros((40, 40, 3), np.uint8)).save(path)
    return path


@pytest.mark.parametrize("answer", [True, False])
def test_a_huge_file_is_asked_about_once(
    qtbot: QtBot, session: Session, said: list[tuple[str, str]], huge: Path, answer: bool
) -> None:
    asked: list[Path] = []

    def confirm(path: Path, reason: str) -> bool:
        assert "40" in reason
        asked.append(path)
        return answer

    session.confirm_huge = confirm
    flows.open_paths(session, [huge])
    settle(qtbot, session)
    assert asked == [huge]
    assert len(session.evidence.items) == int(answer)
    assert len(said) == int(not answer)


def test_a_bug_is_not_a_sentence(
    qtbot: QtBot,
    session: Session,
    said: list[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    chelsea_path: Path,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("app.jobs.open_job.read_evidence", broken)
    found: list[Exception] = []
    session.messages.bug_found.connect(found.append)
    flows.open_paths(session, [chelsea_path])
    settle(qtbot, session)
    assert said == []
    assert [type(error) for error in found] == [ZeroDivisionError]
