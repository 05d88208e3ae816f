"""What a benchmark yields: one measured number, with its limit if it has one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table.

    `value` is in `unit` ("ms", "s", "MB", "dB", "share", ...). `limit` is what the value must not exceed, or
    must not fall below when `at_least`; None where nothing is promised. `note` says what was measured on.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the value keeps to its limit; True without one."""
        if self.limit is None:
            return True
        return bool(self.value >= self.limit if self.at_least else self.value <= self.limit)  # of numpy, too

    @property
    def limit_text(self) -> str:
        """The limit with its direction, "≤ 100 ms" for one; empty without one."""
        if self.limit is None:
            return ""
        return f"{'≥' if self.at_least else '≤'} {self.limit:g} {self.unit}"
