"""The copied command is what the form says, ready for a shell."""

import shlex
from pathlib import Path

from app.views.craft.command import craft_command
from core.scaling.pipeline import Pipeline


def test_every_choice_is_written_out_and_quoted() -> None:
    pipeline = Pipeline("pillow", "lanczos", (48, 64))
    command = craft_command(Path("/a b/cat's.png"), "t.png", pipeline, "l1", 2.5, "fast")
    assert shlex.split(command) == [
        *("aliascope", "craft", "/a b/cat's.png", "t.png", "-o", "attack.png"),
        *("--library", "pillow", "--algorithm", "lanczos", "--size", "64x48"),
        *("--norm", "l1", "--epsilon", "2.5", "--solver", "fast"),
    ]
