"""How much of an image's energy folds when a pipeline scales it, and where in the spectrum that lies."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from app.jobs.job import Job
from app.jobs.spectrum_job import Spectrum, channel_of
from core.progress import Progress
from core.scaling.pipeline import Pipeline

if TYPE_CHECKING:
    from core.spectrum.folding import Folding, Responses


@dataclass(frozen=True, eq=False)
class AliasingOptions:
    """What `pipeline` folds of what each of `spectra` was made from."""

    spectra: tuple[Spectrum, ...]
    pipeline: Pipeline


@dataclass(frozen=True, eq=False)
class Aliasing:
    """What folds of one spectrum.

    strength: (h, w) uint8 for each value of the spectrum's picture: how strongly what lies outside the
    Nyquist box still shows after the pipeline's own filter, 0 not at all, 255 at the top of the colours.
    """

    folding: "Folding"
    strength: NDArray[np.uint8]


class AliasingJob(Job):
    """Result: one `Aliasing` per spectrum."""

    lane: ClassVar[str] = "aliasing"
    quiet: ClassVar[bool] = True

    def __init__(self, options: AliasingOptions) -> None:
        evidence = options.spectra[0].options.evidence
        super().__init__(f"Measuring aliasing of {evidence.name}")
        self.options = options
        self.subject = evidence

    def run(self, progress: Progress) -> tuple[Aliasing, ...]:
        """Weigh the spectra, which are there, with the pipeline's filter."""
        from core.scaling.operator import operator_for
        from core.spectrum.folding import responses_of

        found = []
        for step, spectrum in enumerate(self.options.spectra):
            progress(step / len(self.options.spectra), "Measuring what folds")
            pipeline = self.options.pipeline
            operator = operator_for(Pipeline(*_uncropped(pipeline)), spectrum.shape)
            responses = responses_of(operator)
            found.append(self._aliasing(spectrum, responses))
        return tuple(found)

    def _aliasing(self, spectrum: Spectrum, responses: "Responses") -> Aliasing:
        from core.spectrum.folding import folding_of
        from core.spectrum.fourier import half_spectrum

        half = spectrum.half
        if spectrum.options.channel == "envelope":
            # Levelling makes the envelope's energy meaningless; there the luminance is measured.
            half = half_spectrum(channel_of(spectrum.options.pixels(), "luminance"))
        target = self.options.pipeline.target_shape
        return Aliasing(folding_of(half, target, responses), strength_of(spectrum, target, responses))


def strength_of(
    spectrum: Spectrum, target_shape: tuple[int, int], responses: "Responses"
) -> NDArray[np.uint8]:
    """See `Aliasing.strength`."""
    from core.spectrum.folding import nyquist_box
    from core.spectrum.pooling import block_centres, pooled_axis

    picture, (low, high) = spectrum.picture, spectrum.levels
    outside, passed = [], []
    responded = (responses.vertical, responses.horizontal)
    for axis, (box, response) in enumerate(zip(nyquist_box(target_shape), responded, strict=True)):
        length = picture.shape[axis]
        whole = response[np.abs(np.arange(length) - length // 2)]
        passed.append(10 * np.log10(np.maximum(pooled_axis(whole, picture.block[axis]), 1e-12)))
        outside.append(np.abs(block_centres(length, picture.block[axis])) > box)
    values = picture.values + passed[0][:, None] + passed[1]
    shown = np.clip((values - low) / (high - low), 0, 1) * np.logical_or(outside[0][:, None], outside[1])
    return np.asarray(np.rint(255 * shown), np.uint8)


def _uncropped(pipeline: Pipeline) -> tuple[str, str, tuple[int, int]]:
    """A spectrum is that of the crop already."""
    return pipeline.library, pipeline.algorithm, pipeline.target_shape
