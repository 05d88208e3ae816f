"""The usual ways in which levels become a network's input."""

from dataclasses import dataclass, replace

from core.classification.profile import ChannelOrder, Profile, Triple


@dataclass(frozen=True)
class Preparation:
    """One way, by the numbers of `Profile`."""

    id: str
    title: str
    explanation: str
    low: float
    high: float
    mean: Triple = (0.0, 0.0, 0.0)
    std: Triple = (1.0, 1.0, 1.0)
    channel_order: ChannelOrder = "rgb"

    def applied(self, profile: Profile) -> Profile:
        """`profile` with this preparation; labels, scaling and size stay."""
        return replace(
            profile,
            low=self.low,
            high=self.high,
            mean=self.mean,
            std=self.std,
            channel_order=self.channel_order,
        )


# Means and deviations of ImageNet, as in keras.applications.imagenet_utils and torchvision's models.
PREPARATIONS: tuple[Preparation, ...] = (
    Preparation("levels", "0 to 255", "Levels as they are", 0.0, 255.0),
    Preparation("unit", "0 to 1", "Levels divided by 255", 0.0, 1.0),
    Preparation("signed", "−1 to 1", "Black −1, white 1: MobileNet, Inception", -1.0, 1.0),
    Preparation(
        "torch",
        "ImageNet, 0 to 1",
        "0 to 1, then ImageNet's mean and deviation: models converted from PyTorch, DenseNet",
        *(0.0, 1.0, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
    ),
    Preparation(
        "caffe",
        "ImageNet, BGR",
        "0 to 255 in BGR less ImageNet's mean: VGG, ResNet of keras.applications",
        *(0.0, 255.0, (103.939, 116.779, 123.68), (1.0, 1.0, 1.0), "bgr"),
    ),
)


def preparation_of(profile: Profile) -> Preparation | None:
    """The preparation in the catalogue that `profile` has, or None for one of its own."""
    return next((entry for entry in PREPARATIONS if entry.applied(profile) == profile), None)
