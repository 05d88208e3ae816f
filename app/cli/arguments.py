"""Arguments that several sub-commands share, and how their values are read."""

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import AliascopeError, UnknownNameError
from core.images.files import check_writable
from core.images.saving import check_lossless
from core.scaling.catalogue import LIBRARIES, algorithm
from core.scaling.pipeline import Pipeline
from core.scaling.size_rules import SIZE_RULES

if TYPE_CHECKING:
    from core.detection.asked import Asked

_LARGEST_SIDE = 100_000


def size(text: str) -> tuple[int, int]:
    """ "WxH" as (height, width)."""
    match = re.fullmatch(r"(\d{1,6})[x×](\d{1,6})", text)
    if match is None:
        raise ArgumentTypeError(f"“{text}” is not a size; write WIDTHxHEIGHT, such as 224x224")
    width, height = int(match[1]), int(match[2])
    if not 1 <= min(width, height) <= max(width, height) <= _LARGEST_SIDE:
        raise ArgumentTypeError(f"“{text}” is not a size; sides are 1 to {_LARGEST_SIDE} pixels")
    return height, width


def region(text: str) -> tuple[int, int, int, int]:
    """ "X,Y,W,H" as four numbers of pixels."""
    match = re.fullmatch(r"(\d{1,6}),(\d{1,6}),(\d{1,6}),(\d{1,6})", text)
    if match is None:
        raise ArgumentTypeError(
            f"“{text}” is not a region; write X,Y,WIDTH,HEIGHT in pixels, such as 10,20,64,64"
        )
    x, y, width, height = map(int, match.groups())
    return x, y, width, height


def pipeline(text: str) -> Pipeline:
    """ "LIBRARY:ALGORITHM:WxH"."""
    parts = text.split(":")
    if len(parts) != 3:
        raise ArgumentTypeError(
            f"“{text}” is not a pipeline; write LIBRARY:ALGORITHM:WxH, such as pillow:nearest:224x224"
        )
    try:
        algorithm(parts[0], parts[1])
    except UnknownNameError as error:
        raise ArgumentTypeError(str(error)) from error
    return Pipeline(parts[0], parts[1], size(parts[2]))


def add_json(parser: ArgumentParser) -> None:
    """--json"""
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def add_allow_huge(parser: ArgumentParser) -> None:
    """--allow-huge"""
    parser.add_argument(
        "--allow-huge", action="store_true", help="decode images above the safe limit (89 megapixels, 1 GiB)"
    )


def add_library_and_algorithm(
    parser: ArgumentParser, *, required: bool = False, defaults: tuple[str, str] | None = None
) -> None:
    """--library and --algorithm, with choices from the catalogue."""
    libraries = [library.id for library in LIBRARIES]
    algorithms = list(dict.fromkeys(entry.id for library in LIBRARIES for entry in library.algorithms))
    names = {"library": libraries, "algorithm": algorithms}
    for position, (name, choices) in enumerate(names.items()):
        default = None if defaults is None else defaults[position]
        shown = f"{name} that scales: {', '.join(choices)}" + (f" (default {default})" if default else "")
        parser.add_argument(
            f"--{name}", choices=choices, required=required, default=default, metavar=name.upper(), help=shown
        )


def add_pipeline(parser: ArgumentParser, *, required: bool = True) -> None:
    """--library, --algorithm and --size, the three that make a pipeline, and --rule and --tile."""
    add_library_and_algorithm(parser, required=required)
    parser.add_argument(
        "--size",
        type=size,
        required=required,
        metavar="WxH",
        help="target size in pixels, such as 224x224; a rule of one length takes the shorter side",
    )
    rules = "; ".join(f"{rule.id}: {rule.explanation}" for rule in SIZE_RULES)
    parser.add_argument(
        "--rule",
        choices=[rule.id for rule in SIZE_RULES],
        default="fixed",
        help=f"what is made of the image's own size (default fixed). {rules}",
    )
    parser.add_argument(
        "--tile",
        type=_tile,
        default=1,
        metavar="N",
        help="which tile of --rule tiles, row by row (default 1)",
    )


def _tile(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _LARGEST_SIDE:
        raise ArgumentTypeError(f"“{text}” is not a tile; count them from 1")
    return int(text)


def names_pipeline(arguments: Namespace) -> bool:
    """Whether --library, --algorithm and --size were given.

    Raises `AliascopeError` when some are missing, or when --rule was given without them.
    """
    given = (arguments.library, arguments.algorithm, arguments.size)
    if given == (None, None, None) and arguments.rule == "fixed":
        return False
    if None in given:
        raise AliascopeError(
            "A pipeline needs --library, --algorithm and --size together; give the missing ones or none."
        )
    return True


def pipeline_from(arguments: Namespace, source_shape: tuple[int, int]) -> Pipeline | None:
    """The pipeline for an image of (height, width); None when none was given.

    Raises `AliascopeError` as `names_pipeline`, and where the image has no such tile.
    """
    return required_pipeline(arguments, source_shape) if names_pipeline(arguments) else None


def required_pipeline(arguments: Namespace, source_shape: tuple[int, int]) -> Pipeline:
    """The pipeline of a command that can not do without, for an image of (height, width).

    Raises `AliascopeError` for a name that is not in the catalogue, and where the image has no such tile.
    """
    return asked_from(arguments).pipeline(source_shape)


def asked_from(arguments: Namespace) -> "Asked":
    """What --library, --algorithm, --size, --rule and --tile say together, for images of any size."""
    from core.detection.asked import Asked

    size, tile = arguments.size, arguments.tile - 1
    return Asked(arguments.library, arguments.algorithm, size, arguments.rule, tile)


def add_image_output(parser: ArgumentParser) -> None:
    """-o / --output"""
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT.png", help="lossless file to write"
    )


def check_image_output(output: Path, *inputs: Path) -> None:
    """Raise `SaveError` before any work when `output` is lossy, an input, or can not be replaced."""
    check_lossless(output)
    check_writable(output, protect=inputs)
