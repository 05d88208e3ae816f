"""Arrays that are used over and over by one thread."""

import threading

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

BLOCK_BYTES = 1 << 23
"""Memory is taken in blocks of this size: from 4 MiB on numpy asks for huge pages."""


class Scratch(threading.local):
    """Memory of each thread, by name, that grows to the largest array asked for.

    Fresh memory comes from the system page by page when first written, which takes as long as computing with
    it and makes threads wait for each other.
    """

    def __init__(self) -> None:
        self._block = np.empty(0, np.uint8)
        self._memory: dict[str, Bytes] = {}

    def bytes_of(self, name: str, *shape: int) -> Bytes:
        """A uint8 array of `shape` with any contents, valid until this thread asks for `name` again."""
        count = int(np.prod(shape))
        memory = self._memory.get(name)
        if memory is None or memory.size < count:
            memory = self._memory[name] = self._taken(count)
        return memory[:count].reshape(shape)

    def _taken(self, count: int) -> Bytes:
        if self._block.size < count:
            self._block = np.empty(max(count, BLOCK_BYTES), np.uint8)
        taken, self._block = self._block[:count], self._block[count:]
        return taken
