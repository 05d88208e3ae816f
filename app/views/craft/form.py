"""The Craft form: which attack, by which norm, error and solver, for which pipelines, with which options."""

from dataclasses import dataclass, field

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.models import Session
from app.views.craft.goals_panel import GoalsPanel
from app.views.craft.option_form import OptionForm, Options
from app.views.craft.region_panel import RegionPanel
from app.widgets.narrow_combo_box import NarrowComboBox
from app.widgets.section import quiet
from core.attacks.attack_specs import ATTACKS
from core.attacks.catalogue import attack_spec, norm_spec, solver_spec
from core.attacks.specs import AttackSpec

MAX_EPSILON = 50.0
DEFAULT_ATTACK = "strong"
EPSILON_WORDS = "How far a pixel of the output may be from the target, of 255 grey levels"


@dataclass(frozen=True)
class CraftChoices:
    """The form's answers beside the two images, the pipelines and the region; `epsilon` in grey levels."""

    attack: str = DEFAULT_ATTACK
    norm: str = "l2"
    epsilon: float = 1.0
    solver: str = "fast"
    options: Options = field(default_factory=dict)


class CraftForm(QWidget):
    """Shows only what the chosen attack asks for."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.attack = NarrowComboBox(17)
        self.norm = NarrowComboBox(13)
        self.epsilon = QDoubleSpinBox()
        self.solver = NarrowComboBox(11)
        self.words = quiet()
        self.goals = GoalsPanel(session)
        self.options = OptionForm()
        self.region = RegionPanel()
        self._labels: dict[QWidget, QLabel] = {}
        self._norms: dict[str, str] = {}
        self._fill()
        self._lay_out()
        self._attack_changed()
        self._connect()

    def _fill(self) -> None:
        for spec in ATTACKS:
            self.attack.addItem(spec.title, spec.id)
            tip = f"{spec.explanation}\n{spec.citation}"
            self.attack.setItemData(self.attack.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.attack.setCurrentIndex(self.attack.findData(DEFAULT_ATTACK))
        self.attack.setMaxVisibleItems(len(ATTACKS))
        self.epsilon.setRange(0.0, MAX_EPSILON)
        self.epsilon.setDecimals(1)
        self.epsilon.setValue(1.0)
        self.epsilon.setToolTip(EPSILON_WORDS)
        self.epsilon.setAccessibleDescription(EPSILON_WORDS)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        fields = (
            ("&Attack", self.attack),
            ("&Norm", self.norm),
            ("E&rror ε", self.epsilon),
            ("&Solver", self.solver),
        )
        for column, (text, widget) in enumerate(fields):
            label = QLabel(text)
            label.setBuddy(widget)
            widget.setAccessibleName(text.replace("&", ""))
            self._labels[widget] = label
            grid.addWidget(label, 0, column)
            grid.addWidget(widget, 1, column)
        grid.setColumnStretch(len(fields), 1)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(8)
        column_box.addLayout(grid)
        for part in (self.words, self.options, self.region, self.goals):
            column_box.addWidget(part)
        column_box.addStretch(1)

    def _connect(self) -> None:
        self.attack.currentIndexChanged.connect(lambda _: self._attack_changed())
        self.norm.currentIndexChanged.connect(lambda _: self._norm_chosen())
        self.solver.currentIndexChanged.connect(lambda _: self._solver_changed())
        self.epsilon.valueChanged.connect(lambda _: self._told())
        for part in (self.goals, self.options, self.region):
            part.changed.connect(self.changed)

    @property
    def spec(self) -> AttackSpec:
        """The chosen attack."""
        return attack_spec(self.attack.currentData())

    def _attack_changed(self) -> None:
        spec = self.spec
        _offer(
            self.solver, [(key, solver_spec(key).title) for key in spec.solvers], self.solver.currentData()
        )
        self._show(self.solver, len(spec.solvers) > 1)
        self.options.show_options(spec.id, spec.options)
        self.region.setVisible(spec.local)
        self.goals.set_many(spec.many)
        self._solver_changed()

    def _solver_changed(self) -> None:
        """Offer the norms that attack and solver can minimise; what was chosen for the attack comes back."""
        spec = self.spec
        norms = [key for key in spec.norms if key in solver_spec(self.solver.currentData()).norms]
        wanted = self._norms.get(spec.id, spec.norm)
        _offer(self.norm, [(key, norm_spec(key).title) for key in norms], wanted)
        self._show(self.norm, len(spec.norms) > 1)
        self._told()

    def _norm_chosen(self) -> None:
        self._norms[self.spec.id] = self.norm.currentData()
        self._told()

    def _show(self, widget: QWidget, shown: bool) -> None:
        widget.setVisible(shown)
        self._labels[widget].setVisible(shown)

    def _told(self) -> None:
        spec = self.spec
        sentences = [spec.explanation]
        if len(spec.norms) > 1:
            sentences.append(norm_spec(self.norm.currentData()).explanation)
        if len(spec.solvers) > 1:
            sentences.append(solver_spec(self.solver.currentData()).explanation)
        self.words.setText(" ".join(sentences))
        self.words.setToolTip(spec.citation)
        self.changed.emit()

    @property
    def choices(self) -> CraftChoices:
        """What is chosen now."""
        return CraftChoices(
            self.attack.currentData(),
            self.norm.currentData(),
            self.epsilon.value(),
            self.solver.currentData(),
            self.options.values,
        )

    def choose(self, choices: CraftChoices) -> None:
        """Set the form."""
        self.attack.setCurrentIndex(self.attack.findData(choices.attack))
        self.solver.setCurrentIndex(max(0, self.solver.findData(choices.solver)))
        self.norm.setCurrentIndex(max(0, self.norm.findData(choices.norm)))
        self.epsilon.setValue(choices.epsilon)
        self.options.set_values(choices.options)


def _offer(box: QComboBox, entries: list[tuple[str, str]], wanted: str | None) -> None:
    """Fill a box, without a word, and choose `wanted` where it is offered, else the first."""
    blocker = QSignalBlocker(box)
    box.clear()
    for key, title in entries:
        box.addItem(title, key)
    box.setCurrentIndex(max(0, box.findData(wanted)))
    blocker.unblock()
