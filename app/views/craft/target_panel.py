"""What is to be hidden: the target's well, and the fields of a drawn one."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from app.dialogs.files import IMAGE_FILTER
from app.theme import set_icon
from app.views.craft.signs import STOP, sign_icon, signs
from app.views.craft.targets import ImageTarget, SignTarget, Target, TextTarget
from app.widgets.colour_button import ColourButton
from app.widgets.file_well import FileWell
from app.widgets.narrow_combo_box import NarrowComboBox
from app.widgets.tool_button import tool_button
from core.images import RGB, Evidence

INVITATION = "What the model sees\n\nDrop an image here,\nor click to choose one"
LONGEST_TEXT = 120
KINDS = (("image", "An image"), ("text", "A text"), ("sign", "A traffic sign"))
SMALLEST_TEXT, LARGEST_TEXT = 4, 512
FITS = SMALLEST_TEXT - 1
"""Stands for the largest size at which the words fit."""


class TargetPanel(QWidget):
    """`image` is the picture in the well; `target` what the chosen kind makes."""

    changed = Signal()
    save_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image: Evidence | None = None
        self.well = FileWell("Target", INVITATION, file_filter=IMAGE_FILTER)
        self.kind = QComboBox()
        self.save = tool_button("save", "Save this target as a picture", self.save_requested.emit)
        self.swap = QPushButton("Swap")
        self.text = QLineEdit()
        self.text_size = QSpinBox()
        self.colour = ColourButton("Colour of the text", "#ffffff")
        self.sign = NarrowComboBox(20)
        self.over_source = QCheckBox("Over the source")
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        self._configure()
        self._lay_out()
        self._connect()
        self._kind_changed()

    def _configure(self) -> None:
        for key, title in KINDS:
            self.kind.addItem(title, key)
        self.kind.setAccessibleName("Kind of target")
        self.kind.setToolTip("What to hide: a picture, words, or a traffic sign of our own")
        self.swap.setToolTip("Make the source the target and the target the source")
        set_icon(self.swap, "swap")
        self.text.setPlaceholderText("Words the model shall see")
        self.text.setMaxLength(LONGEST_TEXT)
        self.text.setAccessibleName("Text of the target")
        self.text_size.setRange(FITS, LARGEST_TEXT)
        self.text_size.setSpecialValueText("Fits")
        self.text_size.setSuffix(" px")
        self.text_size.setAccessibleName("Size of the text in output pixels")
        self.text_size.setToolTip("Size of the letters in pixels of the output; lowest: as large as fits")
        self.over_source.setToolTip("Draw it on what the pipeline makes of the source, not on a plain ground")
        self.sign.setAccessibleName("Traffic sign")
        self.sign.setMaxVisibleItems(16)

    def _lay_out(self) -> None:
        head, first, second = QHBoxLayout(), self._first, self._second
        for row in (first, second):
            row.setSpacing(8)
        head.addWidget(self.well.heading)
        head.addStretch(1)
        head.addWidget(self.save)
        head.addWidget(self.kind)
        first.addWidget(self.swap, 1)
        first.addWidget(self.text, 1)
        first.addWidget(self.sign, 1)
        for widget in (self.text_size, self.colour):
            second.addWidget(widget)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(8)
        grid.addLayout(head, 0, 0)
        grid.addWidget(self.well, 1, 0)
        grid.addLayout(first, 2, 0)
        grid.addLayout(second, 3, 0)
        grid.setRowStretch(4, 1)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _: self._kind_changed())
        self.text.textChanged.connect(self._tell)
        self.text_size.valueChanged.connect(self._tell)
        self.colour.changed.connect(self._tell)
        self.over_source.toggled.connect(self._tell)
        self.sign.currentIndexChanged.connect(self._tell)

    def choose_kind(self, kind: str) -> None:
        """ "image", "text" or "sign"."""
        self.kind.setCurrentIndex(self.kind.findData(kind))

    @property
    def target(self) -> Target | None:
        """What is to be hidden; None while that is missing."""
        kind = self.kind.currentData()
        if kind == "image":
            return None if self.image is None else ImageTarget(self.image)
        over_source = self.over_source.isChecked()
        if kind == "sign":
            return SignTarget(self.sign.currentData(), over_source)
        words = self.text.text().strip()
        if not words:
            return None
        size = self.text_size.value()
        return TextTarget(words, 0 if size == FITS else size, self.colour.rgb, over_source)

    def show_drawn(self, pixels: RGB | None, sentence: str = "") -> None:
        """What a drawn target looks like at the pipeline's size, or why it can not be drawn."""
        target = self.target
        self.save.setEnabled(pixels is not None)
        if sentence:
            self.well.set_error(sentence)
        elif pixels is None or target is None:
            self.well.say("Type the words below, or drop an image here")
        else:
            self.well.set_image(pixels, target.name)

    def _kind_changed(self) -> None:
        kind = self.kind.currentData()
        if kind == "sign" and self.sign.count() == 0:
            self._offer_signs()
        self.swap.setVisible(kind == "image")
        self.save.setVisible(kind != "image")
        self.text.setVisible(kind == "text")
        self.text_size.setVisible(kind == "text")
        self.colour.setVisible(kind == "text")
        self.sign.setVisible(kind == "sign")
        self.over_source.setVisible(kind != "image")
        (self._second if kind == "text" else self._first).addWidget(self.over_source)
        self.changed.emit()

    def _offer_signs(self) -> None:
        """Only when they are asked for: drawing 43 of them takes a moment."""
        blocker = QSignalBlocker(self.sign)
        for entry in signs():
            self.sign.addItem(sign_icon(entry), entry.name, entry)
        names = [entry.class_id for entry in signs()]
        self.sign.setCurrentIndex(names.index(STOP))
        blocker.unblock()

    def _tell(self, *_: object) -> None:
        self.changed.emit()
