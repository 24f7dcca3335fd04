"""What a rule rests on: the clause that demands it, and of what rank that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gouji.model.text import Text


class BasisLevel(StrEnum):
    """The rank of a basis, the highest first; what rests on custom binds nobody.

    >>> BasisLevel.CUSTOM.name_in_words.en
    'local custom'
    """

    REGULATION = "regulation"
    NOTICE = "notice"
    STANDARD = "standard"
    CUSTOM = "custom"

    @property
    def name_in_words(self) -> Text:
        """What the rank is called."""
        return _WORDS[self]


_WORDS = {
    BasisLevel.REGULATION: Text("法规", "law or regulation"),
    BasisLevel.NOTICE: Text("国办通知", "notice of the State Council's General Office"),
    BasisLevel.STANDARD: Text("国标", "national standard"),
    BasisLevel.CUSTOM: Text("地方惯例", "local custom"),
}


@dataclass(frozen=True, slots=True)
class Basis:
    """The clause that demands what a rule checks; `level` is None where the rule does not say of what rank it is.

    >>> Basis(Text.of("Water Act, section 12"), BasisLevel.REGULATION).level.value
    'regulation'
    """

    text: Text
    level: BasisLevel | None = None
