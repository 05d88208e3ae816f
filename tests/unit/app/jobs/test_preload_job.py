"""Preloading imports modules by name and can be cancelled between two."""

import sys
from pathlib import Path

import pytest

from app.jobs import preload_job
from app.jobs.preload_job import PreloadJob
from app.views.catalogue import VIEWS
from core.progress import Cancelled, no_progress

pytestmark = pytest.mark.usefixtures("qapp")


def test_named_modules_are_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "preloaded_in_a_test.py").write_text("value = 7\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(preload_job, "CORE_MODULES", ())
    PreloadJob(["preloaded_in_a_test"]).run(no_progress)
    assert sys.modules.pop("preloaded_in_a_test").value == 7


def test_every_module_named_in_the_application_exists() -> None:
    PreloadJob([view.module for view in VIEWS]).run(no_progress)
    assert all(module in sys.modules for module in preload_job.CORE_MODULES)


def test_it_can_be_cancelled() -> None:
    def cancel(fraction: float, text: str) -> None:
        del fraction, text
        raise Cancelled

    with pytest.raises(Cancelled):
        PreloadJob(["no_such_module"]).run(cancel)
