"""Removing what a pipeline would see: selective filters and robust scaling (seed paper, §4.3)."""
