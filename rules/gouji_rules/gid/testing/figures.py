"""Random figures that keep every identity of the forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from gouji_rules.gid.testing.agencies import Agency, Kind
from gouji_rules.gid.testing.forms import Form, Table

Rows = dict[str, dict[str, int]]

# How many requests a year an agency may process, by kind.
_PROCESSED = {
    Kind.DEPARTMENT: (1, 60),
    Kind.OFFICE: (1, 40),
    Kind.TOWNSHIP: (1, 9),
    Kind.COUNTY: (30, 420),
    Kind.PREFECTURE: (200, 3200),
    Kind.PROVINCE: (2000, 9000),
}
_WEIGHTS = {"granted": 60, "partially_granted": 14, "unavailable_not_held": 24, "unavailable_needs_creation": 6}

_RECONSIDERATION_FIRST = 2024
"""Whoever is refused information asks for reconsideration before going to court, from this year on."""


@dataclass(frozen=True)
class Fees:
    """Fees for processing requests: how many requests were charged, and how many yuan in all."""

    requests: int = 0
    yuan: int = 0


def some_fees(agency: Agency, year: int, rng: Random) -> Fees:
    """Charge by the page now and then: 31 to 100 pages at 10 yuan for each page above 30."""
    if year < 2021 or agency.kind is Kind.TOWNSHIP or rng.random() < 0.8:
        return Fees()
    pages = [rng.randint(31, 100) for _ in range(rng.randint(1, 3))]
    return Fees(len(pages), sum(10 * (count - 30) for count in pages))


def some_requests(
    form: Form, agency: Agency, fees: Fees, rng: Random, last: Mapping[str, Mapping[str, str]] | None = None
) -> Rows:
    """Fill table three, column by column from the outcomes, so that it balances in each; `last` is that of the year before."""
    table = form.tables["requests"]
    columns = [*table.applicants, "total"]
    rows: Rows = {row: dict.fromkeys(columns, 0) for row in row_ids(table)}
    left_over = {column: int(raw) for column, raw in last["carried_out"].items()} if last else None
    before = int(last["total_processed"]["total"]) if last else 0
    if fees.requests or before or any((left_over or {}).values()) or rng.random() > _chance_of_none(agency):
        _share_out(rows, table, agency, fees, rng, before)
        _keep_plausible(rows)
        _balance(rows, table, rng, left_over)
    for row in rows.values():
        row["total"] = sum(row[column] for column in table.applicants)
    return rows


def row_ids(table: Table) -> list[str]:
    """Return the ids of the rows that the form prints."""
    return [row.id for block in table.blocks for row in block.rows if not row.spare]


def _chance_of_none(agency: Agency) -> float:
    return 0.0 if agency.kind.aggregates else 0.2


def _share_out(rows: Rows, table: Table, agency: Agency, fees: Fees, rng: Random, before: int) -> None:
    """Share the requests out among applicants and outcomes: not many more nor fewer than the year before."""
    outcomes = [row for row in table.outcomes if row in rows and row != "other_unpaid_fee"]
    weights = [_WEIGHTS.get(row, 2) for row in outcomes]
    count = max(rng.randint(*_PROCESSED[agency.kind]), 3 * fees.requests)
    if before:
        count = min(max(count, -(-before // 3)), 3 * before)
    applicants = rng.choices(table.applicants, weights=[88, 6, 1, 1, 3, 1], k=count)
    for column, outcome in zip(applicants, rng.choices(outcomes, weights=weights, k=count), strict=True):
        rows[outcome][column] += 1


def _keep_plausible(rows: Rows) -> None:
    """Turn outcomes into grants where their share would strike an inspector: other 15 %, not held 40 %."""
    count = sum(sum(row.values()) for row in rows.values())
    for prefix, share in (("other_", 15), ("unavailable_not_held", 40)):
        chosen = [name for name in rows if name.startswith(prefix)]
        surplus = sum(sum(rows[name].values()) for name in chosen) - count * share // 100
        for name in chosen:
            for column in rows[name]:
                moved = max(0, min(surplus, rows[name][column]))
                rows[name][column] -= moved
                rows["granted"][column] += moved
                surplus -= moved


def _balance(rows: Rows, table: Table, rng: Random, left_over: Mapping[str, int] | None) -> None:
    for column in table.applicants:
        processed = sum(rows[row][column] for row in table.outcomes if row in rows)
        carried_out = rng.randint(0, processed // 8) if rng.random() < 0.6 else 0
        carried_in = rng.randint(0, processed // 8) if rng.random() < 0.6 else 0
        if left_over is not None:
            carried_in = left_over[column]
            carried_out = max(carried_out, carried_in - processed)
        rows["total_processed"][column] = processed
        rows["carried_out"][column] = carried_out
        rows["carried_in"][column] = carried_in
        rows["new_received"][column] = processed + carried_out - carried_in


def some_reviews(form: Form, requests: Rows, year: int, rng: Random) -> Rows:
    """Fill table four: few cases for the requests processed, most of them upheld; reconsideration comes first since 2024."""
    most = requests["total_processed"]["total"] // 12
    rows: Rows = {}
    for row in form.tables["review"].blocks[0].rows:
        follows = row.id == "litigation_after_reconsideration"
        rows[row.id] = _cases(rows["reconsideration"]["total"] // 2 if follows else most, rng)
    if year >= _RECONSIDERATION_FIRST and "litigation_direct" in rows:
        rows["litigation_direct"] = dict.fromkeys(rows["litigation_direct"], 0)
    return rows


def with_pending(rows: Rows, last: Mapping[str, Mapping[str, str]]) -> Rows:
    """Conclude this year at least what was pending at the end of the last, most of it upheld."""
    for row, cells in rows.items():
        missing = max(int(last[row]["pending"]) - cells["total"], 0)
        cells["upheld"] += missing
        cells["total"] += missing
    return rows


def _cases(most: int, rng: Random) -> dict[str, int]:
    total = rng.randint(most // 4, most) if rng.random() < 0.7 or most > 20 else 0
    corrected = rng.randint(0, total // 10)
    other, pending = rng.randint(0, total // 5), rng.randint(0, total // 6)
    upheld = total - corrected - other - pending
    return {"upheld": upheld, "corrected": corrected, "other": other, "pending": pending, "total": total}


def printed(rows: Rows) -> dict[str, dict[str, str]]:
    """Return counts as the cells show them."""
    return {row: {column: str(count) for column, count in cells.items()} for row, cells in rows.items()}
