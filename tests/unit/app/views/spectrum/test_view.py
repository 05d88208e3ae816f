from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.models import Session
from app.views.spectrum import SpectrumView
from core.images import RGB, evidence_from_pixels
from core.scaling.pipeline import Pipeline
from core.spectrum.folding import aliasing_ratio
from core.spectrum.fourier import log_magnitude

SHAPE = (100, 150)


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    made = Session()
    made.pipeline.set(Pipeline("opencv", "nearest", SHAPE))
    yield made
    made.jobs.cancel()
    qtbot.waitUntil(lambda: not made.jobs.is_busy, timeout=20_000)
    made.jobs.shutdown()
    made.worker.close()


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> SpectrumView:
    widget = SpectrumView(session)
    qtbot.addWidget(widget)
    widget.resize(1000, 700)
    return widget


@pytest.fixture
def attack(coffee: RGB, chelsea: RGB) -> RGB:
    pixels = coffee.copy()
    pixels[::4, ::4] = cv2.resize(chelsea, SHAPE[::-1], interpolation=cv2.INTER_AREA)
    return pixels


@pytest.fixture
def showing(view: SpectrumView, session: Session, attack: RGB, qtbot: QtBot) -> SpectrumView:
    session.evidence.add(evidence_from_pixels(attack, "cup.png"))
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.is_showing and not session.jobs.is_busy, timeout=20_000)
    return view


def test_without_evidence_it_says_so(view: SpectrumView) -> None:
    view.show()
    assert view.is_empty


def test_hidden_it_computes_nothing(view: SpectrumView, session: Session, attack: RGB) -> None:
    session.evidence.add(evidence_from_pixels(attack, "cup.png"))
    assert not session.jobs.is_busy
    assert view.spectrum is None


def test_it_shows_the_spectrum_its_comb_and_what_folds(showing: SpectrumView, attack: RGB) -> None:
    luminance = attack @ np.array([0.299, 0.587, 0.114], np.float32)
    assert showing.spectrum is not None
    assert np.allclose(showing.spectrum.log_magnitude, log_magnitude(luminance), atol=0.01)
    share = aliasing_ratio(luminance, SHAPE)
    assert showing.panel.title.text() == f"{100 * share:.3g} % of the energy can fold (luminance)"
    assert "150×100" in showing.panel.comb.text()


def test_another_channel_is_transformed_without_a_second_search(
    showing: SpectrumView, session: Session, attack: RGB, qtbot: QtBot
) -> None:
    comb = showing.panel.comb.text()
    showing.pane.channel.setCurrentIndex(showing.pane.channel.findData("blue"))
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    assert showing.spectrum is not None
    assert showing.spectrum.options.channel == "blue"
    assert not showing.spectrum.options.sizes
    assert np.allclose(showing.spectrum.log_magnitude, log_magnitude(attack[..., 2]), atol=0.01)
    assert showing.panel.comb.text() == comb


def test_another_size_keeps_the_spectrum_and_measures_again(
    showing: SpectrumView, session: Session, qtbot: QtBot
) -> None:
    spectrum, title = showing.spectrum, showing.panel.title.text()
    session.pipeline.set_target_shape((50, 50))
    assert showing.panel.title.text() == "Measuring what folds …"
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    assert showing.spectrum is spectrum
    assert "%" in showing.panel.title.text()
    assert showing.panel.title.text() != title


def test_the_frequency_under_the_mouse_is_read(showing: SpectrumView) -> None:
    showing.pane.picture.hovered.emit(150, -100)
    assert showing.spectrum is not None
    decibels = showing.spectrum.log_magnitude[200 - 100, 300 + 150]
    assert showing.pane.reading.text() == f"150, -100 cycles per image · period 4 × 4 px · {decibels:.1f} dB"


def test_keys_zoom_and_pan_the_picture(showing: SpectrumView, qtbot: QtBot) -> None:
    picture = showing.pane.picture
    whole = picture.getViewBox().viewRect()
    qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert picture.getViewBox().viewRect().width() < whole.width()
    qtbot.keyClick(picture, Qt.Key.Key_Down)
    assert picture.getViewBox().viewRect().center().y() > whole.center().y()
    qtbot.keyClick(picture, Qt.Key.Key_0)
    assert picture.getViewBox().viewRect().width() == pytest.approx(whole.width(), rel=0.01)


def test_marks_can_be_hidden(showing: SpectrumView) -> None:
    before = showing.pane.picture.grab().toImage()
    for box in (showing.pane.nyquist, showing.pane.lattice, showing.pane.comb):
        box.setChecked(False)
    assert showing.pane.picture.grab().toImage() != before


def test_a_cancelled_transform_says_so_and_a_replaced_one_does_not(
    view: SpectrumView, session: Session, attack: RGB, qtbot: QtBot
) -> None:
    session.evidence.add(evidence_from_pixels(attack, "cup.png"))
    view.show()
    titles = {view.state_title}
    view.pane.channel.setCurrentIndex(view.pane.channel.findData("red"))
    while session.jobs.is_busy:
        qtbot.wait(10)
        titles.add(view.state_title)
    assert view.is_showing
    assert titles == {"Transforming cup.png"}

    view.pane.channel.setCurrentIndex(view.pane.channel.findData("green"))
    session.jobs.cancel()
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    assert view.state_title == "There is no spectrum"
