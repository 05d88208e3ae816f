"""The copied command is what the form says, ready for a shell."""

import shlex
from argparse import Namespace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QGuiApplication

from app.cli.craft_arguments import chosen_attack, chosen_norm, pipelines_for
from app.cli.main import build_parser
from app.views.craft import CraftView
from core.attacks.catalogue import ATTACKS, attack_spec
from core.attacks.options import checked_options
from core.images import evidence_from_pixels, read_evidence
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from tests.support.crafting import fill


def copied(view: CraftView) -> list[str]:
    """The words of the command after a click."""
    view.run_bar.copy.click()
    return shlex.split(QGuiApplication.clipboard().text())


def parsed(words: list[str]) -> Namespace:
    """What our own command line makes of it."""
    return build_parser().parse_args(words[1:])


def after(words: list[str], option: str) -> str:
    """The value of an option."""
    return words[words.index(option) + 1]


def test_files_and_choices_are_written_out(view: CraftView, astronaut_path: Path, chelsea: RGB) -> None:
    view.inputs.take(read_evidence(astronaut_path), "source")
    view.inputs.take(evidence_from_pixels(chelsea, "cat's eye.png"), "target")
    view.form.epsilon.setValue(2.5)
    words = copied(view)
    assert words[:6] == ["aliascope", "craft", str(astronaut_path), "cat's eye.png", "-o", "attack.png"]
    assert [after(words, f"--{name}") for name in ("library", "algorithm", "size")] == [
        "opencv",
        "bilinear",
        "64x64",
    ]
    assert after(words, "--epsilon") == "2.5"
    assert after(words, "--norm") == "l2"
    assert after(words, "--solver") == "fast"


def test_a_size_rule_is_named_with_the_size_it_gets(view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    fill(view, astronaut[:, :300], chelsea)
    view.session.pipeline.set_rule("short-edge")
    words = copied(view)
    assert after(words, "--rule") == "short-edge"
    assert after(words, "--size") == "64x64"
    pipelines = pipelines_for(parsed(words), (512, 300))
    assert pipelines == (view.statement.goals[0][0],)


def test_regions_and_further_pipelines_are_there(view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    fill(view, astronaut, chelsea)
    view.form.attack.setCurrentIndex(view.form.attack.findData("local"))
    view.form.region.set_region((10, 20, 300, 200))
    view.form.goals.add_goal(Pipeline("pillow", "nearest", (48, 96)))
    own = evidence_from_pixels(astronaut, "other.png")
    view.form.goals.add_goal(Pipeline("pillow", "nearest", (32, 32)), own)
    words = copied(view)
    assert after(words, "--region") == "10,20,300,200"
    also = [words[place + 1] for place, word in enumerate(words) if word == "--also"]
    assert also == ["pillow:nearest:96x48", "pillow:nearest:32x32:other.png"]
    arguments = parsed(words)
    assert arguments.region == (10, 20, 300, 200)
    assert pipelines_for(arguments, (512, 512)) == tuple(pipeline for pipeline, _ in view.statement.goals)


def test_a_text_is_an_option_instead_of_a_file(view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    fill(view, astronaut, chelsea)
    panel = view.inputs.target_panel
    panel.choose_kind("text")
    panel.text.setText("--don't")
    panel.text_size.setValue(12)
    panel.colour.set_colour(QColor("#102030"))
    arguments = parsed(copied(view))
    assert arguments.target is None
    assert arguments.text == "--don't"
    assert arguments.text_size == 12
    assert arguments.text_colour == (16, 32, 48)
    assert arguments.text_background == (255, 255, 255)
    panel.over_source.setChecked(True)
    assert parsed(copied(view)).text_background is None  # the source


@pytest.mark.parametrize("attack", [spec.id for spec in ATTACKS])
def test_the_command_line_understands_every_attack(
    view: CraftView, attack: str, astronaut: RGB, chelsea: RGB, tmp_path: Path
) -> None:
    fill(view, astronaut, chelsea)
    view.form.attack.setCurrentIndex(view.form.attack.findData(attack))
    for field in view.form.options.fields.values():
        if field.spec.kind == "folder":
            field.set_value(str(tmp_path))
    view.form.epsilon.setValue(3.5)
    arguments, statement = parsed(copied(view)), view.statement
    assert chosen_attack(arguments).id == attack
    assert chosen_norm(arguments) == statement.choices.norm
    assert arguments.epsilon == 3.5
    assert arguments.solver == statement.choices.solver
    assert arguments.region == statement.region
    assert pipelines_for(arguments, (512, 512)) == tuple(pipeline for pipeline, _ in statement.goals)
    spec = attack_spec(attack)
    assert checked_options(spec, dict(arguments.option)) == statement.choices.options
