"""Every variant of the attack by its id: `craft_variant` looks it up, checks the problem and the options."""

from collections.abc import Mapping
from dataclasses import replace

from core.attacks.attack_specs import ATTACKS
from core.attacks.catalogue import attack_spec
from core.attacks.options import checked_options
from core.attacks.prepared import Resize
from core.attacks.problem import AttackProblem, check_problem
from core.attacks.pulse import Preview, Trace
from core.attacks.result import AttackResult
from core.attacks.specs import AttackSpec
from core.attacks.variant_call import Variant, VariantCall
from core.attacks.variants.adaptive_median import craft_adaptive_median
from core.attacks.variants.adaptive_random import craft_adaptive_random
from core.attacks.variants.area import craft_area
from core.attacks.variants.enforced_nearest import craft_enforced_nearest
from core.attacks.variants.engine import craft_local, craft_strong
from core.attacks.variants.jpeg_aware import craft_jpeg_aware
from core.attacks.variants.overlaid import craft_overlay
from core.attacks.variants.penalty import craft_penalty_l0, craft_penalty_l2, craft_penalty_linf
from core.attacks.variants.pillow_restricted import craft_pillow_restricted
from core.attacks.variants.selected_source import craft_selected_source
from core.attacks.variants.spectral import craft_spectrum_fake, craft_spectrum_suppress
from core.errors import AttackError
from core.progress import Progress, no_progress
from core.scaling.real_calls import real_resize

VARIANTS: dict[str, Variant] = {
    "strong": craft_strong,
    "direct": craft_strong,
    "sparse": craft_strong,
    "local": craft_local,
    "overlay": craft_overlay,
    "area": craft_area,
    "selected_source": craft_selected_source,
    "pillow_restricted": craft_pillow_restricted,
    "enforced_nearest": craft_enforced_nearest,
    "adaptive_median": craft_adaptive_median,
    "adaptive_random": craft_adaptive_random,
    "jpeg_aware": craft_jpeg_aware,
    "spectrum_suppress": craft_spectrum_suppress,
    "spectrum_fake": craft_spectrum_fake,
    "penalty_l2": craft_penalty_l2,
    "penalty_l0": craft_penalty_l0,
    "penalty_linf": craft_penalty_linf,
}


def craft_variant(
    variant: str,
    problem: AttackProblem,
    options: Mapping[str, object] | None = None,
    *,
    solver: str | None = None,
    resize: Resize = real_resize,
    progress: Progress = no_progress,
    preview: Preview | None = None,
    trace: Trace | None = None,
) -> AttackResult:
    """Craft with a variant of `ATTACKS`; what it leaves out of `options` has the spec's defaults.

    solver: id from the variant's `solvers`, None for its first. The rest as in `core.attacks.craft.craft`.
    A norm that the variant does not minimise is replaced by its own where it knows only one.
    Raises `UnknownNameError` for an unknown variant, option or solver, `AttackError` for a problem, an option
    or a solver that does not fit.
    """
    spec = attack_spec(variant)
    values = checked_options(spec, options or {})
    fitting = _fitting(problem, spec)
    call = VariantCall(_solver(spec, solver), resize, progress, preview, trace)
    return replace(VARIANTS[variant](fitting, values, call), variant=variant)


def _solver(spec: AttackSpec, solver: str | None) -> str:
    if solver is None:
        return spec.solver
    if solver not in spec.solvers:
        known = ", ".join(spec.solvers)
        raise AttackError(f"{spec.title} can not use the solver {solver}; choose one of {known}.")
    return solver


def _fitting(problem: AttackProblem, spec: AttackSpec) -> AttackProblem:
    """The checked problem with a norm of the variant's."""
    check_problem(problem, any_source=spec.finds_source)
    if len(problem.goals) > 1 and not spec.many:
        raise AttackError(
            f"{spec.title} works for one pipeline, but {len(problem.goals)} are given; "
            "choose the strong attack for several."
        )
    if len(spec.norms) == 1:
        return replace(problem, norm=spec.norm)
    if problem.norm not in spec.norms:
        known = ", ".join(spec.norms)
        raise AttackError(f"{spec.title} can not minimise the norm {problem.norm}; choose one of {known}.")
    return problem


assert set(VARIANTS) == {spec.id for spec in ATTACKS}
