"""The Sampled pixels view."""

from app.views.sampled_pixels.view import SampledPixelsView

__all__ = ["SampledPixelsView"]
