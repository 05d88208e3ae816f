"""Triage: a folder of images, and which of them to look at."""

from app.views.triage.view import TriageView

__all__ = ["TriageView"]
