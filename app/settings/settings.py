"""The settings as a table, kept in one INI file."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

PATH_VARIABLE = "ALIASCOPE_SETTINGS"
FILE_NAME = "aliascope.ini"


@dataclass(frozen=True)
class Setting:
    """One remembered value: its key in the file, its type by the default, and what it is for."""

    key: str
    default: Any
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("theme", "system", "Light, dark or like the system."),
    Setting("folder", "", "Where the last file was opened or saved."),
    Setting("models", "", "How models of the user's own were last used, JSON by path."),
    Setting("geometry", QByteArray(), "Size and place of the window."),
    Setting("state", QByteArray(), "Which panels are open and how wide."),
)
_BY_KEY = {setting.key: setting for setting in SETTINGS}


def default_path() -> Path:
    """The file named by the environment variable ALIASCOPE_SETTINGS, or the platform's usual place."""
    named = os.environ.get(PATH_VARIABLE)
    if named:
        return Path(named)
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "aliascope" / FILE_NAME


class Settings:
    """Reads and writes `SETTINGS`. A value of the wrong type in the file counts as absent."""

    def __init__(self, path: Path) -> None:
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def get(self, key: str) -> Any:
        """The stored value, or the default. Raises KeyError for a key that is not in the table."""
        default = _BY_KEY[key].default
        value = self._store.value(key, default)
        return value if isinstance(value, type(default)) else default

    def set(self, key: str, value: Any) -> None:
        """Store `value`, which must have the type of the default."""
        if not isinstance(value, type(_BY_KEY[key].default)):
            raise TypeError(f"{key} must be a {type(_BY_KEY[key].default).__name__}, not {value!r}")
        self._store.setValue(key, value)

    def flush(self) -> None:
        """Write to the file now."""
        self._store.sync()
