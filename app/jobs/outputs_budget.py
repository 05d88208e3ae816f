"""How many outputs fit in memory at one size."""

from collections.abc import Sequence

from core.scaling.catalogue import ALGORITHMS
from core.scaling.pipeline import Pipeline
from core.scaling.robust import robust_pipeline

GRID_BYTES = 600_000_000
"""Room for the outputs of one grid: all of today's catalogue at some 2000×2000."""


def output_bytes(pipeline: Pipeline) -> int:
    """What an output takes, three bytes a pixel."""
    return 3 * pipeline.target_shape[0] * pipeline.target_shape[1]


def every_algorithm(pipeline: Pipeline) -> tuple[Pipeline, ...]:
    """The same scaling by every library and algorithm, in the catalogue's order."""
    return tuple(pipeline.by(entry.library, entry.id) for entry in ALGORITHMS)


def affordable(pipeline: Pipeline, source_shape: tuple[int, int]) -> tuple[Pipeline, ...]:
    """Whose outputs of a source of (height, width) are made.

    All of them; where they would take more than `GRID_BYTES`, the robust one and that of `pipeline`; none
    where even these would.
    """
    few = tuple(dict.fromkeys((robust_pipeline(pipeline, source_shape), pipeline)))
    choices: Sequence[tuple[Pipeline, ...]] = (every_algorithm(pipeline), few)
    return next((made for made in choices if _bytes(made) <= GRID_BYTES), ())


def budget_words(pipeline: Pipeline, source_shape: tuple[int, int]) -> str:
    """Why outputs are left out, and what helps; empty where none is."""
    made, every = affordable(pipeline, source_shape), every_algorithm(pipeline)
    width, height = pipeline.target_size
    if len(made) == len(every):
        return ""
    if made:
        return (
            f"All {len(every)} outputs would take {_size(_bytes(every))} at {width}×{height}, so only the "
            "chosen pipeline's and the robust one are made."
        )
    return (
        f"Outputs of {width}×{height} take {_size(output_bytes(pipeline))} each, too much to hold side by "
        "side; choose a smaller size."
    )


def _bytes(pipelines: Sequence[Pipeline]) -> int:
    return sum(output_bytes(pipeline) for pipeline in pipelines)


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"
