"""`aliascope` as a script runs it: a process of its own."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.import_graph import REPOSITORY


@dataclass(frozen=True)
class Finished:
    """What a finished command left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout; fails when there is anything else."""
        return json.loads(self.out)


def aliascope(*arguments: str | Path) -> Finished:
    """Run `aliascope` with these arguments to its end, from the repository."""
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=280)
    return Finished(done.returncode, done.stdout, done.stderr)
