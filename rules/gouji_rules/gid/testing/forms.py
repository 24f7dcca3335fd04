"""The forms as the rule pack's own data has them, read without Gouji, which is tested with them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FORMS = Path(__file__).parents[1] / "forms"


@dataclass(frozen=True)
class Entry:
    """A row or a column; `spare` marks a row that is read but not part of the form."""

    id: str
    label: str
    group: str = ""
    spare: bool = False


@dataclass(frozen=True)
class Block:
    """Rows that share their columns."""

    caption: str
    columns: tuple[Entry, ...]
    rows: tuple[Entry, ...]


@dataclass(frozen=True)
class Table:
    """A table of the form; `applicants` are the columns and `outcomes` the rows that add up."""

    id: str
    section: str
    blocks: tuple[Block, ...]
    applicants: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """`headings` holds the right wordings of each section, each with its numeral."""

    id: str
    headings: dict[str, tuple[str, ...]]
    tables: dict[str, Table]


def form_of(year: int) -> str:
    """Return the id of the form that is in force for a year."""
    return "gid-2019" if year < 2021 else "gid-2021"


@cache
def load(form: str) -> Form:
    """Read a form of the gid pack."""
    data = tomllib.loads((_FORMS / f"{form}.toml").read_text("utf-8"))
    headings = {
        section["id"]: tuple(f"{section['numeral']}、{text}" for text in _wordings(section))
        for section in data["section"]
    }
    return Form(form, headings, {table["id"]: _table(table) for table in data["table"]})


def _wordings(section: dict[str, Any]) -> list[str]:
    return [section["heading"], *section.get("also", [])]


def _table(data: dict[str, Any]) -> Table:
    sums = data.get("sums", {})
    outcomes = tuple(sums.get("outcomes", ()))
    blocks = tuple(_block(block) for block in data["block"])
    return Table(data["id"], data["section"], blocks, tuple(sums.get("applicants", ())), outcomes)


def _block(data: dict[str, Any]) -> Block:
    columns, rows = (tuple(_entry(entry) for entry in data[key]) for key in ("columns", "rows"))
    return Block(data.get("caption", ""), columns, rows)


def _entry(data: dict[str, Any]) -> Entry:
    return Entry(data["id"], data["label"], data.get("group", ""), "accepted_for" in data)
