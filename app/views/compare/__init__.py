"""The Compare view."""

from app.views.compare.view import CompareView

__all__ = ["CompareView"]
