"""What agencies promised to print (更正后数据), held against what the corrected report prints."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.decisions.differences import Cells
from gouji.decisions.lookback import LookedBack
from gouji.decisions.runs import Found
from gouji.decisions.standing import withdrawn
from gouji.model.decision import OF_AGENCY, Entry

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SEPARATOR = re.compile(r"(?<=\d)[,'\s](?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Promise:
    """A figure that an agency said it would print, and what its corrected report prints at the places of the finding.

    `printed` is empty where the finding is of no cell; `kept` is None then: nobody can compare.
    """

    found: Found
    promised: str
    printed: tuple[tuple[tuple[str, str, str], str], ...]

    @property
    def kept(self) -> bool | None:
        """Tell whether one of the places holds one of the promised numbers."""
        wanted = _numbers(self.promised)
        return any(not wanted.isdisjoint(_numbers(raw)) for _, raw in self.printed) if self.printed and wanted else None


def promises(looked: LookedBack, cells: Cells, held: Mapping[str, Sequence[Entry]]) -> Iterator[Promise]:
    """Yield the promises on the findings of a report that was looked at again, `cells` being its figures; each once for a rule."""
    said: set[tuple[str, str]] = set()
    for found in (*looked.rectified, *looked.still_open, *looked.unseen):
        entries = held.get(found.fingerprint, ())
        gone = withdrawn(entries)
        last = next((each for each in reversed(entries) if each.verb in OF_AGENCY and each.key not in gone), None)
        if last is None or not last.figure or (found.rule, last.figure) in said:
            continue
        places = [
            _places(each) for each in (*looked.rectified, *looked.still_open, *looked.unseen) if each.rule == found.rule
        ]
        printed = {place: cells[place] for each in places for place in each if place in cells}
        said.add((found.rule, last.figure))
        yield Promise(found, last.figure, tuple(printed.items()))


def _places(found: Found) -> list[tuple[str, str, str]]:
    pieces = found.said["evidence"] if found.said else ()
    return [
        (piece["table"], piece["row"], piece["column"])
        for piece in pieces
        if piece["table"] and piece["row"] and piece["column"]
    ]


def _numbers(text: str) -> set[Decimal]:
    return {Decimal(each) for each in _NUMBER.findall(_SEPARATOR.sub("", unicodedata.normalize("NFKC", text)))}
