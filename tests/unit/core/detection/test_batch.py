"""Many files at a time, in processes of their own."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.detection.batch import BatchOptions, scan_files
from core.detection.folder import image_files, is_image_file
from core.detection.scan_file import THUMBNAIL_SIDE, file_sha256, scan_file
from core.errors import UnreadableImageError
from core.progress import Cancelled
from tests.support.pictures import picture


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    coffee = Image.fromarray(picture("coffee.png")[:120, :160])
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    coffee.save(tmp_path / "b.png")
    coffee.save(tmp_path / "deep" / "A.JPG")
    coffee.save(tmp_path / ".hidden" / "c.png")
    coffee.save(tmp_path / "deep" / "er" / "nameless", "PNG")
    (tmp_path / "notes.txt").write_text("no image")
    (tmp_path / "deep" / "broken.webp").write_bytes(b"RIFF")
    return tmp_path


def test_images_are_found_by_name_and_by_content(folder: Path) -> None:
    names = [name for _, name in image_files(folder)]
    assert names == ["b.png", "deep/A.JPG", "deep/broken.webp", "deep/er/nameless"]
    assert not is_image_file(folder / "notes.txt")


def test_what_is_no_folder_is_refused(folder: Path) -> None:
    with pytest.raises(UnreadableImageError, match="not a folder"):
        image_files(folder / "b.png")


def test_every_file_gets_a_record(folder: Path) -> None:
    seen: list[float] = []
    results = list(scan_files(image_files(folder), progress=lambda fraction, _: seen.append(fraction)))
    records = {result.record.file: result.record for result in results}
    assert set(records) == {"b.png", "deep/A.JPG", "deep/broken.webp", "deep/er/nameless"}
    assert records["b.png"].verdict == "clean"
    assert records["b.png"].sha256 == file_sha256(folder / "b.png")
    assert (records["b.png"].width, records["b.png"].height) == (160, 120)
    assert records["deep/broken.webp"].verdict is None
    assert "broken.webp" in (records["deep/broken.webp"].error or "")
    assert all(result.thumbnail is None for result in results)
    assert seen


def test_cancelling_ends_the_processes(folder: Path) -> None:
    def cancel(fraction: float, text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(scan_files(image_files(folder), progress=cancel))


def test_pictures_come_when_asked_for_and_hidden_ones_are_saved(tmp_path: Path) -> None:
    source, target = picture("astronaut.png").copy(), picture("chelsea.png")
    source[4::8, 4::8] = np.asarray(Image.fromarray(target).resize((64, 64), Image.Resampling.BOX))
    Image.fromarray(source).save(tmp_path / "cat.png")
    hidden = tmp_path / "found"
    hidden.mkdir()
    options = BatchOptions(hidden_folder=hidden, pictures=True)
    result = scan_file(tmp_path / "cat.png", "cat.png", options)
    assert result.record.verdict == "attack"
    assert result.record.target_size == (64, 64)
    assert result.thumbnail is not None
    assert max(result.thumbnail.shape[:2]) == THUMBNAIL_SIDE
    assert result.hidden is not None
    assert result.record.hidden_image is not None
    assert Path(result.record.hidden_image).parent == hidden
    with Image.open(result.record.hidden_image) as saved:
        assert saved.size == (64, 64)


def test_a_file_that_is_gone_is_one_sentence(tmp_path: Path) -> None:
    record = scan_file(tmp_path / "gone.png", "gone.png", BatchOptions()).record
    assert record.verdict is None
    assert "gone.png can not be read" in (record.error or "")
