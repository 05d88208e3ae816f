"""Every format and sample layout that evidence comes in, and every way a file can be bad."""

import contextlib
import hashlib
import io
import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from core.errors import AliascopeError, ImageTooLargeError, ImageTooSmallError, UnreadableImageError
from core.images import RGB, decode_evidence, evidence_from_pixels, read_evidence
from core.images import files as files_module
from core.images.pillow_guard import MAX_PIXELS
from core.progress import Cancelled

Encode = Callable[..., bytes]


def png(width: int, height: int, depth: int, colour: int, rows: bytes = b"") -> bytes:
    """A PNG file by hand, so that it can claim any size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def read_by_opencv(data: bytes) -> RGB:
    return np.asarray(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR))[..., ::-1]


def one_sentence(error: pytest.ExceptionInfo[AliascopeError]) -> str:
    text = str(error.value)
    assert text.endswith(".")
    assert "\n" not in text
    return text


@pytest.mark.parametrize(
    ("format_name", "options"),
    [("PNG", {}), ("BMP", {}), ("TIFF", {}), ("PPM", {}), ("WEBP", {"lossless": True})],
)
def test_lossless_formats_give_the_very_pixels(
    picture: RGB, encode: Encode, format_name: str, options: dict[str, object]
) -> None:
    evidence = decode_evidence(encode(Image.fromarray(picture), format_name, **options), "x")
    assert evidence.format == format_name
    assert evidence.mode == "RGB 8-bit"
    np.testing.assert_array_equal(evidence.pixels, picture)


@pytest.mark.parametrize("format_name", ["JPEG", "WEBP", "AVIF"])
def test_lossy_formats_come_close(picture: RGB, encode: Encode, format_name: str) -> None:
    evidence = decode_evidence(encode(Image.fromarray(picture), format_name, quality=95), "x")
    assert evidence.format == format_name
    assert np.abs(evidence.pixels.astype(int) - picture).mean() < 4


def test_pixels_are_read_only_and_facts_are_those_of_the_bytes(picture: RGB, encode: Encode) -> None:
    data = encode(Image.fromarray(picture), "PNG")
    evidence = decode_evidence(data, "x.png")
    assert not evidence.pixels.flags.writeable
    assert evidence.sha256 == hashlib.sha256(data).hexdigest()
    assert evidence.md5 == hashlib.md5(data).hexdigest()
    assert (evidence.byte_count, evidence.shape, evidence.notes) == (len(data), (24, 32), ())


def test_grey_and_two_level_become_three_equal_channels(picture: RGB, encode: Encode) -> None:
    grey = decode_evidence(encode(Image.fromarray(picture[..., 0]), "PNG"), "x")
    np.testing.assert_array_equal(grey.pixels, np.repeat(picture[..., :1], 3, axis=2))
    two_level = decode_evidence(encode(Image.fromarray(picture[..., 0] > 100), "PNG"), "x")
    assert two_level.mode == "1-bit"
    np.testing.assert_array_equal(two_level.pixels[..., 1], np.where(picture[..., 0] > 100, 255, 0))


def test_palette_with_transparency_keeps_the_palette_colours(encode: Encode) -> None:
    image = Image.new("P", (8, 8), 1)
    image.putpalette([255, 0, 0, 0, 200, 10])
    image.putpixel((0, 0), 0)
    evidence = decode_evidence(encode(image, "PNG", transparency=0), "x")
    assert evidence.mode == "palette 1-bit + transparency"
    assert tuple(evidence.pixels[0, 0]) == (255, 0, 0)
    assert tuple(evidence.pixels[1, 1]) == (0, 200, 10)
    assert "not opaque" in evidence.notes[0]


def test_alpha_is_dropped_as_opencv_drops_it_and_said(picture: RGB, encode: Encode) -> None:
    alpha = np.full((24, 32), 255, np.uint8)
    alpha[:12] = 0
    data = encode(Image.fromarray(np.dstack([picture, alpha])), "PNG")
    evidence = decode_evidence(data, "x")
    np.testing.assert_array_equal(evidence.pixels, picture)
    np.testing.assert_array_equal(evidence.pixels, read_by_opencv(data))
    hidden = int((255 - picture[:12]).max())
    assert "50.00% of the pixels are not opaque" in evidence.notes[0]
    assert f"up to {hidden} grey levels" in evidence.notes[0]


def test_sixteen_bit_grey_and_colour_keep_the_high_byte(picture: RGB) -> None:
    wide = picture.astype(np.uint16) * 256 + 77
    for suffix in (".png", ".tiff"):
        for samples, expected in ((wide, picture), (wide[..., 0], np.dstack([picture[..., 0]] * 3))):
            stored = samples[..., ::-1] if samples.ndim == 3 else samples
            evidence = decode_evidence(cv2.imencode(suffix, stored)[1].tobytes(), "x")
            assert evidence.mode.endswith("16-bit")
            np.testing.assert_array_equal(evidence.pixels, expected)
            assert "16-bit samples are reduced" in evidence.notes[0]


def test_sixteen_bit_pnm_stays_within_a_grey_level(picture: RGB) -> None:
    wide = picture.astype(np.uint16) * 257
    for suffix, samples in ((".ppm", wide[..., ::-1]), (".pgm", wide[..., 0])):
        evidence = decode_evidence(cv2.imencode(suffix, samples)[1].tobytes(), "x")
        expected = picture if samples.ndim == 3 else picture[..., :1]
        assert evidence.mode.endswith("16-bit")
        assert np.abs(evidence.pixels.astype(int) - expected).max() <= 1


def test_ten_bit_pgm_uses_its_own_range() -> None:
    samples = np.linspace(0, 1023, 64).astype(">u2").reshape(8, 8)
    evidence = decode_evidence(b"P5\n# a comment\n8 8\n1023\n" + samples.tobytes(), "x")
    assert evidence.mode == "grey 10-bit"
    assert (evidence.pixels.min(), evidence.pixels.max()) == (0, 255)


@pytest.mark.parametrize("channels", [1, 3])
def test_float_tiff_of_unit_range_becomes_full_range(picture: RGB, channels: int) -> None:
    samples = (picture[..., :channels] / 255).astype(np.float32)
    stored = samples[..., ::-1] if channels == 3 else samples[..., 0]
    evidence = decode_evidence(cv2.imencode(".tiff", stored)[1].tobytes(), "x")
    assert evidence.mode == ("RGB 32-bit float" if channels == 3 else "grey 32-bit float")
    assert np.abs(evidence.pixels.astype(int) - picture[..., :channels]).max() <= 1
    assert "0..1 became 0..255" in evidence.notes[0]


def test_float_tiff_out_of_range_is_stretched_and_nan_becomes_black() -> None:
    samples = np.linspace(-3, 900, 64, dtype=np.float32).reshape(8, 8)
    samples[4, 4] = np.nan
    evidence = decode_evidence(cv2.imencode(".tiff", samples)[1].tobytes(), "x")
    assert (evidence.pixels.min(), evidence.pixels.max()) == (0, 255)
    assert evidence.pixels[4, 4, 0] == round(3 * 255 / 903)
    assert len(evidence.notes) == 2


def test_cmyk_is_read_as_opencv_reads_it(encode: Encode) -> None:
    # Pillow writes Adobe's inverted CMYK into JPEG, plain CMYK into TIFF.
    red_ink = Image.new("CMYK", (16, 16), (0, 255, 255, 0))
    for format_name in ("JPEG", "TIFF"):
        data = encode(red_ink, format_name)
        evidence = decode_evidence(data, "x")
        opencv = read_by_opencv(data)
        assert evidence.mode == "CMYK 8-bit"
        assert "CMYK inks" in evidence.notes[0]
        assert np.abs(evidence.pixels.astype(int) - opencv).max() <= 2
        assert np.abs(evidence.pixels[8, 8].astype(int) - (255, 0, 0)).max() <= 2


def test_only_the_first_frame_of_an_animation_is_read(picture: RGB, encode: Encode) -> None:
    frames = [Image.fromarray(picture[..., channel]) for channel in range(3)]
    data = encode(frames[0], "GIF", save_all=True, append_images=frames[1:])
    evidence = decode_evidence(data, "x")
    np.testing.assert_array_equal(evidence.pixels[..., 0], picture[..., 0])
    assert "3 pictures; only the first" in evidence.notes[0]
    assert evidence.pictures == 3


def test_content_decides_and_a_wrong_suffix_is_noted(picture: RGB, encode: Encode) -> None:
    data = encode(Image.fromarray(picture), "PNG")
    evidence = decode_evidence(data, "holiday.JPG")
    assert evidence.format == "PNG"
    assert evidence.notes == ("The name ends in .JPG, but the content is PNG.",)
    assert decode_evidence(data, "holiday.png").notes == ()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b'<?xml version="1.0"?>\n<svg xmlns=""/>', "SVG"),
        (b"\0\0\0\x18ftypheic....", "HEIC"),
        (b"8BPS\0\1......", "Photoshop"),
        (b"PK\3\4......", "ZIP"),
        (b"\x89PNG\r\n\x1a\n and then nonsense", "starts like a PNG"),
        (b"just some text", "not an image"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not an image"),
    ],
)
def test_what_is_no_image_is_named(head: bytes, kind: str) -> None:
    with pytest.raises(UnreadableImageError) as error:
        decode_evidence(head, "thing.png")
    assert kind in one_sentence(error)


def test_empty_missing_folder_and_device(tmp_path: Path) -> None:
    (tmp_path / "empty.png").write_bytes(b"")
    os.mkfifo(tmp_path / "pipe.png")
    cases = {"empty.png": "empty", "absent.png": "no such file", "": "folder", "pipe.png": "regular"}
    for name, words in cases.items():
        with pytest.raises(UnreadableImageError) as error:
            read_evidence(tmp_path / name)
        assert words in one_sentence(error)


def test_no_permission_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Not by chmod: a superuser may read everything.
    def refuse(*_args: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "x.png").write_bytes(b"x")
    monkeypatch.setattr(files_module, "_read_chunks", refuse)
    with pytest.raises(UnreadableImageError) as error:
        read_evidence(tmp_path / "x.png")
    assert "not permitted" in one_sentence(error)


@pytest.mark.parametrize("format_name", ["PNG", "JPEG", "WEBP", "BMP", "TIFF", "PPM", "GIF", "AVIF"])
def test_cut_off_files_are_refused_wherever_they_end(encode: Encode, format_name: str) -> None:
    noise = np.random.default_rng(4).integers(0, 256, (24, 32, 3), dtype=np.uint8)
    data = encode(Image.fromarray(noise), format_name)
    for share in (0.05, 0.3, 0.6, 0.8):
        with pytest.raises(UnreadableImageError) as error:
            decode_evidence(data[: int(len(data) * share)], "cut")
        one_sentence(error)


@pytest.mark.parametrize("format_name", ["PNG", "JPEG", "WEBP", "BMP", "TIFF", "PPM", "GIF", "AVIF"])
def test_damaged_files_decode_or_give_a_sentence(picture: RGB, encode: Encode, format_name: str) -> None:
    rng = np.random.default_rng(20)
    data = np.frombuffer(encode(Image.fromarray(picture), format_name), np.uint8)
    for _ in range(60):
        damaged = data.copy()
        damaged[rng.integers(0, min(len(data), 400), 4)] = rng.integers(0, 256, 4)
        with contextlib.suppress(AliascopeError):
            assert decode_evidence(damaged.tobytes(), "damaged").pixels.ndim == 3


def test_a_bomb_is_refused_before_it_is_unpacked_and_allowed_on_request() -> None:
    bomb = png(20000, 20000, 8, 0)
    with pytest.raises(ImageTooLargeError) as error:
        decode_evidence(bomb, "bomb.png")
    assert "20000×20000" in one_sentence(error)
    side = int(MAX_PIXELS**0.5) + 2
    rows = b"\0" * ((side + 7) // 8 + 1) * side
    assert decode_evidence(png(side, side, 1, 0, rows), "big.png", allow_huge=True).shape == (side, side)
    assert Image.MAX_IMAGE_PIXELS == MAX_PIXELS


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.png").open("wb") as file:
        file.truncate(files_module.MAX_FILE_BYTES + 1)
    with pytest.raises(ImageTooLargeError) as error:
        read_evidence(tmp_path / "huge.png")
    assert "GiB" in one_sentence(error)


@pytest.mark.parametrize("size", [(1, 40), (40, 1), (1, 1)])
def test_single_row_and_column_are_evidence(encode: Encode, size: tuple[int, int]) -> None:
    evidence = decode_evidence(encode(Image.new("RGB", size, (1, 2, 3)), "PNG"), "thin.png")
    assert evidence.shape == size[::-1]
    assert evidence.pixels[-1, -1].tolist() == [1, 2, 3]


def test_no_pixel_at_all_is_no_evidence() -> None:
    with pytest.raises(ImageTooSmallError) as error:
        evidence_from_pixels(np.zeros((0, 4, 3), np.uint8), "nothing")
    assert "4×0" in one_sentence(error)


def test_sixteen_bit_tiff_that_pillow_would_misread_is_refused() -> None:
    tifffile = pytest.importorskip("tifffile")
    planes = io.BytesIO()
    tifffile.imwrite(planes, np.zeros((3, 8, 8), np.uint16), photometric="rgb", planarconfig="separate")
    inverted = io.BytesIO()
    tifffile.imwrite(inverted, np.zeros((8, 8), np.uint16), photometric="miniswhite")
    for buffer, words in ((planes, "plane by plane"), (inverted, "white as 0")):
        with pytest.raises(UnreadableImageError) as error:
            decode_evidence(buffer.getvalue(), "x.tif")
        assert words in one_sentence(error)


def test_control_characters_of_a_name_never_reach_the_message() -> None:
    with pytest.raises(UnreadableImageError) as error:
        decode_evidence(b"", "a\nb\x1b[31m.png")
    assert "a\\nb\\x1b[31m.png" in one_sentence(error)


def test_reading_reports_progress_and_can_be_cancelled(tmp_path: Path, picture: RGB, encode: Encode) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(encode(Image.fromarray(picture), "PNG"))
    fractions: list[float] = []

    def record(fraction: float, text: str) -> None:
        fractions.append(fraction)

    read_evidence(path, progress=record)
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0

    def cancel(fraction: float, text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_evidence(path, progress=cancel)


def test_evidence_from_pixels_copies_and_hashes_the_raw_bytes(picture: RGB) -> None:
    evidence = evidence_from_pixels(picture, "pasted")
    assert evidence.sha256 == hashlib.sha256(picture.tobytes()).hexdigest()
    assert (evidence.format, evidence.path) == ("pixels", None)
    picture[0, 0] = 1
    assert tuple(evidence.pixels[0, 0]) == (0, 0, 255)
    with pytest.raises(ValueError, match="uint8"):
        evidence_from_pixels(picture.astype(float), "wrong")
