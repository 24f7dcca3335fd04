"""The charts of a pack: the tables [charts] of its pack.toml and of those that it rests on, the upper ones first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji.model.charts import Charts
from gouji.model.form import Form
from gouji.nearest import unknown
from gouji.rulebook.overlays import Stack
from gouji.rulebook.toml import Entry


def charts_of(stack: Stack, forms: Sequence[Form]) -> Charts:
    """Put the charts together; PackInvalid names a table, row or column that no form of the pack has."""
    for layer in stack:
        entry, own = layer.entry.at("charts"), layer.head.charts
        if own.volume:
            _check(
                entry.at("volume"), own.volume.table, {"row": [own.volume.row], "column": [own.volume.column]}, forms
            )
        for number, line in enumerate(own.years):
            _check(entry.at("years", number), line.table, {"rows": line.rows}, forms)
    upper = [layer.head.charts for layer in reversed(stack)]
    return Charts(
        next((charts.volume for charts in upper if charts.volume), None),
        next((charts.years for charts in upper if charts.years), ()),
    )


def _check(entry: Entry, table: str, lines: dict[str, Iterable[str]], forms: Sequence[Form]) -> None:
    found = [each for form in forms for each in form.tables if each.id == table]
    if not found:
        raise entry.at("table").wrong(unknown("table", table, (each.id for form in forms for each in form.tables)))
    for key, names in lines.items():
        what = key.removesuffix("s")
        known = {name for each in found for name in getattr(each, f"{what}s")}
        for number, name in enumerate(names):
            if name not in known:
                at = entry.at(key) if key == what else entry.at(key, number)
                raise at.wrong(unknown(what, name, known, f" in table {table}"))
