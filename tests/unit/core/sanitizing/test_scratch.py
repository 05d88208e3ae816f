"""Memory that is used over and over."""

import threading

import numpy as np

from core.sanitizing.scratch import BLOCK_BYTES, Scratch


def test_memory_is_used_again_and_grows() -> None:
    scratch = Scratch()
    first = scratch.bytes_of("a", 10, 20)
    assert first.shape == (10, 20)
    assert first.dtype == np.uint8
    assert np.shares_memory(first, scratch.bytes_of("a", 5, 3))
    assert not np.shares_memory(first, scratch.bytes_of("b", 10, 20))
    assert scratch.bytes_of("a", BLOCK_BYTES, 2).shape == (BLOCK_BYTES, 2)


def test_threads_do_not_share() -> None:
    scratch = Scratch()
    found = [scratch.bytes_of("a", 100)]
    thread = threading.Thread(target=lambda: found.append(scratch.bytes_of("a", 100)))
    thread.start()
    thread.join()
    assert not np.shares_memory(found[0], found[1])
