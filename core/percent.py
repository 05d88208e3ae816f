"""Shares in words, the one way everybody writes them."""

NEAR_ALL, NEAR_NOTHING = 0.9995, 1e-5


def percent(share: float) -> str:
    """A share in 0..1 with three digits at most: "6.25 %", "0.0408 %".

    What is not all of it is never rounded up to 100 %, what is not nothing never down to 0 %.
    """
    if NEAR_ALL <= share < 1:
        return "> 99.9 %"
    if 0 < share < NEAR_NOTHING:
        return "< 0.001 %"
    digits = f"{100 * share:.1f}" if 0.995 <= share < 1 else f"{100 * share:.3g}"
    return f"{digits} %"
