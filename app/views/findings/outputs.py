"""Which pictures belong beside the evidence for one pipeline, as far as they are known."""

from dataclasses import dataclass

from app.models import EvidenceItem
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.robust import area_output


@dataclass(frozen=True, eq=False)
class ShownImages:
    """Outputs of one pipeline's size; None where there is none (yet)."""

    output: RGB | None
    robust: RGB | None
    sanitized: RGB | None
    note: str = ""


def enlarges(item: EvidenceItem, pipeline: Pipeline) -> bool:
    """Whether the pipeline makes the image larger in an axis, where scaling attacks do not exist."""
    height, width = item.evidence.shape
    return pipeline.target_shape[0] > height or pipeline.target_shape[1] > width


def known_output(item: EvidenceItem, pipeline: Pipeline) -> RGB | None:
    """What the pipeline's own library made of the image: found by the inspection, or in the grid."""
    inspection = item.inspection
    guesses = inspection.pipelines if inspection is not None else ()
    if inspection is not None and guesses and guesses[0].pipeline == pipeline:
        return inspection.hidden if inspection.hidden is not None else item.outputs.get(pipeline)
    return item.outputs.get(pipeline)


def shown_images(item: EvidenceItem, pipeline: Pipeline) -> ShownImages:
    """The output, the robust output and, once it exists, the sanitized image at the pipeline's size."""
    if enlarges(item, pipeline):
        note = (
            f"{pipeline.label} enlarges this image: no pixel is left out, so nothing can be hidden from it."
        )
        return ShownImages(None, None, None, note)
    robust = area_output(item.evidence.pixels, pipeline.target_shape)
    sanitized = item.sanitized
    after = None if sanitized is None else area_output(sanitized.pixels, pipeline.target_shape)
    return ShownImages(known_output(item, pipeline), robust, after)
