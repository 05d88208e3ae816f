"""Pictures for a report page, prepared so that showing them does not scale them again.

A browser shrinks a large picture by its own scaler and would show a hidden image as if it were the
evidence. So the page holds each picture at the very size it is shown: large ones averaged by area,
small ones enlarged by whole factors.
"""

import base64
import io

import numpy as np
from PIL import Image

from core.images.arrays import RGB
from core.reporting.markup import Markup, element
from core.scaling.robust import area_output

BOX = 352
"""Largest side of a picture on the page, in CSS pixels."""


def figure(pixels: RGB, title: str, explanation: str) -> Markup:
    """A captioned picture of (H, W, 3) uint8 `pixels`, embedded as PNG."""
    height, width = pixels.shape[:2]
    shown, how = fitted(pixels)
    image = element(
        "img",
        src=data_uri(shown),
        width=shown.shape[1],
        height=shown.shape[0],
        alt=f"{title}, {width}×{height} pixels",
    )
    size = f"{width}×{height} pixels{how}"
    caption = element(
        "figcaption", element("strong", title), element("span", explanation), element("small", size)
    )
    return element("figure", image, caption)


def fitted(pixels: RGB, box: int = BOX) -> tuple[RGB, str]:
    """`pixels` brought to at most `box` on the longer side, and how, in words."""
    height, width = pixels.shape[:2]
    longest = max(height, width)
    if longest > box:
        shape = max(1, round(height * box / longest)), max(1, round(width * box / longest))
        return area_output(pixels, shape), f", shown at {100 * box / longest:.0f} % as an area average"
    factor = box // longest
    if factor == 1:
        return pixels, ""
    return np.repeat(
        np.repeat(pixels, factor, axis=0), factor, axis=1
    ), f", each pixel shown {factor}× larger"


def data_uri(pixels: RGB) -> str:
    """`pixels` as a PNG in a `data:` address."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
