"""Pillow's complaints are collected, wherever its modules were loaded from."""

import warnings
from pathlib import Path

import PIL
import pytest

from core.images.pillow_guard import pillow_alone


@pytest.mark.parametrize("folder", [str(Path(PIL.__file__).parent), "PIL"], ids=["installed", "frozen"])
def test_pillows_own_warnings_are_collected(folder: str) -> None:
    with pillow_alone() as complaints:
        warnings.warn_explicit("Corrupt EXIF data", UserWarning, f"{folder}/TiffImagePlugin.py", 1)
    assert complaints == ["Corrupt EXIF data"]


def test_warnings_of_others_are_no_complaints_about_the_image() -> None:
    with pillow_alone() as complaints:
        warnings.warn_explicit("deprecated", DeprecationWarning, "elsewhere/module.py", 1)
    assert complaints == []
