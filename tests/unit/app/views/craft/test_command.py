"""The copied command is what the form says, ready for a shell."""

import shlex
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from app.views.craft import CraftView
from core.images import evidence_from_pixels, read_evidence
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from tests.support.crafting import fill


def copied(view: CraftView) -> list[str]:
    """The words of the command after a click."""
    view.run_bar.copy.click()
    return shlex.split(QGuiApplication.clipboard().text())


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


def test_a_text_is_an_option_instead_of_a_file(view: CraftView, astronaut: RGB, chelsea: RGB) -> None:
    fill(view, astronaut, chelsea)
    view.inputs.target_panel.choose_kind("text")
    view.inputs.target_panel.text.setText("don't stop")
    assert after(copied(view), "--text") == "don't stop"
