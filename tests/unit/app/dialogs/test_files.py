"""File dialogs remember the folder and mend names without a suffix."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.dialogs.files import ask_images, ask_save
from app.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def answer(monkeypatch: pytest.MonkeyPatch, method: str, result: object) -> list[str]:
    """Have the static dialog return `result`; collects where it started."""
    started: list[str] = []

    def dialog(_parent: QWidget, _title: str, folder: str, _filter: str) -> tuple[object, str]:
        started.append(folder)
        return result, ""

    monkeypatch.setattr(QFileDialog, method, dialog)
    return started


def test_the_folder_is_remembered(
    settings: Settings, parent: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = answer(monkeypatch, "getOpenFileNames", [str(tmp_path / "a.png"), str(tmp_path / "b.png")])
    assert ask_images(parent, settings) == [tmp_path / "a.png", tmp_path / "b.png"]
    ask_images(parent, settings)
    assert started == ["", str(tmp_path)]


def test_cancelling_gives_nothing(
    settings: Settings, parent: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "getOpenFileNames", [])
    answer(monkeypatch, "getSaveFileName", "")
    assert ask_images(parent, settings) == []
    assert ask_save(parent, settings, "x.png", "Lossless image") is None
    assert settings.get("folder") == ""


@pytest.mark.parametrize(("typed", "saved"), [("result", "result.png"), ("result.tif", "result.tif")])
def test_a_missing_suffix_is_added(
    settings: Settings,
    parent: QWidget,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    saved: str,
) -> None:
    answer(monkeypatch, "getSaveFileName", str(tmp_path / typed))
    assert ask_save(parent, settings, "x-sanitized.png", "Lossless image") == tmp_path / saved
