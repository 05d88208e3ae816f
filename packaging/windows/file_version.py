"""What Windows shows of the programs under Properties, Details."""

from typing import Any

from PyInstaller.utils.win32.versioninfo import (
    FixedFileInfo,
    StringFileInfo,
    StringStruct,
    StringTable,
    VarFileInfo,
    VarStruct,
    VSVersionInfo,
)

ENGLISH_UNICODE = "040904B0"
COPYRIGHT = "Copyright (c) 2026 The Aliascope developers, MIT licence"


def information(project: dict[str, Any]) -> VSVersionInfo:
    """The version resource made of pyproject.toml's `[project]` table."""
    numbers = numbers_of(project["version"])
    words = {
        "CompanyName": "The Aliascope developers",
        "FileDescription": project["description"],
        "FileVersion": project["version"],
        "InternalName": "aliascope",
        "LegalCopyright": COPYRIGHT,
        "ProductName": "Aliascope",
        "ProductVersion": project["version"],
    }
    table = StringTable(ENGLISH_UNICODE, [StringStruct(name, text) for name, text in words.items()])
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[StringFileInfo([table]), VarFileInfo([VarStruct("Translation", [0x0409, 0x04B0])])],
    )


def numbers_of(version: str) -> tuple[int, int, int, int]:
    """Windows' four numbers: 3.4.5 becomes (3, 4, 5, 0), 3.4.5rc1 the same."""
    parts = [int("".join(filter(str.isdigit, part.split("rc")[0])) or 0) for part in version.split(".")]
    first, second, third, fourth = (*parts, 0, 0, 0, 0)[:4]
    return first, second, third, fourth
