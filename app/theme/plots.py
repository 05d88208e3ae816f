"""pyqtgraph's options, which it reads when a plot is made."""

import sys

from app.theme.tokens import Tokens


def configure_plots(chosen: Tokens) -> None:
    """Images by row, our colours. Imports pyqtgraph, which takes a quarter of a second."""
    import pyqtgraph

    pyqtgraph.setConfigOptions(
        imageAxisOrder="row-major", background=chosen.base, foreground=chosen.muted, antialias=True
    )


def configure_plots_if_loaded(chosen: Tokens) -> None:
    """The same, unless nothing has asked for a plot yet: then the first plot does it."""
    if "pyqtgraph" in sys.modules:
        configure_plots(chosen)
