"""Settings: typed, kept in a file, deaf to nonsense in it."""

from pathlib import Path

import pytest

from app.settings import Settings, default_path


def test_values_survive_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "settings.ini"
    first = Settings(path)
    first.set("theme", "dark")
    first.flush()
    assert Settings(path).get("theme") == "dark"


def test_defaults_come_from_the_table(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "none.ini")
    assert settings.get("theme") == "system"
    assert settings.get("geometry").isEmpty()


def test_a_value_of_the_wrong_type_counts_as_absent(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    path.write_text("[General]\ngeometry=nonsense\n")
    assert Settings(path).get("geometry").isEmpty()


def test_unknown_keys_and_wrong_types_are_bugs(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.ini")
    with pytest.raises(KeyError):
        settings.get("colour")
    with pytest.raises(TypeError, match="theme must be a str"):
        settings.set("theme", 3)


def test_the_file_can_be_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIASCOPE_SETTINGS", str(tmp_path / "mine.ini"))
    assert default_path() == tmp_path / "mine.ini"
    monkeypatch.delenv("ALIASCOPE_SETTINGS")
    assert default_path().name == "aliascope.ini"
