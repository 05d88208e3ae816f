"""Which model is asked what it sees."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from core.classification.model import ModelFacts
    from core.classification.profile import ModelChoice


class ClassifierModel(QObject):
    """The user's own model, or the shipped one while `choice` is None. GUI thread only."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice: ModelChoice | None = None
        self._facts: ModelFacts | None = None

    @property
    def choice(self) -> "ModelChoice | None":
        """The model of the user's own in use."""
        return self._choice

    @property
    def facts(self) -> "ModelFacts | None":
        """What is known of it."""
        return self._facts

    def use(self, choice: "ModelChoice", facts: "ModelFacts") -> None:
        """Ask this model from now on."""
        self._choice, self._facts = choice, facts
        self.changed.emit()

    def use_shipped(self) -> None:
        """Ask the model that ships with the product."""
        if self._choice is not None:
            self._choice, self._facts = None, None
            self.changed.emit()
