"""Marks by which a finding is followed over time: of its place alone, and of its place with what stands there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from gouji.model.finding import Evidence, EvidenceKind, Finding
from gouji.model.report import Report
from gouji.text import fold

_ENDS = "。！？!?；;，,：:、\n"
"""What ends a clause."""
_REACH = 200
"""Characters before and behind marked words beyond which no clause is followed."""
_OPENING = 60
"""Letters and digits by which a text is told in which nothing is marked: what is mended further on does not move it."""
_NOBODY: Mapping[str, str] = {}
_FIGURES = re.compile(r"[\d.,，%％]+|[〇○零一二三四五六七八九十元]+(?=[年月日])")


class Fingerprints:
    """The marks of one rule's findings in one report.

    A place is a cell by its ids, a section, the clause round the marked words of a text, or the opening of a text in which none
    are marked. To mend one finding moves no other: what is said at other places does not count, and neither do values. Only
    findings that one rule makes at one and the same place are told apart by their number.
    """

    def __init__(self, subject: tuple[str, ...], rule: str, whose: Mapping[str, str] = _NOBODY) -> None:
        """Take what the findings are about, see `subject_of`, and for evidence in other reports whose these are, by source."""
        self._about, self._whose = (rule, *subject), whose
        self._seen: dict[str, int] = {}

    def of(self, finding: Finding) -> tuple[str, str]:
        """Return a finding's fingerprint and its evidence fingerprint, in the order in which the rule makes them."""
        place = [*self._about, *map(self._place, finding.evidence)]
        if not finding.evidence or not all(map(_is_exact, finding.evidence)):
            place.append(_without_figures(finding.words.zh or finding.words.en))
        mark = _digest(place)
        self._seen[mark] = count = self._seen.get(mark, 0) + 1
        if count > 1:
            mark = _digest([*place, str(count)])
        values = [_value(piece) for piece in finding.evidence]
        return mark, _digest([mark, finding.due.zh if finding.due else "", finding.actual or "", *values])

    def _place(self, piece: Evidence) -> str:
        whose = self._whose.get(piece.source, "")
        return f"{_place(piece)}@{whose}" if whose else _place(piece)


def subject_of(report: Report) -> tuple[str, ...]:
    """Return agency, scope and year; the file's own hash where it is not known who reports on which year.

    One that says that it was renamed goes by its former name: a report that is published anew under another name is the same report.
    """
    agency = report.former_names[0] if len(report.former_names) == 1 else report.agency
    name = report.locale.fold(agency)
    if not name or report.year is None:
        return ("", report.document.sha256)
    return (name, str(report.locale.agency(agency).kind), str(report.year))


def _is_exact(piece: Evidence) -> bool:
    """Tell whether a piece alone says what a finding is about: a cell, or marked words."""
    return piece.span is not None or (piece.kind is EvidenceKind.CELL and piece.row is not None)


def _place(piece: Evidence) -> str:
    ids = (piece.table or "", piece.row or "", piece.column or "", piece.section or "")
    return "/".join((piece.kind, *ids, _words_at(piece)))


def _words_at(piece: Evidence) -> str:
    if piece.kind is EvidenceKind.TEXT and piece.span is not None:
        start, end = piece.span
        before, after = _clause(piece.raw, start, end)
        return "\0".join((fold(before), fold(_without_figures(piece.raw[start:end])), fold(after)))
    if piece.kind is EvidenceKind.TEXT or (piece.kind is EvidenceKind.SECTION and not piece.section):
        return fold(piece.raw)[:_OPENING]
    return ""


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands round the marked words in their clause."""
    first = max(text.rfind(mark, max(0, start - _REACH), start) for mark in _ENDS) + 1
    ends = [at for mark in _ENDS if (at := text.find(mark, end, end + _REACH)) >= 0]
    return text[max(first, start - _REACH, 0) : start], text[end : min(ends, default=end + _REACH)]


def _value(piece: Evidence) -> str:
    if piece.span is None:
        return piece.raw
    before, after = _clause(piece.raw, *piece.span)
    return f"{before}{piece.raw[slice(*piece.span)]}{after}"


def _without_figures(words: str) -> str:
    return _FIGURES.sub("", words)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
