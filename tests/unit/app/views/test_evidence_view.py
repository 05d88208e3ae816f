import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.models import EvidenceItem, Reading, Session
from app.views.evidence_view import EvidenceView
from app.widgets.empty_state import EmptyState
from core.errors import AliascopeError
from core.images import RGB, evidence_from_pixels
from core.scaling.pipeline import Pipeline


class Recorder(EvidenceView):
    """Writes down what it was asked to show."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, EmptyState("image", "Nothing", "Nothing is open."))
        self.set_content(QLabel())
        self.shown: list[str] = []
        self.fields: list[str] = []

    def show_evidence(self, item: EvidenceItem, pipeline: Pipeline) -> None:
        if pipeline.target_shape == (1, 1):
            raise AliascopeError("One pixel is too small to look at; choose a larger size.")
        self.shown.append(f"{item.evidence.name} {pipeline.label}")

    def field_changed(self, field: str) -> None:
        self.fields.append(field)


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> Recorder:
    widget = Recorder(session)
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def item(session: Session, chelsea: RGB) -> EvidenceItem:
    return session.evidence.add(evidence_from_pixels(chelsea, "cat.png"))


def test_it_waits_until_it_is_seen(view: Recorder, session: Session, item: EvidenceItem) -> None:
    session.pipeline.set_algorithm("nearest")
    assert view.shown == []
    view.show()
    assert view.shown == [f"{item.evidence.name} OpenCV nearest 224×224"]


def test_it_follows_the_models_while_seen(view: Recorder, session: Session, item: EvidenceItem) -> None:
    view.show()
    session.pipeline.set_algorithm("area")
    session.evidence.update(item, outputs={})
    assert len(view.shown) == 2
    assert "outputs" in view.fields
    session.evidence.remove(item)
    assert view.is_empty


def test_seen_again_it_shows_again_only_what_changed(
    view: Recorder, session: Session, item: EvidenceItem
) -> None:
    view.show()
    view.hide()
    view.show()
    assert len(view.shown) == 1
    view.hide()
    session.evidence.update(item, outputs={})
    view.show()
    assert len(view.shown) == 2


def test_an_expected_error_is_a_sentence(view: Recorder, session: Session, item: EvidenceItem) -> None:
    view.show()
    session.pipeline.set_target_shape((1, 1))
    assert view.trouble.startswith("One pixel is too small")
    session.pipeline.set_target_shape((32, 32))
    assert view.trouble == ""
    assert view.shown[-1] == f"{item.evidence.name} OpenCV bilinear 32×32"


def test_leaving_it_clears_the_cursor(view: Recorder, session: Session, item: EvidenceItem) -> None:
    assert item.error is None
    view.show()
    session.cursor.show(Reading("Evidence", 1, 2, (3, 4, 5)))
    view.hide()
    assert session.cursor.readings == ()
