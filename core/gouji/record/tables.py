"""Tables and prose as columns: of each cell its value, state and place stand at the same number of as many lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from itertools import islice, product, repeat
from operator import itemgetter
from typing import Any

from gouji.model.checked import CheckedTable
from gouji.model.locale import State
from gouji.model.prose import TextLine
from gouji.model.report import Figure, PrintedLabel
from gouji.record.columns import Data, Pool, column, places_data, places_of, spread, text_data, text_of

_LETTERS = {state: state.value[0] for state in State}
_FIGURE = partial(tuple.__new__, Figure)
_NUMBERS = (State.NUMBER, State.ZERO)
_NUMBERED = "".join(_LETTERS[state] for state in _NUMBERS)
_STATES = {letter: state for state, letter in _LETTERS.items()}


def table_data(table: CheckedTable) -> Data:
    """Return a table; the cells of a full one are not listed, since they are its rows × its columns."""
    cells = list(table.figures)
    rows, columns = (list(dict.fromkeys(map(itemgetter(part), cells))) for part in (0, 1))
    data: Data = {"id": table.id, "at": places_data([table.at]), "rows": rows, "columns": columns}
    if len(cells) != len(rows) * len(columns) or cells != _product(rows, columns):
        row_number, column_number = ({name: at for at, name in enumerate(names)} for names in (rows, columns))
        data["cells"] = [row_number[cell[0]] * len(columns) + column_number[cell[1]] for cell in cells]
    data["figures"] = _figures_data(list(table.figures.values()))
    data["labels"] = _labels_data((table.rows, *table.headers))
    if table.repeated:
        pairs = [figure for pair in table.repeated for figure in pair]
        data["repeated"] = {"cells": [[f.row, f.column] for f in pairs], "figures": _figures_data(pairs)}
    return data


def table_of(data: Data) -> CheckedTable:
    """Return what `table_data` was given."""
    cells = _product(data["rows"], data["columns"])
    if "cells" in data:
        cells = [cells[number] for number in data["cells"]]
    figures = dict(zip(cells, _figures_of(data["id"], cells, data["figures"]), strict=True))
    rows, *headers = _labels_of(data["labels"])
    at = places_of(data["at"], 1)[0]
    return CheckedTable(data["id"], figures, rows, tuple(headers), at, _repeated(data))


def _product(rows: Iterable[str], columns: Sequence[str]) -> list[tuple[str, str]]:
    return list(product(rows, columns))


def _repeated(data: Data) -> tuple[tuple[Figure, Figure], ...]:
    if "repeated" not in data:
        return ()
    cells = [(row, name) for row, name in data["repeated"]["cells"]]
    figures = iter(_figures_of(data["id"], cells, data["repeated"]["figures"]))
    return tuple(zip(figures, figures, strict=True))


def _figures_data(figures: Sequence[Figure]) -> Data:
    if not figures:
        return {}
    _, _, _, raws, values, states, places, confidences, units, doubts = zip(*figures, strict=True)
    data: Data = {
        "raw": raws,
        "state": "".join([_LETTERS[state] for state in states]),
        "at": places_data(places),
    }
    if odd := _odd_values(raws, values, states):
        data["value"] = odd
    if confidences.count(1.0) < len(figures):
        data["confidence"] = column(confidences)
    if any(units):
        data["unit"] = column(units)
    if doubts.count(None) < len(figures):
        data["doubt"] = {str(number): text_data(doubt) for number, doubt in enumerate(doubts) if doubt}
    return data


def _odd_values(raws: Sequence[str], values: Sequence[Decimal | None], states: Sequence[State]) -> Data:
    """Return the values, by their numbers, that are not the number as it is printed."""
    return {
        str(number): None if value is None else str(value)
        for number, (raw, value, state) in enumerate(zip(raws, values, states, strict=True))
        if (value is not None or state in _NUMBERS) and (state not in _NUMBERS or str(value) != raw)
    }


def _values(data: Data) -> list[Decimal | None]:
    odd = data.get("value", {})
    letters = data["state"]
    if odd:
        letters = "".join(" " if str(number) in odd else letter for number, letter in enumerate(letters))
    values = [_number(raw) if letter in _NUMBERED else None for raw, letter in zip(data["raw"], letters, strict=True)]
    for number, told in odd.items():
        values[int(number)] = None if told is None else Decimal(told)
    return values


_number = lru_cache(maxsize=4096)(Decimal)
"""Reads a number; few different ones stand in most tables."""


def _figures_of(table: str, cells: Sequence[tuple[str, str]], data: Data) -> list[Figure]:
    if not cells:
        return []
    count = len(cells)
    rows, columns = zip(*cells, strict=True)
    doubts: list[Any] = [None] * count
    for number, doubt in data.get("doubt", {}).items():
        doubts[int(number)] = text_of(doubt)
    parts = zip(
        repeat(table, count), rows, columns, data["raw"], _values(data),
        map(_STATES.__getitem__, data["state"]), places_of(data["at"], count),
        spread(data.get("confidence", 1.0), count), spread(data.get("unit", ""), count), doubts, strict=True,
    )  # fmt: skip
    return list(map(_FIGURE, parts))


def _labels_data(lists: Sequence[Sequence[PrintedLabel]]) -> Data:
    """Return several lists of labels as one, with their lengths."""
    labels = [label for each in lists for label in each]
    data: Data = {
        "counts": [len(each) for each in lists],
        "id": [label.id for label in labels],
        "label": [label.label for label in labels],
        "at": places_data([label.at for label in labels]),
    }
    if any(label.doubt for label in labels):
        data["doubt"] = [text_data(label.doubt) for label in labels]
    return data


def _labels_of(data: Data) -> list[tuple[PrintedLabel, ...]]:
    count = len(data["id"])
    doubts = map(text_of, data["doubt"]) if "doubt" in data else repeat(None, count)
    labels = map(PrintedLabel, data["id"], data["label"], places_of(data["at"], count), doubts)
    return [tuple(islice(labels, length)) for length in data["counts"]]


def lines_data(lines: Sequence[TextLine], pool: Pool) -> Data:
    """Return lines by the numbers of their texts."""
    return {"texts": [pool.number(line.text) for line in lines], "at": places_data([line.at for line in lines])}


def lines_of(data: Data, texts: Sequence[str]) -> tuple[TextLine, ...]:
    """Return what `lines_data` was given."""
    numbers = data["texts"]
    return tuple(
        TextLine(texts[number], at) for number, at in zip(numbers, places_of(data["at"], len(numbers)), strict=True)
    )
