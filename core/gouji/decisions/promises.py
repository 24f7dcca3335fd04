"""What agencies promised to print (更正后数据), held against what the corrected report prints."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gouji.decisions.differences import Cells
from gouji.decisions.lookback import LookedBack
from gouji.decisions.runs import Found, Json
from gouji.decisions.standing import withdrawn
from gouji.model.decision import OF_AGENCY, Entry

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SEPARATOR = re.compile(r"(?<=\d)[,'\s](?=\d{3}(?!\d))")
_TEN, _MYRIAD = 10, 10_000
Place = tuple[str, str, str, str]
"""Table, row and column, or section alone."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a run wrote of its reports: their figures, and the text of their sections."""

    cells: Mapping[str, Cells]
    sections: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Promise:
    """A figure that an agency said it would print, and what its corrected report prints at the places of the finding.

    A section from which a finding is gone stands there without its text. `kept` is None where nobody can compare: the finding is of no
    place that the run wrote, or no number was promised.
    """

    found: Found
    promised: str
    printed: tuple[tuple[Place, str], ...]
    kept: bool | None


def promises(
    looked: LookedBack, before: Mapping[str, Found], printed: Printed, held: Mapping[str, Sequence[Entry]]
) -> Iterator[Promise]:
    """Yield the promises on the findings of a report that was looked at again, each once for a rule; `before` are the earlier findings.

    Where a finding is still there, a number that stood there before keeps no promise.
    """
    said: set[tuple[str, str]] = set()
    gone = (*looked.rectified, *looked.elsewhere, *looked.unseen)
    for found in (*gone, *looked.still_open):
        entries = held.get(found.fingerprint, ())
        taken_back = withdrawn(entries)
        last = next((each for each in reversed(entries) if each.verb in OF_AGENCY and each.key not in taken_back), None)
        if last is None or not last.figure or (found.rule, last.figure) in said:
            continue
        said.add((found.rule, last.figure))
        there = _now((each for each in gone if each.rule == found.rule), looked.source, printed)
        numbers = _numbers(there.values())
        there = {place: "" if place[3] else raw for place, raw in there.items()}
        for each in looked.still_open:
            if each.rule == found.rule:
                stands, stood = _stood(each), _stood(before.get(each.fingerprint, each))
                there |= stands
                numbers |= {
                    number
                    for place in stands
                    for number in _numbers([stands[place]]) - _numbers([stood.get(place, "")])
                }
        wanted = _numbers([last.figure]) or _in_words(last.figure)
        kept = not wanted.isdisjoint(numbers) if wanted and there else None
        yield Promise(found, last.figure, tuple(there.items()), kept)


def _pieces(found: Found) -> Iterator[tuple[Place, Json]]:
    for piece in found.said["evidence"] if found.said else ():
        if piece["table"] and piece["row"] and piece["column"]:
            yield (piece["table"], piece["row"], piece["column"], ""), piece
        elif piece["kind"] == "text" and piece["section"]:
            yield ("", "", "", piece["section"]), piece


def _stood(found: Found) -> dict[Place, str]:
    """Return what stands at the places of a finding."""
    stood: dict[Place, str] = {}
    for place, piece in _pieces(found):
        stood[place] = " ".join(filter(None, (stood.get(place, ""), piece["raw"])))
    return stood


def _now(gone: Iterable[Found], source: str, printed: Printed) -> dict[Place, str]:
    """Return what stands now where findings were that are gone: cells, or where there are none the text of sections."""
    cells, sections = printed.cells.get(source, {}), printed.sections.get(source, {})
    places = dict.fromkeys(place for found in gone for place, _ in _pieces(found))
    at_cells = {place: cells[place[:3]] for place in places if place[:3] in cells}
    return at_cells or {place: sections[place[3]] for place in places if place[3] in sections}


def _numbers(texts: Iterable[str]) -> set[Decimal]:
    plain = (_SEPARATOR.sub("", unicodedata.normalize("NFKC", text)) for text in texts)
    return {Decimal(each) for text in plain for each in _NUMBER.findall(text)}


def _in_words(text: str) -> set[Decimal]:
    """Return the one number that a text writes in ideographs (forty-four as 4, 10, 4), nothing where it writes none."""
    values = [int(value) for each in text if (value := unicodedata.numeric(each, -1)) >= 0 and value == int(value)]
    whole = part = 0
    for value in values:
        if value >= _MYRIAD:
            whole, part = (whole + part) * value, 0
        elif value >= _TEN:
            whole, part = whole + (part or 1) * value, 0
        else:
            part = part * _TEN + value
    return {Decimal(whole + part)} if values else set()
