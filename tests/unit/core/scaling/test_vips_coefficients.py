"""L and R of libvips against weights measured on the real library."""

import numpy as np
import pytest

from core.scaling.axis_methods import axis_methods
from core.scaling.coefficients import axis_matrix
from core.scaling.vips_coefficients import Tile, tile_of
from core.scaling.vips_kernels import KERNELS

# libvips 8.18.7: output 1 of 7 for each unit vector of ten pixels, as float images.
MEASURED: dict[str, list[float]] = {
    "nearest": [0, 0, 1],
    "bilinear": [0, 0.409038, 0.555041, 0.035921],
    "bicubic": [-0.044644, 0.444247, 0.607991, 0.020186, -0.027779],
    "mitchell": [-0.005531, 0.415645, 0.548356, 0.058397, -0.016866],
    "lanczos2": [-0.050923, 0.445455, 0.605838, 0.023397, -0.023767],
    "lanczos": [-0.079741, 0.47344, 0.6233, 0.029962, -0.068588, 0.021626],
    "mks2013": [-0.097114, 0.484736, 0.649256, 0.026382, -0.061382, -0.001879],
    "mks2021": [-0.062658, 0.455941, 0.612066, 0.024287, -0.041889, 0.014269, -0.000683, -0.001328],
}
TWELVE_BITS = 2.0**-12


@pytest.mark.parametrize("algorithm", KERNELS)
def test_weights_are_the_library_s_cut_off_after_twelve_bits(algorithm: str) -> None:
    row = axis_matrix("vips", algorithm, 10, 7).toarray()[1]
    measured = np.zeros(10)
    measured[: len(MEASURED[algorithm])] = MEASURED[algorithm]
    # Pixels beyond the edge are added to the edge pixel, each cut off for itself.
    assert np.abs(row - measured).max() < 3 * TWELVE_BITS
    assert (np.abs(row) <= np.abs(measured) + 1e-6).all()
    assert np.array_equal(row / TWELVE_BITS, np.rint(row / TWELVE_BITS))


def test_nearest_reads_other_pixels_down_than_across() -> None:
    """Measured at 512 to 224: the positions' last digits differ between the axes."""
    down, across = axis_methods("vips", "nearest", (512, 512), (224, 224))
    columns = axis_matrix("vips", across, 512, 224).toarray().argmax(axis=1)
    rows = axis_matrix("vips", down, 512, 224).toarray().argmax(axis=1)
    assert np.flatnonzero(rows != columns).tolist() == [17, 66, 73, 80, 129, 192]
    assert rows[rows != columns].tolist() == [40, 151, 167, 184, 296, 440]
    assert columns[rows != columns].tolist() == [39, 152, 168, 183, 295, 439]


def test_tiles() -> None:
    assert tile_of("lanczos", (300, 300), (100, 100)) == Tile(16, None)
    assert tile_of("lanczos", (400, 300), (100, 100)) == Tile(128, 128)
    assert tile_of("lanczos", (400, 400), (100, 100)) == Tile(16, 128)
    assert tile_of("nearest", (400, 400), (100, 100)) == Tile(16, None)


@pytest.mark.parametrize("algorithm", [name for name in KERNELS if name != "nearest"])
def test_every_pixel_counts(algorithm: str) -> None:
    matrix = axis_matrix("vips", algorithm, 1000, 90)
    assert (abs(matrix).sum(axis=0) > 0).all()
    assert matrix.sum(axis=1) == pytest.approx(1, abs=40 * TWELVE_BITS)


def test_blocks_are_averaged_from_ratio_four_on() -> None:
    row = axis_matrix("vips", "bilinear", 80, 20).toarray()[10]
    assert np.array_equal(row[::2], row[1::2])
    shrunk_less = axis_matrix("vips", "bilinear", 78, 20).toarray()[10]
    assert not np.array_equal(shrunk_less[::2], shrunk_less[1::2])


def test_enlarging_along_one_axis_shifts_the_other_by_half_a_pixel() -> None:
    down, across = axis_methods("vips", "bilinear", (6, 4), (6, 8))
    shifted = axis_matrix("vips", down, 6, 6).toarray()
    assert np.array_equal(shifted, (np.eye(6) + np.eye(6, k=-1)) / 2 + np.diag([0.5, 0, 0, 0, 0, 0]))
    assert axis_matrix("vips", across, 4, 8).toarray()[3].tolist() == [0, 1, 0, 0]
