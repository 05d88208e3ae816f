"""The column beside the spectrum: what it means in words, and its profiles."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from app.jobs.aliasing_job import Aliasing
from app.jobs.spectrum_job import CHANNELS, Spectrum
from app.views.spectrum import wording
from app.views.spectrum.marks import comb_marks
from app.views.spectrum.profiles import ProfilePlot, show_axes, show_radial
from app.widgets.image_tile import selectable_label
from app.widgets.section import Section, heading, quiet
from app.widgets.side_panel import SidePanel
from core.scaling.pipeline import Pipeline
from core.spectrum.comb import SizeCandidate

CHANNEL_TITLES = dict(CHANNELS)
RADIAL_NOTE = "Dotted: the Nyquist limit of the target size; ◇: peaks of the comb."
AXES_NOTE = "Solid: horizontal; dashed: vertical; dotted: multiples of the target size; ◇: peaks of the comb."


class SpectrumPanel(SidePanel):
    """Words above, profiles below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.meaning, self.filtered, self.after = heading(""), quiet(), quiet(), quiet()
        self.comb, self.notes, self.colours = selectable_label(), quiet(), quiet()
        self.radial = ProfilePlot("Mean by distance from zero frequency")
        self.axes = ProfilePlot("Mean along each axis")
        words = (self.title, self.meaning, self.filtered, self.after, self.comb, self.notes)
        self.add_section(Section(), *words)
        radial_note = quiet(RADIAL_NOTE)
        self.add_section(Section("Mean by radius"), self.radial, self.colours, radial_note)
        self.add_section(Section("Mean along each axis"), self.axes, quiet(AXES_NOTE))

    def show_spectra(
        self, spectra: Sequence[Spectrum], target: tuple[int, int], sizes: tuple[SizeCandidate, ...] | None
    ) -> None:
        """Profiles of the evidence and perhaps another version, and what the search for a comb says."""
        first = spectra[0]
        comb = comb_marks(first.shape, sizes[0] if sizes else None)
        show_radial(self.radial, spectra, target, comb)
        show_axes(self.axes, spectra, target, comb)
        self.comb.setText(wording.comb_words(sizes))
        notes = (wording.lattice_words(first.shape, target), wording.picture_words(first.picture))
        _say(self.notes, " ".join(filter(None, notes)))
        other = wording.TITLES[spectra[1].options.version].lower() if len(spectra) > 1 else ""
        _say(self.colours, f"Blue: evidence; amber: {other}." if other else "")

    def show_aliasing(
        self,
        found: Sequence[Aliasing],
        spectra: Sequence[Spectrum],
        source: tuple[int, int],
        pipeline: Pipeline,
        channel: str,
    ) -> None:
        """What folds; `found` is empty while it is measured."""
        folding = found[0].folding if found else None
        share = folding.share if folding else None
        # Levelling makes the envelope's energy meaningless; there the luminance is measured.
        measured = "luminance" if channel == "envelope" else channel
        target = pipeline.target_shape
        self.title.setText(wording.aliasing_title(share, source, target, CHANNEL_TITLES[measured]))
        self.meaning.setText(wording.aliasing_meaning(source, target))
        _say(self.filtered, wording.filter_words(folding, pipeline))
        both = len(found) > 1 and len(spectra) > 1
        _say(self.after, wording.after_words(found[1].folding, spectra[1].options.version) if both else "")


def _say(label: QLabel, text: str) -> None:
    """Put words into a label, which takes no room without any."""
    label.setText(text)
    label.setVisible(bool(text))
