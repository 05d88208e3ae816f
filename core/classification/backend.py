"""Keras on TensorFlow, imported late and quietly.

The import takes seconds and hundreds of megabytes, so it happens inside the functions that compute and
never when a module of this room is imported.
"""

import os
from typing import Any


def import_keras(*, fast_training: bool = False) -> Any:
    """The `keras` module on its TensorFlow backend.

    `TF_CPP_MIN_LOG_LEVEL=3` and `TF_ENABLE_ONEDNN_OPTS=0` keep TensorFlow from printing to stderr and make
    its sums the same from run to run; variables the user has set win. `fast_training` leaves oneDNN on,
    which halves the time of a training epoch on a CPU. Only the first import in a process decides.
    """
    quieten(fast_training=fast_training)
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    import keras

    return keras


def quieten(*, fast_training: bool = False) -> None:
    """Set what TensorFlow reads when it is imported, unless the user has; see `import_keras`."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1" if fast_training else "0")
