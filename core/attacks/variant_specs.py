"""The attacks beyond the engine: overlays, and those on robust scaling; with them all other variants."""

from core.attacks.adaptive_specs import BASELINES, DEFENCES, SPECTRAL
from core.attacks.specs import AttackSpec, OptionSpec

_CORNERS = tuple(
    (f"{row} {side}", f"{row.capitalize()} {side}") for row in ("top", "bottom") for side in ("left", "right")
)

OVERLAY = AttackSpec(
    "overlay",
    "Overlay",
    "Blends the target as a trigger or watermark into the source's own output, and hides that.",
    "Quiring et al. 2020, §2.3 (backdoors)",
    solvers=("fast", "cvxpy"),
    norms=("l2", "l1", "l0", "linf"),
    many=True,
    partial=True,
    options=(
        OptionSpec(
            "place",
            "Place",
            "Where in the output it goes.",
            "choice",
            "bottom right",
            choices=(*_CORNERS, ("whole", "All of it")),
        ),
        OptionSpec(
            "share", "Size", "Its longer side over the output's shorter one, 0 to 1.", "float", 0.25, 0.01, 1
        ),
        OptionSpec("opacity", "Opacity", "How much of it shows, 0 to 1.", "float", 1.0, 0.0, 1.0),
    ),
)

ROBUST_SCALING: tuple[AttackSpec, ...] = (
    AttackSpec(
        "area",
        "Area attack",
        "Moves the average of every block: evenly (L1), or by setting as few pixels as possible to black or "
        "white (L0). It always shows.",
        "Quiring et al. 2020, §5.3.2",
        norms=("l1", "l0"),
    ),
    AttackSpec(
        "selected_source",
        "Selected source",
        "Looks through a folder for the image that already scales to something like the target, and uses it "
        "as the source; the source given is not used.",
        "Quiring et al. 2020, §5.3.3",
        norms=("l2", "l1", "l0", "linf"),
        finds_source=True,
        options=(OptionSpec("folder", "Folder of sources", "Images among which to choose.", "folder", ""),),
    ),
    AttackSpec(
        "pillow_restricted",
        "Restricted attack on Pillow",
        "Changes Pillow's images as OpenCV's would be: few pixels freely, all others hardly. Rarely works, "
        "and makes no image where it does not.",
        "Quiring et al. 2020, §5.3.1",
        options=(
            OptionSpec("pixels", "Free pixels", "Rows and columns free per output pixel.", "int", 2, 1, 64),
            OptionSpec(
                "others",
                "Change of the others",
                "Grey levels that all others may change.",
                "float",
                10.0,
                0,
                255,
            ),
        ),
    ),
    AttackSpec(
        "enforced_nearest",
        "Enforced nearest",
        "Resizes the source first, to a ratio at which the kernel falls on single pixels and the rest of the "
        "image does not count.",
        "Quiring et al. 2020, appendix A",
        norms=("l2", "l1", "l0", "linf"),
        options=(
            OptionSpec(
                "ratio",
                "Ratio",
                "Source size over target size; 0 for the nearest that works.",
                "int",
                0,
                0,
                31,
            ),
        ),
    ),
)

VARIANT_ATTACKS: tuple[AttackSpec, ...] = (OVERLAY, *ROBUST_SCALING, *DEFENCES, *SPECTRAL, *BASELINES)
