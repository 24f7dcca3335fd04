"""What the page over all reports keeps of each: one small row, so that a hundred thousand fit into memory."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from gouji import CheckedReport, Filed, Outcome, Result, Run, Scorecard, Tally, Verdict
from gouji_plugins.writers.scorecard.index_agencies import Agencies
from gouji_plugins.writers.shared.agencies import kind_of
from gouji_plugins.writers.shared.ranking import COUNTED, VERDICTS, group_of, volume_of
from gouji_plugins.writers.shared.words import Words, percent


class Row(NamedTuple):
    """A report in the list; `group`, `verdict`, `kind`, `losses` and `rules` are numbers of lists that the page holds once.

    `who` is the number of its agency, `filed` what a roster says against it (late, double), `rank` its
    place among so many as it may be compared with (`among`), 0 without a score.
    """

    slug: str
    agency: str
    year: int
    group: int
    verdict: int
    grade: str
    score: float | None
    coverage: float
    published: str
    critical: int
    major: int
    minor: int
    reviews: int
    volume: int | None
    losses: Sequence[float | None]
    rules: Sequence[int]
    source: str
    kind: int
    after: float | None = None
    who: int = 0
    filed: str = ""
    rank: int = 0
    among: int = 0

    @property
    def packed(self) -> str:
        """The row as JSON, without its rank, which is not known before all reports are."""
        return json.dumps(self[:-2], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def unpacked(cls, text: str) -> Row:
        """Return the row that a text holds."""
        return cls(*json.loads(text))


def ranked(packed: str, rank: tuple[int, int]) -> str:
    """Add its rank to a row as JSON."""
    return f"{packed[:-1]},{rank[0]},{rank[1]}]"


_LOSSES, _RULES, _KIND = map(Row._fields.index, ("losses", "rules", "kind"))


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
        self.agencies = Agencies(run)

    def row(self, drawn: Sequence[Any], agency: str, source: str) -> Row:
        """Return the row that was drawn of a report, by the numbers of this run."""
        row = Row(*drawn)
        lost = {self.themes[theme]: points for theme, points in drawn[_LOSSES]}
        losses = [lost.get(number) for number in range(max(lost, default=-1) + 1)]
        rules, kind = [self.rules[rule] for rule in drawn[_RULES]], self.kinds[drawn[_KIND]]
        return row._replace(
            losses=losses, rules=rules, kind=kind, who=self.agencies.number(agency, source), filed=self._filed(source)
        )

    def drawn(self, checked: CheckedReport, card: Scorecard, results: Sequence[Result], tally: Tally) -> Sequence[Any]:
        """Return the row of a checked report, whose results are counted in `tally`, with names where numbers will stand."""
        critical, major, minor = (tally.failed[severity].rules for severity in COUNTED)
        name = checked.agency.name or checked.source.rpartition("/")[2]
        failed = [result.rule for result in results if result.outcome is Outcome.FAIL]
        return (
            checked.slug, self._words.show(name, 120), checked.year or 0,
            group_of(checked), VERDICTS.index(card.verdict or Verdict.UNASSESSED),
            card.grade or "", None if card.score is None else round(card.score, 2), _coverage(card),
            checked.published.isoformat() if checked.published else "", critical, major, minor,
            tally.outcomes[Outcome.REVIEW].rules, volume_of(checked, self._run), self._losses(card, results), failed,
            self._words.show(checked.source, 200), kind_of(checked.agency, self._words), _after(card),
        )  # fmt: skip

    def _filed(self, source: str) -> str:
        status = self.agencies.filed(source)
        return self._words(f"filed_{status}") if status in (Filed.LATE, Filed.DOUBLE) else ""

    def _losses(self, card: Scorecard, results: Sequence[Result]) -> Sequence[tuple[str, float]]:
        """Return the points lost by theme, without those of which nothing was decided, which is not the same as none lost."""
        rules = self._run.rules
        decided = (result.rule for result in results if result.outcome in (Outcome.PASS, Outcome.FAIL))
        lost = dict.fromkeys((rules[rule].theme for rule in decided), 0.0)
        for deduction in card.deductions:
            if deduction.points:
                theme = rules[deduction.rule].theme
                lost[theme] = lost.get(theme, 0.0) + deduction.points
        return [(theme, round(points, 1)) for theme, points in lost.items()]


def _coverage(card: Scorecard) -> float:
    """Return the coverage with one decimal, never rounded up to 100."""
    return float(percent(card.coverage or 0.0).removesuffix("%"))


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
