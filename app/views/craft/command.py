"""The command line that repeats what the form does."""

import shlex
from pathlib import Path

from core.scaling.pipeline import Pipeline


def craft_command(
    source: Path | str, target: Path | str, pipeline: Pipeline, norm: str, epsilon: float, solver: str
) -> str:
    """`aliascope craft …` with every option written out, quoted for a POSIX shell."""
    width, height = pipeline.target_size
    words = ["aliascope", "craft", str(source), str(target), "-o", "attack.png"]
    words += ["--library", pipeline.library, "--algorithm", pipeline.algorithm, "--size", f"{width}x{height}"]
    words += ["--norm", norm, "--epsilon", f"{epsilon:g}", "--solver", solver]
    return shlex.join(words)
