"""The pipeline the user has chosen: how the supposed victim scales."""

from PySide6.QtCore import QObject, Signal

from core.errors import UnknownNameError
from core.scaling.catalogue import algorithm
from core.scaling.pipeline import Pipeline

DEFAULT_PIPELINE = Pipeline("opencv", "bilinear", (224, 224))


class PipelineModel(QObject):
    """Holds one valid `Pipeline` and tells when it changes. GUI thread only."""

    changed = Signal(object)

    def __init__(self, pipeline: Pipeline = DEFAULT_PIPELINE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pipeline = pipeline

    @property
    def pipeline(self) -> Pipeline:
        """The chosen pipeline."""
        return self._pipeline

    def set(self, pipeline: Pipeline) -> None:
        """Choose `pipeline`."""
        if pipeline != self._pipeline:
            self._pipeline = pipeline
            self.changed.emit(pipeline)

    def set_library(self, library: str) -> None:
        """Change the library; an algorithm that it lacks becomes bilinear, which all have."""
        chosen = self._pipeline.algorithm
        try:
            algorithm(library, chosen)
        except UnknownNameError:
            chosen = "bilinear"
        self.set(Pipeline(library, chosen, self._pipeline.target_shape))

    def set_algorithm(self, algorithm_id: str) -> None:
        """Change the algorithm within the library."""
        self.set(Pipeline(self._pipeline.library, algorithm_id, self._pipeline.target_shape))

    def set_target_shape(self, shape: tuple[int, int]) -> None:
        """Change the target shape (height, width), in pixels, each at least 1."""
        if min(shape) < 1:
            raise ValueError(f"a target of {shape} has no pixels")
        self.set(Pipeline(self._pipeline.library, self._pipeline.algorithm, shape))
