"""Target sizes that models in the wild ask for."""

COMMON_SIDES: tuple[int, ...] = (
    *(30, 32, 48, 64, 96, 128, 160, 224, 256, 299),
    *(336, 384, 448, 512, 600, 640, 768, 1024),
)
COMMON_SIZES: tuple[tuple[int, int], ...] = tuple((side, side) for side in COMMON_SIDES)
"""(width, height), square, ascending: GTSRB networks (30 to 48), ImageNet networks (224, 299, 384), …"""
