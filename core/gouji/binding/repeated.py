"""Rows that a form lets repeat, one for each component of an agency: each printed one becomes a row of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gouji.binding.fragments import PrintedRow
from gouji.model.form import BlockForm, RowForm, TableForm
from gouji.text import plain


def repeated_id(row: str, label: str, taken: Iterable[str] = ()) -> str:
    """Return the id of one of the rows that a repeating row stands for: `component[Office of Records]`, numbered where it recurs."""
    own = f"{row}[{' '.join(label.split())}]"
    taken = set(taken)
    number = 1
    found = own
    while found in taken:
        number += 1
        found = f"{own}#{number}"
    return found


def with_repeated_rows(form: TableForm, rows: Sequence[PrintedRow]) -> TableForm:
    """Give each printed row that no other row of the form has named a row of its own, in a form that holds them all."""
    block = next((block for block in form.blocks if any(row.repeats for row in block.rows)), None)
    if block is None:
        return form
    pattern = next(row for row in block.rows if row.repeats)
    made: list[RowForm] = []
    for printed in rows:
        if printed.row is None and plain(printed.label) and printed.values:
            name = repeated_id(pattern.id, printed.label, (row.id for row in made))
            printed.row = replace(pattern, id=name, label=" ".join(printed.label.split()), repeats=False)
            made.append(printed.row)
    return with_rows(form, block, made)


def with_rows(form: TableForm, block: BlockForm, made: Sequence[RowForm]) -> TableForm:
    """Return a table whose repeating row is replaced by rows of its own; its id is then the name of their sum."""
    pattern = next(row.id for row in block.rows if row.repeats)
    own = tuple(row.id for row in made)
    rows = tuple(each for row in block.rows for each in (made if row.repeats else (row,)))
    blocks = tuple(replace(each, rows=rows) if each is block else each for each in form.blocks)
    sums = {name: _spread(members, pattern, own) for name, members in form.sums.items()}
    return replace(form, blocks=blocks, sums={pattern: own, **sums})


def _spread(members: Iterable[str], pattern: str, own: Sequence[str]) -> tuple[str, ...]:
    """Put the rows in the place of the one that they stand for."""
    return tuple(each for member in members for each in (own if member == pattern else (member,)))
