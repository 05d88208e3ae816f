"""Spectrum: the frequencies of the evidence, and which of them fold into the output."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app import flows
from app.dialogs.save_beside import ask_save_beside
from app.flows.saving import save_text
from app.jobs.aliasing_job import Aliasing, AliasingOptions
from app.jobs.spectrum_job import Spectrum, SpectrumOptions, Version
from app.models import EvidenceItem, Session
from app.views.evidence_view import EvidenceView
from app.views.spectrum.choice import arranged, wanted
from app.views.spectrum.export import picture_of, profile_table
from app.views.spectrum.pane import SpectrumPane
from app.views.spectrum.panel import SpectrumPanel
from app.views.spectrum.sheet import SpectrumSheet
from app.views.spectrum.source import SpectrumSource
from app.views.spectrum.wording import TITLES, crop_words
from app.widgets.empty_state import EmptyState
from core.scaling.pipeline import Pipeline


class SpectrumView(EvidenceView):
    """Transforms the evidence, and what it is compared with, in the background while it is visible."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        words = "Its frequencies will show here, with those that fold into the output at the pipeline's size."
        super().__init__(session, EmptyState("spectrum", "No image to transform", words), parent)
        self.pane, self.panel = SpectrumPane(), SpectrumPanel()
        self._wanted: tuple[SpectrumOptions, ...] = ()
        self._spectra: tuple[Spectrum, ...] = ()
        self._source = SpectrumSource(session.jobs, self)
        self._state = EmptyState("spectrum", "", "")
        self._lay_out()
        self._source.ready.connect(self._take)
        self._source.failed.connect(self._show_failure)
        self._source.aliasing_ready.connect(self._show_aliasing)
        session.evidence.removed.connect(self._forget)
        self.pane.chosen.connect(self.refresh)
        self.pane.export.picture_wanted.connect(self.export_picture)
        self.pane.export.table_wanted.connect(self.export_table)

    def _lay_out(self) -> None:
        picture = QWidget()
        row = QHBoxLayout(picture)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pane, 1)
        row.addWidget(self.panel)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._state)
        self._pages.addWidget(picture)
        self.set_content(self._pages)

    @property
    def channel(self) -> str:
        """Id of the chosen channel."""
        return str(self.pane.channel.currentData())

    @property
    def spectrum(self) -> Spectrum | None:
        """The spectrum of the evidence on show."""
        return self._spectra[0] if self._spectra else None

    @property
    def spectra(self) -> tuple[Spectrum, ...]:
        """That of the evidence, and that of what it is compared with."""
        return self._spectra

    @property
    def is_showing(self) -> bool:
        """Whether a spectrum is on show rather than a state."""
        return not self.is_empty and self._pages.currentIndex() == 1

    @property
    def state_title(self) -> str:
        """The title shown while there is no spectrum."""
        return self._state.title.text()

    def show_evidence(self, item: EvidenceItem, pipeline: Pipeline) -> None:
        """Show the spectrum of the image, as soon as it is there."""
        evidence = item.evidence
        pipeline.crop_of(evidence.shape)
        self._wanted = wanted(item, pipeline, self.channel, self.pane.version)
        words = (evidence.name, crop_words(pipeline.crop), "spectrum")
        self.pane.caption.show_text(" · ".join(filter(None, words)))
        self._prepare_other(item)
        if self.spectrum is None or self.spectrum.options.evidence is not evidence:
            self._say("spectrum", f"Transforming {evidence.name}", "The spectrum appears in a moment.")
        self._show_measuring()
        self._source.request(*self._wanted)

    def field_changed(self, field: str) -> None:
        """A new sanitized image is transformed at once when it is looked at."""
        if field == "sanitized" and self.pane.version is Version.SANITIZED:
            self.refresh()

    def _forget(self, item: EvidenceItem) -> None:
        """Hold nothing of an image that is closed."""
        self._source.forget(item.evidence)
        if self.spectrum is not None and self.spectrum.options.evidence is item.evidence:
            self._spectra, self._wanted = (), ()

    def _prepare_other(self, item: EvidenceItem) -> None:
        version, other = self.pane.version, self.pane.other
        self.pane.show_other(version is not Version.EVIDENCE)
        other.caption.show_text(f"{item.evidence.name} · {TITLES[version].lower()}")
        if len(self._wanted) < 2:
            other.say("There is no sanitized image of this evidence yet: choose Detect and sanitize first.")
        elif len(self._spectra) < 2 or not self._spectra[1].options.is_of(self._wanted[1]):
            other.say("The spectrum appears in a moment.")

    def _take(self, spectrum: Spectrum) -> None:
        """A spectrum is there: show it when it is wanted, once that of the evidence is there too."""
        spectra = arranged((*self._spectra, spectrum), self._wanted)
        if self.isVisible() and spectrum in spectra:
            self._spectra = spectra
            self._show()

    def _show(self) -> None:
        pipeline = self.session.pipeline.pipeline
        sizes = self._source.sizes_of(self._spectra[0].options)
        self.pane.show_spectra(self._spectra, pipeline.target_shape, sizes[0] if sizes else None)
        self.panel.show_spectra(self._spectra, pipeline.target_shape, sizes)
        self._pages.setCurrentIndex(1)
        if len(self._spectra) == len(self._wanted):
            self._source.request_aliasing(AliasingOptions(self._spectra, pipeline))

    def _show_measuring(self) -> None:
        pipeline = self.session.pipeline.pipeline
        item = self.item
        if item is not None:
            _, _, width, height = pipeline.crop_of(item.evidence.shape)
            self.panel.show_aliasing((), (), (height, width), pipeline, self.channel)

    def _show_aliasing(self, options: AliasingOptions, found: tuple[Aliasing, ...]) -> None:
        pipeline = self.session.pipeline.pipeline
        if options.pipeline == pipeline and options.spectra == self._spectra:
            self.pane.show_aliasing(found)
            shape = self._spectra[0].shape
            self.panel.show_aliasing(found, self._spectra, shape, pipeline, self.channel)

    def _show_failure(self, options: SpectrumOptions, sentence: str) -> None:
        if options.version is not Version.EVIDENCE:
            self.pane.other.say(sentence)
        elif self.item is not None and not arranged(self._spectra, self._wanted):
            self._say("error", "There is no spectrum", sentence)

    def export_picture(self) -> None:
        """Ask where to and write what is on the screen, lossless."""
        if self.item is None or not self.is_showing:
            return
        pixels = picture_of(self._sheet())
        title = "Export the spectrum"
        path = ask_save_beside(self, title, self.item.evidence, "spectrum.png", "Lossless image")
        if path is not None:
            flows.save_pixels(self.session, pixels, path)

    def _sheet(self) -> SpectrumSheet:
        """The pictures with everything that says what they are."""
        caption, pipeline = self.pane.caption.text(), self.session.pipeline.pipeline
        titles = (caption, self.pane.other.caption.text())
        words = f"{self.pane.channel.currentText()} · lattice, Nyquist box and folding of {pipeline.label}"
        return self.pane.sheet(titles, words)

    def export_table(self) -> None:
        """Ask where to and write the profiles."""
        if self.item is None or not self._spectra:
            return
        title = "Export the profiles"
        path = ask_save_beside(self, title, self.item.evidence, "profiles.csv", "CSV table")
        if path is not None:
            save_text(self.session, profile_table(self._spectra), path)

    def _say(self, icon: str, title: str, words: str) -> None:
        self._state.say(icon, title, words)
        self._pages.setCurrentIndex(0)
