"""Forms as data: reads a form file of a pack into a Form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from gouji.errors import PackInvalid
from gouji.model.form import BlockForm, ColumnForm, Form, Measure, RowForm, SectionForm, TableForm, TableLayout


def load_toml(path: Path) -> dict[str, Any]:
    """Read a TOML file; PackInvalid names the file and the place of a mistake."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PackInvalid(f"{path.name}: {error}") from error


def load_form(path: Path) -> Form:
    """Read one form file; PackInvalid names what is missing or misspelt."""
    data = load_toml(path)
    try:
        tables = tuple(_table(table) for table in data.pop("table", ()))
        sections = tuple(_section(section) for section in data.pop("section"))
        data.setdefault("last_year", None)
        return Form(sections=sections, tables=tables, **_tuples(data))
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise PackInvalid(f"{path.name}: {error}") from error


def form_for_year(forms: Iterable[Form], year: int) -> Form | None:
    """Return the form in force for reports on a year."""
    return next((form for form in forms if form.covers(year)), None)


def _section(data: dict[str, Any]) -> SectionForm:
    section = SectionForm(**_tuples(data))
    for pattern in (*section.signs, *section.in_place):
        re.compile(pattern)
    return section


def _table(data: dict[str, Any]) -> TableForm:
    blocks = tuple(_block(block) for block in data.pop("block"))
    sums, others = _tuples(data.pop("sums", {})), _tuples(data.pop("other_forms", {}))
    layout = TableLayout(data.pop("layout"))
    return TableForm(blocks=blocks, sums=sums, other_forms=others, layout=layout, **_tuples(data))


def _block(data: dict[str, Any]) -> BlockForm:
    rows = tuple(RowForm(**_tuples(row)) for row in data.pop("rows"))
    columns = tuple(_column(column) for column in data.pop("columns"))
    return BlockForm(rows=rows, columns=columns, **data)


def _column(data: dict[str, Any]) -> ColumnForm:
    return ColumnForm(**{**_tuples(data), "measure": Measure(data.get("measure", "count"))})


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
