"""Evidence reports: one JSON document, one self-contained HTML page."""

from core.reporting.document import inspect_document
from core.reporting.html_report import write_html_report

__all__ = ["inspect_document", "write_html_report"]
