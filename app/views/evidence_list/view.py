"""The panel on the left: open evidence, the current one selected, a hint to drop more."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QVBoxLayout, QWidget

from app.models import EvidenceItem, Session
from app.views.evidence_list.list_model import ITEM_ROLE, EvidenceListModel
from app.views.evidence_list.row_delegate import RowDelegate

HINT = "Drop images here or anywhere on the window."


class EvidenceListView(QWidget):
    """Selecting a row makes that evidence current; Delete closes it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._model = EvidenceListModel(session.evidence)
        self.list = QListView()
        self._hint = QLabel(HINT)
        self._prepare_list()
        self._lay_out()
        session.evidence.current_changed.connect(self._select)
        self._select(session.evidence.current)

    def _prepare_list(self) -> None:
        view = self.list
        view.setModel(self._model)
        view.setItemDelegate(RowDelegate(view))
        view.setAccessibleName("Open evidence")
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.selectionModel().currentChanged.connect(self._chosen)
        close = QAction("Close image", view)
        close.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        close.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        close.triggered.connect(self._close_current)
        view.addAction(close)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        self._hint.setProperty("role", "muted")
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self._hint)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the rows in the new theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "list"):
            self.list.viewport().update()

    def _select(self, item: EvidenceItem | None) -> None:
        index = self._model.index(self._model.row_of(item))
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self._session.evidence.select(index.data(ITEM_ROLE))

    def _close_current(self) -> None:
        if (item := self._session.evidence.current) is not None:
            self._session.evidence.remove(item)
