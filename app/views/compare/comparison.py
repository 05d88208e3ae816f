"""How far each output is from the robust one; computed once per output."""

from dataclasses import dataclass

from app.models import EvidenceItem
from core.images.arrays import RGB, Shape
from core.scaling.catalogue import LIBRARIES
from core.scaling.divergence import neighbourhood_spread, stands_out
from core.scaling.pipeline import Pipeline
from core.scaling.robust import output_distance


@dataclass(frozen=True)
class Comparison:
    """An output, its distance from the robust output in grey levels, and whether it stands out."""

    pipeline: Pipeline
    output: RGB
    distance: float
    differs: bool


def robust_pipeline(target_shape: Shape) -> Pipeline:
    """The pipeline whose output all others are held against: OpenCV's area average."""
    return Pipeline("opencv", "area", target_shape)


def grid_pipelines(target_shape: Shape) -> tuple[tuple[Pipeline | None, ...], ...]:
    """One row per library, one column per algorithm id; None where a library lacks the algorithm."""
    columns = list(dict.fromkeys(entry.id for library in LIBRARIES for entry in library.algorithms))
    offered = {library.id: {entry.id for entry in library.algorithms} for library in LIBRARIES}
    return tuple(
        tuple(
            Pipeline(library.id, column, target_shape) if column in offered[library.id] else None
            for column in columns
        )
        for library in LIBRARIES
    )


class Comparisons:
    """The comparisons of one image at one target size, as its outputs come in."""

    def __init__(self, item: EvidenceItem, target_shape: Shape) -> None:
        self.item = item
        self.target_shape = target_shape
        self._known: dict[Pipeline, Comparison] = {}
        self._spread: float | None = None

    @property
    def is_judged(self) -> bool:
        """Whether outputs can stand out: an axis that is enlarged has no windows to judge them by."""
        source = self.item.evidence.shape
        return all(target <= length for target, length in zip(self.target_shape, source, strict=True))

    @property
    def robust(self) -> RGB | None:
        """The robust output; None until it is there."""
        return self.item.outputs.get(robust_pipeline(self.target_shape))

    def comparison(self, pipeline: Pipeline) -> Comparison | None:
        """The comparison of one output; None while it or the robust output is missing."""
        output, robust = self.item.outputs.get(pipeline), self.robust
        if output is None or robust is None:
            return None
        if pipeline not in self._known:
            distance = output_distance(output, robust)
            differs = self.is_judged and stands_out(pipeline, distance, self._spread_of(robust))
            self._known[pipeline] = Comparison(pipeline, output, distance, differs)
        return self._known[pipeline]

    def _spread_of(self, robust: RGB) -> float:
        if self._spread is None:
            self._spread = neighbourhood_spread(self.item.evidence.pixels, robust)
        return self._spread
