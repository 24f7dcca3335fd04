"""The page over all reports as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from gouji import Count, Filed, Filing, Outcome, Result, Run, Severity, Verdict, name_of
from gouji_plugins.writers.scorecard.index_page import (
    COMPARED,
    FIRST_ROWS,
    HEAT_ROWS,
    MOST_MESSAGES,
    MOST_REFUSED,
    STATUSES,
    IndexPage,
    Shown,
)
from gouji_plugins.writers.scorecard.index_rows import Row
from gouji_plugins.writers.shared.ranking import VERDICTS, volume_title
from gouji_plugins.writers.shared.words import Words

SAID = (Verdict.UNACCEPTABLE, Verdict.RECTIFY, Verdict.REVIEW, Verdict.UNASSESSED, Verdict.ACCEPTABLE)
"""The verdicts in the order of the sentence."""
SHADES = (0.01, 5.0, 10.0, 20.0)
"""Points lost from which a cell of the heat map is darker."""
MOST_NAMED = 100
"""Agencies of a roster named of one kind."""
TALLEST_BAR = 78
_LEVELS = [*(severity.value for severity in Severity), Outcome.REVIEW.value]
_BLANK = Shown(Row("", "", 0, 0, 0, "", None, 0, "", 0, 0, 0, 0, None, (), (), "", 0), 0, False)


class Told(NamedTuple):
    """A message of a rule across reports, with the row of the report that it counts for."""

    row: Row | None
    message: str


class Across(NamedTuple):
    """What a rule across reports found: how much of it, and the first messages; `level` is its severity, or that a person judges."""

    title: str
    level: str
    amount: str
    messages: list[Told]
    more: int


class Named(NamedTuple):
    """Agencies of a roster that have something wrong, each with the page of its report where there is one."""

    status: str
    agencies: list[tuple[str, str]]
    more: int


class Filings(NamedTuple):
    """Who of a roster has filed on a year: one sentence, and those with something wrong by what is wrong."""

    said: str
    named: list[Named]


def values_of(index: IndexPage) -> dict[str, Any]:
    """Return what the template of the page needs, once the index is finished."""
    run, words = index.run, index.words
    return {
        "w": words, "page": index, "mark": _marks(words), "sum": _sum(index, words), "counts": _counts(run, words),
        "verdicts": [(verdict.value, words.of(name_of(verdict))) for verdict in VERDICTS],
        "choices": _choices(index, words), "bins": _bins(index, words), "unscored": index.count - sum(index.bins),
        "volume": volume_title(run, words), "shade": lambda lost: sum(lost >= least for least in SHADES),
        "first_rows": FIRST_ROWS, "heat_rows": HEAT_ROWS, "compared_rows": COMPARED, "blank": _BLANK,
        "batch": _across(index, words),
        "roster": _roster(index, words), "lacking": _lacking(run, words),
        "statuses": [words(f"filed_{status}") for status in STATUSES] if run.filings else [],
        "refused": [(source, words(status), reason) for source, status, reason in index.refused[:MOST_REFUSED]],
        "packs": words.listed([f"{pack.name} {pack.version}" for pack in run.packs_taken]),
        "started": words.time(run.started) if run.started else "",
    }  # fmt: skip


def _marks(words: Words) -> Mapping[str, str]:
    marks = ("，", "；", "。", "、", "：") if words.chinese else (", ", "; ", ".", ", ", ": ")
    return dict(zip(("comma", "semicolon", "stop", "pause", "colon"), marks, strict=True))


def _sum(index: IndexPage, words: Words) -> tuple[str, list[tuple[str, int, str]]]:
    """Return the words before the verdicts, and each verdict that there is with its class and number."""
    counts = [sum(group.verdicts[number] for group in index.groups) for number in range(len(VERDICTS))]
    parts = []
    for verdict in SAID:
        number = VERDICTS.index(verdict)
        name = words.of(name_of(verdict))
        if counts[number]:
            said = words("verdict_n", verdict=name if words.chinese else name.lower(), n=counts[number])
            parts.append((verdict.value, number, said))
    return words("reports_sum", n=index.count, parts=""), parts


def _counts(run: Run, words: Words) -> list[str]:
    tally = run.totals.tally
    failed = words("failed_n", count=words.count(tally.outcomes[Outcome.FAIL]))
    levels = [(level, tally.failed[level]) for level in Severity if tally.failed[level].rules]
    said = [words("severity_n", severity=words(level.value), count=words.count(count)) for level, count in levels]
    review = tally.outcomes[Outcome.REVIEW]
    return [failed, *said, *([words("review_n", count=words.count(review))] if review.rules else [])]


def _choices(index: IndexPage, words: Words) -> list[tuple[str, str, list[tuple[object, str]]]]:
    """Return the filters that leave a choice: key, name and options."""
    found = [
        (number, words.of(name_of(v)))
        for number, v in enumerate(VERDICTS)
        if any(g.verdicts[number] for g in index.groups)
    ]
    severities = [(level.value, words(level.value)) for level in Severity if level is not Severity.ADVICE]
    choices: list[tuple[str, str, list[Any]]] = [
        ("verdict", words("verdict"), found),
        ("grade", words("grade"), [*((grade, grade) for grade in index.grades if grade), ("-", words("no_grade"))]),
        ("severity", words("severity"), [*severities, ("review", words("review_short"))]),
        ("theme", words("theme"), list(enumerate(index.themes))),
        ("year", words("year"), [(year, str(year)) for year in index.years]),
        ("kind", words("kind"), [(group.number, group.title) for group in index.groups]),
    ]
    return [choice for choice in choices if len(choice[2]) > 1]


def _bins(index: IndexPage, words: Words) -> list[tuple[float, int, str]]:
    """Return height, number and words of each bar."""
    most = max(index.bins, default=0) or 1
    width = 100 // len(index.bins)
    return [
        (round(TALLEST_BAR * n / most, 1), n, words("score_bins", low=width * at, high=width * (at + 1), n=n))
        for at, n in enumerate(index.bins)
    ]


def _roster(index: IndexPage, words: Words) -> list[Filings]:
    """Return the filings of each year, the latest first, in each the missing first."""
    found, run = [], index.run
    sources = {source for filing in run.filings if filing.status in STATUSES for source in filing.sources[:1]}
    rows = index.rows_of(sources)
    for year in sorted({filing.year for filing in run.filings}, reverse=True):
        of_year = [filing for filing in run.filings if filing.year == year]
        by_status = {status: [f for f in of_year if f.status is status] for status in reversed(Filed)}
        parts = [words("roster_part", status=words(f"filed_{s}"), n=len(of)) for s, of in by_status.items() if of]
        said = words("roster_sum", year=year, n=len(of_year), parts=words.listed(parts))
        wrong = [_named(status, by_status[status], rows, words) for status in STATUSES if by_status[status]]
        found.append(Filings(said, wrong))
    return found


def _named(status: Filed, filings: Sequence[Filing], rows: Mapping[str, Row], words: Words) -> Named:
    told = []
    for filing in filings[:MOST_NAMED]:
        row = next((rows[source] for source in filing.sources if source in rows), None)
        files = words.listed(list(filing.sources)) if status is Filed.UNREADABLE else ""
        name = f"{filing.member.agency}（{files}）" if files and words.chinese else filing.member.agency
        told.append(
            (words.show(f"{name} ({files})" if files and not words.chinese else name, 200), row.slug if row else "")
        )
    return Named(words(f"filed_{status}"), told, max(len(filings) - MOST_NAMED, 0))


def _lacking(run: Run, words: Words) -> str:
    """Say how many have not filed on the latest year; empty where all have, or no roster tells."""
    latest = max((filing.year for filing in run.filings), default=0)
    missing = sum(filing.year == latest and filing.status is Filed.MISSING for filing in run.filings)
    return words("lacking", year=latest, n=missing) if missing else ""


def _across(index: IndexPage, words: Words) -> list[Across]:
    """Return what rules across reports found, by rule and level, the gravest first: how much of it, and the first messages."""
    found: dict[tuple[str, str], list[Result]] = {}
    for result in index.run.batch:
        if result.outcome in (Outcome.FAIL, Outcome.REVIEW):
            level = result.severity.value if result.outcome is Outcome.FAIL else Outcome.REVIEW.value
            found.setdefault((level, result.rule), []).append(result)
    found = dict(sorted(found.items(), key=lambda each: _LEVELS.index(each[0][0])))
    firsts = [
        list(islice(((each.reports, said.words) for each in results for said in each.findings), MOST_MESSAGES))
        for results in found.values()
    ]
    rows = index.rows_of({reports[0] for of in firsts for reports, _ in of if reports})
    told = [[Told(rows.get(reports[0]) if reports else None, words.of(said)) for reports, said in of] for of in firsts]
    titles = [words.of(index.run.rules[rule].title) for _, rule in found]
    levels = [level for level, _ in found]
    counts = [Count(len(results), sum(result.places for result in results)) for results in found.values()]
    more = (count.places - len(said) for count, said in zip(counts, told, strict=True))
    return list(map(Across, titles, levels, map(words.count, counts), told, more))
