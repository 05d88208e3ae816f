"""What is not installed is absent: no choice, no error, no import."""

import subprocess
import sys

import pytest

from core.errors import UnknownNameError
from core.scaling import catalogue
from core.scaling.optional_libraries import TORCH, VIPS


@pytest.mark.parametrize("library", [TORCH, VIPS], ids=lambda library: library.id)
def test_a_library_is_offered_when_installed_only(library: catalogue.Library) -> None:
    installed = catalogue.installed_version(library) is not None
    assert (library in catalogue.LIBRARIES) == installed
    assert (set(library.algorithms) <= set(catalogue.ALGORITHMS)) == installed
    assert library in catalogue.ALL_LIBRARIES


def test_the_error_says_that_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "LIBRARIES", (catalogue.OPENCV,))
    with pytest.raises(UnknownNameError, match="“vips” is not installed here; choose one of opencv"):
        catalogue.library("vips")


def test_models_and_calls_import_none_of_them() -> None:
    code = "import sys, core.scaling.operator; print([m for m in ('torch', 'pyvips') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
