"""How far each output is from the robust one; computed once per output."""

from dataclasses import dataclass

from app.models import EvidenceItem
from core.images.arrays import RGB
from core.scaling.divergence import neighbourhood_spread, stands_out
from core.scaling.pipeline import Box, Pipeline
from core.scaling.robust import output_distance


@dataclass(frozen=True)
class Comparison:
    """An output, its distance from the robust output in grey levels, and whether it stands out."""

    pipeline: Pipeline
    output: RGB
    distance: float
    differs: bool

    @property
    def is_robust(self) -> bool:
        """Whether this is the output that others are held against."""
        return self.pipeline == self.pipeline.robust


class Comparisons:
    """The comparisons of one image, of any size and crop, as its outputs come in."""

    def __init__(self, item: EvidenceItem) -> None:
        self.item = item
        self._known: dict[Pipeline, Comparison] = {}
        self._spreads: dict[Pipeline, float] = {}
        self._seen: dict[Box | None, RGB] = {}

    def is_judged(self, pipeline: Pipeline) -> bool:
        """Whether an output can stand out: an axis that is enlarged has no windows to judge it by."""
        _, _, width, height = pipeline.crop_of(self.item.evidence.shape)
        return pipeline.target_shape[0] <= height and pipeline.target_shape[1] <= width

    def robust(self, pipeline: Pipeline) -> RGB | None:
        """The robust output of that size and crop; None until it is there."""
        return self.item.outputs.get(pipeline.robust)

    def seen(self, pipeline: Pipeline) -> RGB:
        """The part of the evidence that is scaled; the same array each time."""
        if pipeline.crop not in self._seen:
            self._seen[pipeline.crop] = self._part(pipeline)
        return self._seen[pipeline.crop]

    def _part(self, pipeline: Pipeline) -> RGB:
        if pipeline.crop is None:
            return self.item.evidence.pixels
        x, y, width, height = pipeline.crop_of(self.item.evidence.shape)
        return self.item.evidence.pixels[y : y + height, x : x + width]

    def comparison(self, pipeline: Pipeline) -> Comparison | None:
        """The comparison of one output; None while it or the robust output is missing."""
        output, robust = self.item.outputs.get(pipeline), self.robust(pipeline)
        if output is None or robust is None:
            return None
        known = self._known.get(pipeline)
        if known is None or known.output is not output:
            distance = output_distance(output, robust)
            differs = self.is_judged(pipeline) and stands_out(
                pipeline, distance, self._spread(pipeline, robust)
            )
            known = self._known[pipeline] = Comparison(pipeline, output, distance, differs)
        return known

    def _spread(self, pipeline: Pipeline, robust: RGB) -> float:
        key = pipeline.robust
        if key not in self._spreads:
            self._spreads[key] = neighbourhood_spread(self.seen(pipeline), robust)
        return self._spreads[key]
