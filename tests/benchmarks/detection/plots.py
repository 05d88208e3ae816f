"""ROC curves as pictures, false-positive rates on a logarithmic axis."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.benchmarks.detection.rates import roc

Curves = Mapping[str, tuple[Sequence[float], Sequence[float]]]
"""Title → badness of benign images and of attacks."""

SIZE = (1100, 640)
BOLD, THIN = 3, 1.4
SHOWN = 0.01
"""False-positive rate at which the legend says what is found; it sorts the curves, too."""
STYLES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)


def draw_roc(file: Path, title: str, curves: Curves, bold: str) -> None:
    """Write a PNG with the legend beside the plot; the curve named `bold` stands out."""
    app = QApplication.instance() or QApplication([])
    widget = pg.GraphicsLayoutWidget()
    widget.setBackground("w")
    widget.resize(*SIZE)
    plot = _empty_plot(widget, title)
    legend = pg.LegendItem(labelTextColor="k", labelTextSize="9pt")
    rates = {name: roc(*both) for name, both in curves.items() if all(both)}
    found = {name: float(np.interp(SHOWN, *rate)) for name, rate in rates.items()}
    for place, name in enumerate(sorted(rates, key=lambda it: -found[it])):
        colour = pg.intColor(place, len(rates), maxValue=180)
        pen = pg.mkPen(colour, width=BOLD if name == bold else THIN, style=STYLES[place % len(STYLES)])
        legend.addItem(plot.plot(*rates[name], pen=pen), f"{name}, {found[name]:.0%}")
    beside = widget.addViewBox(enableMouse=False)
    beside.setFixedWidth(270)
    legend.setParentItem(beside)
    legend.anchor((0, 0), (0, 0), offset=(0, 30))
    file.parent.mkdir(parents=True, exist_ok=True)
    widget.grab().save(str(file))
    widget.close()
    del app


def _empty_plot(widget: pg.GraphicsLayoutWidget, title: str) -> pg.PlotItem:
    plot = widget.addPlot(title=f"{title}; in the legend the share found at {SHOWN:.0%}")
    plot.titleLabel.setText(plot.titleLabel.text, color="k")
    plot.setLogMode(x=True, y=False)
    plot.setLabel("bottom", "false-positive rate", color="k")
    plot.setLabel("left", "true-positive rate", color="k")
    plot.setYRange(0, 1)
    plot.setXRange(-3.5, 0)
    for side in ("bottom", "left"):
        plot.getAxis(side).setTextPen("k")
        plot.getAxis(side).setPen("k")
    return plot
