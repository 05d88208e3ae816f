"""The attacks in the order of menus: one entry each, its code in the file of `core.attacks.variants`."""

from core.attacks.specs import AttackSpec
from core.attacks.variant_specs import VARIANT_ATTACKS

ATTACKS: tuple[AttackSpec, ...] = (
    AttackSpec(
        "strong",
        "Strong attack",
        "Hides the target with the least change of the source; several pipelines may each show their own.",
        "Quiring et al. 2020, Eq. 1; Xiao et al. 2019",
        solvers=("fast", "cvxpy"),
        norms=("l2", "l1", "l0", "linf"),
        many=True,
    ),
    AttackSpec(
        "direct",
        "Direct nearest",
        "Writes the target over the sampled pixels of a nearest pipeline and leaves all others alone.",
        "Quiring et al. 2020, §3.2",
        solvers=("direct",),
    ),
    AttackSpec(
        "sparse",
        "Fewest pixels",
        "Changes as few pixels as it can, each as far as needed.",
        "Quiring et al. 2020, §5.3.2",
        norms=("l0",),
        many=True,
    ),
    AttackSpec(
        "local",
        "Local attack",
        "Hides the target in a region only; elsewhere the output stays that of the source.",
        "Quiring et al. 2020, Eq. 1, restricted to a region",
        solvers=("fast", "cvxpy"),
        norms=("l2", "l1", "l0", "linf"),
        local=True,
        many=True,
    ),
    *VARIANT_ATTACKS,
)
