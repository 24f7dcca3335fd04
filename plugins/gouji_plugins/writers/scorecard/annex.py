"""The annex of a page: the requirements met, and the report as it was read, to compare with the original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from gouji import CheckedReport, Doubt, Form, Outcome, Result, Section, Table, legible
from gouji_plugins.writers.scorecard.drawn import Key, name_of_table, whole
from gouji_plugins.writers.scorecard.legible import LONGEST, clip
from gouji_plugins.writers.scorecard.rule_words import RuleTexts
from gouji_plugins.writers.scorecard.words import Words
from gouji_plugins.writers.shared.places import column_name, row_name, table_name

MOST_TEXT = 60_000
"""Characters of prose shown on a page, over all sections."""
MOST_DOUBTS = 300
"""Doubts of the reading listed on a page."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A table as read."""

    id: str
    name: str
    drawn: Markup


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section as read; `is_known` is False where the form has none such."""

    heading: str
    is_known: bool
    page: int | None
    text: Markup


def met(results: Sequence[Result], form: str | None, texts: RuleTexts, words: Words) -> Markup:
    """List the requirements that are met, with the number of checks and what is to be said of them."""
    lines = [
        _line(texts.of(each.rule, form or "").title, _checks(each.checks, words), words.of(each.note))
        for each in results
        if each.outcome is Outcome.PASS
    ]
    return Markup("".join(lines))


def by_reason(results: Sequence[Result], form: str | None, texts: RuleTexts, words: Words) -> Markup:
    """List the requirements that do not apply, those with one reason together."""
    titles: dict[str, list[str]] = {}
    for each in results:
        if each.outcome is Outcome.NOT_APPLICABLE:
            titles.setdefault(words.of(each.note), []).append(texts.of(each.rule, form or "").title)
    return Markup("".join([_line(words.clauses(those), "", note) for note, those in titles.items()]))


@lru_cache(maxsize=4096)
def _line(title: str, checks: str, note: str) -> str:
    """Return a requirement that was met or does not apply; the same ones recur in every report."""
    said = f" <small>{escape(legible(note))}</small>" if note else ""
    return f"<li>{escape(title)}{checks}{said}"


def _checks(checks: int, words: Words) -> str:
    return words("checks", n=checks) if checks > 1 else ""


def drawings(tables: Mapping[str, Table], numbered: Mapping[int, Result], words: Words) -> list[Drawing]:
    """Draw all tables, cited cells with the number of the first item that cites them."""
    marks = _marks(numbered)
    return [
        Drawing(table.id, name_of_table(table, words), whole(table, marks.get(table.id, {}), words))
        for table in tables.values()
    ]


def _marks(numbered: Mapping[int, Result]) -> dict[str, dict[Key, str]]:
    marks: dict[str, dict[Key, str]] = defaultdict(dict)
    for number, result in sorted(numbered.items(), reverse=True):
        link = f"<a href=#n{number}>{number}</a>"
        for finding in result.findings:
            for piece in finding.evidence:
                if piece.table:
                    marks[piece.table][piece.row or "", piece.column or ""] = link
    return marks


def chapters(checked: CheckedReport, words: Words) -> list[Chapter]:
    """Return preamble and sections with as much of their prose as a page can hold."""
    left = MOST_TEXT
    found = []
    preamble = [Section("", "", words("preamble"), checked.preamble)] if checked.preamble else []
    for section in (*preamble, *checked.sections):
        paragraphs = []
        for line in section.lines:
            left -= min(len(line.text), LONGEST) + 20
            if left < 0:
                paragraphs.append(f"<p class=quiet>{words('text_cut')}")
                break
            paragraphs.append(f"<p>{escape(legible(clip(line.text, words('truncated'))))}")
        found.append(Chapter(section.printed, section.id is not None, section.at.page, Markup("".join(paragraphs))))
    return found


def doubt_notes(doubts: Sequence[Doubt], form: Form | None, words: Words) -> list[tuple[str, str]]:
    """Return each doubt of the reading with its place."""
    return [(words.of(doubt.message), _place(doubt, form, words)) for doubt in doubts[:MOST_DOUBTS]]


def _place(doubt: Doubt, form: Form | None, words: Words) -> str:
    said = []
    table = next((each for each in form.tables if each.id == doubt.table), None) if form else None
    if table is not None:
        said.append(table_name(table, words))
        if doubt.row:
            said.append(row_name(table, doubt.row, words))
        if doubt.column:
            said.append(column_name(table, doubt.row or "", doubt.column, words))
    if doubt.at.page is not None:
        said.append(words("page", n=doubt.at.page))
    return " › ".join(said)
