"""The pipeline the user has chosen: how the supposed victim scales."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from core.errors import UnknownNameError
from core.scaling.catalogue import algorithm, library
from core.scaling.pipeline import Pipeline
from core.scaling.size_rules import Scaling, size_rule

Shape = tuple[int, int]


@dataclass(frozen=True)
class PipelineChoice:
    """What was chosen, before a size rule is applied to an image: `size` is (height, width) in pixels.

    `tile` counts from 0 and only matters where the rule makes several. `scaling` is set where somebody
    else chose a scaling that no rule makes; it then stands, and the rule is "fixed".
    """

    library: str
    algorithm: str
    size: Shape
    rule: str = "fixed"
    tile: int = 0
    scaling: Scaling | None = None

    def scalings(self, source_shape: Shape | None) -> tuple[Scaling, ...]:
        """What the rule makes of an image of (height, width); of the size itself while there is none."""
        if self.scaling is not None:
            return (self.scaling,)
        return size_rule(self.rule).resolve(source_shape or self.size, self.size)

    def pipeline(self, source_shape: Shape | None) -> Pipeline:
        """The pipeline for an image of (height, width); the last tile where it has fewer of them."""
        scalings = self.scalings(source_shape)
        return scalings[min(self.tile, len(scalings) - 1)].pipeline(self.library, self.algorithm)


def choice_of(pipeline: Pipeline) -> PipelineChoice:
    """The choice that makes just this pipeline of any image."""
    shape = pipeline.target_shape
    cropped = pipeline.crop is not None or pipeline.cut is not None
    scaling = Scaling(pipeline.crop, shape, pipeline.cut) if cropped else None
    return PipelineChoice(pipeline.library, pipeline.algorithm, shape, scaling=scaling)


DEFAULT_PIPELINE = Pipeline("opencv", "bilinear", (224, 224))


class PipelineModel(QObject):
    """Holds one valid `Pipeline` and the choice it comes from, and tells when they change. GUI thread only.

    A size rule makes another pipeline of each image: `look_at` says which image that is now.
    """

    changed = Signal(object)
    """The new `Pipeline`."""
    choice_changed = Signal(object)
    """The new `PipelineChoice`; after `changed` where both are new."""
    source_changed = Signal()
    """An image of another size is looked at; after the others."""

    def __init__(self, pipeline: Pipeline = DEFAULT_PIPELINE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = choice_of(pipeline)
        self._pipeline = pipeline
        self._source_shape: Shape | None = None

    @property
    def pipeline(self) -> Pipeline:
        """The chosen pipeline, for the image that is looked at."""
        return self._pipeline

    @property
    def choice(self) -> PipelineChoice:
        """What was chosen: library, algorithm, rule, size."""
        return self._choice

    @property
    def source_shape(self) -> Shape | None:
        """(height, width) of the image that is looked at; None while there is none."""
        return self._source_shape

    @property
    def tile_count(self) -> int:
        """How many scalings the rule makes of the image; 1 but for tiles."""
        return len(self._choice.scalings(self._source_shape))

    def look_at(self, source_shape: Shape | None, choice: PipelineChoice | None = None) -> None:
        """Apply the choice, another one if given, to an image of (height, width); None: to no image.

        A scaling that no rule makes was for another image, of which only the size is kept.
        """
        if choice is None:
            choice = (
                self._choice if source_shape == self._source_shape else replace(self._choice, scaling=None)
            )
        is_other = source_shape != self._source_shape
        self._source_shape = source_shape
        self._settle(choice)
        if is_other:
            self.source_changed.emit()

    def set(self, pipeline: Pipeline) -> None:
        """Choose `pipeline`; the rule stays where it makes that pipeline of the image, or another tile."""
        self._settle(self._choice_for(pipeline))

    def set_library(self, library_id: str) -> None:
        """Change the library; an algorithm that it lacks becomes bilinear, or the library's first."""
        chosen = self._choice.algorithm
        try:
            algorithm(library_id, chosen)
        except UnknownNameError:
            ids = [entry.id for entry in library(library_id).algorithms]
            chosen = "bilinear" if "bilinear" in ids else ids[0]
        self._settle(replace(self._choice, library=library_id, algorithm=chosen))

    def set_algorithm(self, algorithm_id: str) -> None:
        """Change the algorithm within the library."""
        algorithm(self._choice.library, algorithm_id)
        self._settle(replace(self._choice, algorithm=algorithm_id))

    def set_target_shape(self, shape: Shape) -> None:
        """Change the size (height, width) that the rule gets, in pixels, each at least 1."""
        if min(shape) < 1:
            raise ValueError(f"a target of {shape} has no pixels")
        self._settle(replace(self._choice, size=shape, scaling=None, tile=0))

    def set_rule(self, rule_id: str) -> None:
        """Change the size rule. Raises `UnknownNameError`."""
        rule = size_rule(rule_id)
        size = (min(self._choice.size),) * 2 if rule.one_length else self._choice.size
        self._settle(replace(self._choice, rule=rule.id, size=size, scaling=None, tile=0))

    def set_tile(self, tile: int) -> None:
        """Choose one of `tile_count` tiles, counted from 0."""
        self._settle(replace(self._choice, tile=max(0, min(tile, self.tile_count - 1))))

    def _choice_for(self, pipeline: Pipeline) -> PipelineChoice:
        wanted = Scaling(pipeline.crop, pipeline.target_shape, pipeline.cut)
        scalings = self._choice.scalings(self._source_shape)
        if wanted not in scalings:
            return choice_of(pipeline)
        place = self._choice.tile if self._pipeline_scaling == wanted else scalings.index(wanted)
        return replace(self._choice, library=pipeline.library, algorithm=pipeline.algorithm, tile=place)

    @property
    def _pipeline_scaling(self) -> Scaling:
        return Scaling(self._pipeline.crop, self._pipeline.target_shape, self._pipeline.cut)

    def _settle(self, choice: PipelineChoice) -> None:
        pipeline = choice.pipeline(self._source_shape)
        is_new, is_other = choice != self._choice, pipeline != self._pipeline
        self._choice, self._pipeline = choice, pipeline
        if is_other:
            self.changed.emit(pipeline)
        if is_new or is_other:
            self.choice_changed.emit(choice)
