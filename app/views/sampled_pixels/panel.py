"""The column beside the image: what the influence map means, and how it is drawn."""

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.views.sampled_pixels import wording
from app.views.sampled_pixels.heatmap import DECADES, HeatmapOptions, Scale
from app.widgets.colour_bar import ColourBar
from app.widgets.colour_map import INFLUENCE_MAP
from app.widgets.figure_list import FigureList
from app.widgets.image_tile import selectable_label
from app.widgets.notice import Notice
from app.widgets.section import Section, heading, quiet
from app.widgets.side_panel import SidePanel
from app.widgets.value_slider import ValueSlider
from core.percent import percent
from core.scaling.footprint import considered_count
from core.scaling.operator import SAMPLED_SHARE_OF_PEAK, ScalingOperator
from core.scaling.vulnerability import Vulnerability

THRESHOLD_STEPS = 60
DEFAULT_OPACITY = 70
NOTE = (
    "Weight of a pixel in the output, relative to the largest. Below 100 % zoom the colours are averaged "
    "like the image; zoom in to see single pixels."
)


def threshold_at(position: int) -> float:
    """Share of the largest influence for a slider position; equal steps are equal factors."""
    return float(10 ** (DECADES * (position / THRESHOLD_STEPS - 1)))


def position_of(threshold: float) -> int:
    """The slider position nearest to a share of the largest influence."""
    return round(THRESHOLD_STEPS * (1 + math.log10(threshold) / DECADES))


class InfluencePanel(SidePanel):
    """Numbers above, display controls below."""

    opacity_changed = Signal(float)
    options_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.meaning = heading(""), quiet()
        self.warning = Notice()
        self.figures = FigureList()
        self.opacity = ValueSlider("Opacity", 100, lambda step: step / 100, percent)
        self.threshold = ValueSlider("Considered from", THRESHOLD_STEPS, threshold_at, percent)
        self.scale = QComboBox()
        self.bar = ColourBar(INFLUENCE_MAP)
        self.considered = selectable_label()
        self._operator: ScalingOperator | None = None
        self._prepare_controls()
        self._lay_out()
        self._announce()

    def _prepare_controls(self) -> None:
        for scale in Scale:
            self.scale.addItem(f"{scale.value} colours", scale)
        self.scale.setAccessibleName("Scale of the colours")
        self.opacity.slider.setToolTip("How much the colours cover the image")
        self.threshold.slider.setToolTip(
            "A pixel is considered from this share of the largest influence; others stay uncoloured"
        )
        self.opacity.set_position(DEFAULT_OPACITY)
        self.threshold.set_position(position_of(SAMPLED_SHARE_OF_PEAK))
        self.opacity.changed.connect(self.opacity_changed)
        self.threshold.changed.connect(self._announce)
        self.scale.currentIndexChanged.connect(self._announce)

    def _lay_out(self) -> None:
        self.add_section(Section(), self.title, self.meaning, self.warning, self.figures)
        controls = (self.bar, self.scale, self.opacity, self.threshold, self.considered)
        self.add_section(Section("Influence"), *controls, quiet(NOTE))

    @property
    def options(self) -> HeatmapOptions:
        """How the map is to be drawn."""
        return HeatmapOptions(self.scale.currentData(), self.threshold.value)

    def show_operator(self, operator: ScalingOperator) -> None:
        """Say what `operator` samples; what an attacker makes of that comes later."""
        self._operator = operator
        self.warning.say(wording.collapse_warning(operator))
        self.show_judgement(None)
        self._count()

    def show_judgement(self, row: Vulnerability | None) -> None:
        """Say how open that is to attacks; None: not known yet."""
        operator = self._operator
        if operator is not None:
            self.title.setText(wording.share_title(operator, row))
            self.meaning.setText(wording.share_meaning(operator, row))
            self.figures.set_figures(*wording.numbers(operator), *wording.judgement(row))

    def _announce(self) -> None:
        if self.options.scale is Scale.LINEAR:
            self.bar.set_ticks((0.0, "0"), (0.5, "50 %"), (1.0, "100 %"))
        else:
            self.bar.set_ticks((0.0, "0.1 %"), (1 / 3, "1 %"), (2 / 3, "10 %"), (1.0, "100 %"))
        self._count()
        self.options_changed.emit(self.options)

    def _count(self) -> None:
        if self._operator is not None:
            count = considered_count(self._operator, self.options.threshold)
            self.considered.setText(wording.considered_words(count, self._operator))
