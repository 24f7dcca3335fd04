"""The page over all reports: its first rows stand in it, all rows in data files beside it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from statistics import median

from gouji import CheckedReport, Count, Filed, Outcome, Run, Scorecard, Severity, Status, Tally, name_of
from gouji_plugins.writers.scorecard.index_agencies import whose
from gouji_plugins.writers.scorecard.index_causes import Cause, Causes, Key
from gouji_plugins.writers.scorecard.index_ranks import Ranks
from gouji_plugins.writers.scorecard.index_rows import Row, RowMaker, quotas, ranked
from gouji_plugins.writers.scorecard.index_years import MOST_YEARS, Agency, OfYear, by_year, side_by_side
from gouji_plugins.writers.shared.ranking import GROUPS, VERDICTS, Order, counting_for, order_of
from gouji_plugins.writers.shared.words import Words

FIRST_ROWS = 200
"""Rows that stand in the page itself, for those without script; also the rows of one page of the list."""
PRINTED_LINES = 25
"""Lines of the list that are printed, titles of groups included, so that the whole page takes two sheets."""
FREE_LINES = 2
"""Lines that a table of years over the list may take on paper before the list must be shorter."""
HEAT_ROWS = 40
PRINTED_HEAT = 15
PRINTED_HEAT_BESIDE = 5
"""The same where the years of agencies stand beside it."""
ROWS_A_FILE = 2_000
MOST_FREQUENT = 20
EXAMPLES = 3
MOST_REFUSED = 200
MOST_MESSAGES = 5
BINS = 10
DATA = "index_data"
CAUSES = "index_causes"
COMPARED = 40
"""Agencies whose years stand side by side in the page itself."""
PRINTED_COMPARED = 6
STATUSES = (Filed.MISSING, Filed.UNREADABLE, Filed.LATE, Filed.DOUBLE)
"""What may be wrong with who has filed, the worst first."""
_REFUSED = ("source", "status", "reason")
"""What is drawn of a file that is no report, or could not be read."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the list with its number in its group; `printed` tells whether it is printed too."""

    row: Row
    number: int
    printed: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Reports of one kind of agency: how many, by verdict, and those that are listed."""

    number: int
    title: str
    count: int
    verdicts: Sequence[int]
    median: float | None
    rows: Sequence[Shown]


@dataclass(slots=True)
class Frequent:
    """A requirement that many reports breach; `worst` are some of them, `causes` what recurs in many, each with some reports."""

    number: int
    id: str
    title: str
    severity: Severity
    count: Count = field(default_factory=Count)
    worst: list[Row] = field(default_factory=list)
    causes: list[tuple[Cause, list[Row]]] = field(default_factory=list)


class IndexPage:
    """Gathers a row of each report, and puts them together at the end."""

    def __init__(self, run: Run, words: Words) -> None:
        self.run, self.words, self._maker = run, words, RowMaker(run, words)
        self._rows: list[tuple[Order, str, int]] = []
        self._ranks, self._causes = Ranks(), Causes(run, words)
        self._breached: dict[str, Frequent] = {}
        self.refused: list[tuple[str, Status, str]] = []

    def drawn(self, checked: CheckedReport, card: Scorecard) -> str:
        """Return what the page tells of a file, as JSON: what follows from the file alone, whatever others there are."""
        words, refused = self.words, checked.status is not Status.CHECKED
        if refused:
            return _compact([words.show(checked.source, 200), checked.status, words.of(checked.reason)])
        results = counting_for(checked, self.run)
        tally = Tally.of(results)
        failed = [result for result in results if result.outcome is Outcome.FAIL]
        breaches = [(*self._causes.key(result, checked), result.severity, result.places) for result in failed]
        alike = checked.pack, checked.year, card.coverage or 0.0, card.score
        row = self._maker.drawn(checked, card, results, tally)
        return _compact([order_of(checked, card, tally), alike, whose(checked), checked.source, breaches, row])

    def take(self, drawn: str) -> None:
        """Take what was drawn of the next file."""
        told = json.loads(drawn)
        if len(told) == len(_REFUSED):
            self.refused.append((told[0], Status(told[1]), told[2]))
            return
        (order, (pack, year, coverage, score), agency, source, breaches, row), report = told, len(self._rows)
        self._rows.append((tuple(order), self._maker.row(row, agency, source).packed, report))
        self._ranks.add((pack, order[0], year), coverage, score)
        for rule, where, how, severity, places in breaches:
            self._causes.add(report, Key(rule, where, how))
            number, title = self._maker.rules[rule], self.words.of(self.run.rules[rule].title)
            of_rule = self._breached.setdefault(rule, Frequent(number, rule, title, Severity(severity)))
            of_rule.count = of_rule.count.joined(Count(1, places))

    def finish(self, folder: Path) -> None:
        """Sort the rows and write the data files; from then on the rest can be asked for."""
        self._rows.sort()
        self._ranks.finish()
        self._frequent(folder)
        (folder / DATA).mkdir()
        parts = max(-(-len(self._rows) // ROWS_A_FILE), 1)
        for part in range(parts):
            rows = ",\n".join(islice(self._texts(), part * ROWS_A_FILE, (part + 1) * ROWS_A_FILE))
            head = json.dumps({"part": part, "parts": parts, **(self._lists() if not part else {})}, ensure_ascii=False)
            text = f'gouji({head[:-1]}, "rows": [\n{rows}\n]}});\n'
            (folder / DATA / f"rows-{part + 1}.js").write_text(text, encoding="utf-8", newline="\n")

    def _frequent(self, folder: Path) -> None:
        """Give what is frequent its examples and its recurring causes, each with a file that names its reports."""
        places = {report: place for place, (_, _, report) in enumerate(self._rows)}
        for of_rule in self.frequent:
            number = of_rule.number
            of_rule.worst.extend(_examples(row for row in map(Row.unpacked, self._texts()) if number in row.rules))
        causes = [(of_rule, cause) for of_rule in self.frequent for cause in self._causes.of_rule(of_rule.id)]
        if causes:
            (folder / CAUSES).mkdir()
        for number, (of_rule, cause) in enumerate(causes, 1):
            cause.number = number
            found = sorted(places[report] for report in cause.reports)
            rows = (Row.unpacked(self._rows[place][1]) for place in found)
            of_rule.causes.append((cause, _examples(rows)))
            data = {"cause": number, "said": [of_rule.title, cause.key.where, cause.key.how], "places": found}
            text = f"gouji({json.dumps(data, ensure_ascii=False)});\n"
            (folder / CAUSES / f"cause-{number}.js").write_text(text, encoding="utf-8", newline="\n")

    def _texts(self) -> Iterable[str]:
        return (ranked(text, self._ranks.of(report)) for _, text, report in self._rows)

    def _lists(self) -> Mapping[str, object]:
        words, run, rules = self.words, self.run, self._maker.rules.all
        return {
            "verdicts": [[verdict.value, words.of(name_of(verdict))] for verdict in VERDICTS],
            "groups": [words(f"group_{group}") for group in GROUPS],
            "kinds": self._maker.kinds.all,
            "themes": [self.theme(theme) for theme in self._maker.themes.all],
            "rules": [[words.of(run.rules[rule].title), self._maker.themes[run.rules[rule].theme]] for rule in rules],
            "compared": self.compared_years,
            "wanting": [[who, year, said] for (who, year), said in self._wanting.items()],
        }

    def theme(self, theme: str) -> str:
        """Return what a theme is called."""
        return self.words.of(self.run.themes[theme]) if theme in self.run.themes else theme

    @property
    def themes(self) -> list[str]:
        """The titles of the themes, by their numbers."""
        return [self.theme(theme) for theme in self._maker.themes.all]

    @property
    def kinds(self) -> list[str]:
        """The kinds of agency in words, by their numbers."""
        return self._maker.kinds.all

    @property
    def count(self) -> int:
        """How many reports were checked."""
        return len(self._rows)

    @cached_property
    def frequent(self) -> list[Frequent]:
        """What most reports breach."""
        most = sorted(self._breached.values(), key=lambda each: (-each.count.rules, -each.count.places, each.title))
        return most[:MOST_FREQUENT]

    @cached_property
    def groups(self) -> list[Group]:
        """The kinds of agency that there are, the first rows of each."""
        verdicts: dict[int, Counter[int]] = {}
        scores: dict[int, list[float]] = {}
        for (group, verdict, score, *_), _, _ in self._rows:
            verdicts.setdefault(int(group), Counter())[int(verdict)] += 1
            scores.setdefault(int(group), []).extend([score] if score >= 0 else [])
        present = sorted(verdicts)
        counts = [verdicts[group].total() for group in present]
        titles = len(present) if len(present) > 1 else 0
        shown, printed = quotas(counts, FIRST_ROWS), quotas(counts, self.printed_lines - titles)
        made, start = [], 0
        for at, group in enumerate(present):
            rows = [Row.unpacked(text) for text in islice(self._texts(), start, start + shown[at])]
            listed = [Shown(row, number, number <= printed[at]) for number, row in enumerate(rows, 1)]
            of_verdict = [verdicts[group][verdict] for verdict in range(len(VERDICTS))]
            middle = median(scores[group]) if scores[group] else None
            made.append(Group(group, self.words(f"group_{GROUPS[group]}"), counts[at], of_verdict, middle, listed))
            start += counts[at]
        return made

    def rows_of(self, sources: Collection[str]) -> dict[str, Row]:
        """Return the rows of some reports by their sources."""
        wanted = {self.words.show(source, 200): source for source in sources}
        rows = (Row.unpacked(text) for text in self._texts()) if wanted else ()
        return {wanted[row.source]: row for row in rows if row.source in wanted}

    @property
    def printed_lines(self) -> int:
        """Lines of the list on paper: fewer where the years stand above it."""
        return PRINTED_LINES - max(len(self.of_years) - FREE_LINES, 0)

    @property
    def printed_heat(self) -> int:
        """Rows of the heat map on paper."""
        return PRINTED_HEAT_BESIDE if self.compared else PRINTED_HEAT

    @property
    def is_cut_on_paper(self) -> bool:
        """Whether reports of the list are left out where the page is printed."""
        return sum(shown.printed for group in self.groups for shown in group.rows) < self.count

    @cached_property
    def bins(self) -> list[int]:
        """How many scores lie in each tenth of the scale."""
        scores = [int(order[2] * BINS // 100) for order, _, _ in self._rows if order[2] >= 0]
        counted = Counter(min(place, BINS - 1) for place in scores)
        return [counted[place] for place in range(BINS)]

    @cached_property
    def grades(self) -> list[str]:
        """The grades that there are, an empty one for reports without."""
        return sorted({row.grade for row in map(Row.unpacked, self._texts())})

    @cached_property
    def years(self) -> list[int]:
        """The years reported on."""
        return sorted({row.year for row in map(Row.unpacked, self._texts())} - {0})

    @cached_property
    def _wanting(self) -> Mapping[tuple[int, int], str]:
        """How agencies stand on years on which they have no report, by number and year."""
        words = self.words
        return {(who, year): words(f"filed_{status}") for who, year, status in self._maker.agencies.wanting}

    @cached_property
    def of_years(self) -> list[OfYear]:
        """All reports by year, where there are several years or a roster."""
        found = by_year(map(Row.unpacked, self._texts()), self.run, STATUSES)
        return found[-MOST_YEARS:] if len(found) > 1 or self.run.filings else []

    @cached_property
    def compared_years(self) -> list[int]:
        """The years that stand side by side: the latest, where some agency has reported on several."""
        owners: dict[int, int] = {}
        several = any(owners.setdefault(row.who, row.year) != row.year for row in map(Row.unpacked, self._texts()))
        return self.years[-MOST_YEARS:] if several else []

    @cached_property
    def compared(self) -> list[Agency]:
        """The first agencies of each group with their years side by side."""
        if not self.compared_years:
            return []
        groups: dict[int, dict[int, None]] = {}
        for row in map(Row.unpacked, self._texts()):
            if row.year:
                groups.setdefault(row.group, {})[row.who] = None
        counts = [len(group) for group in groups.values()]
        chosen = [
            list(islice(group, share)) for group, share in zip(groups.values(), quotas(counts, COMPARED), strict=True)
        ]
        rows, printed = map(Row.unpacked, self._texts()), quotas(counts, PRINTED_COMPARED)
        return side_by_side(chosen, printed, rows, self.compared_years, self._wanting)

    @cached_property
    def heat(self) -> list[Shown]:
        """The rows of the heat map: as many of each group as there is room for."""
        shown = quotas([group.count for group in self.groups], HEAT_ROWS)
        printed = quotas([group.count for group in self.groups], self.printed_heat)
        return [
            Shown(each.row, each.number, each.number <= printed[at])
            for at, group in enumerate(self.groups)
            for each in group.rows[: shown[at]]
        ]


def _compact(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _examples(rows: Iterable[Row]) -> list[Row]:
    """Return the first rows of different agencies."""
    found: dict[int, Row] = {}
    for row in rows:
        found.setdefault(row.who, row)
        if len(found) == EXAMPLES:
            break
    return list(found.values())
