"""Made-up GTSRB data: plain coloured frames, the same signs in both layouts."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from core.images.arrays import RGB

CLASSES = (0, 2, 14)
TRACKS = (22, 23, 24)
FRAMES = 4
TEST_IMAGES = 10


def frame(label: int, track: int, index: int) -> RGB:
    """A 32×32 frame whose colours name class, track and frame."""
    picture = np.full((32, 32, 3), (label * 6, track * 10, 200 + index), np.uint8)
    picture[8:24, 8 : 10 + label] = (250, 30, 40)
    return picture


def write(file: Path, pixels: RGB) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(file), cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_WEBP_QUALITY, 101])


def label_of_test(index: int) -> int:
    return CLASSES[index % len(CLASSES)]


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """The packed layout: strips of 32×32 frames."""
    folder = tmp_path / "packed"
    for label in CLASSES:
        for track in TRACKS:
            strip = np.concatenate([frame(label, track, index) for index in range(FRAMES)])
            write(folder / "train" / f"{label:02}_{track:05}.webp", strip)
    tests = [frame(label_of_test(index), 0, index) for index in range(TEST_IMAGES)]
    write(folder / "test" / "000.webp", np.concatenate(tests[:6]))
    write(folder / "test" / "001.webp", np.concatenate(tests[6:]))
    rows = [f"{label_of_test(index)},{index:05}.png" for index in range(TEST_IMAGES)]
    (folder / "test_labels.csv").write_text("\n".join(["ClassId,Path", *rows]))
    return folder


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """The layout people unpack: one file per image, at twice the size, with region columns."""
    folder = tmp_path / "unpacked"
    for label in CLASSES:
        for track in TRACKS:
            for index in range(FRAMES):
                name = f"{label:05}_{track:05}_{index:05}.png"
                write(folder / "Train" / str(label) / name, _doubled(frame(label, track, index)))
    rows = ["Width,Height,Roi.X1,Roi.Y1,Roi.X2,Roi.Y2,ClassId,Path"]
    for index in range(TEST_IMAGES):
        write(folder / "Test" / f"{index:05}.png", _doubled(frame(label_of_test(index), 0, index)))
        rows.append(f"64,64,5,5,59,59,{label_of_test(index)},Test/{index:05}.png")
    (folder / "Test.csv").write_text("\n".join(rows))
    return folder


@pytest.fixture(params=["beside", "above"])
def official(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The benchmark's own archives: PPM files, tables with semicolons, labels of the test set apart."""
    folder = tmp_path / "official"
    images = folder / "GTSRB" / "Final_Test" / "Images"
    for label in CLASSES:
        home = folder / "GTSRB" / "Final_Training" / "Images" / f"{label:05}"
        for track in TRACKS:
            for index in range(FRAMES):
                write(home / f"{track:05}_{index:05}.ppm", _doubled(frame(label, track, index)))
        (home / f"GT-{label:05}.csv").write_text("Filename;Width;ClassId\n")
    rows = ["Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId"]
    for index in range(TEST_IMAGES):
        write(images / f"{index:05}.ppm", _doubled(frame(label_of_test(index), 0, index)))
        rows.append(f"{index:05}.ppm;64;64;5;5;59;59;{label_of_test(index)}")
    table = images if request.param == "beside" else folder
    (table / "GT-final_test.csv").write_text("\n".join(rows))
    return folder


def _doubled(pixels: RGB) -> RGB:
    return pixels.repeat(2, axis=0).repeat(2, axis=1)
