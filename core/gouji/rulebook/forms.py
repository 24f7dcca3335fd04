"""Forms as data: reads a form file of a pack into a Form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from gouji.model.form import Form, SectionForm, TableForm
from gouji.nearest import unknown
from gouji.rulebook.tables import made
from gouji.rulebook.toml import Entry, check_id, load_toml

_FIRST_YEAR, _LAST_YEAR = 1800, 2999
"""Years on which reports may be."""


def load_form(path: Path, name: str = "") -> Form:
    """Read one form file; PackInvalid names file, line and key of what is missing, misspelt or named twice."""
    entry = load_toml(path, name).whole
    form = made(Form, entry)
    check_id(entry.at("id"))
    _check_years(form, entry)
    _distinct("section", form.sections, entry.at("section"))
    _distinct("table", form.tables, entry.at("table"))
    for number, section in enumerate(form.sections):
        _check_section(section, entry.at("section", number))
    for number, table in enumerate(form.tables):
        _check_table(table, form, entry.at("table", number))
    return form


def _check_years(form: Form, entry: Entry) -> None:
    for key in ("first_year", "last_year"):
        year = getattr(form, key)
        if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise entry.at(key).wrong("must be a year")
    if form.last_year is not None and form.last_year < form.first_year:
        raise entry.at("last_year").wrong(f"is before the first year, {form.first_year}")
    if not form.sections:
        raise entry.at("section").wrong("a form has at least one [[section]]")


def _check_section(section: SectionForm, entry: Entry) -> None:
    for key in ("signs", "in_place"):
        _check_patterns(getattr(section, key), entry.at(key))


def _check_patterns(patterns: Iterable[str], entry: Entry) -> None:
    for number, pattern in enumerate(patterns):
        check_pattern(pattern, entry.at(number))


def check_pattern(pattern: str, entry: Entry) -> None:
    """Raise PackInvalid where a pattern is no regular expression."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise entry.wrong(f'"{pattern}" is no regular expression: {error}') from error


def _check_table(table: TableForm, form: Form, entry: Entry) -> None:
    """Check that a table has rows and columns, each row once, and speaks only of those and of sections of the form."""
    for number, block in enumerate(table.blocks):
        for key in ("rows", "columns"):
            if not getattr(block, key):
                raise entry.at("block", number, key).wrong("must not be empty")
        _distinct("column", block.columns, entry.at("block", number, "columns"))
    _check_patterns(table.captions, entry.at("captions"))
    if not table.blocks:
        raise entry.at("block").wrong("a table has at least one [[table.block]]")
    rows = [
        (row, entry.at("block", b, "rows", r))
        for b, block in enumerate(table.blocks)
        for r, row in enumerate(block.rows)
    ]
    _distinct_among(rows)
    for row, at in rows:
        _check_names("row", row.accepted_for, table.rows, at.at("accepted_for"))
    _check_names(
        "section",
        (table.section,) if table.section else (),
        [section.id for section in form.sections],
        entry.at("section"),
    )
    for name, members in table.sums.items():
        _check_names("row or column", members, (*table.rows, *table.columns), entry.at("sums", name))


def _check_names(what: str, names: Sequence[str], known: Iterable[str], entry: Entry) -> None:
    known = tuple(known)
    for number, name in enumerate(names):
        if name not in known:
            raise (entry.at(number) if isinstance(entry.value, list) else entry).wrong(unknown(what, name, known))


def _distinct(what: str, things: Sequence[Any], entry: Entry) -> None:
    seen: set[str] = set()
    for number, thing in enumerate(things):
        check_id(entry.at(number, "id"))
        if thing.id in seen:
            raise entry.at(number, "id").wrong(f"a second {what} with this id")
        seen.add(thing.id)


def _distinct_among(rows: Sequence[tuple[Any, Entry]]) -> None:
    seen: set[str] = set()
    for row, entry in rows:
        check_id(entry.at("id"))
        if row.id in seen:
            raise entry.at("id").wrong("a second row with this id")
        seen.add(row.id)
