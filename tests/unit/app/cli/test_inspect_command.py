"""`aliascope inspect` on images that leave nothing to search."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from app.cli.command import ExitCode
from app.cli.console import Console
from app.cli.inspect_command import INSPECT
from app.cli.parser import Parser


@pytest.mark.parametrize(("size", "why"), [((1, 1), "small"), ((3, 3000), "narrow"), ((1, 3000), "narrow")])
def test_an_image_too_small_is_a_verdict_and_no_error(
    tmp_path: Path, size: tuple[int, int], why: str
) -> None:
    path, out = tmp_path / "tiny.png", io.StringIO()
    Image.new("RGB", size, (1, 2, 3)).save(path)
    parser = Parser()
    INSPECT.configure(parser)
    console = Console(as_json=True, out=out, err=io.StringIO())
    assert INSPECT.run(parser.parse_args([str(path), "--json"]), console) == ExitCode.DONE
    document = json.loads(out.getvalue())
    assert document["verdict"] == "clean"
    assert document["unsearched"] == why
    assert f"too {why}" in document["summary"]
