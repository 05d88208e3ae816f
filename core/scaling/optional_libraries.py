"""Libraries that Aliascope knows but does not install: offered where their packages are found."""

from core.scaling.specs import Algorithm, Library

_NEAREST = "Copies one pixel per output pixel."

TORCH = Library(
    "torch",
    "PyTorch",
    ("torch",),
    (
        Algorithm("torch", "nearest", "nearest", 0.5, False, 0, _NEAREST),
        Algorithm("torch", "bilinear", "bilinear", 1, False, 1, "Mixes 2×2 pixels."),
        Algorithm("torch", "bicubic", "bicubic", 2, False, 1, "Mixes 4×4 pixels (a = −0.75)."),
        Algorithm("torch", "area", "area", 0.5, True, 1, "Averages every pixel it touches."),
        Algorithm("torch", "nearest_exact", "nearest exact", 0.5, False, 0, _NEAREST, False),
        Algorithm("torch", "bilinear-aa", "bilinear, antialias", 1, True, 1, "What torchvision does.", False),
        Algorithm("torch", "bicubic-aa", "bicubic, antialias", 2, True, 1, "What torchvision does.", False),
    ),
    in_worker=True,
)

_BLOCKS = "From ratio 4 on averages whole blocks first; then a widened"

VIPS = Library(
    "vips",
    "libvips",
    ("pyvips-binary",),
    (
        Algorithm(
            *("vips", "nearest", "nearest", 0.5, False, 0),
            "Copies one pixel per output pixel; from ratio 4 on, drops whole rows and columns first.",
            common=False,
        ),
        Algorithm("vips", "bilinear", "linear", 1, True, 0, f"{_BLOCKS} triangle."),
        Algorithm("vips", "bicubic", "cubic", 2, True, 0, f"{_BLOCKS} Catmull-Rom."),
        Algorithm(
            *("vips", "lanczos", "Lanczos-3", 3, True, 0),
            f"{_BLOCKS} Lanczos-3: the default, and what thumbnail() does.",
        ),
        Algorithm("vips", "mitchell", "Mitchell", 2, True, 0, f"{_BLOCKS} Mitchell.", False),
        Algorithm("vips", "lanczos2", "Lanczos-2", 2, True, 0, f"{_BLOCKS} Lanczos-2.", False),
        Algorithm(
            *("vips", "mks2013", "MKS 2013", 2.5, True, 0),
            f"{_BLOCKS} Magic Kernel Sharp of 2013.",
            common=False,
        ),
        Algorithm(
            *("vips", "mks2021", "MKS 2021", 4.5, True, 0),
            f"{_BLOCKS} Magic Kernel Sharp of 2021.",
            common=False,
        ),
    ),
)
