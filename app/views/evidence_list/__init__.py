"""The list of open evidence."""

from app.views.evidence_list.view import EvidenceListView

__all__ = ["EvidenceListView"]
