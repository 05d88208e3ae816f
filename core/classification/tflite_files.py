"""Opening TensorFlow Lite models.

Their own operations only compute. Custom operations can be anything, files included, and are refused.
"""

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.classification.opened import OpenedModel, as_dtype, checked_shapes
from core.classification.quantised import held
from core.errors import ModelError

IDENTIFIER = b"TFL3"
LARGEST = 2_000_000_000


def open_tflite(path: Path) -> OpenedModel:
    """The model in a `.tflite` file. Raises `ModelError` when it is broken or no image classifier."""
    data = _read(path)
    _refuse_custom(data, path.name)
    try:
        interpreter = _interpreter(data)
        takes, gives = interpreter.get_input_details(), interpreter.get_output_details()
    except Exception as error:
        raise ModelError(
            f"The model {path.name} can not be loaded: it is damaged or needs a newer version of TensorFlow "
            "Lite; convert it again."
        ) from error
    if len(takes) != 1 or len(gives) != 1:
        raise ModelError(
            f"The model {path.name} does not fit: it has {len(takes)} inputs and {len(gives)} outputs, but "
            "an image classifier has one each; choose another."
        )
    return _opened(interpreter, takes[0], gives[0], path.name)


def _read(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise ModelError(
            f"{path.name} is over 2 GB, more than a TensorFlow Lite model can be; choose another."
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(
            f"The model {path.name} can not be read: {error.strerror}; choose another."
        ) from error
    if data[4:8] != IDENTIFIER:
        raise ModelError(f"{path.name} is not a TensorFlow Lite model; convert the model or choose its file.")
    return data


def _interpreter(data: bytes) -> Any:
    from core.classification.backend import quieten

    quieten()
    from tensorflow.lite.python.interpreter import Interpreter, OpResolverType

    # The default delegate writes to stderr and rounds otherwise on other processors.
    plain = OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it announces a package that may replace it
        interpreter = Interpreter(model_content=data, num_threads=1, experimental_op_resolver_type=plain)
    interpreter.allocate_tensors()
    return interpreter


def _refuse_custom(data: bytes, name: str) -> None:
    from core.classification.backend import quieten

    quieten()
    from tensorflow.lite.python import schema_py_generated as schema

    try:
        model = schema.Model.GetRootAsModel(data, 0)
        codes = [model.OperatorCodes(place) for place in range(model.OperatorCodesLength())]
        custom = [code.CustomCode() for code in codes if code.BuiltinCode() == schema.BuiltinOperator.CUSTOM]
    except Exception as error:
        raise ModelError(
            f"The model {name} can not be loaded: the list of its operations is damaged; convert it again."
        ) from error
    if custom:
        kind = (custom[0] or b"unnamed").decode("utf-8", "replace")
        raise ModelError(
            f"The model {name} holds code of its own ({kind}), which Aliascope does not run; convert it with "
            "TensorFlow Lite's own operations only."
        )


def _opened(interpreter: Any, takes: Any, gives: Any, name: str) -> OpenedModel:
    signature = takes.get("shape_signature", takes["shape"])
    shape = tuple(None if side == -1 else int(side) for side in signature)
    row = tuple(None if side == -1 else int(side) for side in gives.get("shape_signature", gives["shape"]))
    batch, height, width, channels, outputs = checked_shapes(shape, row, name)
    if height is None or width is None:
        raise ModelError(
            f"The model {name} does not fit: its input size is open; convert it for one size of images."
        )

    def run(images: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.concatenate([_invoked(interpreter, takes, gives, image) for image in images])

    dtype = np.dtype(takes["dtype"]).name
    holds = held(takes["dtype"], *takes["quantization"])
    return OpenedModel(interpreter, run, batch, height, width, channels, dtype, outputs, holds)


def _invoked(interpreter: Any, takes: Any, gives: Any, image: NDArray[np.float32]) -> NDArray[np.float32]:
    """One image through the interpreter, (1, K); quantised real value = scale · (level − zero point)."""
    scale, zero = takes["quantization"]
    values = image[np.newaxis] / scale + zero if scale else image[np.newaxis]
    interpreter.set_tensor(takes["index"], as_dtype(np.asarray(values, np.float32), takes["dtype"]))
    interpreter.invoke()
    row = np.asarray(interpreter.get_tensor(gives["index"]), np.float32)
    scale, zero = gives["quantization"]
    return np.asarray((row - zero) * scale if scale else row, np.float32)
