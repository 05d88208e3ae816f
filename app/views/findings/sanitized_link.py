"""What the sanitized panel's buttons set going, and what comes back to it."""

from functools import partial
from typing import TYPE_CHECKING

from app import flows
from app.models import EvidenceItem, Session
from app.views.findings.sanitized_panel import SanitizedPanel
from core.images.arrays import RGB

if TYPE_CHECKING:
    from core.sanitizing.change_map import ChangeMap
    from core.sanitizing.sanitize import Sanitized
    from core.scaling.pipeline import Pipeline


class SanitizedLink:
    """Between the panel and the flows; results for what is no longer on show are dropped."""

    def __init__(self, session: Session, panel: SanitizedPanel) -> None:
        self._session, self._panel = session, panel
        panel.undo_requested.connect(lambda: flows.undo_sanitizing(session))
        panel.redo_requested.connect(lambda: flows.redo_sanitizing(session))
        panel.pictures.changes_requested.connect(self._map_changes)
        panel.controls.requested.connect(self._sanitize)

    def reduce(self, item: EvidenceItem) -> None:
        """Have the sanitized image averaged for its tile."""
        if item.sanitized is not None:
            receive = partial(self._reduced, item, item.sanitized)
            flows.reduce_picture(self._session, item.sanitized.pixels, receive)

    def _sanitize(self, filter_id: str, seed: int, pipelines: "tuple[Pipeline, ...]") -> None:
        flows.sanitize_current(self._session, filter_id, seed, pipelines=pipelines)

    def _map_changes(self) -> None:
        item = self._session.evidence.current
        if item is not None and item.sanitized is not None:
            shape = self._panel.pictures.picture.drawn_shape()
            flows.map_changes(self._session, item, shape, partial(self._mapped, item, item.sanitized))

    def _reduced(self, item: EvidenceItem, sanitized: "Sanitized", small: RGB) -> None:
        if self._is_on_show(item, sanitized):
            self._panel.pictures.set_reduced("after", small)

    def _mapped(self, item: EvidenceItem, sanitized: "Sanitized", found: "ChangeMap") -> None:
        if self._is_on_show(item, sanitized):
            self._panel.pictures.set_changes(found.pixels, found.largest)

    def _is_on_show(self, item: EvidenceItem, sanitized: "Sanitized") -> bool:
        return item is self._session.evidence.current and item.sanitized is sanitized
