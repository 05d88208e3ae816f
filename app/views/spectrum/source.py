"""Has spectra computed in the background, and remembers the last ones."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.jobs import JobManager
from app.jobs.aliasing_job import AliasingJob, AliasingOptions
from app.jobs.spectrum_job import Spectrum, SpectrumJob, SpectrumOptions, Version
from core.images import Evidence
from core.spectrum.comb import SizeCandidate

REMEMBERED = 3
"""Spectra kept: two bytes per pixel each."""


class SpectrumSource(QObject):
    """Ask with `request`; answers come as signals, at once when they are known."""

    ready = Signal(object)
    """A `Spectrum`, perhaps again when its sizes are known."""
    aliasing_ready = Signal(object, object)
    """The `AliasingOptions` and an `Aliasing` per spectrum."""
    failed = Signal(object, str)
    """The `SpectrumOptions`, and why there will be no spectrum, in a sentence."""

    def __init__(self, jobs: JobManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._running: list[SpectrumJob] = []
        self._spectra: list[Spectrum] = []
        self._sizes: tuple[SpectrumOptions, tuple[SizeCandidate, ...]] | None = None

    def request(self, *wanted: SpectrumOptions) -> None:
        """These spectra, one after the other; gives up others still being computed."""
        running = {job: self._wish_of(job, wanted) for job in self._running}
        self._running = [job for job, wish in running.items() if wish is not None]
        for job in running.keys() - set(self._running):
            self._jobs.cancel(job)
        self._jobs.cancel_lane(AliasingJob.lane)
        for options in wanted:
            known = self.known(options)
            complete = known is not None and (
                options.version is not Version.EVIDENCE or self._has_sizes(options)
            )
            if not complete and options not in running.values():
                self._start(options)
            if known is not None:
                self.ready.emit(known)

    def known(self, options: SpectrumOptions) -> Spectrum | None:
        """A spectrum that is remembered, perhaps without its sizes."""
        return next((known for known in self._spectra if known.options.is_of(options)), None)

    @staticmethod
    def _wish_of(job: SpectrumJob, wanted: tuple[SpectrumOptions, ...]) -> SpectrumOptions | None:
        return next((options for options in wanted if job.options.is_of(options)), None)

    def _has_sizes(self, options: SpectrumOptions) -> bool:
        return self.sizes_of(options) is not None

    def _start(self, options: SpectrumOptions) -> None:
        sizes = options.version is Version.EVIDENCE and not self._has_sizes(options)
        job = SpectrumJob(replace(options, sizes=sizes))
        job.partial.connect(self._keep)
        job.finished.connect(lambda spectrum: self._finish(job, spectrum))
        job.failed.connect(lambda error: self._give_up(job, str(error)))
        job.cancelled.connect(lambda: self._give_up(job, "The transform was cancelled."))
        self._running.append(job)
        self._jobs.start(job)

    def request_aliasing(self, options: AliasingOptions) -> None:
        """What a pipeline folds of some spectra."""
        self._jobs.cancel_lane(AliasingJob.lane)
        job = AliasingJob(options)
        job.finished.connect(lambda found: self.aliasing_ready.emit(options, found))
        self._jobs.start(job)

    def sizes_of(self, options: SpectrumOptions) -> tuple[SizeCandidate, ...] | None:
        """What the search for a target size found in the evidence; None while it is not done."""
        if self._sizes is None:
            return None
        found = self._sizes[0]
        same = found.evidence is options.evidence and found.crop == options.crop
        return self._sizes[1] if same else None

    def forget(self, evidence: Evidence) -> None:
        """Let go of what was computed of an image that is closed."""
        self._spectra = [known for known in self._spectra if known.options.evidence is not evidence]
        if self._sizes is not None and self._sizes[0].evidence is evidence:
            self._sizes = None

    def _keep(self, spectrum: Spectrum) -> None:
        if spectrum.options.sizes and spectrum.sizes is not None:
            self._sizes = (spectrum.options, spectrum.sizes)
        others = [known for known in self._spectra if not known.options.is_of(spectrum.options)]
        self._spectra = [spectrum, *others[: REMEMBERED - 1]]
        self.ready.emit(spectrum)

    def _finish(self, job: SpectrumJob, spectrum: Spectrum) -> None:
        if job in self._running:
            self._running.remove(job)
        self._keep(spectrum)

    def _give_up(self, job: SpectrumJob, sentence: str) -> None:
        """A job that others replaced is nobody's concern."""
        if job in self._running:
            self._running.remove(job)
            self.failed.emit(job.options, sentence)
