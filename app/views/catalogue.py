"""The views of the window, in the order of their tabs."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.models import Session


@dataclass(frozen=True)
class ViewSpec:
    """One tab. The view's module is imported when the tab is first shown, so the window opens at once."""

    id: str
    title: str
    menu_text: str
    tip: str
    icon: str
    module: str
    class_name: str

    def make(self, session: "Session") -> QWidget:
        """Import the module and build the view."""
        view = cast("Callable[[Session], QWidget]", getattr(import_module(self.module), self.class_name))
        return view(session)


VIEWS: tuple[ViewSpec, ...] = (
    ViewSpec(
        "compare",
        "Compare",
        "&Compare",
        "Every library and algorithm side by side",
        "grid",
        "app.views.compare",
        "CompareView",
    ),
    ViewSpec(
        "spectrum",
        "Spectrum",
        "&Spectrum",
        "Frequencies, and where they fold",
        "spectrum",
        "app.views.spectrum",
        "SpectrumView",
    ),
    ViewSpec(
        "sampled_pixels",
        "Sampled pixels",
        "Sampled &pixels",
        "Which pixels carry the output",
        "pixels",
        "app.views.sampled_pixels",
        "SampledPixelsView",
    ),
    ViewSpec(
        "vulnerability",
        "Vulnerability",
        "&Vulnerability",
        "Which pipelines an image of this size could fool",
        "vulnerability",
        "app.views.vulnerability",
        "VulnerabilityView",
    ),
    ViewSpec(
        "findings",
        "Findings",
        "F&indings",
        "Verdict, hidden image and what to do next",
        "inspect",
        "app.views.findings",
        "FindingsView",
    ),
    ViewSpec(
        "craft",
        "Craft",
        "C&raft",
        "Make an attack image of your own",
        "craft",
        "app.views.craft",
        "CraftView",
    ),
    ViewSpec(
        "triage",
        "Triage",
        "&Triage",
        "A folder of images, the alarming ones first",
        "report",
        "app.views.triage",
        "TriageView",
    ),
)
