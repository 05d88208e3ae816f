"""What `aliascope inspect` leaves behind has safe, distinct names and never replaces evidence."""

from pathlib import Path

import numpy as np
import pytest

from app.cli.report_files import hidden_files, make_folder, report_file
from core.errors import SaveError
from core.images import RGB, Evidence, decode_evidence, read_evidence
from core.images.saving import encode_lossless


@pytest.fixture
def evidence(chelsea: RGB) -> Evidence:
    """The cat under a name that no file should have."""
    return decode_evidence(encode_lossless(chelsea), "../a\nb\udcff<x>.png")


def test_names_are_plain_and_tell_files_of_one_name_apart(tmp_path: Path, evidence: Evidence) -> None:
    file = report_file(tmp_path, evidence)
    assert file == tmp_path / f"a_b__x_-{evidence.sha256[:8]}.html"
    assert report_file(tmp_path / "named.html", evidence) == tmp_path / "named.html"


def test_the_hidden_image_is_saved_bit_by_bit(tmp_path: Path, evidence: Evidence, astronaut: RGB) -> None:
    make_folder(tmp_path / "deep" / "down")
    hidden, robust = hidden_files(
        tmp_path / "deep" / "down", evidence, astronaut, 255 - astronaut, protect=()
    )
    np.testing.assert_array_equal(read_evidence(hidden).pixels, astronaut)
    np.testing.assert_array_equal(read_evidence(robust).pixels, 255 - astronaut)
    with pytest.raises(SaveError, match="never overwritten"):
        hidden_files(tmp_path / "deep" / "down", evidence, astronaut, astronaut, protect=(hidden,))


def test_a_file_can_not_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SaveError, match="can not be made a folder"):
        make_folder(tmp_path / "file")
