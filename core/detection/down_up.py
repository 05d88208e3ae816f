"""Down & up: a picture that survives neither way of scaling is not the picture one sees.

Xiao et al. 2019, §6, and Decamouflage (Kim et al. 2021), scaling method: scale the image to the target size
and back, and compare it with itself. An attack image turns into its hidden picture on the way.
"""

from core.detection.likeness import luminance, mean_squared_error, similarity
from core.detection.suspicion import Suspicion
from core.progress import Progress


def score(suspicion: Suspicion, progress: Progress) -> float:
    """Structural similarity −1..1 of the excerpt with itself scaled down and up; low is suspicious.

    Down by the suspected pipeline's model, up by OpenCV bilinear, on luminance.
    """
    progress(0.0, "Scaling down and up")
    back = luminance(suspicion.down_and_up)
    progress(0.5, "Scaling down and up")
    return similarity(luminance(suspicion.excerpt.image), back)


def error_score(suspicion: Suspicion, progress: Progress) -> float:
    """Mean squared error of the same, grey levels² of luminance; high is suspicious."""
    progress(0.0, "Scaling down and up")
    return mean_squared_error(luminance(suspicion.excerpt.image), luminance(suspicion.down_and_up))
