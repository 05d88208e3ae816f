"""The evidence model as a Qt list model."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.models import EvidenceItem, EvidenceModel
from core.reporting.words import verdict_word

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = int(Qt.ItemDataRole.UserRole)

WAITING = "Not inspected"


def state_words(item: EvidenceItem) -> str:
    """The verdict in a word, or why there is none yet."""
    if item.inspecting:
        return "Inspecting…"
    if item.inspection is not None:
        return verdict_word(item.inspection)
    return "Failed" if item.error else WAITING


class EvidenceListModel(QAbstractListModel):
    """One row per piece of evidence, in the order of opening."""

    def __init__(self, evidence: EvidenceModel) -> None:
        super().__init__()
        self._items: list[EvidenceItem] = list(evidence.items)
        evidence.added.connect(self._added)
        evidence.removed.connect(self._removed)
        evidence.item_changed.connect(self._changed)

    def rowCount(self, parent: Index | None = None) -> int:
        """One row per item; rows have no children."""
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, the item itself, and the whole row in words."""
        item = self._items[index.row()]
        evidence = item.evidence
        height, width = evidence.shape
        if role == Qt.ItemDataRole.DisplayRole:
            return evidence.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{evidence.name}, {width}×{height}, {state_words(item)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                f"{evidence.path or evidence.name}\n{width}×{height} {evidence.format}\n{state_words(item)}"
            )
        return item if role == ITEM_ROLE else None

    def row_of(self, item: EvidenceItem | None) -> int:
        """The row of `item`, -1 when it is not here."""
        return self._items.index(item) if item in self._items else -1

    def _added(self, item: EvidenceItem) -> None:
        self.beginInsertRows(QModelIndex(), len(self._items), len(self._items))
        self._items.append(item)
        self.endInsertRows()

    def _removed(self, item: EvidenceItem) -> None:
        row = self.row_of(item)
        self.beginRemoveRows(QModelIndex(), row, row)
        self._items.remove(item)
        self.endRemoveRows()

    def _changed(self, item: EvidenceItem, field: str) -> None:
        if field in ("thumbnail", "inspecting", "inspection", "error"):
            index = self.index(self.row_of(item))
            self.dataChanged.emit(index, index)
