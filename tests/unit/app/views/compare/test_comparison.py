from app.models import EvidenceItem, Session
from app.views.compare.comparison import Comparisons
from core.images import RGB
from core.scaling.pipeline import Pipeline
from core.scaling.real_calls import real_resize
from core.scaling.robust import output_distance

SHAPE = (100, 150)


def test_nothing_is_compared_before_the_robust_output_is_there(
    session: Session, item: EvidenceItem, outputs: dict[Pipeline, RGB]
) -> None:
    nearest = Pipeline("opencv", "nearest", SHAPE)
    robust = nearest.robust
    comparisons = Comparisons(item)
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
    nearest = Pipeline("opencv", "nearest", shape)
    pipelines = [nearest, nearest.robust]
    session.evidence.update(item, outputs={entry: real_resize(attack, entry) for entry in pipelines})
    known = Comparisons(item).comparison(pipelines[0])
    assert known is not None
    assert known.distance > 4
    assert not known.differs


def test_only_the_attacked_pipeline_differs(
    session: Session, item: EvidenceItem, outputs: dict[Pipeline, RGB]
) -> None:
    session.evidence.update(item, outputs=outputs)
    known = [Comparisons(item).comparison(pipeline) for pipeline in outputs]
    assert [entry.pipeline.label for entry in known if entry and entry.differs] == ["OpenCV nearest 150×100"]


def test_a_crop_is_judged_by_what_it_keeps(session: Session, item: EvidenceItem, attack: RGB) -> None:
    crop = (200, 100, 200, 200)
    shape = (50, 50)
    nearest = Pipeline("opencv", "nearest", shape, crop)
    pipelines = [nearest, nearest.robust]
    session.evidence.update(item, outputs={entry: real_resize(attack, entry) for entry in pipelines})
    comparisons = Comparisons(item)
    known = comparisons.comparison(pipelines[0])
    assert known is not None
    assert known.differs
    assert (comparisons.seen(pipelines[0]) == attack[100:300, 200:400]).all()
