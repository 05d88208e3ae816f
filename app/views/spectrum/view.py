"""Spectrum: the frequencies of the evidence, and which of them fold into the output."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.jobs.aliasing_job import AliasingOptions
from app.jobs.spectrum_job import Spectrum
from app.models import EvidenceItem, Session
from app.views.evidence_view import EvidenceView
from app.views.spectrum.pane import SpectrumPane
from app.views.spectrum.panel import SpectrumPanel
from app.views.spectrum.source import SpectrumSource
from app.widgets.empty_state import EmptyState
from core.scaling.pipeline import Pipeline


class SpectrumView(EvidenceView):
    """Transforms the evidence in the background while it is visible."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        words = "Its frequencies will show here, with those that fold into the output at the pipeline's size."
        super().__init__(session, EmptyState("spectrum", "No image to transform", words), parent)
        self.pane, self.panel = SpectrumPane(), SpectrumPanel()
        self.spectrum: Spectrum | None = None
        self._source = SpectrumSource(session.jobs, self)
        self._state = EmptyState("spectrum", "", "")
        self._lay_out()
        self._source.ready.connect(self._show)
        self._source.failed.connect(self._show_failure)
        self._source.aliasing_ready.connect(self._show_aliasing)
        self.pane.channel_chosen.connect(lambda _: self.refresh())

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
        known = self.spectrum
        self.pane.caption.show_text(f"{evidence.name} · spectrum")
        if known is not None and self._is_current(known):
            self._show(known)
        else:
            if known is None or known.options.evidence is not evidence:
                self._say("spectrum", f"Transforming {evidence.name}", "The spectrum appears in a moment.")
            self._source.request(evidence, self.channel)
        self._ask_for_aliasing(item, pipeline)

    def _ask_for_aliasing(self, item: EvidenceItem, pipeline: Pipeline) -> None:
        # Levelling makes the envelope's energy meaningless; there the luminance is measured.
        channel = "luminance" if self.channel == "envelope" else self.channel
        target = pipeline.target_shape
        self.panel.show_aliasing(None, item.evidence.shape, target, channel)
        self._source.request_aliasing(AliasingOptions(item.evidence, channel, target))

    def _is_current(self, spectrum: Spectrum) -> bool:
        options, item = spectrum.options, self.item
        return item is not None and options.evidence is item.evidence and options.channel == self.channel

    def _show(self, spectrum: Spectrum) -> None:
        if not self._is_current(spectrum):
            return
        self.spectrum = spectrum
        target = self.session.pipeline.pipeline.target_shape
        sizes = self._source.sizes_of(spectrum.options.evidence)
        self.pane.show_spectrum(spectrum, target, sizes[0] if sizes else None)
        self.panel.show_spectrum(spectrum, target, sizes)
        self._pages.setCurrentIndex(1)

    def _show_aliasing(self, options: AliasingOptions, share: float) -> None:
        item, target = self.item, self.session.pipeline.pipeline.target_shape
        if item is not None and options.evidence is item.evidence and options.target_shape == target:
            self.panel.show_aliasing(share, item.evidence.shape, target, options.channel)

    def _show_failure(self, sentence: str) -> None:
        if self.item is not None and (self.spectrum is None or not self._is_current(self.spectrum)):
            self._say("error", "There is no spectrum", sentence)

    def _say(self, icon: str, title: str, words: str) -> None:
        self._state.say(icon, title, words)
        self._pages.setCurrentIndex(0)
