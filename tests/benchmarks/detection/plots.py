"""ROC curves as pictures, false-positive rates on a logarithmic axis."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pyqtgraph as pg
from PySide6.QtWidgets import QApplication

from tests.benchmarks.detection.rates import roc

Curves = Mapping[str, tuple[Sequence[float], Sequence[float]]]
"""Title → badness of benign images and of attacks."""

SIZE = (900, 640)
BOLD, THIN = 3, 1.2


def draw_roc(file: Path, title: str, curves: Curves, bold: str) -> None:
    """Write a PNG; the curve named `bold` stands out."""
    app = QApplication.instance() or QApplication([])
    plot = pg.PlotWidget(background="w", title=title)
    plot.resize(*SIZE)
    plot.setLogMode(x=True, y=False)
    plot.setLabel("bottom", "false-positive rate")
    plot.setLabel("left", "true-positive rate")
    plot.setYRange(0, 1)
    plot.setXRange(-3.5, 0)
    plot.addLegend(offset=(20, 120), labelTextColor="k")
    for side in ("bottom", "left"):
        plot.getAxis(side).setTextPen("k")
    for place, (name, (benign, attacks)) in enumerate(curves.items()):
        if benign and attacks:
            false, true = roc(benign, attacks)
            colour = pg.intColor(place, len(curves), maxValue=180)
            pen = pg.mkPen(colour, width=BOLD if name == bold else THIN)
            plot.plot(false, true, pen=pen, name=name)
    file.parent.mkdir(parents=True, exist_ok=True)
    plot.grab().save(str(file))
    plot.close()
    del app
