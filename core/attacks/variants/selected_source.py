"""The source that suits the target: of many images, the one whose scaled version is nearest (§5.3.3)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from core.attacks.beside import beside
from core.attacks.options import Options
from core.attacks.problem import AttackProblem, check_problem
from core.attacks.pulse import Pulse
from core.attacks.result import AttackResult
from core.attacks.variant_call import VariantCall
from core.attacks.variants.finish import polled
from core.attacks.variants.fitting import refuse_limits
from core.errors import AliascopeError, AttackError
from core.images.arrays import RGB
from core.images.decoding import read_evidence
from core.images.files import printable
from core.scaling.robust import area_output


@dataclass(frozen=True, eq=False)
class Candidate:
    """An image that can be the source. distance: mean |scale(S) - T| in grey levels."""

    path: Path
    image: RGB
    distance: float


def craft_selected_source(problem: AttackProblem, options: Options, call: VariantCall) -> AttackResult:
    """Craft with the best source in the option `folder` instead of the problem's, which is not used.

    The result's `source` is the image chosen; the figures name it and the note says so. Raises `AttackError`
    where the folder can not be read or holds no image that is large enough.
    """
    refuse_limits(problem, "The search for a source")
    if problem.pipeline.crop is not None:
        raise AttackError(
            "The search for a source scales images of many sizes, but the pipeline crops for one size; "
            "choose a target size without a crop."
        )
    folder = Path(str(options["folder"])).expanduser()
    best, seen, skipped = _nearest(problem, folder, call)
    result = call.craft(replace(problem, source=best.image), 0.5, 1.0)
    figures = (
        ("Source chosen", printable(best.path.name)),
        ("Distance of its output from the target", f"{best.distance:.1f} grey levels on average"),
        ("Images compared", f"{seen} ({skipped} could not be used)"),
    )
    note = f"The source given was not attacked; {printable(best.path.name)} from the folder took its place."
    return replace(
        result,
        source=best.image,
        note=" ".join(filter(None, (note, result.note))),
        figures=(*figures, *result.figures),
    )


def image_files(folder: Path) -> tuple[Path, ...]:
    """The files in a folder, by name; none of its subfolders. Raises `AttackError` with one sentence."""
    try:
        return tuple(sorted(path for path in folder.iterdir() if path.is_file()))
    except OSError as error:
        raise AttackError(
            f"The folder {printable(str(folder))} can not be read ({error.strerror}); "
            "choose a folder with the images that may be the source."
        ) from error


def _nearest(problem: AttackProblem, folder: Path, call: VariantCall) -> tuple[Candidate, int, int]:
    """The best image, how many were compared and how many could not be."""
    if not folder.parts:
        raise AttackError("No folder to choose the source from is given; give one in the option “folder”.")
    files, best, seen = image_files(folder), None, 0
    for candidate in _candidates(problem, files, call):
        seen += 1
        if best is None or candidate.distance < best.distance:
            best = candidate
    if best is None:
        width, height = problem.pipeline.target_size
        raise AttackError(
            f"None of the {len(files)} files in {printable(str(folder))} is an image larger than "
            f"{width}×{height}; choose a folder with larger images."
        )
    return best, seen, len(files) - seen


def _candidates(problem: AttackProblem, files: tuple[Path, ...], call: VariantCall) -> Iterator[Candidate]:
    """Every file that can be decoded and scaled down, measured."""
    target = area_output(problem.target, problem.pipeline.target_shape).astype(np.float32)
    pulse = Pulse(call.progress, call.preview)
    for number, path in enumerate(files):
        poll = partial(call.progress, 0.5 * number / len(files), f"Comparing {printable(path.name)}")
        poll()
        try:
            image = beside(partial(_pixels, path), poll)
            check_problem(replace(problem, source=image))
        except AliascopeError:
            continue
        output = polled(call, 0.5 * number / len(files))(image, problem.pipeline)
        distance = float(np.abs(output - target).mean())
        pulse.show(image.copy)
        yield Candidate(path, image, distance)


def _pixels(path: Path) -> RGB:
    return read_evidence(path).pixels
