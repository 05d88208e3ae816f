"""Values on the command line are read strictly, and say what is wrong."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

import pytest

from app.cli.arguments import add_pipeline, check_image_output, pipeline_from, region, required_pipeline, size
from core.errors import AliascopeError, SaveError, UnknownNameError
from core.scaling.pipeline import Pipeline


def test_sizes_are_written_width_first_and_kept_height_first() -> None:
    assert size("640x480") == (480, 640)
    assert size("30×32") == (32, 30)


@pytest.mark.parametrize("text", ["224", "0x5", "5x0", "-3x4", "3x4x5", "axb", "1e3x4", "999999x2", ""])
def test_other_sizes_are_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is not a size"):
        size(text)


def test_regions_are_four_numbers() -> None:
    assert region("10,20,64,32") == (10, 20, 64, 32)
    for text in ("10,20,64", "a,b,c,d", "-1,0,5,5", "1.5,2,3,4"):
        with pytest.raises(ArgumentTypeError, match="is not a region"):
            region(text)


def parsed(*arguments: str) -> Namespace:
    parser = ArgumentParser()
    add_pipeline(parser, required=False)
    return parser.parse_args(arguments)


SOURCE = (480, 640)
KEY = ("--library", "pillow", "--algorithm", "bicubic")


def test_a_pipeline_takes_all_three_or_none() -> None:
    assert pipeline_from(parsed(), SOURCE) is None
    whole = parsed(*KEY, "--size", "32x16")
    assert pipeline_from(whole, SOURCE) == Pipeline("pillow", "bicubic", (16, 32))
    for part in (["--size", "32x32"], ["--library", "opencv", "--algorithm", "area"], ["--rule", "tiles"]):
        with pytest.raises(AliascopeError, match="together"):
            pipeline_from(parsed(*part), SOURCE)


def test_a_rule_makes_the_pipeline_of_each_image() -> None:
    chosen = parsed(*KEY, "--size", "224x224", "--rule", "centre-crop")
    expected = Pipeline("pillow", "bicubic", (224, 224), (80, 0, 480, 480))
    assert required_pipeline(chosen, SOURCE) == expected
    assert required_pipeline(chosen, (300, 300)) == Pipeline("pillow", "bicubic", (224, 224))


def test_tiles_are_counted_from_one() -> None:
    tile = parsed(*KEY, "--size", "512x512", "--rule", "tiles", "--tile", "6")
    pipeline = required_pipeline(tile, (1080, 1920))
    assert pipeline.cut is not None
    assert (pipeline.cut.top, pipeline.cut.left) == (256, 853)
    with pytest.raises(AliascopeError, match="no tile 6: the rule tiles makes one tile"):
        required_pipeline(tile, (100, 100))
    for text in ("0", "-1", "two"):
        with pytest.raises(SystemExit):
            parsed("--tile", text)


def test_choices_come_from_the_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed("--library", "matlab")
    assert ended.value.code == 2
    assert "opencv" in capsys.readouterr().err
    with pytest.raises(UnknownNameError):
        Pipeline("opencv", "gaussian", (1, 1))


def test_outputs_are_checked_before_any_work(tmp_path: Path) -> None:
    source = tmp_path / "source.png"
    source.write_bytes(b"evidence")
    check_image_output(tmp_path / "out.png", source)
    for output in (source, tmp_path / "out.jpg", tmp_path):
        with pytest.raises(SaveError):
            check_image_output(output, source)
