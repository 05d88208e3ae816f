"""Has spectra computed in the background, and remembers the last ones."""

from PySide6.QtCore import QObject, Signal

from app.jobs import JobManager
from app.jobs.aliasing_job import AliasingJob, AliasingOptions
from app.jobs.spectrum_job import Spectrum, SpectrumJob, SpectrumOptions
from core.images import Evidence
from core.spectrum.comb import SizeCandidate

REMEMBERED = 2
"""Spectra kept: four bytes per pixel each."""


class SpectrumSource(QObject):
    """Ask with `request`; answers come as signals, at once when they are known."""

    ready = Signal(object)
    """A `Spectrum`, perhaps again when its sizes are known."""
    aliasing_ready = Signal(object, float)
    """The `AliasingOptions` and the share 0..1."""
    failed = Signal(str)
    """Why there will be none, in a sentence."""

    def __init__(self, jobs: JobManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._latest: SpectrumJob | None = None
        self._spectra: list[Spectrum] = []
        self._sizes: tuple[Evidence, tuple[SizeCandidate, ...]] | None = None
        self._share: tuple[AliasingOptions, float] | None = None

    def request(self, evidence: Evidence, channel: str) -> None:
        """The spectrum of a channel; gives up one still being computed."""
        self._latest = None
        self._jobs.cancel_lane(SpectrumJob.lane)
        for known in self._spectra:
            if known.options.evidence is evidence and known.options.channel == channel:
                self.ready.emit(known)
                return
        sizes_known = self._sizes is not None and self._sizes[0] is evidence
        job = SpectrumJob(SpectrumOptions(evidence, channel, sizes=not sizes_known))
        job.partial.connect(self.ready)
        job.finished.connect(self._keep)
        job.failed.connect(lambda error: self._give_up(job, str(error)))
        job.cancelled.connect(lambda: self._give_up(job, "The transform was cancelled."))
        self._latest = job
        self._jobs.start(job)

    def request_aliasing(self, options: AliasingOptions) -> None:
        """The share of energy beyond a target size."""
        self._jobs.cancel_lane(AliasingJob.lane)
        if self._share is not None and _same(self._share[0], options):
            self.aliasing_ready.emit(*self._share)
            return
        job = AliasingJob(options)
        job.finished.connect(lambda share: self._keep_share(options, share))
        self._jobs.start(job)

    def _keep(self, spectrum: Spectrum) -> None:
        evidence = spectrum.options.evidence
        if spectrum.options.sizes and spectrum.sizes is not None:
            self._sizes = (evidence, spectrum.sizes)
        self._spectra = [spectrum, *self._spectra[: REMEMBERED - 1]]
        self.ready.emit(spectrum)

    def _give_up(self, job: SpectrumJob, sentence: str) -> None:
        """A job that another replaced is nobody's concern."""
        if job is self._latest:
            self.failed.emit(sentence)

    def sizes_of(self, evidence: Evidence) -> tuple[SizeCandidate, ...] | None:
        """What the search for a target size found; None while it is not done."""
        return self._sizes[1] if self._sizes is not None and self._sizes[0] is evidence else None

    def _keep_share(self, options: AliasingOptions, share: float) -> None:
        self._share = (options, share)
        self.aliasing_ready.emit(options, share)


def _same(one: AliasingOptions, other: AliasingOptions) -> bool:
    return one.evidence is other.evidence and (one.channel, one.target_shape) == (
        other.channel,
        other.target_shape,
    )
