"""Tabs whose content is made when it is first needed."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget


class _Page(QWidget):
    """The place of a view that may not exist yet."""

    def __init__(self, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self._make = make
        self.content: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)

    def filled(self) -> QWidget:
        """The view, made now if it is not there."""
        if self.content is None:
            self.content = self._make()
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self.content)
            self.content.show()  # a layout shows a late child only after the next turn of the event loop
            self.setFocusProxy(self.content)
        return self.content


class LazyTabs(QTabWidget):
    """Pages by id, in the order they were added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: dict[str, _Page] = {}
        self.setDocumentMode(True)
        self.currentChanged.connect(lambda _: self._fill_current())

    def add(self, key: str, title: str, tip: str, make: Callable[[], QWidget]) -> None:
        """Add a page; `make` builds its content when the page is first shown."""
        page = _Page(make)
        self._pages[key] = page
        self.setTabToolTip(self.addTab(page, title), tip)

    def content(self, key: str) -> QWidget:
        """The content of a page, made now if need be. KeyError for an unknown id."""
        return self._pages[key].filled()

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        self.content(key)
        self.setCurrentWidget(self._pages[key])

    @property
    def current_key(self) -> str:
        """Id of the page in front."""
        return next(key for key, page in self._pages.items() if page is self.currentWidget())

    def showEvent(self, event: QShowEvent) -> None:
        """Make the page in front."""
        super().showEvent(event)
        self._fill_current()

    def _fill_current(self) -> None:
        if self.isVisible():  # while the window is being built, nothing is made
            self.content(self.current_key)
