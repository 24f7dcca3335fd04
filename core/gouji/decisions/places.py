"""Places of a form in the words of the form, for people who decide on findings of a run that was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from gouji.model.form import Form
from gouji.model.text import Language

Forms = Mapping[tuple[str | None, str], Form]


class Places:
    """Names places as people do; by their ids where the pack that a report was read by is not at hand.

    `load` gives the forms by the ids of pack and form; it is called when the first place is named.
    """

    def __init__(self, load: Callable[[], Forms], language: Language) -> None:
        self._load, self._language = load, language

    @cached_property
    def _forms(self) -> Forms:
        return self._load()

    def _form(self, report: Mapping[str, Any]) -> Form | None:
        pack, form = report.get("pack"), report.get("form")
        return self._forms.get((pack, form)) if pack and form else None

    def said(self, report: Mapping[str, Any], table: str | None, row: str | None, column: str | None) -> str:
        """Name a cell, row, column or table of a report, as run.json tells of both."""
        form = self._form(report)
        known = next((each for each in form.tables if each.id == table), None) if form else None
        if known is None:
            return ".".join(filter(None, (table, row, column)))
        named_row = known.rows.get(row or "")
        columns = known.block_of_row[row].columns if row in known.block_of_row else known.columns.values()
        named_column = next((each for each in columns if each.id == column), None)
        parts = (
            named_row.name.to(self._language) if named_row else row,
            named_column.name.to(self._language) if named_column else column,
        )
        title = known.name.to(self._language)
        said = [part for part in parts if part]
        return (
            title + "".join(f"“{part}”" for part in said)
            if self._language is Language.ZH
            else ", ".join((title, *said))
        )

    def section(self, report: Mapping[str, Any], section: str) -> str:
        """Name a section of a report."""
        form = self._form(report)
        known = next((each for each in form.sections if each.id == section), None) if form else None
        return known.name.to(self._language) if known else section
