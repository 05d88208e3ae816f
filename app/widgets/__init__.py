"""Reusable widgets; none of them knows a view."""
