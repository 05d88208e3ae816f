import numpy as np
import pytest
from skimage.transform import resize

from core.images import RGB
from core.scaling import skimage_calls
from core.scaling.skimage_calls import skimage_resize


@pytest.mark.parametrize("order", [0, 1, 3])
@pytest.mark.parametrize("anti_aliasing", [False, True])
def test_strips_make_what_one_call_makes(
    order: int, anti_aliasing: bool, chelsea: RGB, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(skimage_calls, "WHOLE_LIMIT", 1000)
    monkeypatch.setattr(skimage_calls, "STRIP_SAMPLES", 50_000)
    sharp = np.where(chelsea > 120, np.uint8(255), np.uint8(0))  # the spline overshoots and is clipped
    options = {"order": order, "anti_aliasing": anti_aliasing, "preserve_range": True}
    for image in (chelsea, sharp):
        for target in ((61, 100), (310, 50)):
            whole = resize(image, (*target, 3), **options)
            strips = skimage_resize(image, target, order, anti_aliasing=anti_aliasing)
            assert np.abs(strips - whole).max() < 1e-9
