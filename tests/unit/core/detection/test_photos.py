"""The benign images that calibrate, and the command."""

from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from core.detection.calibrate import main
from core.detection.calibration import Calibration, from_json, to_json
from core.detection.catalogue import DETECTORS, STRIP_COMB, detector
from core.detection.photos import VARIANTS, benign_versions, photo_paths
from core.errors import DatasetError, UnknownNameError
from core.images import save_lossless
from tests.support.pictures import picture

CALIBRATING = next(
    name for name in map("photo-{}.png".format, range(99)) if sha256(name.encode()).digest()[0] % 2 == 0
)
"""A name that puts a photograph in the half that calibrates."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(6):
        piece = picture("coffee.png")[: 100 + 20 * number, 30 * number : 30 * number + 130]
        save_lossless(np.ascontiguousarray(piece), tmp_path / f"{number}.png")
    (tmp_path / "notes.txt").write_text("no photograph")
    return tmp_path


def test_photographs_are_split_in_two_by_name(folder: Path) -> None:
    calibrating, testing = (set(photo_paths(folder, calibration=half)) for half in (True, False))
    assert calibrating.isdisjoint(testing)
    assert calibrating | testing == set(folder.glob("*.png"))


def test_variants_are_the_same_in_every_run(folder: Path) -> None:
    path = folder / "1.png"
    first, second = dict(benign_versions(path)), dict(benign_versions(path))
    assert first.keys() == second.keys()
    assert {variant.name for variant in VARIANTS if variant.share == 1} <= first.keys()
    for name, image in first.items():
        assert image.dtype == np.uint8
        assert image.shape[2] == 3
        assert np.array_equal(image, second[name])
    assert np.array_equal(first["as it is"], picture("coffee.png")[:120, 30:160])


def test_a_folder_without_photographs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no photographs"):
        photo_paths(tmp_path, calibration=True)
    assert main([str(tmp_path), "-o", str(tmp_path / "table.json")]) == 2


def test_the_command_writes_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_lossless(np.ascontiguousarray(picture("coffee.png")[:160, 90:220]), tmp_path / CALIBRATING)
    output = tmp_path / "table.json"
    assert main([str(tmp_path), "-o", str(output)]) == 0
    table = from_json(output.read_text())
    assert table.photos == 1
    assert table.samples >= 13
    assert set(table.distributions) == {spec.id for spec in (*DETECTORS, STRIP_COMB)}
    assert "1/1" in capsys.readouterr().err


def test_the_verdict_s_detectors_can_be_calibrated_alone(tmp_path: Path) -> None:
    save_lossless(np.ascontiguousarray(picture("coffee.png")[:130, 90:200]), tmp_path / CALIBRATING)
    output = tmp_path / "table.json"
    before = Calibration({"comb": {"old": (1.0,)}, "down_up": {"old": (2.0, 3.0)}}, 1, 2, "command", {})
    output.write_text(to_json(before))
    assert main([str(tmp_path), "-o", str(output), "--blind"]) == 0
    table = from_json(output.read_text())
    assert table.badness["down_up"] == {"old": (2.0, 3.0)}
    assert set(table.badness) == {"comb", "local_comb", "channel_comb", "strip_comb", "down_up"}
    assert len(table.badness["comb"][tmp_path.name]) >= 13
    assert table.command.endswith("--blind")


def test_detectors_have_names_people_can_look_up() -> None:
    assert len({spec.id for spec in DETECTORS}) == len(DETECTORS)
    assert all(spec.explanation.endswith(".") and spec.citation for spec in DETECTORS)
    assert detector("comb").title == "Lattice comb"
    with pytest.raises(UnknownNameError, match="choose one of"):
        detector("nonsense")
