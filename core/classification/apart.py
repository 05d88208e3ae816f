"""Calling a function in a process of its own, which a damaged model file may end.

The libraries that read model files (HDF5 above all) crash on some damaged ones. The window opens models in
its worker process; whoever has none calls through here.
"""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, TypeVar

from core.errors import ModelError

T = TypeVar("T")


def call_apart(model: Path, function: Callable[..., T], /, *args: Any, **keywords: Any) -> T:
    """What the module-level `function` returns, called in a new process; its exceptions come through.

    What it prints goes to stderr. Raises `ModelError`, blaming `model`, when the process dies.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context, initializer=_print_to_stderr) as pool:
        try:
            return pool.submit(function, *args, **keywords).result()
        except BrokenProcessPool as error:
            raise died(model) from error


def died(model: Path) -> ModelError:
    """The error to raise when a process that had opened `model` is gone."""
    return ModelError(
        f"The model {model.name} ended the process that opened it: it is broken, or needs more memory than "
        "there is; save it again or choose another."
    )


def _print_to_stderr() -> None:
    """Native libraries write to the file descriptor, so that is what is changed."""
    os.dup2(2, 1)
