"""`aliascope libraries` lists what is installed and finds every model true to its library."""

from core.scaling.catalogue import ALGORITHMS
from tests.support.command_line import aliascope


def test_every_model_agrees_with_the_installed_library() -> None:
    done = aliascope("libraries", "--json")
    assert done.code == 0, done.err
    rows = done.document["libraries"]
    assert [(row["library"], row["algorithm"]) for row in rows] == [(e.library, e.id) for e in ALGORITHMS]
    assert all(row["passed"] and row["version"] for row in rows)
    assert {"opencv", "pillow", "tensorflow", "python"} <= set(done.document["versions"])
