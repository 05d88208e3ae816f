"""The batch job finds the images, tells each line as it is written, and can be cancelled."""

from pathlib import Path

import numpy as np
import pytest

from app.jobs.batch_craft_job import BatchCraftJob, BatchCraftOptions
from core.attacks.batch import DrawnTarget, Recipe
from core.attacks.manifest import ManifestLine
from core.errors import AttackError
from core.images import save_lossless
from core.images.arrays import RGB
from core.progress import no_progress
from core.scaling.pipeline import Pipeline
from tests.support.answering_worker import AnsweringWorker

pytestmark = pytest.mark.usefixtures("qapp")

RECIPE = Recipe(lambda _: (Pipeline("opencv", "nearest", (24, 24)),))
GREY = DrawnTarget("grey", lambda shape, _: np.full((*shape, 3), 90, np.uint8))


def test_lines_are_published_as_they_are_written(tmp_path: Path, astronaut: RGB) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    for name in ("a.png", "b.png"):
        save_lossless(astronaut[:100, :100], sources / name)
    options = BatchCraftOptions(sources, GREY, tmp_path / "out", RECIPE)
    job = BatchCraftJob(options, AnsweringWorker())
    manifest = job.run(no_progress)
    lines = job.take_parts()
    assert [line.output for line in lines if isinstance(line, ManifestLine)] == ["a--grey.png", "b--grey.png"]
    assert manifest == tmp_path / "out" / "manifest.csv"
    assert len(manifest.read_text("utf-8").splitlines()) == 3


def test_a_folder_without_images_is_one_sentence(tmp_path: Path) -> None:
    job = BatchCraftJob(BatchCraftOptions(tmp_path, GREY, tmp_path / "out", RECIPE), AnsweringWorker())
    with pytest.raises(AttackError, match="no images"):
        job.run(no_progress)
    assert not (tmp_path / "out").exists()
