from app.models import EvidenceItem, Session
from app.views.compare.comparison import Comparisons, grid_pipelines, robust_pipeline
from core.images import RGB
from core.scaling.catalogue import LIBRARIES
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import output_distance

SHAPE = (100, 150)


def test_the_grid_has_a_row_per_library_and_a_column_per_algorithm() -> None:
    grid = grid_pipelines(SHAPE)
    assert [row[0].library for row in grid if row[0]] == [library.id for library in LIBRARIES]
    for row in grid:
        assert len({cell.library for cell in row if cell}) == 1
    for column in zip(*grid, strict=True):
        assert len({cell.algorithm for cell in column if cell}) == 1


def test_nothing_is_compared_before_the_robust_output_is_there(
    session: Session, item: EvidenceItem, outputs: dict[Pipeline, RGB]
) -> None:
    nearest, robust = Pipeline("opencv", "nearest", SHAPE), robust_pipeline(SHAPE)
    comparisons = Comparisons(item, SHAPE)
    session.evidence.update(item, outputs={nearest: outputs[nearest]})
    assert comparisons.comparison(nearest) is None
    session.evidence.update(item, outputs={nearest: outputs[nearest], robust: outputs[robust]})
    known = comparisons.comparison(nearest)
    assert known is not None
    assert known.differs
    assert known.distance == output_distance(outputs[nearest], outputs[robust])
    assert comparisons.comparison(nearest) is known


def test_enlarged_outputs_are_not_judged(session: Session, item: EvidenceItem, attack: RGB) -> None:
    shape = (50, 900)
    pipelines = [Pipeline("opencv", "nearest", shape), robust_pipeline(shape)]
    session.evidence.update(item, outputs={entry: real_resize(attack, entry) for entry in pipelines})
    known = Comparisons(item, shape).comparison(pipelines[0])
    assert known is not None
    assert known.distance > 4
    assert not known.differs


def test_only_the_attacked_pipeline_differs(
    session: Session, item: EvidenceItem, outputs: dict[Pipeline, RGB]
) -> None:
    session.evidence.update(item, outputs=outputs)
    known = [Comparisons(item, SHAPE).comparison(pipeline) for pipeline in outputs]
    assert [entry.pipeline.label for entry in known if entry and entry.differs] == ["OpenCV nearest 150×100"]
