"""Which pictures belong beside the evidence for one pipeline, as far as they are known."""

from dataclasses import dataclass

from app.jobs.outputs_budget import affordable, budget_words
from app.models import EvidenceItem
from core.images.arrays import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.robust import axis_changes, robust_pipeline

ENLARGES = "enlarges this image: no pixel is left out, so nothing can hide."
KEYS = ("robust", "scaled", "sanitized")


@dataclass(frozen=True, eq=False)
class ShownImages:
    """The output and the robust output of one size; None where there is none (yet)."""

    output: RGB | None
    robust: RGB | None
    note: str = ""


def enlarges(item: EvidenceItem, pipeline: Pipeline) -> bool:
    """Whether the pipeline makes an axis longer and none shorter, so that nothing can hide."""
    changes = axis_changes(pipeline, item.evidence.shape)
    return max(changes) > 0 and min(changes) >= 0


def known_output(item: EvidenceItem, pipeline: Pipeline) -> RGB | None:
    """What the pipeline's own library made of the image: found by the inspection, or in the grid."""
    inspection = item.inspection
    guesses = inspection.pipelines if inspection is not None else ()
    if inspection is not None and guesses and guesses[0].pipeline == pipeline:
        return inspection.hidden if inspection.hidden is not None else item.outputs.get(pipeline)
    return item.outputs.get(pipeline)


def known_robust(item: EvidenceItem, pipeline: Pipeline) -> RGB | None:
    """The average of the part that the pipeline scales: found by the inspection, or in the grid."""
    found = item.inspection.robust if item.inspection is not None else None
    guesses = item.inspection.pipelines if item.inspection is not None else ()
    wanted = robust_pipeline(pipeline, item.evidence.shape)
    if found is not None and guesses and guesses[0].pipeline.robust == wanted:
        return found
    return item.outputs.get(wanted)


def shown_images(item: EvidenceItem, pipeline: Pipeline) -> ShownImages:
    """The output of `pipeline` and the robust output of the same size, as far as they are known."""
    if enlarges(item, pipeline):
        return ShownImages(None, None, f"{pipeline.label} {ENLARGES}")
    if pipeline not in affordable(pipeline, item.evidence.shape):
        return ShownImages(None, None, budget_words(pipeline, item.evidence.shape))
    return ShownImages(known_output(item, pipeline), known_robust(item, pipeline))


def classified_images(item: EvidenceItem, pipeline: Pipeline) -> dict[str, RGB | None]:
    """What the model was asked about, by key; before that, what it would be asked about."""
    if item.classified:
        return {key: item.classified.get(key) for key in KEYS}
    shown = shown_images(item, pipeline)
    return {"robust": shown.robust, "scaled": shown.output, "sanitized": None}
