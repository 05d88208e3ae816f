"""The libvips model against outputs of the real library, taken down so that it need not be installed."""

import numpy as np
import pytest

from core.scaling.vips_kernels import KERNELS
from core.scaling.vips_models import resized


def grey(height: int, width: int) -> np.ndarray:
    """A busy picture (height, width) uint8."""
    i, j = np.indices((height, width))
    return ((i * 83 + j * 151 + (i * j) % 7 * 29) % 256).astype(np.uint8)


# libvips 8.18.7: pyvips.Image.new_from_array(grey(*source)).resize(w' / w, vscale=h' / h, kernel=…)
SHRUNK = {
    "nearest": [
        [7, 111, 215, 116, 220, 68],
        [87, 162, 237, 109, 184, 3],
        [55, 43, 31, 19, 210, 198],
        [188, 94, 53, 12, 174, 133],
    ],
    "bilinear": [
        [95, 113, 157, 120, 135, 101],
        [153, 153, 142, 121, 131, 56],
        [140, 106, 103, 133, 139, 114],
        [119, 85, 73, 102, 119, 106],
    ],
    "bicubic": [
        [94, 108, 160, 122, 135, 99],
        [159, 160, 146, 117, 137, 47],
        [143, 101, 102, 140, 144, 121],
        [120, 82, 70, 103, 121, 106],
    ],
    "mitchell": [
        [96, 113, 156, 124, 133, 98],
        [156, 153, 143, 121, 131, 57],
        [140, 106, 105, 135, 142, 115],
        [116, 82, 74, 103, 118, 106],
    ],
    "lanczos2": [
        [94, 107, 160, 123, 135, 98],
        [159, 160, 145, 117, 136, 46],
        [142, 101, 103, 141, 145, 121],
        [119, 82, 71, 104, 122, 106],
    ],
    "lanczos": [
        [97, 104, 162, 126, 131, 98],
        [160, 159, 145, 114, 136, 43],
        [141, 102, 102, 140, 152, 123],
        [119, 81, 71, 103, 122, 104],
    ],
    "mks2013": [
        [93, 105, 165, 127, 132, 97],
        [164, 165, 147, 116, 141, 39],
        [148, 99, 99, 145, 155, 127],
        [122, 77, 66, 105, 125, 108],
    ],
    "mks2021": [
        [95, 105, 161, 125, 133, 98],
        [160, 161, 146, 114, 137, 44],
        [142, 101, 102, 141, 148, 123],
        [120, 82, 71, 104, 122, 105],
    ],
}
AVERAGED_FIRST = {
    "nearest": [
        [72, 193, 58, 232, 97],
        [0, 208, 213, 218, 170],
        [105, 168, 231, 38, 48],
        [33, 183, 77, 24, 174],
    ],
    "lanczos": [
        [130, 140, 120, 116, 114],
        [123, 103, 131, 124, 138],
        [127, 132, 112, 130, 134],
        [125, 133, 132, 120, 150],
    ],
}
ENLARGED = {
    "nearest": [
        [0, 0, 151, 46, 46, 197, 92],
        [0, 0, 151, 46, 46, 197, 92],
        [83, 83, 7, 187, 187, 111, 35],
        [166, 166, 119, 72, 72, 25, 31],
        [249, 249, 231, 213, 213, 248, 230],
    ],
    "bilinear": [
        [0, 32, 140, 84, 100, 190, 115],
        [25, 43, 102, 95, 118, 164, 96],
        [91, 76, 23, 119, 149, 98, 49],
        [158, 147, 111, 92, 66, 33, 32],
        [224, 218, 199, 180, 174, 180, 173],
    ],
    "lanczos": [
        [0, 26, 156, 72, 87, 203, 117],
        [13, 35, 107, 91, 118, 176, 97],
        [96, 74, 6, 130, 174, 96, 43],
        [161, 150, 111, 87, 54, 20, 22],
        [232, 227, 209, 182, 177, 189, 181],
    ],
}
LOWER_AND_WIDER = {
    "nearest": [
        [83, 83, 7, 7, 187, 111],
        [249, 249, 231, 231, 213, 248],
        [159, 159, 199, 199, 36, 129],
        [69, 69, 220, 220, 115, 10],
    ],
    "bilinear": [
        [60, 65, 86, 97, 108, 130],
        [117, 118, 121, 125, 132, 143],
        [167, 163, 149, 139, 132, 132],
        [148, 145, 135, 112, 93, 98],
    ],
    "lanczos": [
        [53, 58, 75, 90, 104, 120],
        [124, 122, 118, 125, 134, 143],
        [180, 175, 154, 148, 144, 138],
        [148, 146, 137, 115, 93, 91],
    ],
}
CASES = [
    pytest.param(source, algorithm, output, id=f"{algorithm} {source[1]}x{source[0]}")
    for source, outputs in [
        ((11, 13), SHRUNK),
        ((23, 20), AVERAGED_FIRST),
        ((4, 5), ENLARGED),
        ((9, 4), LOWER_AND_WIDER),
    ]
    for algorithm, output in outputs.items()
]


@pytest.mark.parametrize(("source", "algorithm", "output"), CASES)
def test_outputs_are_the_library_s(source: tuple[int, int], algorithm: str, output: list[list[int]]) -> None:
    target = len(output), len(output[0])
    assert resized(grey(*source), algorithm, target).tolist() == output


# Rows 17 and 62 differ by a level when their positions are added up from another row on.
TILES = {
    (30, 6): {17: [130, 124, 135, 127, 131, 121], 62: [130, 128, 127, 133, 131, 129]},
    (20, 12): {
        17: [138, 124, 121, 132, 119, 127, 131, 148, 130, 123, 124, 124],
        62: [125, 133, 134, 120, 131, 131, 118, 132, 121, 126, 132, 143],
    },
}


@pytest.mark.parametrize("widths", TILES, ids=["blocks of columns", "no blocks of columns"])
def test_positions_start_anew_in_each_tile(widths: tuple[int, int]) -> None:
    output = resized(grey(2103, widths[0]), "bilinear", (160, widths[1]))
    for row, pixels in TILES[widths].items():
        assert output[row].tolist() == pixels


def test_colour_planes_are_scaled_alike() -> None:
    image = np.stack([grey(23, 20), 255 - grey(23, 20), grey(23, 20)[::-1]], axis=-1)
    for target in [(4, 5), (9, 40), (30, 6), (30, 33), (23, 20)]:
        planes = [resized(np.ascontiguousarray(image[..., plane]), "mks2021", target) for plane in range(3)]
        assert np.array_equal(resized(image, "mks2021", target), np.stack(planes, axis=-1))


@pytest.mark.parametrize("algorithm", KERNELS)
def test_a_flat_picture_stays_flat(algorithm: str) -> None:
    """Measured on the library, although weights that are cut off do not add up to one."""
    for side in (50, 70, 97, 200):
        assert set(resized(np.full((side, side), 201, np.uint8), algorithm, (20, 20)).ravel()) == {201}
