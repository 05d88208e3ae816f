"""What views of the current evidence have in common: empty state, and work only while somebody looks."""

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.models import EvidenceItem, Session
from app.widgets.empty_state import EmptyState
from core.errors import AliascopeError
from core.scaling.pipeline import Pipeline

CONTENT = 2


class EvidenceView(QWidget):
    """Shows the current evidence under the chosen pipeline.

    Subclasses hand their widget to `set_content` and implement `show_evidence`, which is called whenever the
    evidence or the pipeline is another and the view is visible. While it is hidden nothing is computed.
    """

    def __init__(self, session: Session, empty: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._empty = empty
        self._stale = True
        self._stack = QStackedWidget()
        self._trouble = EmptyState("error", "", "")
        self._stack.addWidget(empty)
        self._stack.addWidget(self._trouble)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        session.evidence.current_changed.connect(lambda _: self.refresh())
        session.evidence.item_changed.connect(self._item_changed)
        session.pipeline.changed.connect(lambda _: self.refresh())

    @property
    def item(self) -> EvidenceItem | None:
        """The evidence on show."""
        return self.session.evidence.current

    @property
    def trouble(self) -> str:
        """Why the evidence cannot be shown, in a sentence; empty when it is."""
        return self._trouble.words.text() if self._stack.currentWidget() is self._trouble else ""

    @property
    def is_empty(self) -> bool:
        """Whether the view shows its empty state."""
        return self._stack.currentWidget() is self._empty

    def set_content(self, content: QWidget) -> None:
        """The widget shown while there is evidence."""
        self._stack.addWidget(content)

    def refresh(self) -> None:
        """Show the current evidence now, or when the view is next seen."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        item = self.item
        if item is None:
            self._stack.setCurrentWidget(self._empty)
            self.session.cursor.show()
        else:
            self._try_to_show(item)

    def _try_to_show(self, item: EvidenceItem) -> None:
        self._stack.setCurrentIndex(CONTENT)
        try:
            self.show_evidence(item, self.session.pipeline.pipeline)
        except AliascopeError as error:
            self._trouble.say("error", "This cannot be shown", str(error))
            self._stack.setCurrentWidget(self._trouble)

    def show_evidence(self, item: EvidenceItem, pipeline: Pipeline) -> None:
        """Show `item` as `pipeline` scales it."""
        raise NotImplementedError

    def field_changed(self, field: str) -> None:
        """A field of the shown item changed while the view is visible; nothing to do by default."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.session.cursor.show()

    def _item_changed(self, item: EvidenceItem, field: str) -> None:
        if item is self.item:
            if self.isVisible():
                self.field_changed(field)
            else:
                self._stale = True
