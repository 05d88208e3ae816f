"""A plot of a given extent that can look where another one looks."""

import pyqtgraph
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.widgets.themed_plot import ThemedPlot

MOST_OBLONG = 8
"""Extents up to this much longer than high are shown with one scale for both axes."""
MARGIN = 0.03


class LinkedPlot(ThemedPlot):
    """Shows all of its extent until somebody moves it; a partner moves along.

    pyqtgraph's own links align what lies on the same screen pixels, and fight over the aspect ratio.
    """

    def __init__(self, name: str, bottom: str, left: str, parent: QWidget | None = None) -> None:
        self.extent = QRectF()
        self._whole, self._follows = True, False
        self._partner: LinkedPlot | None = None
        super().__init__(name, bottom, left, parent)
        self.getViewBox().sigRangeChangedManually.connect(self._moved_by_hand)

    @property
    def shows_all(self) -> bool:
        """Whether the whole extent is on show, and will be after a resize."""
        return self._whole

    def set_extent(self, extent: QRectF) -> None:
        """What there is to see; the view stays where it is for the extent that it has."""
        if extent == self.extent:
            return
        self.extent = extent
        longest, shortest = max(extent.width(), extent.height()), min(extent.width(), extent.height())
        # The spectrum of a strip would be a line if both axes had one scale.
        self.getViewBox().setAspectLocked(longest <= MOST_OBLONG * shortest)
        if self._follows:
            self.look_along()
        else:
            self.show_all()

    def show_all(self) -> None:
        """Show the whole extent."""
        self._whole = True
        self._fit()
        self._take_partner_along()

    def look_at(self, seen: QRectF) -> None:
        """Show a part of the extent."""
        self._whole = False
        self.getViewBox().setRange(seen, padding=0)

    def follow(self, leader: "LinkedPlot") -> None:
        """Look at the same place as `leader` from now on, whichever of the two is moved."""
        self._partner, self._follows = leader, True
        leader.be_followed_by(self)
        leader.getViewBox().sigRangeChanged.connect(self.look_along)

    def be_followed_by(self, follower: "LinkedPlot") -> None:
        """Take `follower` along, and go where the user moves it."""
        self._partner = follower

    def look_along(self) -> None:
        """Show the partner's centre at the partner's scale, or all where it shows all."""
        if self._partner is None or not self.isVisible():
            return
        self._whole = self._partner.shows_all
        if self._whole:
            self._fit()
        else:
            self.getViewBox().setRange(self._view_like(self._partner.getViewBox()), padding=0)

    def _view_like(self, theirs: pyqtgraph.ViewBox) -> QRectF:
        box, seen = self.getViewBox(), theirs.viewRect()
        if not box.state["aspectLocked"]:
            return QRectF(seen)
        scale = seen.height() / max(1.0, theirs.height())
        half_size = QPointF(box.width() * scale / 2, box.height() * scale / 2)
        return QRectF(seen.center() - half_size, seen.center() + half_size)

    def _fit(self) -> None:
        self.getViewBox().setRange(self.extent, padding=MARGIN)

    def _take_partner_along(self) -> None:
        if self._partner is not None:
            self._partner.look_along()

    def _moved_by_hand(self) -> None:
        self._whole = False
        self._take_partner_along()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys move this plot, and the other one along."""
        super().keyPressEvent(event)
        if event.isAccepted():
            self._whole = event.key() == Qt.Key.Key_0
            self._take_partner_along()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go on showing all, or what the other plot shows."""
        super().resizeEvent(event)
        if hasattr(self, "extent"):
            self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        """The same when the plot comes back."""
        super().showEvent(event)
        self._settle()

    def _settle(self) -> None:
        if self._follows:
            self.look_along()
        elif self._whole and not self.extent.isEmpty():
            self._fit()
