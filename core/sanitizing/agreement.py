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
    """Largest difference to the robust output in grey levels, before and after sanitizing."""

    pipeline: Pipeline
    before: float
    after: float


def agreements(
    before: RGB,
    after: RGB,
    references: Sequence[RGB],
    pipelines: Sequence[Pipeline],
    resize: Resize,
    progress: Progress,
) -> tuple[Agreement, ...]:
    """Compare each pipeline's output of both images, (H, W, 3) uint8, with its reference (h', w', 3)."""
    found = []
    for done, (pipeline, reference) in enumerate(zip(pipelines, references, strict=True)):
        progress(done / len(pipelines), f"Asking {pipeline.label}")
        first, second = (largest_difference(resize(image, pipeline), reference) for image in (before, after))
        found.append(Agreement(pipeline, first, second))
    return tuple(found)


def largest_difference(output: RGB, reference: RGB) -> float:
    """max|output − reference| in grey levels."""
    return float(np.abs(output.astype(np.int16) - reference).max())
