"""Who reports: an agency's name taken apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency's name and what it tells; `kind` and `levels` are ids of the locale's own.

    `printed` are the places that the name prints, the largest first; `places` the same, completed from the top down where
    the locale knows exactly one such place (`known`). `body` is the rest of the name (公安局, Police Department), empty where
    it stops at the place. `levels` holds more than one tier of government where neither name nor table decides.

    >>> Agency("Bureau of Water", ("Exampleton",), ("Exampleton",), "Bureau of Water").place
    'Exampleton'
    """

    name: str
    printed: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    body: str = ""
    kind: str = "unknown"
    levels: tuple[str, ...] = ()
    known: bool = False

    @property
    def place(self) -> str:
        """The area that the agency belongs to, empty where the name tells none."""
        return self.places[-1] if self.places else ""
