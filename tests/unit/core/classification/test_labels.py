from core.classification.labels import CLASS_COUNT, CLASS_NAMES


def test_there_are_43_different_names() -> None:
    assert CLASS_COUNT == 43
    assert len(set(CLASS_NAMES)) == 43


def test_names_stand_at_the_benchmark_numbers() -> None:
    assert CLASS_NAMES[1] == "Speed limit 30 km/h"
    assert CLASS_NAMES[12] == "Priority road"
    assert CLASS_NAMES[14] == "Stop"
    assert CLASS_NAMES[17] == "No entry"
    assert CLASS_NAMES[38] == "Keep right"
    assert CLASS_NAMES[42] == "End of no overtaking by lorries"
