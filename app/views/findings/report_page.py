"""The Findings of one inspected image: cards that scroll, words first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.flows import found_pictures
from app.models import EvidenceItem
from app.views.findings.classification_panel import ClassificationPanel
from app.views.findings.headline_panel import HeadlinePanel
from app.views.findings.images_panel import ImagesPanel
from app.views.findings.numbers_panel import NumbersPanel
from app.views.findings.outputs import classified_images, shown_images
from app.views.findings.pipelines_panel import PipelinesPanel
from app.views.findings.published_panel import PublishedPanel
from app.views.findings.sanitized_panel import SanitizedPanel
from app.widgets.section_pair import SectionPair
from core.images.arrays import RGB
from core.sanitizing.wording import recheck_words, reduction_words
from core.scaling.pipeline import Pipeline

MARGIN = 16


class ReportPage(QScrollArea):
    """Headline, images beside pipelines, classification beside the sanitized image, numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = HeadlinePanel()
        self.images = ImagesPanel()
        self.pipelines = PipelinesPanel()
        self.classification = ClassificationPanel()
        self.sanitized = SanitizedPanel()
        self.numbers = NumbersPanel()
        self.published = PublishedPanel()
        self._after = SectionPair(self.classification, self.sanitized, shares=(3, 2))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always: text that wraps at the one width and not at the other makes the bar come and go without end.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(MARGIN)
        column.addWidget(self.headline)
        column.addWidget(SectionPair(self.images, self.pipelines, shares=(5, 2)))
        column.addWidget(self._after)
        column.addWidget(self.numbers)
        column.addWidget(self.published)
        column.addStretch(1)
        self.setWidget(content)

    def show_item(self, item: EvidenceItem, pipeline: Pipeline) -> None:
        """Fill every card from `item`, whose inspection is done, and start at the top."""
        assert item.inspection is not None
        made = item.evidence.format == "pixels"  # whose note is on hashes
        self.headline.show_inspection(item.inspection, () if made else item.evidence.notes)
        self.images.show_image(item.evidence.pixels, None)
        self.images.frame(item.inspection.region)
        self.pipelines.show_guesses(item.inspection.pipelines, item.inspection.further)
        self.numbers.show_inspection(item.inspection)
        self.show_pipeline(item, pipeline)
        self.show_sanitized(item, pipeline)
        self.verticalScrollBar().setValue(0)

    def show_pipeline(self, item: EvidenceItem, pipeline: Pipeline) -> None:
        """Follow the pipeline in force: outputs and the checked choice."""
        self.pipelines.mark(pipeline)
        shown = shown_images(item, pipeline)
        self.images.show_outputs(pipeline, shown.output, shown.robust)
        self.images.set_note(shown.note)
        self.show_predictions(item, pipeline)

    def show_sanitized(self, item: EvidenceItem, pipeline: Pipeline) -> None:
        """Show the sanitized image, or what sanitizing would do."""
        label = (item.sanitized_for or pipeline).label
        reduced = reduction_words(item.evidence)
        self.sanitized.show_sanitized(item.evidence.pixels, item.sanitized, label, reduced)
        self.show_recheck(item, pipeline)
        self.show_predictions(item, pipeline)

    def show_choices(self, item: EvidenceItem, pipeline: Pipeline) -> None:
        """Whom another sanitizing would be for, and what can be undone."""
        past, future = item.sanitizing.past, item.sanitizing.future
        self.sanitized.show_choices(
            pipeline.label, found_pictures(item), can_undo=bool(past), can_redo=bool(future)
        )

    def show_recheck(self, item: EvidenceItem, pipeline: Pipeline) -> None:
        """What another inspection finds in the sanitized image, and what to do about it."""
        self.sanitized.show_recheck(recheck_words(item.recheck))
        self.show_choices(item, pipeline)
        if item.inspection is not None:
            self.headline.set_sanitized(item.inspection, item.sanitized, item.recheck)

    def set_reduced(self, item: EvidenceItem, reduced: RGB) -> None:
        """The area average of the evidence, for drawing."""
        self.images.show_image(item.evidence.pixels, reduced)
        self.sanitized.pictures.set_reduced("before", reduced)

    def look_at_answers(self) -> None:
        """Bring the classification and the sanitized image on screen, unless they are."""
        bottom = self._after.geometry().bottom() - self.verticalScrollBar().value()
        if bottom > self.viewport().height():
            self.verticalScrollBar().setValue(self._after.y() - MARGIN)

    def show_predictions(self, item: EvidenceItem, pipeline: Pipeline) -> None:
        """Show what is known of the three answers, each beside the picture that was classified."""
        self.classification.set_pipeline((item.sanitized_for or pipeline).label)
        for key, picture in classified_images(item, pipeline).items():
            self.classification.show_stage(key, picture, item.predictions.get(key, ()))
        answers = item.by_pipeline.items()
        self.classification.show_by_library({p: a for p, a in answers if p.robust == pipeline.robust})
        by_filter = item.by_filter
        current = by_filter is not None and by_filter.pipeline == pipeline
        self.classification.show_by_filter(by_filter if current else None)
