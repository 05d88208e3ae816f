"""Shares in words, the one way everybody writes them."""

NEAR_ALL = 0.9995


def percent(share: float, least: float = 1e-5) -> str:
    """A share in 0..1 with three digits at most: "6.25 %", "0.0408 %"; below `least` only that it is.

    What is not all of it is never rounded up to 100 %, what is not nothing never down to 0 %.
    """
    if NEAR_ALL <= share < 1:
        return "> 99.9 %"
    if 0 < share < least:
        return f"< {100 * least:g} %"
    digits = f"{100 * share:.1f}" if 0.995 <= share < 1 else f"{100 * share:.3g}"
    return f"{digits} %"


def confidence_percent(confidence: float) -> str:
    """A model's confidence in 0..1: what is below a thousandth tells nothing."""
    return percent(confidence, 1e-3)
