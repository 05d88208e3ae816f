"""Craft: make an attack image, to test a pipeline of one's own."""

from app.views.craft.view import CraftView

__all__ = ["CraftView"]
