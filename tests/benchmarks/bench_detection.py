"""Times of a blind verdict and of scanning a folder; `make bench-detection` measures how right they are."""

from tests.benchmarks.detection.speed import rows

__all__ = ["rows"]
