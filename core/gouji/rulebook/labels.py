"""Labels of a form that cannot be told apart, and those that have no English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gouji.model.form import Form, TableForm
from gouji.model.locale import Locale
from gouji.rulebook.toml import Entry

Noted = tuple[Entry, str]
"""Where something is wrong, and what."""


def twins_of_sections(form: Form, entry: Entry, locale: Locale) -> Iterator[Noted]:
    """Yield sections that bear the heading of another one."""
    seen: dict[str, str] = {}
    for number, section in enumerate(form.sections):
        for words in section.wordings:
            other = seen.setdefault(locale.fold_heading(words), section.id)
            if other != section.id:
                yield (entry.at("section", number), f"the heading “{words}” is also that of section {other}")


def twins_of_table(table: TableForm, entry: Entry, locale: Locale) -> Iterator[Noted]:
    """Yield rows and columns that bear the label of another one."""
    if table.open:
        return
    for number, block in enumerate(table.blocks):
        lines: Mapping[str, Iterable[Any]] = {"rows": block.rows, "columns": block.columns}
        for key, own in lines.items():
            seen: dict[tuple[str, str], str] = {}
            for place, line in enumerate(own):
                words = locale.fold_label(line.label) if key == "rows" else locale.fold(line.label)
                other = seen.setdefault((line.group, words), line.id)
                if other != line.id:
                    yield (entry.at("block", number, key, place), f"bears the same label as {other}, “{line.label}”")


def unnamed_in_english(form: Form, entry: Entry) -> Iterator[Noted]:
    """Yield what has no name in English."""
    if not form.title_en:
        yield (entry, "title_en is missing: messages in English would name the form in its own language")
    for number, section in enumerate(form.sections):
        if not section.heading_en:
            yield (entry.at("section", number), "heading_en is missing")
    for number, table in enumerate(form.tables):
        at = entry.at("table", number)
        if not table.title_en:
            yield (at, "title_en is missing")
        for b, block in enumerate(table.blocks):
            for key in ("rows", "columns"):
                for place, line in enumerate(getattr(block, key)):
                    if not line.label_en:
                        yield (at.at("block", b, key, place), "label_en is missing")
