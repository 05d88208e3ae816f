"""All that the Craft view's fields state, gathered: the problem, the hints and the command come from it."""

from dataclasses import dataclass

from app.jobs.craft_job import CraftOptions
from app.models import PipelineChoice
from app.views.craft.form import CraftChoices, CraftForm
from app.views.craft.goals_panel import pipeline_for
from app.views.craft.hints import Stated
from app.views.craft.inputs_panel import InputsPanel
from app.views.craft.targets import ImageTarget, Target, TextTarget
from core.attacks.batch import Recipe
from core.attacks.catalogue import attack_spec, norm_spec, solver_spec
from core.attacks.problem import AttackProblem, Goal, Region
from core.errors import AliascopeError
from core.images import RGB, Evidence
from core.images.arrays import Shape
from core.scaling.pipeline import Pipeline


@dataclass(frozen=True, eq=False)
class Statement:
    """`scene`: the source, averaged, for drawn targets to lie on. `goals`: with their own target, or None."""

    source: Evidence | None
    scene: RGB | None
    target: Target | None
    choice: PipelineChoice
    goals: tuple[tuple[Pipeline, Evidence | None], ...]
    choices: CraftChoices
    region: Region | None

    @property
    def stated(self) -> Stated:
        """The same for the hints."""
        return Stated(
            None if self.source is None else self.source.shape,
            None if self.target is None else self.target.shape,
            tuple(pipeline for pipeline, _ in self.goals),
            self.choices.attack,
            self.choices.solver,
            self.target is not None,
            tuple(self.choices.options.items()),
            self.misfit,
            self.converted,
        )

    @property
    def converted(self) -> tuple[str, ...]:
        """What became of pictures in the form that are not stored as RGB, in sentences with their names."""
        target = self.target.evidence if isinstance(self.target, ImageTarget) else None
        pictures = [picture for picture in (self.source, target) if picture is not None]
        return tuple(
            f"{picture.name}: {note}"
            for picture in pictures
            if picture.mode != "RGB 8-bit"
            for note in picture.notes
        )

    @property
    def misfit(self) -> str:
        """Why a text does not fit into some pipeline's output, in a sentence; empty where it does."""
        if not isinstance(self.target, TextTarget):
            return ""
        try:
            for shape in {pipeline.target_shape for pipeline, own in self.goals if own is None}:
                self.target.picture(shape, self.scene)
        except AliascopeError as error:
            return str(error)
        return ""

    @property
    def words(self) -> str:
        """Attack, norm, error, solver and pipelines in a line."""
        spec, choices = attack_spec(self.choices.attack), self.choices
        parts = [spec.title]
        if len(spec.norms) > 1:
            parts.append(norm_spec(choices.norm).title)
        parts.append(f"ε = {choices.epsilon:g}")
        if len(spec.solvers) > 1:
            parts.append(f"{solver_spec(choices.solver).title} solver")
        return f"{', '.join(parts)}; for {' and '.join(pipeline.label for pipeline, _ in self.goals)}"

    @property
    def recipe(self) -> Recipe:
        """The same for sources of any size; targets of single pipelines are left out."""
        choices = self.choices
        return Recipe(
            self._pipelines,
            choices.attack,
            choices.norm,
            choices.epsilon,
            choices.solver,
            self.region,
            choices.options,
        )

    def _pipelines(self, shape: Shape) -> tuple[Pipeline, ...]:
        return (pipeline_for(self.choice, shape), *(pipeline for pipeline, _ in self.goals[1:]))

    def craft_options(self) -> CraftOptions | None:
        """What the job is asked for; None while a picture is missing.

        Raises `AliascopeError` for a text that does not fit into an output.
        """
        source, target, choices = self.source, self.target, self.choices
        if source is None or target is None:
            return None
        goals = tuple(Goal(pipeline, self._picture(target, pipeline, own)) for pipeline, own in self.goals)
        problem = AttackProblem(source.pixels, goals, choices.norm, choices.epsilon, self.region)
        return CraftOptions(problem, choices.solver, choices.attack, choices.options)

    def _picture(self, target: Target, pipeline: Pipeline, own: Evidence | None) -> RGB:
        return target.picture(pipeline.target_shape, self.scene) if own is None else own.pixels


def state(inputs: InputsPanel, form: CraftForm, choice: PipelineChoice) -> Statement:
    """What stands in the fields now; `choice` is the window's pipeline."""
    choices = form.choices
    region = form.region.region if attack_spec(choices.attack).local else None
    return Statement(
        inputs.source, inputs.reduced_source, inputs.target, choice, form.goals.goals, choices, region
    )
