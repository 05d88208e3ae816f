"""The arguments of craft and craft-batch, and what is refused before any work."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

import pytest

from app.cli import craft_batch_command, craft_command
from app.cli.craft_arguments import also_goal, chosen_attack, chosen_norm, pipelines_for
from app.cli.main import run
from core.attacks.catalogue import ATTACKS
from core.errors import AliascopeError
from core.scaling.pipeline import Pipeline

PIPELINE = ("--library", "opencv", "--algorithm", "bilinear", "--size", "64x32")


def parsed(*arguments: str) -> object:
    parser = ArgumentParser()
    craft_command.configure(parser)
    return parser.parse_args(["source.png", "target.png", "-o", "out.png", *PIPELINE, *arguments])


def test_a_further_pipeline_may_have_a_target_of_its_own() -> None:
    plain, own = also_goal("pillow:nearest:20x10"), also_goal("opencv:area:9x8:C:/a file.png")
    assert (plain.pipeline, plain.target) == (Pipeline("pillow", "nearest", (10, 20)), None)
    assert (own.pipeline, own.target) == (Pipeline("opencv", "area", (8, 9)), Path("C:/a file.png"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("pillow:nearest", "write LIBRARY:ALGORITHM:WxH"),
        ("pillow:magic:20x20", "magic"),
        ("nothing:nearest:20x20", "nothing"),
        ("pillow:nearest:big", "is not a size"),
    ],
)
def test_a_pipeline_that_is_none_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ArgumentTypeError, match=sentence):
        also_goal(text)


def test_pipelines_attack_and_norm_follow_the_arguments() -> None:
    arguments = parsed("--also", "pillow:nearest:64x32", "--also", "opencv:area:16x16")
    labels = [pipeline.label for pipeline in pipelines_for(arguments, (100, 200))]  # type: ignore[arg-type]
    assert labels == ["OpenCV bilinear 64×32", "Pillow nearest 64×32", "OpenCV area 16×16"]
    assert (chosen_attack(arguments).id, chosen_norm(arguments)) == ("strong", "l2")  # type: ignore[arg-type]
    direct = parsed("--solver", "direct")
    assert chosen_attack(direct).id == "direct"  # type: ignore[arg-type]
    sparse = parsed("--variant", "sparse", "--option", "a=b=c")
    assert (chosen_attack(sparse).id, chosen_norm(sparse)) == ("sparse", "l0")  # type: ignore[arg-type]
    assert sparse.option == [("a", "b=c")]  # type: ignore[attr-defined]


def test_a_norm_that_the_attack_does_not_know_is_refused() -> None:
    with pytest.raises(AliascopeError, match="can not minimise the norm l0; choose one of l2"):
        chosen_norm(parsed("--variant", "spectrum_suppress", "--norm", "l0"))  # type: ignore[arg-type]


def test_every_attack_and_option_is_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    for configure in (craft_command.configure, craft_batch_command.configure):
        parser = ArgumentParser()
        configure(parser)
        parser.print_help()
        printed = " ".join(capsys.readouterr().out.split())
        for spec in ATTACKS:
            assert f"{spec.id}: " in printed
            assert all(f"{option.id}=" in printed for option in spec.options)


@pytest.mark.parametrize(
    ("rest", "sentence"),
    [
        (("--text", "STOP"), "one thing to hide, a TARGET image or a --text"),
        (("--variant", "local"), "local attack changes a region only"),
        (("--option", "colour=red"), "has no option “colour”"),
        (("--region", "0,0,4000,20"), "reaches outside the source"),
        (("--size", "900x900"), "scaled down"),
        (("--solver", "cvxpy", "--also", "pillow:nearest:64x32"), "one pipeline at a time"),
        (("--also", "pillow:nearest:64x32", "--also", "pillow:nearest:64x32"), "is there twice"),
        (
            ("--library", "pillow", "--variant", "pillow_restricted", "--option", "others=0"),
            "free more pixels",
        ),
        (("--variant", "overlay", "--region", "0,0,50,50"), "sets no output pixel of the trigger"),
        (("--variant", "direct", "--also", "pillow:nearest:64x32"), "works for one pipeline"),
    ],
)
def test_what_does_not_fit_is_one_sentence_and_nothing_is_written(
    rest: tuple[str, ...],
    sentence: str,
    tmp_path: Path,
    astronaut_path: Path,
    chelsea_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out.png"
    code = run(["craft", str(astronaut_path), str(chelsea_path), "-o", str(out), *PIPELINE, *rest])
    said = capsys.readouterr().err.strip()
    assert code == 2
    assert sentence in said
    assert said.startswith("aliascope: ")
    assert "\n" not in said
    assert not list(tmp_path.iterdir())


def test_a_negative_epsilon_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parsed("--epsilon", "-1")
    assert left.value.code == 2
    assert "give a number from 0 to 255" in capsys.readouterr().err
