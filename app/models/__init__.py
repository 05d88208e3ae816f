"""State the window shows: the open evidence, the chosen pipeline and the results; signals, no widgets."""

from app.models.classifier_model import ClassifierModel
from app.models.cursor_model import CursorModel, Reading
from app.models.evidence_model import EvidenceItem, EvidenceModel
from app.models.pipeline_model import PipelineChoice, PipelineModel
from app.models.session import Session

__all__ = [
    "ClassifierModel",
    "CursorModel",
    "EvidenceItem",
    "EvidenceModel",
    "PipelineChoice",
    "PipelineModel",
    "Reading",
    "Session",
]
