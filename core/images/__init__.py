"""Evidence: safe decoding, provenance, lossless saving and quality metrics."""

from core.images.arrays import RGB, Shape
from core.images.decoding import decode_evidence, read_evidence
from core.images.evidence import Evidence, evidence_from_pixels
from core.images.metrics import psnr, ssim
from core.images.saving import save_lossless

__all__ = [
    "RGB",
    "Evidence",
    "Shape",
    "decode_evidence",
    "evidence_from_pixels",
    "psnr",
    "read_evidence",
    "save_lossless",
    "ssim",
]
