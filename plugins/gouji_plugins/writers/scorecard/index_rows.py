"""What the page over all reports keeps of each: one small row, so that a hundred thousand fit into memory."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from gouji import CheckedReport, Outcome, Result, Run, Scorecard, Severity, Tally, Verdict
from gouji_plugins.writers.shared.agencies import kind_of
from gouji_plugins.writers.shared.words import Words

VERDICTS = (Verdict.UNACCEPTABLE, Verdict.RECTIFY, Verdict.UNASSESSED, Verdict.REVIEW, Verdict.ACCEPTABLE)
"""The worst first."""
GROUPS = ("government", "department", "township", "zone", "other")
_GROUP_OF = {
    "government": 0, "department": 1, "office": 1, "vertical": 1, "township": 2, "subdistrict": 2, "zone": 3, "zone_committee": 3,
}  # fmt: skip
JUDGED = (Outcome.FAIL, Outcome.REVIEW, Outcome.PASS)
"""Outcomes of a rule across reports where there was something to compare with."""
_COUNTED = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)


class Row(NamedTuple):
    """A report in the list; `group`, `verdict`, `kind`, `losses` and `rules` are numbers of lists that the page holds once."""

    slug: str
    agency: str
    year: int
    group: int
    verdict: int
    grade: str
    score: float | None
    coverage: int
    published: str
    critical: int
    major: int
    minor: int
    reviews: int
    volume: int | None
    losses: Sequence[float]
    rules: Sequence[int]
    source: str
    kind: int
    after: float | None = None

    @property
    def packed(self) -> str:
        """The row as JSON."""
        return json.dumps(self, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def unpacked(cls, text: str) -> Row:
        """Return the row that a text holds."""
        return cls(*json.loads(text))

    @property
    def order(self) -> tuple[float, ...]:
        """What the list is sorted by: kind of agency, verdict, score, then what is left open."""
        score = -1.0 if self.score is None else self.score
        return self.group, self.verdict, score, -self.critical, -self.major, -self.minor, -self.reviews


class Numbered:
    """Things by the number in which they first came."""

    def __init__(self, things: Sequence[str] = ()) -> None:
        self._numbers = {thing: number for number, thing in enumerate(things)}

    def __getitem__(self, thing: str) -> int:
        return self._numbers.setdefault(thing, len(self._numbers))

    @property
    def all(self) -> list[str]:
        """The things in order of their numbers."""
        return list(self._numbers)


class RowMaker:
    """Makes rows of reports; what they share stands in its lists."""

    def __init__(self, run: Run, words: Words) -> None:
        self._run, self._words = run, words
        self.themes, self.rules, self.kinds = Numbered(list(run.themes)), Numbered(), Numbered()

    def row(self, checked: CheckedReport, card: Scorecard) -> Row:
        """Return the row of a checked report."""
        results = counting_for(checked, self._run)
        tally = Tally.of(results)
        critical, major, minor = (tally.failed[severity].rules for severity in _COUNTED)
        name = checked.agency.name or checked.source.rpartition("/")[2]
        failed = [self.rules[result.rule] for result in results if result.outcome is Outcome.FAIL]
        return Row(
            checked.slug, self._words.show(name, 120), checked.year or 0,
            _GROUP_OF.get(checked.agency.kind, len(GROUPS) - 1), VERDICTS.index(card.verdict or Verdict.UNASSESSED),
            card.grade or "", None if card.score is None else round(card.score, 2), int(card.coverage or 0),
            checked.published.isoformat() if checked.published else "", critical, major, minor,
            tally.outcomes[Outcome.REVIEW].rules, self._volume(checked), self._losses(card), failed,
            self._words.show(checked.source, 200), self.kinds[kind_of(checked.agency, self._words)], _after(card),
        )  # fmt: skip

    def _losses(self, card: Scorecard) -> list[float]:
        lost: dict[int, float] = {}
        for deduction in card.deductions:
            if deduction.points:
                theme = self.themes[self._run.rules[deduction.rule].theme]
                lost[theme] = lost.get(theme, 0.0) + deduction.points
        return [round(lost.get(number, 0.0), 1) for number in range(max(lost, default=-1) + 1)]

    def _volume(self, checked: CheckedReport) -> int | None:
        """Return the figure by which a pack measures how much an agency has to do; None where it is no certain number."""
        where: Mapping[str, Any] = self._run.charts.get(checked.pack, {}).get("volume", {})
        table = checked.tables.get(str(where.get("table")))
        figure = table.figures.get((str(where.get("row")), str(where.get("column")))) if table else None
        return int(figure.value) if figure and figure.value is not None and not figure.doubt else None


def counting_for(checked: CheckedReport, run: Run) -> list[Result]:
    """Return the results of a report, with what rules across reports found for it."""
    across = [result for result in run.across(checked.source) if result.reports[0] == checked.source]
    return [*checked.results, *(result for result in across if result.outcome in JUDGED)]


def _after(card: Scorecard) -> float | None:
    """Return the score after decisions where it differs from the score as found."""
    after = card.score_after_decisions
    return None if after is None or after == card.score else round(after, 2)


def quotas(counts: Sequence[int], limit: int) -> list[int]:
    """Share `limit` lines among groups: small ones are listed whole, the others get the same number of lines."""
    shares = [0] * len(counts)
    left, open_groups = limit, sorted(range(len(counts)), key=lambda group: (counts[group], group))
    for place, group in enumerate(open_groups):
        shares[group] = min(counts[group], left // (len(open_groups) - place))
        left -= shares[group]
    return shares
