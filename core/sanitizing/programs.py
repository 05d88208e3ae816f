"""Networks made ready to run over whole arrays of bytes."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.sanitizing.networks import Network, Step, Value
from core.sanitizing.scratch import Scratch

Bytes = NDArray[np.uint8]
Put = Callable[[Any, Bytes], None]
"""Writes the input of that key into an array."""


Instruction = tuple[np.ufunc, int, int, int]
"""`np.minimum` or `np.maximum`, two rows of memory that it reads and the one it writes. No object of its own:
thousands are run in the time of one median filter, and looking up names would take as long as computing."""


@dataclass(frozen=True)
class Program:
    """What a network does for some `outputs`, with as few rows of memory as can be.

    `inputs` are the keys and the rows they are put into first, `outputs` the rows where the results are.
    """

    inputs: tuple[tuple[Hashable, int], ...]
    instructions: tuple[Instruction, ...]
    outputs: tuple[int, ...]
    rows: int

    def run(self, put: Put, length: int, scratch: Scratch, name: str) -> list[Bytes]:
        """The outputs, (`length`,) uint8 each, valid until `scratch` is asked for `name` again."""
        memory = list(scratch.bytes_of(name, self.rows, length))
        for key, row in self.inputs:
            put(key, memory[row])
        for choose, first, second, result in self.instructions:
            choose(memory[first], memory[second], out=memory[result])
        return [memory[row] for row in self.outputs]


def program(network: Network, outputs: Sequence[Value]) -> Program:
    """The steps that lead to `outputs`, and no others."""
    order = _needed(network, outputs)
    last = {value: time for time, value in enumerate(order) for value in (value, *_operands(network, value))}
    last |= dict.fromkeys(outputs, len(order))
    memory = _Memory()
    inputs: list[tuple[Hashable, int]] = []
    instructions: list[Instruction] = []
    for time, value in enumerate(order):
        made = network.made[value]
        operands = [memory.row[operand] for operand in _operands(network, value)]
        for operand in {operand for operand in _operands(network, value) if last[operand] == time}:
            memory.release(operand)
        row = memory.take(value)
        if isinstance(made, Step):
            choose = np.maximum if made.kind == "max" else np.minimum
            instructions.append((choose, operands[0], operands[1], row))
        else:
            inputs.append((made, row))
    outcome = tuple(memory.row[value] for value in outputs)
    return Program(tuple(inputs), tuple(instructions), outcome, memory.count)


def _operands(network: Network, value: Value) -> tuple[Value, ...]:
    made = network.made[value]
    return (made.first, made.second) if isinstance(made, Step) else ()


def _needed(network: Network, outputs: Sequence[Value]) -> list[Value]:
    """What leads to `outputs`: inputs, which are put in first of all, and then steps in their order."""
    found: set[Value] = set()
    waiting = list(outputs)
    while waiting:
        value = waiting.pop()
        if value not in found:
            found.add(value)
            waiting += _operands(network, value)
    return sorted(found, key=lambda value: (isinstance(network.made[value], Step), value))


class _Memory:
    """Which row holds which value; rows that nobody needs any more are used again."""

    def __init__(self) -> None:
        self.row: dict[Value, int] = {}
        self.count = 0
        self._free: list[int] = []

    def take(self, value: Value) -> int:
        """A row for `value`, the one freed last if there is one: it is in the caches."""
        if self._free:
            self.row[value] = self._free.pop()
        else:
            self.row[value] = self.count
            self.count += 1
        return self.row[value]

    def release(self, value: Value) -> None:
        """`value` is needed no more."""
        self._free.append(self.row[value])
