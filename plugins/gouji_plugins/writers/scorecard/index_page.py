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

from gouji import CheckedReport, Count, Outcome, Run, Scorecard, Severity, Status, Tally, name_of
from gouji_plugins.writers.scorecard.index_rows import Row, RowMaker, quotas
from gouji_plugins.writers.shared.ranking import GROUPS, VERDICTS, Order, counting_for, order_of
from gouji_plugins.writers.shared.words import Words

FIRST_ROWS = 200
"""Rows that stand in the page itself, for those without script; also the rows of one page of the list."""
PRINTED_LINES = 25
"""Lines of the list that are printed, titles of groups included, so that the whole page takes two sheets."""
HEAT_ROWS = 40
PRINTED_HEAT = 15
ROWS_A_FILE = 2_000
MOST_FREQUENT = 20
EXAMPLES = 3
MOST_REFUSED = 200
MOST_MESSAGES = 5
BINS = 10
DATA = "index_data"


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
    """A requirement that many reports breach; `worst` are some of them."""

    number: int
    title: str
    severity: Severity
    count: Count = field(default_factory=Count)
    worst: list[Row] = field(default_factory=list)


class IndexPage:
    """Gathers a row of each report, and puts them together at the end."""

    def __init__(self, run: Run, words: Words) -> None:
        self.run, self.words, self._maker = run, words, RowMaker(run, words)
        self._rows: list[tuple[Order, str]] = []
        self._breached: dict[str, Frequent] = {}
        self.refused: list[tuple[str, Status, str]] = []

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Take a file."""
        words = self.words
        if checked.status is not Status.CHECKED:
            self.refused.append((words.show(checked.source, 200), checked.status, words.of(checked.reason)))
            return
        results = counting_for(checked, self.run)
        tally = Tally.of(results)
        self._rows.append((order_of(checked, card, tally), self._maker.row(checked, card, results, tally).packed))
        for result in results:
            if result.outcome is Outcome.FAIL:
                number, title = self._maker.rules[result.rule], words.of(self.run.rules[result.rule].title)
                of_rule = self._breached.setdefault(result.rule, Frequent(number, title, result.severity))
                of_rule.count = of_rule.count.and_one(result)

    def finish(self, folder: Path) -> None:
        """Sort the rows and write the data files; from then on the rest can be asked for."""
        self._rows.sort()
        for of_rule in self.frequent:
            number = of_rule.number
            breaching = (row for row in map(Row.unpacked, self._texts()) if number in row.rules)
            of_rule.worst.extend(islice(breaching, EXAMPLES))
        (folder / DATA).mkdir()
        parts = max(-(-len(self._rows) // ROWS_A_FILE), 1)
        for part in range(parts):
            rows = ",\n".join(islice(self._texts(), part * ROWS_A_FILE, (part + 1) * ROWS_A_FILE))
            head = json.dumps({"part": part, "parts": parts, **(self._lists() if not part else {})}, ensure_ascii=False)
            text = f'gouji({head[:-1]}, "rows": [\n{rows}\n]}});\n'
            (folder / DATA / f"rows-{part + 1}.js").write_text(text, encoding="utf-8", newline="\n")

    def _texts(self) -> Iterable[str]:
        return (text for _, text in self._rows)

    def _lists(self) -> Mapping[str, object]:
        words, run, rules = self.words, self.run, self._maker.rules.all
        return {
            "verdicts": [[verdict.value, words.of(name_of(verdict))] for verdict in VERDICTS],
            "groups": [words(f"group_{group}") for group in GROUPS],
            "kinds": self._maker.kinds.all,
            "themes": [self.theme(theme) for theme in self._maker.themes.all],
            "rules": [[words.of(run.rules[rule].title), self._maker.themes[run.rules[rule].theme]] for rule in rules],
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
        for (group, verdict, score, *_), _ in self._rows:
            verdicts.setdefault(int(group), Counter())[int(verdict)] += 1
            scores.setdefault(int(group), []).extend([score] if score >= 0 else [])
        present = sorted(verdicts)
        counts = [verdicts[group].total() for group in present]
        titles = len(present) if len(present) > 1 else 0
        shown, printed = quotas(counts, FIRST_ROWS), quotas(counts, PRINTED_LINES - titles)
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
    def is_cut_on_paper(self) -> bool:
        """Whether reports of the list are left out where the page is printed."""
        return sum(shown.printed for group in self.groups for shown in group.rows) < self.count

    @cached_property
    def bins(self) -> list[int]:
        """How many scores lie in each tenth of the scale."""
        scores = [int(order[2] * BINS // 100) for order, _ in self._rows if order[2] >= 0]
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
    def heat(self) -> list[Shown]:
        """The rows of the heat map: as many of each group as there is room for."""
        shown = quotas([group.count for group in self.groups], HEAT_ROWS)
        printed = quotas([group.count for group in self.groups], PRINTED_HEAT)
        return [
            Shown(each.row, each.number, each.number <= printed[at])
            for at, group in enumerate(self.groups)
            for each in group.rows[: shown[at]]
        ]
