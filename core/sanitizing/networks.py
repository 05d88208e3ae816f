"""Networks of minima and maxima that merge sorted lists: the same few steps whatever the values are.

A value is a number; what it is made of is noted once, so that whoever wants the same minimum gets the same
value. Lists are merged by Batcher's odd-even merge (1968; Knuth, The Art of Computer Programming, 5.3.4).
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Value = int
List = Sequence[Value]
Kind = Literal["min", "max"]


@dataclass(frozen=True)
class Step:
    """A value that is the smaller or the larger one of two others."""

    kind: Kind
    first: Value
    second: Value


@dataclass
class Network:
    """Grows as values are asked for. `made` tells of each value, by its number, where it comes from."""

    made: list[Step | Hashable] = field(default_factory=list)
    _numbers: dict[Hashable, Value] = field(default_factory=dict)

    def input(self, key: Hashable) -> Value:
        """The value that whoever runs the network puts in under that key."""
        return self._numbered(key)

    def merged(self, first: List, second: List) -> list[Value]:
        """One sorted list of two sorted ones."""
        if not first or not second:
            return [*first, *second]
        if len(first) == len(second) == 1:
            return list(self._ordered(first[0], second[0]))
        even, odd = self.merged(first[::2], second[::2]), self.merged(first[1::2], second[1::2])
        result = even[:1]
        pairs = min(len(odd), len(even) - 1)
        for low, high in zip(odd, even[1:], strict=False):
            result += self._ordered(low, high)
        return result + list(odd[pairs:]) + list(even[1 + pairs :])

    def merged_all(self, lists: Iterable[List]) -> list[Value]:
        """One sorted list of many, the shortest first; of single values, it sorts them."""
        waiting = [list(part) for part in lists if part] or [[]]
        while len(waiting) > 1:
            waiting.sort(key=len)
            first, second, *waiting = waiting
            waiting.append(self.merged(first, second))
        return waiting[0]

    def at_rank(self, rank: int, first: List, second: List) -> Value:
        """The value of two sorted lists with `rank` before it, without merging them.

        Any `rank` + 1 values reach up to it at least, and the smallest ones just to it: the first of one list
        and the first of the other, for one of the ways to share them out.
        """
        found: Value | None = None
        for count in range(max(0, rank + 1 - len(first)), min(rank + 1, len(second)) + 1):
            ends = [*first[rank - count : rank - count + 1], *second[count - 1 : count]]
            largest = ends[0] if len(ends) == 1 else self._ordered(ends[0], ends[1])[1]
            found = largest if found is None else self._ordered(found, largest)[0]
        assert found is not None
        return found

    def _ordered(self, first: Value, second: Value) -> tuple[Value, Value]:
        low, high = min(first, second), max(first, second)
        return self._numbered(Step("min", low, high)), self._numbered(Step("max", low, high))

    def _numbered(self, made: Hashable) -> Value:
        number = self._numbers.setdefault(made, len(self.made))
        if number == len(self.made):
            self.made.append(made)
        return number
