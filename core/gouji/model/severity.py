"""How much a breach weighs."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How much a breach weighs; advice is a lead for a person and weighs nothing."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    ADVICE = "advice"

    @property
    def weight(self) -> int:
        """The weight in the score."""
        return {"critical": 10, "major": 5, "minor": 2, "advice": 0}[self.value]

    def at_least(self, other: Severity) -> bool:
        """Tell whether this is as severe as another or more."""
        order = list(Severity)
        return order.index(self) <= order.index(other)
