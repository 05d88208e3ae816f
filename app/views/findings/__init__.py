"""Findings: the verdict in words, the hidden image, what to do next; numbers on request."""

from app.views.findings.view import FindingsView

__all__ = ["FindingsView"]
