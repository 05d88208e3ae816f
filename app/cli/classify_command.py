"""`aliascope classify`: which traffic sign does a model see?"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.arguments import add_allow_huge, add_json, add_library_and_algorithm
from app.cli.command import Command, ExitCode
from app.cli.console import Console
from core.classification.labels import CLASS_COUNT
from core.images.files import printable
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.classification.classify import Prediction
    from core.images import Evidence


_DESCRIPTION = """\
Scale an image as a victim would and ask a traffic-sign classifier (GTSRB, 43 classes) what it sees. The
classifier names a sign for any picture. Without --model the one that ships with Aliascope is asked.

--json: {file, sha256, library, algorithm, model path or null, predictions [{class_id, name,
         confidence}] best first}."""


def configure(parser: ArgumentParser) -> None:
    """Arguments of `aliascope classify`."""
    parser.add_argument("image", type=Path, metavar="IMAGE", help="image file of any size")
    add_library_and_algorithm(parser, defaults=("opencv", "bilinear"))
    parser.add_argument("--model", type=Path, metavar="FILE", help="a Keras 3 .keras file of 43 classes")
    parser.add_argument(
        "--top", type=_top, default=5, metavar="N", help="how many classes to list (default 5)"
    )
    add_allow_huge(parser)
    add_json(parser)


def _top(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= CLASS_COUNT:
        raise ArgumentTypeError(f"“{text}” is not a number from 1 to {CLASS_COUNT}")
    return int(text)


def run(arguments: Namespace, console: Console) -> int:
    """Scale and classify."""
    from core.classification.classify import classify
    from core.images import read_evidence

    library, algorithm = arguments.library, arguments.algorithm
    Pipeline(library, algorithm, (1, 1))  # a combination that does not exist fails before the model loads
    evidence = read_evidence(arguments.image, allow_huge=arguments.allow_huge)
    console.progress(0.3, "Loading the classifier")
    predictions = classify(
        evidence.pixels, library=library, algorithm=algorithm, model=arguments.model, top=arguments.top
    )
    console.document(_document(evidence, predictions, arguments))
    console.say(f"{printable(str(arguments.image))}, scaled by {library} {algorithm}")
    for entry in predictions:
        console.say(f"  {100 * entry.confidence:5.1f} %  {entry.name} (class {entry.class_id})")
    return ExitCode.DONE


def _document(
    evidence: "Evidence", predictions: "tuple[Prediction, ...]", arguments: Namespace
) -> dict[str, Any]:
    return {
        "file": str(arguments.image),
        "sha256": evidence.sha256,
        "library": arguments.library,
        "algorithm": arguments.algorithm,
        "model": None if arguments.model is None else str(arguments.model),
        "predictions": [
            {"class_id": entry.class_id, "name": entry.name, "confidence": entry.confidence}
            for entry in predictions
        ],
    }


CLASSIFY = Command("classify", "ask a traffic-sign classifier what it sees", _DESCRIPTION, configure, run)
