"""The detectors, one entry each: those the verdict rests on, and the published ones beside them."""

from core.detection import comb
from core.detection.detector_spec import DetectorSpec
from core.detection.published import PUBLISHED
from core.errors import UnknownNameError

__all__ = [
    "BLIND",
    "CHANNEL_COMB",
    "COMB",
    "DETECTORS",
    "LOCAL_COMB",
    "PUBLISHED",
    "ROUTINE",
    "STRIP_COMB",
    "DetectorSpec",
    "detector",
]

COMB = DetectorSpec(
    "comb",
    "Lattice comb",
    "Finds evenly spaced pixels that stand out from their neighbours and asks whether they form a picture.",
    "Aliascope, core.spectrum.comb",
    "dB",
    "high",
    comb.whole_score,
    routine=True,
)
LOCAL_COMB = DetectorSpec(
    "local_comb",
    "Lattice comb in a part",
    "Asks the same of windows of the image, for hidden pictures that cover a part of it only.",
    "Aliascope, core.spectrum.windows",
    "dB",
    "high",
    comb.part_score,
    routine=True,
)
CHANNEL_COMB = DetectorSpec(
    "channel_comb",
    "Lattice comb in one channel",
    "Asks the same of what one colour channel has and the others have not, for text in a single channel.",
    "Aliascope, core.spectrum.channels",
    "dB",
    "high",
    comb.channel_score,
    routine=True,
)
BLIND: tuple[DetectorSpec, ...] = (COMB, LOCAL_COMB, CHANNEL_COMB)
"""Those that the verdict rests on."""
STRIP_COMB = DetectorSpec(
    "strip_comb",
    "Lattice comb along a strip",
    "Finds evenly spaced lines across a narrow image that stand out, and asks whether they form a picture.",
    "Aliascope, core.spectrum.strips",
    "dB",
    "high",
    comb.whole_score,
)
"""For narrow images, which the others can not measure; the verdict rests on it alone there."""

DETECTORS: tuple[DetectorSpec, ...] = (*BLIND, *PUBLISHED)
ROUTINE: tuple[DetectorSpec, ...] = tuple(spec for spec in DETECTORS if spec.routine)


def detector(detector_id: str) -> DetectorSpec:
    """The detector of that id. Raises `UnknownNameError`."""
    for spec in (*DETECTORS, STRIP_COMB):
        if spec.id == detector_id:
            return spec
    known = ", ".join(spec.id for spec in DETECTORS)
    raise UnknownNameError(f"There is no detector “{detector_id}”; choose one of {known}.")
