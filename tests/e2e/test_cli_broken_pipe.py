"""A reader that leaves early (`aliascope … | head -1`) gets no complaint about it."""

import os
import subprocess
import sys

from tests.support.import_graph import REPOSITORY


def test_a_reader_that_leaves_is_no_error_to_report() -> None:
    command = [sys.executable, "-m", "app", "inspect", "--help"]
    # Unbuffered, argparse itself would meet the closed pipe, and keep quiet about it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complaint = process.stderr.read()
        code = process.wait(timeout=120)
    assert complaint == b""
    assert code == 141
