"""Which prescribed row a printed row is, where its label does not say so exactly."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from functools import lru_cache

from gouji.binding.fragments import PrintedRow
from gouji.binding.labels import ALIKE_IN_LETTERS, ALIKE_ROW, FormLabels, wordings
from gouji.model.form import RowForm, TableForm
from gouji.model.locale import Locale
from gouji.text import is_alphabetic, plain, similarity

_SHORTEST_ALIKE = 3
_FEWEST_NUMBERS = 3


def settle_rows(rows: Sequence[PrintedRow], table: TableForm, locale: Locale) -> set[int]:
    """Give damaged labels their row by likeness, else by being the only one between known neighbours.

    Returns the indexes of the rows that only their place decided: those are in doubt. Labels are compared with the rows
    still missing between the nearest known neighbours, so that a damaged label cannot jump across the table. A label that
    several rows share means the next of them; one printed a second time stands for the only row that is missing in its place.
    In an open table, and in one whose rows repeat, nothing but the words decides.
    """
    by_place: set[int] = set()
    order = list(table.rows)
    _part_shared(rows, table, locale)
    if table.open or any(row.repeats for row in table.rows.values()):
        return by_place
    for index, printed in enumerate(rows):
        if printed.row is not None and _is_second(rows, index):
            required = [row for row in _missing(rows, index, order, table) if not row.accepted_for]
            printed.row = required[0] if len(required) == 1 else printed.row
        if printed.row is None:
            printed.row = _most_alike(printed, _missing(rows, index, order, table), locale)
    for index, printed in enumerate(rows):
        if printed.row is None and _alone(rows, index) and _has_number(printed):
            required = [row for row in _missing(rows, index, order, table) if not row.accepted_for]
            if len(required) == 1:
                printed.row = required[0]
                by_place.add(index)
    return by_place


def _is_second(rows: Sequence[PrintedRow], index: int) -> bool:
    """Tell a row whose label stands at another one with other figures, or with none: with the same it was printed twice."""
    own = rows[index]
    others = [other for other in rows if other is not own and other.row is own.row]
    figures = [plain(cell.text) for cell in own.values]
    empty = not any(text.strip("0") for text in figures)
    return bool(others) and (empty or all([plain(c.text) for c in other.values] != figures for other in others))


def _missing(rows: Sequence[PrintedRow], index: int, order: Sequence[str], table: TableForm) -> list[RowForm]:
    """List the rows not yet found between the nearest known neighbours."""
    before, after = _neighbours(rows, index, order)
    taken = {row.row.id for row in rows if row.row is not None}
    return [table.rows[i] for i in order[before + 1 : after] if i not in taken]


def _part_shared(rows: Sequence[PrintedRow], table: TableForm, locale: Locale) -> None:
    """Give each row whose label several rows of the form share the one that is meant after the row before it."""
    shared = _shared(table, locale)
    before: RowForm | None = None
    for printed in rows:
        if printed.row is None:
            continue
        label = printed.label
        namesakes = shared.get(locale.fold(label)) or shared.get(locale.fold_label(label))
        if namesakes:
            printed.row = _meant(namesakes, before, table)
        before = printed.row or before


def _meant(namesakes: Sequence[RowForm], before: RowForm | None, table: TableForm) -> RowForm | None:
    """Choose among rows that share a label: parts of a sum follow a part of the same sum, others the row before them."""
    order = list(table.rows)
    later = [row for row in namesakes if before is None or order.index(row.id) > order.index(before.id)]
    sums = [members for members in table.sums.values() if any(row.id in members for row in namesakes)]
    if sums:
        own = next((members for members in sums if before and before.id in members), ())
        return next((row for row in later if row.id in own), None)
    return next(iter(later), namesakes[0])


@lru_cache(maxsize=64)
def _shared(table: TableForm, locale: Locale) -> dict[str, list[RowForm]]:
    """Return the rows known by each wording that several of them share."""
    named: dict[str, list[RowForm]] = {}
    for row in table.rows.values():
        for words in dict.fromkeys(wordings(row, locale)):
            named.setdefault(words, []).append(row)
    return {words: rows for words, rows in named.items() if len(rows) > 1}


def mend_cut_rows(rows: Sequence[PrintedRow], table: TableForm, labels: FormLabels) -> list[PrintedRow]:
    """Join rows that a page cut in two: neighbours whose labels only together name a row of the form."""
    mended: list[PrintedRow] = []
    for printed in rows:
        before = mended[-1] if mended else None
        joined = _joined(before, printed, table, labels) if before is not None and printed.row is None else None
        if joined is not None:
            mended[-1] = joined
        else:
            mended.append(printed)
    return mended


def _joined(before: PrintedRow, printed: PrintedRow, table: TableForm, labels: FormLabels) -> PrintedRow | None:
    if not plain(printed.label) or (_has_number(before) and _has_number(printed)):
        return None
    label = before.label + printed.label
    found = next((row for own, row in labels.rows.get(labels.fold(label), ()) if own is table), None)
    if found is None:
        return None
    first = next(cell for cell in reversed(before.labels) if plain(cell.text))
    values = printed.values if _has_number(printed) else before.values
    header = before.header or printed.header
    return PrintedRow([*before.labels[:-1], first._replace(text=label)], values, header, found)


def join_cut_figures(rows: Sequence[PrintedRow], starts: Container[int], table: TableForm) -> list[PrintedRow]:
    """Give rows back the ends of their figures that a page break left on the next page, in a row without a label.

    `starts` holds the ids of the rows that begin a piece of the table. Figures put together, or that could not be, are
    among the `mended` cells of their row.
    """
    joined: list[PrintedRow] = []
    order = list(table.required_rows)
    for index, printed in enumerate(rows):
        before = joined[-1] if joined else None
        rest = printed.row is None and not plain(printed.label) and _has_number(printed) and id(printed) in starts
        if rest and before and before.row and _goes_on(before.row, rows[index + 1 :], order):
            joined[-1] = _with_rest(before, printed)
        else:
            joined.append(printed)
    return joined


def _goes_on(row: RowForm, after: Sequence[PrintedRow], order: Sequence[RowForm]) -> bool:
    """Tell whether no row of the form is left out between a row and the next known one."""
    following = next((printed.row for printed in after if printed.row), None)
    if row not in order or (following and following not in order):
        return False
    return (order.index(following) if following else len(order)) == order.index(row) + 1


def _with_rest(before: PrintedRow, rest: PrintedRow) -> PrintedRow:
    surplus = len(rest.values) - len(before.values)
    if surplus < 0 or any(plain(cell.text) for cell in rest.values[:surplus]):
        return replace(before, mended=list(before.values))
    pairs = list(zip(before.values, rest.values[surplus:], strict=True))
    values = [above._replace(text=above.text + below.text) if plain(below.text) else above for above, below in pairs]
    mended = [cell for cell, (_, below) in zip(values, pairs, strict=True) if plain(below.text)]
    return replace(before, values=values, mended=mended)


def is_column_numbers(printed: PrintedRow, locale: Locale) -> bool:
    """Tell whether a row only numbers the columns, from 1 on."""
    texts = [plain(cell.text) for cell in printed.values if plain(cell.text) and locale.is_value(cell.text)]
    return len(texts) >= _FEWEST_NUMBERS and texts == [str(number) for number in range(1, len(texts) + 1)]


def _neighbours(rows: Sequence[PrintedRow], index: int, order: Sequence[str]) -> tuple[int, int]:
    before = next((order.index(r.row.id) for r in reversed(rows[:index]) if r.row), -1)
    after = next((order.index(r.row.id) for r in rows[index + 1 :] if r.row), len(order))
    return before, after


def _most_alike(printed: PrintedRow, missing: Sequence[RowForm], locale: Locale) -> RowForm | None:
    words = locale.fold(printed.label)
    bare = next((row for row in missing if words and words == locale.fold_label(row.label)), None)
    if bare or len(words) < _SHORTEST_ALIKE:
        return bare
    scored = [(max(similarity(words, locale.fold(label)) for label in (row.label, *row.also)), row) for row in missing]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= (ALIKE_IN_LETTERS if is_alphabetic(words) else ALIKE_ROW) else None


def _alone(rows: Sequence[PrintedRow], index: int) -> bool:
    """Tell whether the printed neighbours on both sides are known."""
    sides = [rows[i] for i in (index - 1, index + 1) if 0 <= i < len(rows)]
    return len(sides) == 2 and all(side.row is not None for side in sides)


def _has_number(printed: PrintedRow) -> bool:
    return any(plain(cell.text) for cell in printed.values)
