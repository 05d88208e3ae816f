"""What can be undone and redone, as a value."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

LEAST = 5
"""States that can be gone back to, whatever they take …"""
BUDGET = 256_000_000
"""… and more while all together take no more bytes than this; a photograph takes tens of millions."""


@dataclass(frozen=True, eq=False)
class History(Generic[T]):
    """States before and after the present one, which is kept elsewhere, in the order they were reached."""

    past: tuple[T, ...] = ()
    future: tuple[T, ...] = ()

    def followed(self, present: T, size: Callable[[T], int]) -> "History[T]":
        """After something new was done: `present` can be gone back to, and nothing can be redone.

        The oldest states are given up where `LEAST` and `BUDGET` do not allow for them; `size` tells how many
        bytes one takes.
        """
        past = (*self.past, present)
        while len(past) > LEAST and sum(map(size, past)) > BUDGET:
            past = past[1:]
        return History(past)

    def undone(self, present: T) -> "tuple[T, History[T]]":
        """The state before `present`, and the history then. IndexError where there is none."""
        return self.past[-1], History(self.past[:-1], (present, *self.future))

    def redone(self, present: T) -> "tuple[T, History[T]]":
        """The state after `present`, and the history then. IndexError where there is none."""
        return self.future[0], History((*self.past, present), self.future[1:])
