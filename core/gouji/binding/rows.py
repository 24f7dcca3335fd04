"""Which prescribed row a printed row is, where its label does not say so exactly."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gouji.binding.labels import ALIKE_ROW, FormLabels, without_leading, wordings
from gouji.binding.layout import PrintedRow
from gouji.model.form import RowForm, TableForm
from gouji.wording import key, plain, similarity

_SHORTEST_ALIKE = 3


def settle_rows(rows: Sequence[PrintedRow], table: TableForm) -> set[int]:
    """Give damaged labels their row by likeness, else by being the only one between known neighbours.

    Returns the indexes of the rows that only their place decided: those are in doubt. Labels are compared with the rows
    still missing between the nearest known neighbours, so that a damaged label cannot jump across the table. A label that
    several rows share means the next of them; in an open table nothing but the words decides.
    """
    by_place: set[int] = set()
    order = list(table.rows)
    _part_shared(rows, table)
    if table.open:
        return by_place
    for index, printed in enumerate(rows):
        if printed.row is not None:
            continue
        before, after = _neighbours(rows, index, order)
        taken = {row.row.id for row in rows if row.row is not None}
        missing = [table.rows[i] for i in order[before + 1 : after] if i not in taken]
        printed.row = _most_alike(printed, missing)
        required = [row for row in missing if not row.accepted_for]
        if printed.row is None and len(required) == 1 and _alone(rows, index) and _has_number(printed):
            printed.row = required[0]
            by_place.add(index)
    return by_place


def _part_shared(rows: Sequence[PrintedRow], table: TableForm) -> None:
    """Give each row whose label several rows of the form share the one that is meant after the row before it."""
    shared = _shared(table)
    before: RowForm | None = None
    for printed in rows:
        if printed.row is None:
            continue
        namesakes = shared.get(key(printed.label)) or shared.get(without_leading(printed.label))
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
def _shared(table: TableForm) -> dict[str, list[RowForm]]:
    """Return the rows known by each wording that several of them share."""
    named: dict[str, list[RowForm]] = {}
    for row in table.rows.values():
        for words in dict.fromkeys(wordings(row)):
            named.setdefault(words, []).append(row)
    return {words: rows for words, rows in named.items() if len(rows) > 1}


def mend_cut_rows(rows: Sequence[PrintedRow], labels: FormLabels) -> list[PrintedRow]:
    """Join rows that a page cut in two: neighbours whose labels only together name a row of the form."""
    mended: list[PrintedRow] = []
    for printed in rows:
        before = mended[-1] if mended else None
        joined = _joined(before, printed, labels) if before is not None and printed.row is None else None
        if joined is not None:
            mended[-1] = joined
        else:
            mended.append(printed)
    return mended


def _joined(before: PrintedRow, printed: PrintedRow, labels: FormLabels) -> PrintedRow | None:
    if not plain(printed.label) or (_has_number(before) and _has_number(printed)):
        return None
    label = before.label + printed.label
    found = labels.rows.get(key(label))
    if found is None:
        return None
    first = next(cell for cell in reversed(before.labels) if plain(cell.text))
    values = printed.values if _has_number(printed) else before.values
    header = before.header or printed.header
    return PrintedRow([*before.labels[:-1], first._replace(text=label)], values, header, found[1])


def _neighbours(rows: Sequence[PrintedRow], index: int, order: Sequence[str]) -> tuple[int, int]:
    before = next((order.index(r.row.id) for r in reversed(rows[:index]) if r.row), -1)
    after = next((order.index(r.row.id) for r in rows[index + 1 :] if r.row), len(order))
    return before, after


def _most_alike(printed: PrintedRow, missing: Sequence[RowForm]) -> RowForm | None:
    words = key(printed.label)
    if len(words) < _SHORTEST_ALIKE:
        return None
    scored = [(max(similarity(words, key(label)) for label in (row.label, *row.also)), row) for row in missing]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= ALIKE_ROW else None


def _alone(rows: Sequence[PrintedRow], index: int) -> bool:
    """Tell whether the printed neighbours on both sides are known."""
    sides = [rows[i] for i in (index - 1, index + 1) if 0 <= i < len(rows)]
    return len(sides) == 2 and all(side.row is not None for side in sides)


def _has_number(printed: PrintedRow) -> bool:
    return any(plain(cell.text) for cell in printed.values)
