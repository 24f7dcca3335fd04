"""In which order reports are listed: by kind of agency, and in each kind the worst first."""

from __future__ import annotations

from gouji import CheckedReport, Outcome, Result, Run, Scorecard, Severity, Status, Tally, Verdict
from gouji_plugins.writers.shared.words import Words

VERDICTS = (Verdict.UNACCEPTABLE, Verdict.RECTIFY, Verdict.UNASSESSED, Verdict.REVIEW, Verdict.ACCEPTABLE)
"""The worst first."""
GROUPS = ("government", "department", "township", "zone", "other")
"""Kinds of agency that are ranked together; kinds that no locale of ours tells are others."""
COUNTED = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
JUDGED = (Outcome.FAIL, Outcome.REVIEW, Outcome.PASS)
"""Outcomes of a rule across reports where there was something to compare with."""
_GROUP_OF = {
    "government": 0, "department": 1, "office": 1, "vertical": 1, "township": 2, "subdistrict": 2, "zone": 3, "zone_committee": 3,
}  # fmt: skip
Order = tuple[float, ...]


def group_of(checked: CheckedReport) -> int:
    """Return the number of the group that an agency is ranked in."""
    return _GROUP_OF.get(checked.agency.kind, len(GROUPS) - 1)


def counting_for(checked: CheckedReport, run: Run) -> list[Result]:
    """Return the results of a report, with what rules across reports found for it."""
    across = [result for result in run.across(checked.source) if result.reports[0] == checked.source]
    return [*checked.results, *(result for result in across if result.outcome in JUDGED)]


def order_of(checked: CheckedReport, card: Scorecard, tally: Tally) -> Order:
    """Return what a list of reports is sorted by: kind of agency, verdict, score, then what is left open; files that are none last."""
    if checked.status is not Status.CHECKED:
        return (len(GROUPS),)
    failed = (-tally.failed[severity].rules for severity in COUNTED)
    verdict = VERDICTS.index(card.verdict or Verdict.UNASSESSED)
    score = -1.0 if card.score is None else round(card.score, 2)
    return group_of(checked), verdict, score, *failed, -tally.outcomes[Outcome.REVIEW].rules


def volume_of(checked: CheckedReport, run: Run) -> int | None:
    """Return the figure by which a pack measures how much an agency has to do; None where it is no certain number."""
    where = run.charts[checked.pack].volume if checked.pack in run.charts else None
    table = checked.tables.get(where.table) if where else None
    figure = table.figures.get((where.row, where.column)) if where and table else None
    return int(figure.value) if figure and figure.value is not None and not figure.doubt else None


def volume_title(run: Run, words: Words) -> str:
    """Return what the packs call that figure; empty where none has one."""
    return next((words.of(charts.volume.title) for charts in run.charts.values() if charts.volume), "")
