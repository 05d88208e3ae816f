"""The fields of a model's profile."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QFormLayout, QHBoxLayout, QLabel, QSpinBox, QWidget

from app.widgets.narrow_combo_box import NarrowComboBox
from core.classification.preparations import PREPARATIONS
from core.classification.profile import CHANNEL_ORDERS, LARGEST_SIDE, Profile
from core.scaling.catalogue import LIBRARIES, library

OWN = "As below"
FROM_FILE = "from the file"


class ModelForm(QWidget):
    """Shows a `Profile` and makes one of what is entered; the labels are somebody else's."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preparation_box = QComboBox()
        self.range_boxes = [_number_box(end) for end in ("Black becomes", "White becomes")]
        self.mean_boxes = [_number_box(f"Mean of channel {number}") for number in (1, 2, 3)]
        self.std_boxes = [_number_box(f"Deviation of channel {number}", 1e-6) for number in (1, 2, 3)]
        self.order_box = QComboBox()
        self.library_box, self.algorithm_box = NarrowComboBox(12), NarrowComboBox(14)
        self.size_boxes = [_side_box("Width"), _side_box("Height")]
        self._profile = Profile()
        self._fill_boxes()
        self._lay_out()
        self.show_profile(self._profile)
        self._connect()

    def profile(self) -> Profile:
        """What is entered. Raises `ModelError` for values no model can mean."""
        width, height = (box.value() for box in self.size_boxes)
        first, second, third = (box.value() for box in self.mean_boxes)
        one, two, three = (box.value() for box in self.std_boxes)
        return Profile(
            labels=self._profile.labels,
            low=self.range_boxes[0].value(),
            high=self.range_boxes[1].value(),
            mean=(first, second, third),
            std=(one, two, three),
            channel_order=self.order_box.currentData(),
            library=self.library_box.currentData(),
            algorithm=self.algorithm_box.currentData(),
            input_shape=(height, width) if width and height else None,
        )

    def show_profile(self, profile: Profile) -> None:
        """Fill every field."""
        self._profile = profile
        blockers = [QSignalBlocker(box) for box in self._boxes()]
        values = (profile.low, profile.high, *profile.mean, *profile.std)
        for box, value in zip(self._number_boxes(), values, strict=True):
            box.setValue(value)
        self.order_box.setCurrentIndex(self.order_box.findData(profile.channel_order))
        self.library_box.setCurrentIndex(self.library_box.findData(profile.library))
        self._fill_algorithms(profile.algorithm)
        height, width = profile.input_shape or (0, 0)
        self.size_boxes[0].setValue(width)
        self.size_boxes[1].setValue(height)
        self._show_preparation()
        for blocker in blockers:
            blocker.unblock()

    def set_labels(self, labels: tuple[str, ...]) -> None:
        """The names of the outputs, for the next `profile`."""
        self._profile = replace(self._profile, labels=labels)
        self.edited.emit()

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the outputs."""
        return self._profile.labels

    def _number_boxes(self) -> list[QDoubleSpinBox]:
        return [*self.range_boxes, *self.mean_boxes, *self.std_boxes]

    def _boxes(self) -> list[QWidget]:
        choices = [self.preparation_box, self.order_box, self.library_box, self.algorithm_box]
        return [*choices, *self._number_boxes(), *self.size_boxes]

    def _connect(self) -> None:
        self.preparation_box.activated.connect(self._prepare)
        self.library_box.activated.connect(lambda _: self._fill_algorithms("bilinear"))
        for box in (self.order_box, self.library_box, self.algorithm_box):
            box.activated.connect(self._changed)
        for number in self._number_boxes():
            number.valueChanged.connect(self._changed)
        for side in self.size_boxes:
            side.valueChanged.connect(self._changed)

    def _changed(self) -> None:
        self._show_preparation()
        self.edited.emit()

    def _prepare(self) -> None:
        """Fill in the numbers of the preparation chosen."""
        chosen = next((p for p in PREPARATIONS if p.id == self.preparation_box.currentData()), None)
        if chosen is not None:
            numbers = (chosen.low, chosen.high, *chosen.mean, *chosen.std)
            for box, value in zip(self._number_boxes(), numbers, strict=True):
                box.setValue(value)
            self.order_box.setCurrentIndex(self.order_box.findData(chosen.channel_order))
        self._changed()

    def _show_preparation(self) -> None:
        """Name the preparation that the numbers are."""
        numbers = [box.value() for box in self._number_boxes()]
        order = self.order_box.currentData()
        for place, entry in enumerate(PREPARATIONS):
            if numbers == [entry.low, entry.high, *entry.mean, *entry.std] and order == entry.channel_order:
                self.preparation_box.setCurrentIndex(place)
                self.preparation_box.setToolTip(entry.explanation)
                return
        self.preparation_box.setCurrentIndex(self.preparation_box.count() - 1)
        self.preparation_box.setToolTip("The numbers below")

    def _fill_boxes(self) -> None:
        for entry in PREPARATIONS:
            self.preparation_box.addItem(entry.title, entry.id)
        self.preparation_box.addItem(OWN)
        for order in CHANNEL_ORDERS:
            self.order_box.addItem(order.upper(), order)
        for library_entry in LIBRARIES:
            self.library_box.addItem(library_entry.title, library_entry.id)

    def _fill_algorithms(self, wanted: str) -> None:
        self.algorithm_box.clear()
        for entry in library(self.library_box.currentData()).algorithms:
            self.algorithm_box.addItem(entry.title, entry.id)
        self.algorithm_box.setCurrentIndex(max(0, self.algorithm_box.findData(wanted)))

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        _named(self.preparation_box, self.order_box, self.library_box, self.algorithm_box)
        form.addRow("&Levels become", self.preparation_box)
        form.addRow("Black and white", _row(*self.range_boxes, between="to"))
        form.addRow("Less the mean", _row(*self.mean_boxes))
        form.addRow("Divided by", _row(*self.std_boxes))
        form.addRow("&Channel order", self.order_box)
        form.addRow("&Scaled by", _row(self.library_box, self.algorithm_box))
        form.addRow("I&nput size", _row(*self.size_boxes, between="×"))


def _named(preparation: QComboBox, order: QComboBox, library_box: QComboBox, algorithm: QComboBox) -> None:
    preparation.setAccessibleName("Levels become")
    order.setAccessibleName("Channel order")
    library_box.setAccessibleName("Library that scales")
    algorithm.setAccessibleName("Algorithm that scales")


class NumberBox(QDoubleSpinBox):
    """Shows no zeros at the end."""

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's name
        """The number with the digits it has."""
        return f"{value:.6f}".rstrip("0").rstrip(".")


def _number_box(name: str, smallest: float = -1e6) -> QDoubleSpinBox:
    box = NumberBox()
    box.setAccessibleName(name)
    box.setDecimals(6)
    box.setRange(smallest, 1e6)
    box.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
    box.setMinimumWidth(96)
    return box


def _side_box(name: str) -> QSpinBox:
    box = QSpinBox()
    box.setAccessibleName(f"{name} where the model takes any")
    box.setToolTip("For models that take images of any size; others say theirs themselves")
    box.setRange(0, LARGEST_SIDE)
    box.setSpecialValueText(FROM_FILE)
    return box


def _row(*widgets: QWidget, between: str = "") -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for place, widget in enumerate(widgets):
        if between and place:
            row.addWidget(QLabel(between))
        row.addWidget(widget, 1)
    holder.setFocusProxy(widgets[0])
    return holder
