"""What comes out: both objectives with their pictures and figures, while it runs and at the end."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.jobs.attack_pictures_job import AttackPictures
from app.jobs.craft_job import CraftPreview, CraftTrace
from app.views.craft import wording
from app.views.craft.curve_card import CurveCard
from app.views.craft.end_card import EndCard
from app.views.craft.model_card import ModelCard
from app.views.craft.others_card import OthersCard
from app.views.craft.person_card import PersonCard
from app.widgets.figure_list import FigureList
from app.widgets.section import CollapsibleSection, Section
from app.widgets.section_pair import SectionPair
from core.attacks.problem import AttackProblem
from core.images.arrays import RGB

if TYPE_CHECKING:
    from core.attacks.result import AttackResult

GAP = 16


class ResultPanel(QWidget):
    """Objective O2 (what a person sees) beside objective O1 (what the model sees), and the rest below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = PersonCard()
        self.model = ModelCard()
        self.end = EndCard()
        self.curve = CurveCard()
        self.others = OthersCard()
        self.numbers = CollapsibleSection("Figures of the change A − S")
        self.figures = FigureList()
        self.numbers.body_column.addWidget(self.figures)
        self.own = Section("What this attack measured")
        self.own_figures = FigureList()
        self.own.column.addWidget(self.own_figures)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(SectionPair(self.person, self.model, shares=(3, 2), wide=1000))
        for card in (self.own, self.end, self.curve, self.others, self.numbers):
            column.addWidget(card)

    def begin(self, problem: AttackProblem, source: RGB | None, targets: Sequence[RGB | None]) -> None:
        """Clear what an earlier run left and show the inputs.

        `source` is the reduced source; `targets` those at the outputs' sizes, None while not known.
        """
        self.person.begin(problem.source, source)
        self.model.begin([goal.pipeline for goal in problem.goals], targets)
        self.curve.begin()
        for card in (self.own, self.end, self.others, self.numbers):
            card.hide()

    def show_part(self, part: CraftPreview | CraftTrace) -> None:
        """A and D as they are at this moment, or the curve's next points."""
        if isinstance(part, CraftPreview):
            self.person.show_preview(part.image)
            self.model.show_preview(part.outputs)
        else:
            self.curve.add_points(part.points)

    def show_result(self, result: "AttackResult", survives: int | None = None) -> None:
        """Words, figures and outputs of the finished image; `show_pictures` brings the large ones.

        `survives`: the JPEG quality that it was made for, if it was.
        """
        self.person.show_words(result)
        self.model.show_result(result)
        self.own_figures.set_figures(*result.figures)
        self.own.setVisible(bool(result.figures))
        self.end.show_result(result, survives)
        self.figures.set_figures(*wording.figure_rows(result))
        for card in (self.end, self.others, self.numbers):
            card.show()
        self.others.begin(result.goals[self.model.chosen].pipeline)

    def show_pictures(self, result: "AttackResult", pictures: AttackPictures) -> None:
        """A and A − S, averaged for display."""
        self.person.show_pictures(result.image, pictures)
