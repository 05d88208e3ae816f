"""The panel of facts about the current evidence."""

from app.views.facts.view import FactsView

__all__ = ["FactsView"]
