from pathlib import Path

import numpy as np
import pytest

from core.classification.dataset import read_packed, read_signs
from core.classification.originals import Part
from core.errors import DatasetError


def test_the_packed_layout_gives_frames_labels_and_tracks(packed: Path) -> None:
    signs = read_packed(packed, "train")
    assert signs.images.shape == (36, 32, 32, 3)
    assert signs.images.dtype == np.uint8
    assert signs.labels.tolist() == [0] * 12 + [2] * 12 + [14] * 12
    assert signs.tracks.tolist() == ([22] * 4 + [23] * 4 + [24] * 4) * 3
    assert (
        signs.images[:, 0, 0] == np.stack([signs.labels * 6, signs.tracks * 10, [200, 201, 202, 203] * 9], 1)
    ).all()


def test_test_images_stand_in_the_order_of_the_table(packed: Path) -> None:
    signs = read_packed(packed, "test")
    assert signs.labels.tolist() == [0, 2, 14, 0, 2, 14, 0, 2, 14, 0]
    assert (signs.images[:, 0, 0, 0] == signs.labels * 6).all()
    assert (signs.images[:, 0, 0, 2] == 200 + np.arange(10)).all()
    assert (signs.tracks == -1).all()


@pytest.mark.parametrize("part", ["train", "test"])
def test_both_layouts_give_the_same_signs(packed: Path, unpacked: Path, part: Part) -> None:
    strips, folders = read_signs(packed, part), read_signs(unpacked, part)
    assert (strips.images == folders.images).all()
    assert (strips.labels == folders.labels).all()
    assert (strips.tracks == folders.tracks).all()


@pytest.mark.parametrize("part", ["train", "test"])
@pytest.mark.parametrize("inner", ["", "GTSRB"])
def test_the_official_layout_gives_the_same_signs(
    packed: Path, official: Path, part: Part, inner: str
) -> None:
    strips, found = read_signs(packed, part), read_signs(official / inner, part)
    assert (strips.images == found.images).all()
    assert (strips.labels == found.labels).all()
    assert (strips.tracks == found.tracks).all()


def test_an_official_test_set_without_its_labels_is_a_sentence(official: Path) -> None:
    for table in official.rglob("GT-final_test.csv"):
        table.unlink()
    with pytest.raises(DatasetError, match=r"GT-final_test\.csv can not be read"):
        read_signs(official, "test")


def test_the_layout_is_recognised(packed: Path, unpacked: Path) -> None:
    assert len(read_signs(packed, "test")) == len(read_signs(unpacked, "test")) == 10


@pytest.mark.parametrize("layout", ["packed", "unpacked"])
def test_the_track_that_leaks_into_the_test_set_is_left_out(
    layout: str, request: pytest.FixtureRequest
) -> None:
    signs = read_signs(request.getfixturevalue(layout), "train")
    pairs = set(zip(signs.labels.tolist(), signs.tracks.tolist(), strict=True))
    assert (14, 23) not in pairs
    assert len(pairs) == 8


def test_region_columns_may_be_missing(unpacked: Path) -> None:
    (unpacked / "Test.csv").write_text("ClassId,Path\n2,Test/00001.png\n")
    assert read_signs(unpacked, "test").labels.tolist() == [2]


def test_reading_reports_progress(packed: Path) -> None:
    seen: list[float] = []
    read_packed(packed, "train", lambda fraction, _: seen.append(fraction))
    assert seen == [0.0]


def test_a_folder_without_gtsrb_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="holds no GTSRB data"):
        read_signs(tmp_path, "train")


def test_a_broken_image_is_named(unpacked: Path) -> None:
    (unpacked / "Test" / "00003.png").write_bytes(b"not a picture")
    with pytest.raises(DatasetError, match=r"00003\.png is not an image"):
        read_signs(unpacked, "test")


def test_a_missing_image_is_named(unpacked: Path) -> None:
    (unpacked / "Test" / "00003.png").unlink()
    with pytest.raises(DatasetError, match=r"00003\.png can not be read"):
        read_signs(unpacked, "test")


def test_labels_and_images_have_to_match_in_number(packed: Path) -> None:
    (packed / "test_labels.csv").write_text("ClassId,Path\n1,00000.png\n")
    with pytest.raises(DatasetError, match="10 images and 1 labels"):
        read_signs(packed, "test")


@pytest.mark.parametrize("rows", ["Class,Path\n1,a.png\n", "ClassId,Path\n", "ClassId,Path\nstop,a.png\n"])
def test_a_broken_table_is_named(packed: Path, rows: str) -> None:
    (packed / "test_labels.csv").write_text(rows)
    with pytest.raises(DatasetError, match=r"test_labels\.csv has"):
        read_signs(packed, "test")


def test_a_class_outside_the_benchmark_is_refused(unpacked: Path) -> None:
    (unpacked / "Train" / "14").rename(unpacked / "Train" / "43")
    with pytest.raises(DatasetError, match="0 to 42"):
        read_signs(unpacked, "train")


def test_a_file_that_hides_its_track_is_refused(unpacked: Path) -> None:
    file = unpacked / "Train" / "2" / "00002_00022_00000.png"
    file.rename(file.with_name("sign.png"))
    with pytest.raises(DatasetError, match="not named by its track"):
        read_signs(unpacked, "train")
