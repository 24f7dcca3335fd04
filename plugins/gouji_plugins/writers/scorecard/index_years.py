"""The years of a run side by side: how all reports of each stand, and each agency's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from gouji import Filed, Run
from gouji_plugins.writers.scorecard.index_rows import Row
from gouji_plugins.writers.shared.ranking import VERDICTS

MOST_YEARS = 8
"""Years shown side by side, the latest."""


class OfYear(NamedTuple):
    """All reports on a year: how many, by verdict, their median score, and who of a roster has not filed as due."""

    year: int
    reports: int
    verdicts: Sequence[int]
    median: float | None
    filings: Sequence[int]


class Agency(NamedTuple):
    """An agency with its report on each year, or how it stands where there is none."""

    name: str
    kind: int
    years: Sequence[tuple[Row | None, str]]
    printed: bool


def by_year(rows: Iterable[Row], run: Run, statuses: Sequence[Filed]) -> list[OfYear]:
    """Count the reports of each year, and the filings of each status."""
    verdicts: dict[int, Counter[int]] = {}
    scores: dict[int, list[float]] = {}
    for row in rows:
        verdicts.setdefault(row.year, Counter())[row.verdict] += 1
        scores.setdefault(row.year, []).extend([] if row.score is None else [row.score])
    filed = Counter((filing.year, filing.status) for filing in run.filings)
    return [
        OfYear(
            year, verdicts[year].total(), [verdicts[year][number] for number in range(len(VERDICTS))],
            median(scores[year]) if scores[year] else None, [filed[year, status] for status in statuses],
        )
        for year in sorted(verdicts)
        if year
    ]  # fmt: skip


def side_by_side(
    chosen: Sequence[Sequence[int]], printed: Sequence[int], rows: Iterable[Row], years: Sequence[int],
    wanting: Mapping[tuple[int, int], str],
) -> list[Agency]:  # fmt: skip
    """Put the reports of chosen agencies side by side, those of each group in their order; `printed` says how many are."""
    wanted = {who for group in chosen for who in group}
    found: dict[int, dict[int, Row]] = {}
    for row in rows:
        if row.who in wanted:
            found.setdefault(row.who, {}).setdefault(row.year, row)
    made = []
    for group, share in zip(chosen, printed, strict=True):
        for place, who in enumerate(group):
            own = found[who]
            latest = own[max(own)]
            cells = [(own.get(year), wanting.get((who, year), "")) for year in years]
            made.append(Agency(latest.agency, latest.kind, cells, place < share))
    return made
