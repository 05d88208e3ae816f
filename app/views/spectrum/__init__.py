"""The Spectrum view."""

from app.views.spectrum.view import SpectrumView

__all__ = ["SpectrumView"]
