"""`aliascope classify`: which traffic sign does a model see?"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.arguments import add_allow_huge, add_json, add_library_and_algorithm
from app.cli.command import Command, ExitCode
from app.cli.console import Console
from app.cli.model_arguments import add_model, model_from, naming_options, save_profile
from core.images.files import printable
from core.percent import confidence_percent
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.classification.classify import Prediction
    from core.images import Evidence

MOST_ROWS = 1000

_DESCRIPTION = """\
Scale an image as a victim would and ask a model what it sees: the traffic-sign classifier that ships with
Aliascope (GTSRB, 43 classes, and an answer for pictures without a sign), or one of your own. --library and
--algorithm are by default those of the model's profile, else opencv and bilinear.

A model of your own is a Keras (.keras, .h5), TensorFlow Lite (.tflite) or SavedModel classifier of images;
its input size and type are read from the file. What the file does not say comes from the options below, or
from the profile MODEL.profile.json beside it, which --save-profile writes. Models that hold code are refused.

--json: {file, sha256, library, algorithm, model path or null, predictions [{class_id, name,
         confidence}] best first}. class_id 43 of the shipped model: not a traffic sign."""


def configure(parser: ArgumentParser) -> None:
    """Arguments of `aliascope classify`."""
    parser.add_argument("image", type=Path, metavar="IMAGE", help="image file of any size")
    add_library_and_algorithm(parser)
    add_model(parser)
    parser.add_argument(
        "--top", type=_top, default=5, metavar="N", help="how many classes to list (default 5)"
    )
    add_allow_huge(parser)
    add_json(parser)


def _top(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_ROWS:
        raise ArgumentTypeError(f"“{text}” is not a number from 1 to {MOST_ROWS}")
    return int(text)


def run(arguments: Namespace, console: Console) -> int:
    """Scale and classify."""
    from core.classification.apart import call_apart
    from core.classification.classify import classify, classify_and_note
    from core.classification.profile import Profile
    from core.images import read_evidence

    model = model_from(arguments)
    profile = Profile() if model is None else model.profile
    library = arguments.library or profile.library
    algorithm = arguments.algorithm or profile.algorithm
    Pipeline(library, algorithm, (1, 1))  # a combination that does not exist fails before the model loads
    evidence = read_evidence(arguments.image, allow_huge=arguments.allow_huge)
    console.progress(0.3, "Loading the classifier")
    options = {"library": library, "algorithm": algorithm, "model": model, "top": arguments.top}
    if model is None:
        predictions = classify(evidence.pixels, **options)
    else:
        with naming_options():
            predictions, note = call_apart(model.path, classify_and_note, evidence.pixels, **options)
        if note:
            console.note(f"aliascope: {note}")
    if model is not None and arguments.save_profile:
        console.note(f"wrote {save_profile(model)}")
    console.document(_document(evidence, predictions, arguments, (library, algorithm)))
    console.say(f"{printable(str(arguments.image))}, scaled by {library} {algorithm}")
    for entry in predictions:
        console.say(
            f"  {confidence_percent(entry.confidence):>9}  {printable(entry.name)} (class {entry.class_id})"
        )
    return ExitCode.DONE


def _document(
    evidence: "Evidence",
    predictions: "tuple[Prediction, ...]",
    arguments: Namespace,
    scaled_by: tuple[str, str],
) -> dict[str, Any]:
    return {
        "file": str(arguments.image),
        "sha256": evidence.sha256,
        "library": scaled_by[0],
        "algorithm": scaled_by[1],
        "model": None if arguments.model is None else str(arguments.model),
        "predictions": [
            {"class_id": entry.class_id, "name": entry.name, "confidence": entry.confidence}
            for entry in predictions
        ],
    }


CLASSIFY = Command("classify", "ask a classifier what it sees", _DESCRIPTION, configure, run)
