"""The views of the window: one file or folder each."""
