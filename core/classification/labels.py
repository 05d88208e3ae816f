"""The 43 classes of the German Traffic Sign Recognition Benchmark, in its own order.

Source: Stallkamp, Schlipsing, Salmen, Igel, "Man vs. computer: Benchmarking machine learning algorithms
for traffic sign recognition", Neural Networks 32, 2012; the numbers are the benchmark's `ClassId`.
"""

CLASS_NAMES: tuple[str, ...] = (
    "Speed limit 20 km/h",
    "Speed limit 30 km/h",
    "Speed limit 50 km/h",
    "Speed limit 60 km/h",
    "Speed limit 70 km/h",
    "Speed limit 80 km/h",
    "End of speed limit 80 km/h",
    "Speed limit 100 km/h",
    "Speed limit 120 km/h",
    "No overtaking",
    "No overtaking by lorries",
    "Right of way at the next junction",
    "Priority road",
    "Give way",
    "Stop",
    "No vehicles",
    "No lorries",
    "No entry",
    "General danger",
    "Dangerous curve to the left",
    "Dangerous curve to the right",
    "Double curve",
    "Bumpy road",
    "Slippery road",
    "Road narrows on the right",
    "Road works",
    "Traffic signals",
    "Pedestrians",
    "Children crossing",
    "Bicycles crossing",
    "Ice or snow",
    "Wild animals crossing",
    "End of all limits",
    "Turn right ahead",
    "Turn left ahead",
    "Ahead only",
    "Ahead or right only",
    "Ahead or left only",
    "Keep right",
    "Keep left",
    "Roundabout",
    "End of no overtaking",
    "End of no overtaking by lorries",
)

CLASS_COUNT = len(CLASS_NAMES)

NO_SIGN = CLASS_COUNT
NO_SIGN_NAME = "Not a traffic sign"
"""The answer beside the 43: the picture shows none of them. Not in `CLASS_NAMES`, no class of GTSRB."""

_SWAPPED = ((19, 20), (33, 34), (36, 37), (38, 39))
# Those with a figure that may face either way are put up both ways, on the left and the right of a road.
_SYMMETRIC = (11, 12, 13, 15, 17, 18, 21, 22, 23, 25, 26, 27, 28, 29, 30, 31, 35, NO_SIGN)
MIRRORED: dict[int, int] = {
    **{label: label for label in _SYMMETRIC},
    **dict(_SWAPPED),
    **{right: left for left, right in _SWAPPED},
}
"""Class of the mirror image, for the classes whose mirror image is a sign of the 43."""
