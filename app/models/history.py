"""What can be undone and redone, as a value."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

LONGEST = 5
"""States kept to go back to; a sanitized photograph takes tens of megabytes."""


@dataclass(frozen=True, eq=False)
class History(Generic[T]):
    """States before and after the present one, which is kept elsewhere, in the order they were reached."""

    past: tuple[T, ...] = ()
    future: tuple[T, ...] = ()

    def followed(self, present: T) -> "History[T]":
        """After something new was done: `present` can be gone back to, and nothing can be redone."""
        return History((*self.past, present)[-LONGEST:])

    def undone(self, present: T) -> "tuple[T, History[T]]":
        """The state before `present`, and the history then. IndexError where there is none."""
        return self.past[-1], History(self.past[:-1], (present, *self.future))

    def redone(self, present: T) -> "tuple[T, History[T]]":
        """The state after `present`, and the history then. IndexError where there is none."""
        return self.future[0], History((*self.past, present), self.future[1:])
