"""Before an attack image is saved with loss: what would be left of the hidden picture."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.jobs.lossy_job import LossyCost, LossyJob, LossyOptions
from app.models import Session
from app.theme import set_icon
from app.widgets.image_tile import ImageTile, selectable_label
from app.widgets.image_tile_row import ImageTileRow
from app.widgets.value_slider import ValueSlider

if TYPE_CHECKING:
    from core.attacks.result import AttackResult

DEFAULT_QUALITY = 95
LEAST_QUALITY = 10
FRAGILE = "JPEG changes the pixels that carry the target"
SETTLE_MS = 200
"""The slider rests this long before the file is tried."""


class LossyDialog(QDialog):
    """Shows the output without and with the loss; JPEG or PNG is for the user to say. Blocks nothing."""

    lossy_chosen = Signal(object)
    """The bytes of the JPEG file that the user wants in spite of all."""
    lossless_chosen = Signal()

    def __init__(
        self,
        session: Session,
        result: "AttackResult",
        parent: QWidget | None = None,
        *,
        survives: int | None = None,
    ) -> None:
        """`survives`: the JPEG quality that the attack was made for, if it was; the first one tried."""
        super().__init__(parent)
        self._session, self._result = session, result
        self._survives = survives
        self.cost: LossyCost | None = None
        self.words = selectable_label()
        self.quality = ValueSlider(
            "JPEG quality",
            100 - LEAST_QUALITY,
            lambda step: LEAST_QUALITY + step,
            lambda value: f"{value:.0f}",
        )
        self.target = ImageTile("Target T")
        self.before = ImageTile("Output, lossless")
        self.after = ImageTile("Output after JPEG", placeholder="Trying …")
        self._row = ImageTileRow((self.target, self.before, self.after), max_height=224)
        self.lossless = QPushButton("Save as PNG instead")
        self.lossy = QPushButton("Save as JPEG")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._lay_out()
        self._connect()
        self.quality.set_position((survives or DEFAULT_QUALITY) - LEAST_QUALITY)
        self._try()

    def _lay_out(self) -> None:
        self.setWindowTitle("Saving with loss")
        self.setModal(False)
        self.resize(720, 480)
        title = QLabel(FRAGILE if self._survives is None else f"Made to survive JPEG {self._survives}")
        title.setProperty("role", "heading")
        self.lossless.setProperty("primary", True)
        self.lossless.setDefault(True)
        set_icon(self.lossy, "save")
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (cancel, self.lossy, self.lossless):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (title, self.quality, self._row, self.words):
            column.addWidget(widget)
        column.addStretch(1)
        column.addLayout(buttons)
        column.setAlignment(self._row, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.quality.changed.connect(lambda _: self._wait())
        self._timer.timeout.connect(self._try)
        self.lossless.clicked.connect(self._take_lossless)
        self.lossy.clicked.connect(self._take_lossy)
        self.finished.connect(lambda _: self._leave())

    def _wait(self) -> None:
        self.cost = None
        self.lossy.setEnabled(False)
        self.words.setText("Trying this quality …")
        self._timer.start()

    def _try(self) -> None:
        """Encode and scale in the background."""
        self._timer.stop()
        self._session.jobs.cancel_lane(LossyJob.lane)
        self.lossy.setEnabled(False)
        self.words.setText("Trying this quality …")
        quality = round(self.quality.value)
        job = LossyJob(LossyOptions(self._result.image, self._result.goals, quality), self._session.worker)
        job.finished.connect(self._show)
        job.failed.connect(self._fail)  # a method: Qt lets go of it when the dialog is gone
        self._session.jobs.start(job)

    def _show(self, cost: LossyCost) -> None:
        if cost.quality != round(self.quality.value):
            return
        self.cost = cost
        worst = max(cost.goals, key=lambda goal: goal.max_error)
        self.target.set_image(worst.target)
        self.before.set_image(worst.before)
        self.after.set_image(worst.after, worst.pipeline.label)
        self.words.setText(cost_words(cost, self._result.max_output_error))
        self._row.refresh()
        self.lossy.setEnabled(True)

    def _fail(self, error: Exception) -> None:
        self.words.setText(str(error))

    def _take_lossy(self) -> None:
        if self.cost is not None:
            self.lossy_chosen.emit(self.cost.data)
            self.accept()

    def _take_lossless(self) -> None:
        self.lossless_chosen.emit()
        self.accept()

    def _leave(self) -> None:
        self._timer.stop()
        self._session.jobs.cancel_lane(LossyJob.lane)

    def sizeHint(self) -> QSize:
        """Room for three pictures."""
        return QSize(720, 480)


def cost_words(cost: LossyCost, before: float) -> str:
    """The error with the loss beside that without, for the pipeline that loses most."""
    worst = max(cost.goals, key=lambda goal: goal.max_error)
    size = len(cost.data) / 2**20
    return (
        f"At quality {cost.quality} ({size:.1f} MiB) {worst.pipeline.label} is off the target by up to "
        f"{worst.max_error} grey levels (PSNR {worst.psnr:.1f} dB); without loss by {before:.0f}."
    )
