"""The command line that repeats what the form does."""

import shlex

from app.models import PipelineChoice
from app.views.craft.statement import Statement
from app.views.craft.targets import Colour, ImageTarget, SignTarget, TextTarget
from core.attacks.catalogue import attack_spec
from core.images import Evidence
from core.scaling.pipeline import Pipeline


def craft_command(statement: Statement) -> str:
    """`aliascope craft …` with every choice written out, quoted for a POSIX shell.

    A picture that was never in a file is called by its name, a drawn sign by the class's: they have to be
    saved under it first.
    """
    choices = statement.choices
    words = ["aliascope", "craft", _where(statement.source), *_target_words(statement), "-o", "attack.png"]
    words += _pipeline_words(statement.choice, statement.goals[0][0])
    for pipeline, own in statement.goals[1:]:
        words += ["--also", _goal_words(pipeline, own)]
    words += ["--variant", choices.attack, "--norm", choices.norm]
    words += ["--epsilon", f"{choices.epsilon:g}", "--solver", choices.solver]
    if statement.region is not None:
        words += ["--region", ",".join(map(str, statement.region))]
    for option in attack_spec(choices.attack).options:
        words += ["--option", f"{option.id}={choices.options[option.id]}"]
    return shlex.join(words)


def _where(evidence: Evidence | None) -> str:
    if evidence is None:
        return "source.png"
    return evidence.name if evidence.path is None else str(evidence.path)


def _target_words(statement: Statement) -> list[str]:
    target = statement.target
    if isinstance(target, ImageTarget):
        return [_where(target.evidence)]
    if isinstance(target, TextTarget):
        return _text_words(target)
    return [target.file_name if isinstance(target, SignTarget) else "target.png"]


def _text_words(target: TextTarget) -> list[str]:
    """In one word each, as a text may begin like an option."""
    ground = "source" if target.over_source else _hex(target.ground)
    words = [f"--text={target.text}", "--text-colour", _hex(target.colour), "--text-background", ground]
    return [*words, "--text-size", str(target.size)] if target.size else words


def _hex(colour: Colour) -> str:
    return "".join(f"{level:02x}" for level in colour)


def _pipeline_words(choice: PipelineChoice, pipeline: Pipeline) -> list[str]:
    """The rule, where one is in force, and the size it gets; else the size itself."""
    words = ["--library", pipeline.library, "--algorithm", pipeline.algorithm]
    if choice.scaling is not None or choice.rule == "fixed":
        return [*words, "--size", _size(pipeline.target_shape)]
    tile = ["--tile", str(choice.tile + 1)] if choice.tile else []
    return [*words, "--size", _size(choice.size), "--rule", choice.rule, *tile]


def _goal_words(pipeline: Pipeline, own: Evidence | None) -> str:
    words = f"{pipeline.library}:{pipeline.algorithm}:{_size(pipeline.target_shape)}"
    return words if own is None else f"{words}:{_where(own)}"


def _size(shape: tuple[int, int]) -> str:
    return f"{shape[1]}x{shape[0]}"
