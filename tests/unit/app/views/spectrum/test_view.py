from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from pytestqt.qtbot import QtBot

from app.jobs.spectrum_job import SpectrumJob, Version
from app.models import Session
from app.views.spectrum import SpectrumView
from core.images import RGB, evidence_from_pixels, read_evidence
from core.sanitizing.sanitize import sanitize
from core.scaling.operator import operator_for
from core.scaling.pipeline import Pipeline
from core.spectrum.folding import aliasing_ratio
from core.spectrum.fourier import log_magnitude

SHAPE, SHAPE_OF_COFFEE = (100, 150), (400, 600)


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
    assert np.allclose(showing.spectrum.picture.values, log_magnitude(luminance), atol=0.01)
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
    assert np.allclose(showing.spectrum.picture.values, log_magnitude(attack[..., 2]), atol=0.01)
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
    decibels = showing.spectrum.half.decibels_at(-100, 150)
    assert showing.pane.reading.text() == (
        f"150, -100 cycles per image · period 4 × 4 px · {decibels:.1f} dB · folds to 0, 0"
    )


def test_the_mouse_near_a_mark_reads_the_mark(showing: SpectrumView) -> None:
    heard: list[tuple[int, int]] = []
    picture = showing.pane.picture
    picture.hovered.connect(lambda x, y: heard.append((x, y)))
    for x in (151.0, 175.0):
        picture.scene().sigMouseMoved.emit(picture.getViewBox().mapViewToScene(QPointF(x, -100.0)))
    assert heard == [(150, -100), (175, -100)]


def test_marks_without_room_are_left_out_until_one_zooms_in(showing: SpectrumView, session: Session) -> None:
    session.pipeline.set(Pipeline("opencv", "nearest", (3, 3)))
    lattice = showing.pane.picture.lattice
    assert len(lattice.getData()[0]) > 0
    assert not lattice.isVisible()
    showing.pane.picture.look_at(QRectF(-10, -10, 20, 20))
    assert lattice.isVisible()


def test_the_exported_sheet_shows_what_the_screen_shows(showing: SpectrumView) -> None:
    showing.pane.picture.look_at(QRectF(100, 100, 50, 50))
    sheet = showing.pane.sheet(["cup.png"], "Luminance")
    sheet.grab()
    assert sheet.pictures[0].getViewBox().viewRect().contains(QRectF(101, 101, 48, 48))
    assert sheet.pictures[0].getViewBox().viewRect().width() < 80


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


def compare_with(view: SpectrumView, version: Version, qtbot: QtBot) -> None:
    view.pane.comparison.setCurrentIndex(view.pane.comparison.findData(version))
    qtbot.waitUntil(lambda: not view.session.jobs.is_busy, timeout=20_000)


def test_the_area_version_shows_beside_the_evidence_and_folds_less(
    showing: SpectrumView, qtbot: QtBot
) -> None:
    assert showing.pane.other.isHidden()
    compare_with(showing, Version.AREA, qtbot)
    assert showing.pane.other.isVisible()
    assert showing.pane.other.is_showing
    before, after = showing.spectra
    assert after.options.version is Version.AREA
    assert after.shape == before.shape
    assert "Area version: " in showing.panel.after.text()
    compare_with(showing, Version.EVIDENCE, qtbot)
    assert showing.pane.other.isHidden()
    assert len(showing.spectra) == 1


def test_both_pictures_look_at_the_same_frequencies(showing: SpectrumView, qtbot: QtBot) -> None:
    compare_with(showing, Version.AREA, qtbot)
    first, second = showing.pane.picture, showing.pane.other.picture

    assert second.shows_all

    def agree() -> bool:
        one, other = (picture.getViewBox().viewRect() for picture in (first, second))
        scale = one.height() / first.getViewBox().height()
        same_scale = abs(other.height() / second.getViewBox().height() / scale - 1) < 0.01
        return bool(same_scale and (one.center() - other.center()).manhattanLength() < 0.01 * one.width())

    qtbot.keyClick(first, Qt.Key.Key_Plus)
    qtbot.waitUntil(agree)
    first.getViewBox().setRange(xRange=(20, 60), yRange=(-20, 20), padding=0)
    qtbot.waitUntil(agree)
    qtbot.keyClick(second, Qt.Key.Key_Plus)
    qtbot.keyClick(second, Qt.Key.Key_Down)
    qtbot.waitUntil(agree)
    qtbot.wait(100)
    assert first.getViewBox().viewRect().center().y() > 0
    seen = first.getViewBox().viewRect()
    assert min(seen.width(), seen.height()) == pytest.approx(32, rel=0.1)
    qtbot.keyClick(second, Qt.Key.Key_0)
    assert first.shows_all
    assert first.getViewBox().viewRect().contains(first.extent)


def test_a_strip_fills_the_picture(
    showing: SpectrumView, session: Session, coffee: RGB, qtbot: QtBot
) -> None:
    item = session.evidence.add(evidence_from_pixels(np.tile(coffee[:20], (1, 4, 1)), "strip.png"))
    session.evidence.select(item)
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    assert showing.is_showing
    seen = showing.pane.picture.getViewBox().viewRect()
    assert seen.width() < 1.2 * 2400
    assert seen.height() < 1.2 * 20


def test_a_sanitized_image_is_asked_for_and_then_shown(showing: SpectrumView, qtbot: QtBot) -> None:
    compare_with(showing, Version.SANITIZED, qtbot)
    assert not showing.pane.other.is_showing
    assert "choose Detect and sanitize" in showing.pane.other.words.text()
    assert showing.item is not None
    pipeline = showing.session.pipeline.pipeline
    pixels = showing.item.evidence.pixels
    cleaned = sanitize(pixels, operator_for(pipeline, SHAPE_OF_COFFEE), "median")
    showing.session.evidence.update(showing.item, sanitized=cleaned)
    qtbot.waitUntil(lambda: not showing.session.jobs.is_busy, timeout=20_000)
    assert [one.options.version for one in showing.spectra] == [Version.EVIDENCE, Version.SANITIZED]


def test_only_the_crop_is_transformed(showing: SpectrumView, session: Session, qtbot: QtBot) -> None:
    session.pipeline.set(Pipeline("opencv", "nearest", (100, 100), crop=(100, 0, 400, 400)))
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    assert showing.spectrum is not None
    assert showing.spectrum.shape == (400, 400)
    assert "crop of 400×400 at 100, 0" in showing.pane.caption.text()


def test_teeth_of_the_comb_are_marked_on_the_profiles(showing: SpectrumView) -> None:
    assert sorted(set(showing.panel.axes.teeth)) == [100, 150, 200, 300]
    assert showing.panel.radial.teeth == (100, 150, 200)  # rings end at half of the shorter side


def test_profiles_and_picture_are_exported_and_never_over_evidence(
    showing: SpectrumView, session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([tmp_path / "profiles.csv", tmp_path / "spectrum.png"])
    monkeypatch.setattr("app.views.spectrum.view.ask_save_beside", lambda *_: next(answers))
    showing.pane.export.table.trigger()
    showing.pane.export.picture.trigger()
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    lines = (tmp_path / "profiles.csv").read_text("utf-8").splitlines()
    assert lines[0] == "cycles_per_image,evidence_radial_db,evidence_horizontal_db,evidence_vertical_db"
    assert len(lines) == 1 + 301
    assert showing.spectrum is not None
    curves = showing.spectrum.profiles
    expected = [curves.radial[7], curves.horizontal[7], curves.vertical[7]]
    assert [float(cell) for cell in lines[8].split(",")] == pytest.approx([7, *expected], abs=6e-4)
    assert lines[-1].split(",")[1] == ""
    picture = read_evidence(tmp_path / "spectrum.png").pixels
    assert picture.std() > 5
    assert picture.shape[0] > 900  # whatever room the window has
    assert picture.shape[1] > 1000

    item = session.evidence.add(read_evidence(tmp_path / "spectrum.png"))
    session.evidence.select(item)
    before, said = (tmp_path / "spectrum.png").read_bytes(), []
    session.messages.said.connect(lambda kind, words: said.append((kind, words)))
    session.jobs.job_failed.connect(lambda _, error: said.append(("failed", str(error))))
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    answers = iter([tmp_path / "spectrum.png"])
    showing.pane.export.table.trigger()
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    assert (tmp_path / "spectrum.png").read_bytes() == before
    assert any("never overwritten" in words for _, words in said)


def test_another_size_does_not_start_the_search_for_a_comb_again(
    view: SpectrumView, session: Session, attack: RGB, qtbot: QtBot
) -> None:
    started = []
    session.jobs.job_started.connect(lambda job: started.append(type(job)))
    session.evidence.add(evidence_from_pixels(attack, "cup.png"))
    view.show()
    qtbot.waitUntil(lambda: view.is_showing, timeout=20_000)
    session.pipeline.set_target_shape((60, 80))
    qtbot.waitUntil(lambda: not session.jobs.is_busy, timeout=20_000)
    assert started.count(SpectrumJob) == 1
    assert "150×100" in view.panel.comb.text()
    assert "80×60" in view.panel.meaning.text()


def test_nothing_is_kept_of_a_closed_image(showing: SpectrumView, session: Session) -> None:
    assert showing.item is not None
    session.evidence.remove(showing.item)
    assert showing.is_empty
    assert showing.spectra == ()
