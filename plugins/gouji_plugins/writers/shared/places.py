"""Where a finding stands, in the words of the form: table, row, column, section, page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from gouji import Evidence, EvidenceKind, Finding, Form, TableForm
from gouji_plugins.writers.shared.words import Words

MOST_NUMBERS = 6
"""Pages or lines named of one finding."""


def shared(pieces: Sequence[Evidence], part: str) -> str:
    """Return what all pieces agree on, such as their table; empty where they differ or say nothing."""
    values = {getattr(piece, part) for piece in pieces}
    only = values.pop() if len(values) == 1 else None
    return "" if only is None else str(only)


def row_name(form: TableForm | None, row: str, words: Words) -> str:
    """Name a row by its printed label, in English by what it is called there; an unknown one by its id."""
    known = form.rows.get(row) if form else None
    return words.of(known.name) if known else words.show(row)


def column_name(form: TableForm | None, row: str, column: str, words: Words) -> str:
    """Name a column by its header in the block of the row."""
    if form is None:
        return words.show(column)
    columns = form.block_of_row[row].columns if row in form.block_of_row else tuple(form.columns.values())
    known = next((each for each in columns if each.id == column), None) or form.columns.get(column)
    return words.of(known.name) if known else words.show(column)


def table_form(form: Form | None, table: str) -> TableForm | None:
    """Return a table of the form by its id, None where it has none."""
    return next((each for each in form.tables if each.id == table), None) if form else None


def table_name(form: TableForm, words: Words) -> str:
    """Name a table as people cite it: by its number, where it has one."""
    return words.show(number_of(form.title)) if words.chinese else words.of(form.name)


def section_name(form: Form | None, section: str, words: Words) -> str:
    """Name a section of the form; an unknown one by its id."""
    known = next((each for each in form.sections if each.id == section), None) if form else None
    if known is None:
        return words.show(section)
    return words.show(f"{known.numeral}、{known.heading}") if words.chinese else words.of(known.name)


def place(finding: Finding, form: Form | None, words: Words, *, lines: bool = True) -> str:
    """Say where a finding stands as a person would look it up; empty where only the whole document is meant.

    Where no page is known the lines of the file are named, unless the reader does not have the file.
    """
    tables = dict.fromkeys(piece.table for piece in finding.evidence if piece.table)
    said = [_in_table(finding.evidence, table, form, words) for table in tables]
    sections = dict.fromkeys([_section_of(piece) for piece in finding.evidence if not piece.table])
    said.extend(dict.fromkeys([_in_section(section, printed, form, words) for section, printed in sections]))
    said.append(pages_of(finding, words))
    if lines and not said[-1]:
        said.append(_numbers("on_line", [piece.line for piece in finding.evidence], words))
    return ("，" if words.chinese else ", ").join(part for part in said if part)


def pages_of(finding: Finding, words: Words) -> str:
    """Say on which pages the evidence of a finding stands; empty where none is known."""
    return _numbers("on_page", [piece.page for piece in finding.evidence], words)


def reported(finding: Finding) -> str | None:
    """Return what is reported; where the rule leaves it out because the first cell is blank, that it is blank."""
    first = finding.evidence[0] if finding.evidence else None
    is_blank = first is not None and first.kind is EvidenceKind.CELL and first.column and not first.raw.strip()
    return "" if finding.actual is None and is_blank else finding.actual


def brief(message: str, form: Form | None, words: Words) -> str:
    """Return a message with tables called by their number (表三), as one who has the form before them calls them."""
    for title, number in _numbered(tuple(table.title for table in form.tables)) if form and words.chinese else ():
        message = message.replace(title, number)
    return message


@lru_cache(maxsize=64)
def _numbered(titles: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(title, number_of(title)) for title in titles]


def _numbers(phrase: str, numbers: Iterable[int | None], words: Words) -> str:
    known = sorted({number for number in numbers if number is not None})
    shown = words.listed([str(number) for number in known[:MOST_NUMBERS]])
    more = "…" if len(known) > MOST_NUMBERS else ""
    return words(phrase, name=f"{shown}{more}") if known else ""


def _in_table(pieces: Iterable[Evidence], table: str, form: Form | None, words: Words) -> str:
    of_table = [piece for piece in pieces if piece.table == table]
    rows = tuple(dict.fromkeys(piece.row for piece in of_table if piece.row))
    columns = tuple(dict.fromkeys(piece.column for piece in of_table if piece.column))
    return _cells(table_form(form, table), table, rows, columns, words)


def _cells(form: TableForm | None, table: str, rows: tuple[str, ...], columns: tuple[str, ...], words: Words) -> str:
    said = [table_name(form, words) if form else words.show(table)]
    if rows:
        first = words.inner(row_name(form, rows[0], words))
        said.append(words("in_row", name=first) if len(rows) == 1 else words("in_rows", first=first, n=len(rows)))
    if columns:
        first = words.inner(column_name(form, rows[0] if rows else "", columns[0], words))
        one = len(columns) == 1
        said.append(words("in_column", name=first) if one else words("in_columns", first=first, n=len(columns)))
    return "".join(said) if words.chinese else ", ".join(said)


def number_of(title: str) -> str:
    """Return the number by which people cite a table (表三), its title where it has none."""
    number, space, _ = title.partition(" ")
    return number if space and number.startswith("表") else title


def _section_of(piece: Evidence) -> tuple[str | None, str]:
    """Return the section that a piece of evidence stands in, and the heading of one that the form does not know."""
    return piece.section, piece.raw if piece.section is None and piece.kind is EvidenceKind.SECTION else ""


def _in_section(section: str | None, printed: str, form: Form | None, words: Words) -> str:
    if section is not None:
        return words("in_section", name=words.inner(section_name(form, section, words)))
    return words("in_section", name=words.inner(words.show(printed, 80))) if printed else ""
