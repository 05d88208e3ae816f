"""JPEG files: nearly the same pixels, and never over evidence."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import SaveError
from core.images.arrays import RGB
from core.images.lossy import decode_jpeg, encode_jpeg, is_lossy, save_jpeg
from core.images.metrics import psnr


def test_a_better_quality_keeps_more(chelsea: RGB) -> None:
    coarse, fine = encode_jpeg(chelsea, 30), encode_jpeg(chelsea, 95)
    assert len(coarse) < len(fine)
    assert 25 < psnr(decode_jpeg(coarse), chelsea) < psnr(decode_jpeg(fine), chelsea) < 60


def test_the_file_is_what_others_read(chelsea: RGB, tmp_path: Path) -> None:
    data = encode_jpeg(chelsea, 90)
    save_jpeg(data, tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as image:
        assert image.format == "JPEG"
        seen = np.asarray(image.convert("RGB"))
    assert psnr(seen, chelsea) > 30  # the channels are in their order
    assert np.abs(seen.astype(int) - decode_jpeg(data)).mean() < 1


@pytest.mark.parametrize("quality", [0, 101])
def test_other_qualities_do_not_exist(quality: int, chelsea: RGB) -> None:
    with pytest.raises(SaveError, match="1 to 100"):
        encode_jpeg(chelsea, quality)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(SaveError, match="JPEG file"):
        encode_jpeg(np.zeros((1, 65_501, 3), np.uint8), 90)


def test_evidence_and_other_suffixes_are_safe(tmp_path: Path) -> None:
    evidence = tmp_path / "evidence.jpg"
    evidence.write_bytes(b"evidence")
    with pytest.raises(SaveError, match="never overwritten"):
        save_jpeg(b"data", evidence, protect=[evidence])
    assert evidence.read_bytes() == b"evidence"
    with pytest.raises(SaveError, match="another name"):
        save_jpeg(b"data", tmp_path / "a.png")
    assert not (tmp_path / "a.png").exists()


def test_suffixes() -> None:
    assert is_lossy(Path("a.JPG"))
    assert not is_lossy(Path("a.png"))


def test_bytes_that_are_no_file() -> None:
    with pytest.raises(ValueError, match="JPEG"):
        decode_jpeg(b"nothing of the kind")
