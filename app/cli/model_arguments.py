"""Arguments that name a model of the user's own and say how it is used."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.arguments import size
from core.errors import AliascopeError
from core.images.files import write_file

if TYPE_CHECKING:
    from core.classification.profile import ModelChoice

_PROFILE_OPTIONS = ("labels", "range", "mean", "std", "channel_order", "input_size")


def add_model(parser: ArgumentParser) -> None:
    """--model and what goes with it."""
    group = parser.add_argument_group("a model of your own")
    group.add_argument("--model", type=Path, metavar="FILE", help="model file, or a SavedModel's folder")
    group.add_argument(
        "--labels", type=Path, metavar="FILE", help="names of its outputs: one a line, or JSON"
    )
    group.add_argument(
        *("--range", "--input-range"),
        type=_range,
        metavar="LOW,HIGH",
        dest="range",
        help="what black and white become (default 0,255); write --range=-1,1 where it starts with a minus",
    )
    group.add_argument(
        "--mean", type=_triple, metavar="R,G,B", help="subtracted after that; one number, or one per channel"
    )
    group.add_argument("--std", type=_triple, metavar="R,G,B", help="divided by after that")
    group.add_argument("--channel-order", choices=["rgb", "bgr"], help="order of the channels (default rgb)")
    group.add_argument(
        "--input-size", type=size, metavar="WxH", help="where the model takes images of any size"
    )
    group.add_argument("--save-profile", action="store_true", help="write these to MODEL.profile.json")
    group.add_argument(
        "--trust-model",
        action="store_true",
        help="open a SavedModel, a program that can read and write files",
    )


def _numbers(text: str, counts: tuple[int, ...], example: str) -> tuple[float, ...]:
    try:
        numbers = tuple(float(part) for part in text.split(","))
    except ValueError:
        numbers = ()
    if len(numbers) not in counts:
        raise ArgumentTypeError(f"“{text}” is not {example}")
    return numbers


def _range(text: str) -> tuple[float, ...]:
    return _numbers(text, (2,), "two numbers; write LOW,HIGH, such as 0,1")


def _triple(text: str) -> tuple[float, ...]:
    numbers = _numbers(text, (1, 3), "one number or three; write R,G,B, such as 0.485,0.456,0.406")
    return numbers * (3 // len(numbers))


def model_from(arguments: Namespace) -> "ModelChoice | None":
    """The model that was named, with the profile beside it and the options over that; None for the shipped.

    Raises `ModelError` for a profile or labels file that can not be used, or a value no model can mean.
    """
    from core.classification.profile import ModelChoice, Profile, read_sidecar

    if arguments.model is None:
        _refuse_lonely(arguments)
        return None
    profile = read_sidecar(arguments.model) or Profile()
    return ModelChoice(arguments.model, replace(profile, **_fields(arguments)), arguments.trust_model)


def _refuse_lonely(arguments: Namespace) -> None:
    for option in (*_PROFILE_OPTIONS, "save_profile", "trust_model"):
        if getattr(arguments, option):
            name = option.replace("_", "-")
            raise AliascopeError(f"--{name} is about a model of your own; name it with --model.")


def _fields(arguments: Namespace) -> dict[str, Any]:
    """What the options say about the profile."""
    from core.classification.labels_file import read_labels

    fields: dict[str, Any] = {}
    if arguments.labels is not None:
        fields["labels"] = read_labels(arguments.labels)
    if arguments.range is not None:
        fields["low"], fields["high"] = arguments.range
    if arguments.input_size is not None:
        fields["input_shape"] = arguments.input_size
    for option in ("mean", "std", "channel_order", "library", "algorithm"):
        if getattr(arguments, option) is not None:
            fields[option] = getattr(arguments, option)
    return fields


@contextmanager
def naming_options() -> Iterator[None]:
    """Where a model can not be opened for want of an option, let the sentence end with that option."""
    from core.classification.formats import UntrustedModelError
    from core.classification.model import OpenSizeError

    try:
        yield
    except (UntrustedModelError, OpenSizeError) as error:
        option = "--trust-model" if isinstance(error, UntrustedModelError) else "--input-size WxH"
        raise type(error)(f"{str(error).removesuffix('.')}: {option}.") from error


def save_profile(model: "ModelChoice") -> Path:
    """Write the model's profile beside it and say where. Raises `SaveError`."""
    from core.classification.profile import profile_to_json, sidecar_path

    path = sidecar_path(model.path)
    write_file(path, profile_to_json(model.profile).encode(), protect=(model.path,))
    return path
