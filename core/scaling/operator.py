"""The scaling operator: a pipeline applied to images of one size.

Built once per (pipeline, source size) and cached. Detectors, sanitizers and attacks take an image and an
operator; none of them knows about libraries.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.scaling.axis_methods import axis_methods
from core.scaling.catalogue import algorithm
from core.scaling.coefficients import Matrix, axis_matrix, column_weight
from core.scaling.models import integer_output, output_range
from core.scaling.pipeline import Box, Cut, Pipeline
from core.scaling.real_calls import real_resize

RGB = NDArray[np.uint8]
Floats = NDArray[np.floating[Any]]
Shape = tuple[int, int]

SAMPLED_SHARE_OF_PEAK = 1 / 255
"""A row or column counts as sampled when its influence is above this share of the largest one: below it,
a swing from black to white moves no output pixel by more than one grey level of what the others can."""


@dataclass(frozen=True, eq=False)
class ScalingOperator:
    """D ≈ L · A · R for source images of `source_shape` (seed paper, Eq. 2).

    `left` is (h', h) and `right` is (w, w'), sparse float64.
    """

    pipeline: Pipeline
    source_shape: Shape
    left: Matrix
    right: Matrix

    @property
    def target_shape(self) -> Shape:
        """(h', w') of the output."""
        return self.pipeline.target_shape

    @property
    def crop(self) -> Box:
        """(x, y, w, h) of the part of the source that is scaled; the whole source without a crop."""
        return self.pipeline.crop or (0, 0, self.source_shape[1], self.source_shape[0])

    @property
    def ratio(self) -> tuple[float, float]:
        """Scaling ratio (β_v, β_h): source length over target length per axis."""
        cut = self.pipeline.cut
        if cut is not None:
            pairs = zip(self.source_shape, cut.scaled_shape, strict=True)
        else:
            pairs = zip((self.crop[3], self.crop[2]), self.target_shape, strict=True)
        vertical, horizontal = (source / target for source, target in pairs)
        return vertical, horizontal

    @property
    def kernel_width(self) -> tuple[float, float]:
        """Kernel width (σ_v, σ_h) in source pixels."""
        key = self.pipeline.library, self.pipeline.algorithm
        if key == ("opencv", "area") and min(self.ratio) < 1:
            return 2.0, 2.0  # it interpolates along both axes as soon as one grows, see `axis_methods`
        spec = algorithm(*key)
        stretch = [max(ratio, 1.0) if spec.antialiased else 1.0 for ratio in self.ratio]
        return 2 * spec.support * stretch[0], 2 * spec.support * stretch[1]

    @property
    def taps(self) -> tuple[int, int]:
        """Most source pixels that any output pixel really mixes, (vertical, horizontal)."""
        return _most_taps(self.left), _most_taps(self.right.T.tocsr())

    @property
    def collapses_to_nearest(self) -> bool:
        """A kernel of several taps that reads one pixel per output pixel (seed paper, appendix A)."""
        return self.taps == (1, 1) and max(self.kernel_width) > 1 and max(self.ratio) > 1

    @cached_property
    def row_influence(self) -> NDArray[np.float64]:
        """|L|ᵀ · 1, shape (H,): total weight of each source row."""
        return column_weight(self.left)

    @cached_property
    def column_influence(self) -> NDArray[np.float64]:
        """|R| · 1, shape (W,): total weight of each source column."""
        return column_weight(self.right.T.tocsr())

    def influence(self) -> NDArray[np.float32]:
        """Total weight of each source pixel in the output, (H, W) float32."""
        return np.outer(self.row_influence, self.column_influence).astype(np.float32)

    @cached_property
    def sampled_rows(self) -> NDArray[np.bool_]:
        """Rows that carry weight, (H,) bool."""
        return _carries_weight(self.row_influence)

    @cached_property
    def sampled_columns(self) -> NDArray[np.bool_]:
        """Columns that carry weight, (W,) bool."""
        return _carries_weight(self.column_influence)

    def sampled_mask(self) -> NDArray[np.bool_]:
        """Sampled pixels P, (H, W) bool."""
        return np.outer(self.sampled_rows, self.sampled_columns)

    @property
    def sampled_share(self) -> float:
        """Share of the source's pixels that are sampled, 0..1."""
        return float(self.sampled_rows.mean() * self.sampled_columns.mean())

    @property
    def share_bound(self) -> float:
        """Upper bound σ_h σ_v / (β_h β_v) of the sampled share, at most 1 (seed paper, Eq. 9).

        With a crop, times the share of the source that the crop keeps; where it is cut out after scaling,
        the kernels at its border reach half their width beyond it.
        """
        seen, taps = 1.0, 1.0
        lengths = zip((self.crop[3], self.crop[2]), self.source_shape, strict=True)
        for (kept, length), outputs, sigma in zip(lengths, self.target_shape, self.kernel_width, strict=True):
            reach = kept if self.pipeline.cut is None else kept + sigma
            seen *= min(1.0, reach / length)
            taps *= outputs * sigma / length
        return min(seen, taps)

    def forward(self, image: Floats) -> Floats:
        """L · X · R for X (H, W[, C]); linear, neither rounded nor clipped. Keeps float32."""
        rows, columns = self._single if image.dtype == np.float32 else self._double
        return _both_axes(rows, image, columns)

    def adjoint(self, output: Floats) -> Floats:
        """Lᵀ · Y · Rᵀ for Y (h', w'[, C]), shape (H, W[, C]). Keeps float32."""
        single = output.dtype == np.float32
        rows, columns = self._single_transposed if single else self._double_transposed
        return _both_axes(rows, output, columns)

    def apply(self, image: RGB) -> NDArray[np.float32]:
        """Model of the library's uint8 output with its rounding and clipping, as float32 in 0..255."""
        cut = self.pipeline.cut
        if cut is not None:
            whole = operator_for(self.pipeline.whole, self.source_shape).apply(image)
            return whole[_window(cut, self.target_shape)]
        x, y, width, height = self.crop
        seen = image[y : y + height, x : x + width]
        left, right = self.left[:, y : y + height], self.right[x : x + width]
        exact = integer_output(seen, self.pipeline, left, right)
        if exact is not None:
            return exact.astype(np.float32)
        output = np.rint(self.forward(image.astype(np.float32)))
        return np.asarray(np.clip(output, *output_range(seen, self.pipeline)), np.float32)

    def resize(self, image: RGB) -> RGB:
        """The output of the real library, (h', w'[, C]) uint8."""
        return real_resize(image, self.pipeline)

    @cached_property
    def _double(self) -> tuple[Matrix, Matrix]:
        return self.left, self.right.T.tocsr()

    @cached_property
    def _single(self) -> tuple[Matrix, Matrix]:
        return self.left.astype(np.float32), self.right.T.tocsr().astype(np.float32)

    @cached_property
    def _double_transposed(self) -> tuple[Matrix, Matrix]:
        return self.left.T.tocsr(), self.right

    @cached_property
    def _single_transposed(self) -> tuple[Matrix, Matrix]:
        return self.left.T.tocsr().astype(np.float32), self.right.astype(np.float32)


@lru_cache(maxsize=64)
def operator_for(pipeline: Pipeline, source_shape: Shape) -> ScalingOperator:
    """The operator of a pipeline for source images of (height, width); the matrices are cached.

    Raises `AliascopeError` where the pipeline's crop does not lie in the image.
    """
    if pipeline.cut is not None:
        return _cut_out(pipeline, pipeline.cut, source_shape)
    height, width = source_shape
    x, y, crop_width, crop_height = pipeline.crop_of(source_shape)
    target_height, target_width = pipeline.target_shape
    seen = (crop_height, crop_width)
    down, across = axis_methods(pipeline.library, pipeline.algorithm, seen, pipeline.target_shape)
    left = axis_matrix(pipeline.library, down, crop_height, target_height)
    right = axis_matrix(pipeline.library, across, crop_width, target_width)
    rows, columns = _placed(left, y, height), _placed(right, x, width)
    return ScalingOperator(pipeline, source_shape, rows, columns.T.tocsr())


def _cut_out(pipeline: Pipeline, cut: Cut, source_shape: Shape) -> ScalingOperator:
    """The operator of a part of the scaled image: some rows of L, some columns of R."""
    pipeline.crop_of(source_shape)
    whole = operator_for(pipeline.whole, source_shape)
    rows, columns = _window(cut, pipeline.target_shape)
    return ScalingOperator(pipeline, source_shape, whole.left[rows], whole.right[:, columns].tocsr())


def _window(cut: Cut, target_shape: Shape) -> tuple[slice, slice]:
    height, width = target_shape
    return slice(cut.top, cut.top + height), slice(cut.left, cut.left + width)


def _placed(matrix: Matrix, start: int, length: int) -> Matrix:
    """The matrix of a crop as one of the whole axis: nothing outside the crop carries weight."""
    if matrix.shape[1] == length:
        return matrix
    entries = (matrix.data, matrix.indices + start, matrix.indptr)
    return Matrix(entries, shape=(matrix.shape[0], length))


def _both_axes(rows: Matrix, image: Floats, columns: Matrix) -> Floats:
    """rows (h', h) · image (h, w[, C]) · columns (w', w)ᵀ; rows first, as few of them are read."""
    height, width, *channels = image.shape
    tall = (rows @ image.reshape(height, -1)).reshape(rows.shape[0], width, *channels)
    turned = np.ascontiguousarray(np.swapaxes(tall, 0, 1)).reshape(width, -1)
    wide = (columns @ turned).reshape(columns.shape[0], rows.shape[0], *channels)
    return np.ascontiguousarray(np.swapaxes(wide, 0, 1))


def _carries_weight(influence: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray(influence > SAMPLED_SHARE_OF_PEAK * influence.max(), np.bool_)


def _most_taps(matrix: Matrix) -> int:
    return int(np.diff(matrix.indptr).max())
