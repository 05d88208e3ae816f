"""Which spectra a view needs for what the user chose."""

from collections.abc import Sequence

from app.jobs.spectrum_job import Spectrum, SpectrumOptions, Version
from app.models import EvidenceItem
from core.scaling.pipeline import Pipeline


def wanted(
    item: EvidenceItem, pipeline: Pipeline, channel: str, version: Version
) -> tuple[SpectrumOptions, ...]:
    """That of the evidence, then that of the version it is compared with, if there is one."""
    evidence, crop = item.evidence, pipeline.crop
    first = SpectrumOptions(evidence, channel, crop=crop)
    if version is Version.AREA:
        target = pipeline.target_shape
        return first, SpectrumOptions(evidence, channel, False, crop, version, target_shape=target)
    if version is Version.SANITIZED and item.sanitized is not None:
        pixels = item.sanitized.pixels
        return first, SpectrumOptions(evidence, channel, False, crop, version, sanitized=pixels)
    return (first,)


def arranged(spectra: Sequence[Spectrum], options: Sequence[SpectrumOptions]) -> tuple[Spectrum, ...]:
    """Those of `spectra` that are wanted, in the order of `options`; later ones replace earlier ones.

    Empty while the first one is missing.
    """
    found = [next((one for one in reversed(spectra) if one.options.is_of(want)), None) for want in options]
    return tuple(one for one in found if one is not None) if found and found[0] is not None else ()
