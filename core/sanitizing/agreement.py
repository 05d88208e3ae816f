"""How far a pipeline's output lies from the robust output, by the real library."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.progress import Progress
from core.scaling.pipeline import Pipeline

RGB = NDArray[np.uint8]
Resize = Callable[[RGB, Pipeline], RGB]


@dataclass(frozen=True)
class Agreement:
    """Largest differences of a pipeline's output to a robust one in grey levels, by the real library.

    `before` and `after` sanitizing, to the robust output of the cleaned image, which is what the pipelines
    are brought to; `to_evidence`, after it, to that of the image as it came, in which an attack has a share.
    """

    pipeline: Pipeline
    before: float
    after: float
    to_evidence: float


def agreements(
    before: RGB,
    after: RGB,
    references: Sequence[RGB],
    own: Sequence[RGB],
    pipelines: Sequence[Pipeline],
    resize: Resize,
    progress: Progress,
) -> tuple[Agreement, ...]:
    """Compare each pipeline's output of both images, (H, W, 3) uint8, with its reference (h', w', 3).

    `own` are the robust outputs of the image `before`, one per pipeline as well.
    """
    found = []
    for done, (pipeline, reference, robust) in enumerate(zip(pipelines, references, own, strict=True)):
        progress(done / len(pipelines), f"Asking {pipeline.label}")
        first, second = (resize(image, pipeline) for image in (before, after))
        asked, reached = (largest_difference(output, reference) for output in (first, second))
        found.append(Agreement(pipeline, asked, reached, largest_difference(second, robust)))
    return tuple(found)


def largest_difference(output: RGB, reference: RGB) -> float:
    """max|output − reference| in grey levels."""
    return float(np.abs(output.astype(np.int16) - reference).max())
