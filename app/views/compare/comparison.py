"""How far each output is from the robust one; computed once per output."""

import weakref
from dataclasses import dataclass

from app.models import EvidenceItem
from core.images.arrays import RGB
from core.scaling.divergence import mixed_spread, neighbourhood_spread, stands_out
from core.scaling.pipeline import Box, Pipeline
from core.scaling.robust import axis_changes, is_mixed, output_distance, robust_pipeline


@dataclass(frozen=True)
class Comparison:
    """How far an output is from the robust output, in grey levels, and whether it stands out."""

    pipeline: Pipeline
    distance: float
    differs: bool
    is_robust: bool
    """Whether this is the output that others are held against."""


class Comparisons:
    """The comparisons of one image, of any size and crop, as its outputs come in.

    The outputs themselves belong to the item: what is dropped there is not kept alive here.
    """

    def __init__(self, item: EvidenceItem) -> None:
        self.item = item
        self._known: dict[Pipeline, tuple[weakref.ref[RGB], Comparison]] = {}
        self._spreads: dict[Pipeline, float] = {}
        self._seen: dict[Box | None, RGB] = {}

    @property
    def shape(self) -> tuple[int, int]:
        """(height, width) of the image."""
        return self.item.evidence.shape

    def is_judged(self, pipeline: Pipeline) -> bool:
        """Whether an output can stand out: where nothing but growth happens, no pixel is left out."""
        changes = axis_changes(pipeline, self.shape)
        return max(changes) <= 0 or min(changes) < 0

    def is_mixed(self, pipeline: Pipeline) -> bool:
        """Whether one axis shrinks and the other grows."""
        return is_mixed(pipeline, self.shape)

    def robust_of(self, pipeline: Pipeline) -> Pipeline:
        """The pipeline whose output of the same size and crop others are held against."""
        return robust_pipeline(pipeline, self.shape)

    def output(self, pipeline: Pipeline) -> RGB | None:
        """What that pipeline makes of the image; None until it is there."""
        return self.item.outputs.get(pipeline)

    def robust(self, pipeline: Pipeline) -> RGB | None:
        """The robust output of that size and crop; None until it is there."""
        return self.item.outputs.get(self.robust_of(pipeline))

    def seen(self, pipeline: Pipeline) -> RGB:
        """The part of the evidence that is scaled; the same array each time."""
        if pipeline.crop not in self._seen:
            self._seen[pipeline.crop] = self._part(pipeline)
        return self._seen[pipeline.crop]

    def _part(self, pipeline: Pipeline) -> RGB:
        if pipeline.crop is None:
            return self.item.evidence.pixels
        x, y, width, height = pipeline.crop_of(self.shape)
        return self.item.evidence.pixels[y : y + height, x : x + width]

    def comparison(self, pipeline: Pipeline) -> Comparison | None:
        """The comparison of one output; None while it or the robust output is missing."""
        output, robust = self.output(pipeline), self.robust(pipeline)
        if output is None or robust is None:
            return None
        about, known = self._known.get(pipeline, (None, None))
        if known is None or about is None or about() is not output:
            known = self._compared(pipeline, output, robust)
            self._known[pipeline] = weakref.ref(output), known
        return known

    def _compared(self, pipeline: Pipeline, output: RGB, robust: RGB) -> Comparison:
        distance = output_distance(output, robust)
        judged = self.is_judged(pipeline)
        spread = self._spread(pipeline, robust)
        differs = judged and stands_out(pipeline, distance, spread, mixed=self.is_mixed(pipeline))
        return Comparison(pipeline, distance, differs, pipeline == self.robust_of(pipeline))

    def _spread(self, pipeline: Pipeline, robust: RGB) -> float:
        key = pipeline.robust
        if key not in self._spreads:
            seen = self.seen(pipeline)
            mixed = self.is_mixed(pipeline)
            self._spreads[key] = (
                mixed_spread(seen, pipeline.target_shape) if mixed else neighbourhood_spread(seen, robust)
            )
        return self._spreads[key]
