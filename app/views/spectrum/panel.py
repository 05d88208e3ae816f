"""The column beside the spectrum: what it means in words, and its profiles."""

from PySide6.QtWidgets import QWidget

from app.jobs.spectrum_job import CHANNELS, Spectrum
from app.views.spectrum import wording
from app.views.spectrum.profiles import ProfilePlot, show_axes, show_radial
from app.widgets.image_tile import selectable_label
from app.widgets.section import Section, heading, quiet
from app.widgets.side_panel import SidePanel
from core.spectrum.comb import SizeCandidate

TITLES = dict(CHANNELS)
RADIAL_NOTE = "Dotted: the Nyquist limit of the target size."
AXES_NOTE = "Solid: horizontal; dashed: vertical; dotted: multiples of the target size."


class SpectrumPanel(SidePanel):
    """Words above, profiles below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.meaning, self.comb, self.notes = heading(""), quiet(), selectable_label(), quiet()
        self.radial = ProfilePlot("Mean by distance from zero frequency")
        self.axes = ProfilePlot("Mean along each axis")
        self.add_section(Section(), self.title, self.meaning, self.comb, self.notes)
        self.add_section(Section("Mean by radius"), self.radial, quiet(RADIAL_NOTE))
        self.add_section(Section("Mean along each axis"), self.axes, quiet(AXES_NOTE))

    def show_spectrum(
        self, spectrum: Spectrum, target: tuple[int, int], sizes: tuple[SizeCandidate, ...] | None
    ) -> None:
        """Profiles and what the search for a comb says."""
        show_radial(self.radial, spectrum, target)
        show_axes(self.axes, spectrum, target)
        self.comb.setText(wording.comb_words(sizes))
        source = (spectrum.log_magnitude.shape[0], spectrum.log_magnitude.shape[1])
        notes = (wording.lattice_words(source, target), wording.picture_words(spectrum.picture))
        self.notes.setText(" ".join(filter(None, notes)))
        self.notes.setVisible(any(notes))

    def show_aliasing(
        self, share: float | None, source: tuple[int, int], target: tuple[int, int], channel: str
    ) -> None:
        """What folds; `share` None while it is measured."""
        self.title.setText(wording.aliasing_title(share, source, target, TITLES[channel]))
        self.meaning.setText(wording.aliasing_meaning(source, target))
