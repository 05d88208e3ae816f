"""What variants ask of a problem before they start, each refusal one sentence."""

from core.attacks.problem import AttackProblem
from core.errors import AttackError
from core.images.arrays import RGB, Shape


def source_shape(image: RGB) -> Shape:
    """(height, width) of an (H, W, 3) image."""
    return image.shape[0], image.shape[1]


def has_limits(problem: AttackProblem) -> bool:
    """Whether a region, a range of grey levels or a freedom per pixel limits the change."""
    return problem.box != (0, 255) or problem.freedom is not None or problem.region is not None


def refuse_limits(problem: AttackProblem, title: str, *, region: bool = True) -> None:
    """Raise `AttackError` where the problem sets limits that the variant does not keep.

    These are a range of grey levels, a freedom per pixel and, unless `region` is False, a region.
    """
    limits = {
        "a range of grey levels": problem.box != (0, 255),
        "a freedom per pixel": problem.freedom is not None,
        "a region": region and problem.region is not None,
    }
    for what, is_set in limits.items():
        if is_set:
            raise AttackError(f"{title} can not keep to {what}; leave it out, or choose the strong attack.")
