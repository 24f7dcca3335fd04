"""A checked report's data in five parts: what tells whose it is, its figures, its prose, what was taken of it, and the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from gouji.model.brief import Brief
from gouji.model.checked import CheckedAgency, CheckedReport, Status
from gouji.model.checked_table import CheckedTable
from gouji.model.columns import Data, text_of
from gouji.model.result import Outcome
from gouji.record.report import prose_of

_HEAD = ("schema", "source", "sha256", "status", "slug", "pack", "form", "agency", "year", "published")
_PROSE = ("preamble", "sections", "texts")
_CELLS = ("id", "rows", "columns", "cells")


def parted(data: Data) -> tuple[Data, Data, Data, Data, Data]:
    """Part the data of a checked report.

    The head also says what is doubtful about it, which rules it breaches, and by which marks its findings are known.
    """
    head = {name: data[name] for name in _HEAD if name in data}
    prose = {name: data[name] for name in _PROSE if name in data}
    rest = {name: value for name, value in data.items() if name not in (*_HEAD, *_PROSE, "tables", "marks", "taken")}
    if "results" not in data:
        return head, {}, {}, {}, rest
    doubts, results = data["doubts"], data["results"]
    whole = [number for number, cell in enumerate(doubts["cell"]) if cell[1] is cell[2] is None]
    head["lost"] = sorted({doubts["cell"][number][0] or "*" for number in whole})
    head["doubt"] = next((doubts["message"][number] for number in whole if doubts["cell"][number][0] is None), None)
    ended = zip(results["rule"], results["outcome"], strict=True)
    head["breached"] = [rule for rule, outcome in ended if outcome == Outcome.FAIL]
    head["found"] = [[results["rule"][int(at)], each[4]] for at, own in results["findings"].items() for each in own]
    tables = [{name: table[name] for name in _CELLS if name in table} for table in data["tables"]]
    figures = [{name: value for name, value in table["figures"].items() if name != "at"} for table in data["tables"]]
    rest["tables"] = [
        {name: value for name, value in table.items() if name not in (*_CELLS, "figures")} for table in data["tables"]
    ]
    rest["places"] = [table["figures"].get("at") for table in data["tables"]]
    return head, {"tables": tables, "figures": figures, "marks": data["marks"]}, prose, data["taken"], rest


def rejoined(head: Data, figures: Data, prose: Data, taken: Data, rest: Data) -> Data:
    """Return what `parted` parted."""
    head = {name: value for name, value in head.items() if name in _HEAD}
    if not figures:
        return head | rest
    parts = zip(figures["tables"], figures["figures"], rest["tables"], rest["places"], strict=True)
    tables = [
        own | other | {"figures": cells | {"at": places} if places is not None else cells}
        for own, cells, other, places in parts
    ]
    rest = {name: value for name, value in rest.items() if name != "places"}
    return head | rest | prose | {"tables": tables, "marks": figures["marks"], "taken": taken}


def brief_of(
    head: Data, figures: Callable[[], Data], prose: Callable[[], Data], taken: Callable[[], Data],
    fetch: Callable[[], CheckedReport],
) -> Brief:  # fmt: skip
    """Return a report in brief, its figures and its prose made when they are asked for."""
    agency: Mapping[str, Any] = head.get("agency", {})
    return Brief(
        head["source"], head["sha256"], Status(head["status"]), head.get("pack"), head.get("form"),
        CheckedAgency.read(agency) if agency else CheckedAgency(),
        head.get("year"), date.fromisoformat(head["published"]) if head.get("published") else None,
        frozenset(head.get("lost", ())), text_of(head.get("doubt")), frozenset(head.get("breached", ())),
        tuple((rule, mark) for rule, mark in head.get("found", ())),
        lambda: _figures_of(figures()), lambda: prose_of(prose()), taken, fetch,
    )  # fmt: skip


def _figures_of(data: Data) -> tuple[Mapping[str, CheckedTable], Mapping[str, str]]:
    if not data:
        return {}, {}
    tables = (
        CheckedTable(own["id"], {name: value for name, value in own.items() if name != "id"} | {"figures": cells})
        for own, cells in zip(data["tables"], data["figures"], strict=True)
    )
    return {table.id: table for table in tables}, data["marks"]
