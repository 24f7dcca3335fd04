"""The ledger as CSV and JSON, out and back in: the same entries give the same bytes, from whatever database."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from gouji.decisions.days import day_of
from gouji.errors import GoujiError
from gouji.masking import masked
from gouji.model.decision import STANDING_AFTER, Entry, Verb

SCHEMA = "gouji.decisions/1"
COLUMNS = tuple(each.name for each in fields(Entry))
_OF_PEOPLE = ("by", "message", "printed", "expected", "actual", "reason", "assignee", "figure", "address")
"""Columns of words, in which personal data may stand; marks and keys are left as they are."""
_DAYS = ("expires", "due", "day")
_NEEDED = ("key", "at", "by", "verb")
_APART = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet would take for the beginning of a formula, or drop; a quote stands before it."""


class EntriesUnreadable(GoujiError):
    """A file of entries that cannot be read; the text names it, the line, and what is wrong."""


def to_json(entries: Iterable[Entry]) -> str:
    """Write entries as schema `gouji.decisions/1`, one a line."""
    lines = ",\n".join(json.dumps(asdict(entry), ensure_ascii=False) for entry in entries)
    return f'{{"schema": "{SCHEMA}", "entries": [\n{lines}\n]}}\n'


def to_csv(entries: Iterable[Entry]) -> str:
    """Write entries as CSV with a byte order mark, which spreadsheets ask for; nothing in it is a formula."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([_harmless(value) for value in asdict(entry).values()] for entry in entries)
    return f"\ufeff{out.getvalue()}"


def _harmless(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_APART) else text


def read_entries(path: Path) -> list[Entry]:
    """Read entries from CSV or JSON as written here; EntriesUnreadable names what is wrong."""
    try:
        text = _decoded(path.read_bytes())
    except (OSError, UnicodeDecodeError) as error:
        problem = getattr(error, "strerror", None) or "is neither UTF-8 nor GBK"
        raise EntriesUnreadable(f"{path}: cannot be read: {problem}") from error
    rows = _json_rows(text, path) if path.suffix.lower() == ".json" else _csv_rows(text, path)
    return [_entry(row, f"{path}: entry {number}") for number, row in enumerate(rows, 1)]


def _decoded(data: bytes) -> str:
    """Decode a file, whose encoding a Chinese spreadsheet changes to GBK when it saves CSV."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _json_rows(text: str, path: Path) -> list[Mapping[str, Any]]:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise EntriesUnreadable(f"{path}: is no JSON") from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA or not isinstance(data.get("entries"), list):
        raise EntriesUnreadable(f"{path}: is not of schema {SCHEMA}")
    return list(data["entries"])


def _csv_rows(text: str, path: Path) -> list[Mapping[str, Any]]:
    rows = csv.DictReader(io.StringIO(text))
    missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise EntriesUnreadable(f"{path}: lacks the column {missing[0]}")
    return [{name: _plain(value) for name, value in row.items() if isinstance(name, str)} for row in rows]


def _plain(value: object) -> object:
    return value.removeprefix("'") if isinstance(value, str) else value


def _day(text: str) -> str:
    """Return a day as the ledger writes it, however a spreadsheet has rewritten it."""
    day = day_of(text)
    return day.isoformat() if day else ""


def _entry(row: Any, where: str) -> Entry:  # noqa: ANN401  whatever the file holds
    if not isinstance(row, Mapping):
        raise EntriesUnreadable(f"{where}: is no table")
    for name in _NEEDED:
        if not str(row.get(name) or "").strip():
            raise EntriesUnreadable(f"{where}: {name} is missing")
    try:
        verb = Verb(row["verb"])
        datetime.fromisoformat(str(row["at"]))
        given = {name: str(row.get(name) or "") for name in COLUMNS}
        told = given | {name: masked(given[name]) for name in _OF_PEOPLE} | {name: _day(given[name]) for name in _DAYS}
        year, revision = (int(told[name]) if told[name] else None for name in ("year", "revision"))
    except ValueError as error:
        raise EntriesUnreadable(f"{where}: {error}") from error
    if verb in STANDING_AFTER and not told["reason"].strip():
        raise EntriesUnreadable(f"{where}: reason is missing")
    return Entry(**{**told, "verb": verb, "year": year, "revision": revision or 1})  # type: ignore[arg-type]
