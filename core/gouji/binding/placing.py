"""Rows placed under their columns: each by its own header and layout, then by the columns that the others use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gouji.binding.columns import PROFILE_ROWS, Assignment, Placement, by_choice, by_lattice, in_order
from gouji.binding.fragments import PrintedRow
from gouji.binding.headers import Header
from gouji.binding.labels import column_wordings
from gouji.binding.merged import by_spans
from gouji.model.document import Cell
from gouji.model.form import Measure, TableForm
from gouji.model.locale import Locale
from gouji.text import plain


def place_rows(
    rows: Sequence[PrintedRow], form: TableForm, headers: dict[int, Header], exact: dict[int, bool], locale: Locale
) -> dict[int, Assignment]:
    """Place the rows that their own layout decides, then the others by the columns that those use."""
    placed: dict[int, Assignment] = {}
    waiting: list[tuple[PrintedRow, tuple[str, ...], Assignment]] = []
    for printed in rows:
        header = headers[id(printed)]
        if _is_of_other_form(header, form, locale):
            cells = by_lattice(printed.values, header.lattice, header.foreign) if exact[id(printed.header)] else None
            placed.update({id(printed): Assignment(cells)} if cells else {})
            continue
        columns = header.columns if header.complete else _columns(printed, form, locale)
        cells = _by_header(printed, form, header, exact[id(printed.header)])
        if cells is None and not header.complete:
            cells = in_order(_after_labels(printed, form), columns) or in_order(printed.values, columns)
        known = header.intact and exact[id(printed.header)]
        spans = by_spans(printed.values, header.lattice, header.foreign, locale) if known and not cells else None
        choice = Assignment(cells) if cells else spans or by_blanks(printed.values, columns, header)
        if choice and choice.open_columns and not spans:
            waiting.append((printed, columns, choice))
        elif choice:
            placed[id(printed)] = choice
    used = _used(placed.values()) if waiting else frozenset()
    for printed, columns, choice in waiting:
        certain = headers[id(printed)].plain
        placed[id(printed)] = (by_choice(printed.values, columns, used) if used and certain else None) or choice
    return placed


def _is_of_other_form(header: Header, form: TableForm, locale: Locale) -> bool:
    """Tell whether a header prints columns of another form and none as this form words it: only shared ones hold figures."""
    if header.complete or not form.other_forms:
        return False
    foreign = {locale.fold(word) for words in form.other_forms.values() for word in words}
    own = column_wordings(tuple(form.columns.values()), locale)
    printed = {locale.fold(label.label) for label in header.printed}
    return not printed.isdisjoint(foreign) and printed.isdisjoint(own)


def _by_header(printed: PrintedRow, form: TableForm, header: Header, exact: bool) -> Placement | None:
    """Place a row under its header: by lattice, or one by one where there are as many cells as printed headers."""
    if not header.intact:
        return None
    cells = by_lattice(printed.values, header.lattice, header.foreign) if exact and header.lattice else None
    return cells or in_order(_after_labels(printed, form), header.leaves) or in_order(printed.values, header.leaves)


def by_blanks(cells: Sequence[Cell], columns: Sequence[str], header: Header) -> Assignment | None:
    """Place a row with spurious or missing blanks; every column is open where one of the cells may be foreign."""
    choice = by_choice(cells, columns, frozenset())
    foreign = header.complete and not header.plain
    return replace(choice, open_columns=frozenset(columns), confidence=0.5) if choice and foreign else choice


def _after_labels(printed: PrintedRow, form: TableForm) -> list[Cell]:
    """Leave out the blank cells of merged label columns, where the label stands in its own column of the template."""
    unused = form.label_columns - len(printed.labels)
    in_place = printed.row is not None and printed.row.level == len(printed.labels) - 1
    blank = not any(plain(cell.text) for cell in printed.values[: max(unused, 0)])
    return printed.values[unused:] if in_place and unused > 0 and blank else printed.values


def _columns(printed: PrintedRow, form: TableForm, locale: Locale) -> tuple[str, ...]:
    """Name the columns that a row without header prints: optional ones as far as there are cells for them."""
    columns = (form.block_of_row[printed.row.id] if printed.row else form.blocks[0]).columns
    named_unit = bool(printed.values) and not locale.is_value(printed.values[0].text)
    left = {c.id for c in columns if c.optional and (c.measure is not Measure.UNIT or not named_unit)}
    surplus = len(printed.values) - (len(columns) - len(left))
    filled = [c.id for c in columns if c.id in left and c.measure is not Measure.UNIT][: max(surplus, 0)]
    return tuple(column.id for column in columns if column.id not in left or column.id in filled)


def _used(placed: Iterable[Assignment]) -> frozenset[str]:
    """Name the columns that hold figures in rows placed with certainty; empty where too few rows tell."""
    rows = [{c for c, cell in choice.cells.items() if plain(cell.text)} for choice in placed]
    filled = [columns for columns in rows if columns]
    return frozenset().union(*filled) if len(filled) >= PROFILE_ROWS else frozenset()
