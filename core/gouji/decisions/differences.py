"""Two runs side by side: what is new, fixed, as it was, or has other figures, and whether reports or rules have changed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from gouji.decisions.runs import Found, Json, PastRun, findings_of
from gouji.model.result import Outcome

Cells = Mapping[tuple[str, str, str], str]
"""Figures as printed, by table, row and column."""
FIGURES = "figures.csv"
"""What the format csv writes of the figures."""
SECTIONS = "sections.csv"
"""What it writes of the text."""
_LONGEST = 2**24
"""Characters of one section."""
LOOKED = (Outcome.PASS, Outcome.FAIL, Outcome.REVIEW)
"""Outcomes of rules that had something to look at."""


class Change(StrEnum):
    """What became of a finding."""

    NEW = "new"
    FIXED = "fixed"
    """Gone, and its rule has looked again."""
    UNSEEN = "unseen"
    """Not there, but nothing looked for it: its report or rule did not take part, or the rule had nothing to look at."""
    CHANGED = "changed"
    """Still there, with other values."""
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class FoundTwice:
    """A finding before and after, None where it is not there."""

    change: Change
    before: Found | None
    after: Found | None

    @property
    def latest(self) -> Found:
        """The finding as it was last seen."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is printed otherwise, empty where it was or is not printed."""

    table: str
    row: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReportChange:
    """A report before and after; `before` or `after` is None where it is not there."""

    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    findings: tuple[FoundTwice, ...] = ()
    figures: tuple[FigureChange, ...] = ()

    @property
    def latest(self) -> Mapping[str, Any]:
        """The report as it was last seen."""
        report = self.after or self.before
        assert report is not None
        return report

    @property
    def same_file(self) -> bool:
        """Tell whether both were read from the same bytes."""
        return bool(self.before and self.after and self.before["sha256"] == self.after["sha256"])

    def of(self, change: Change) -> list[FoundTwice]:
        """Return the findings with which that happened."""
        return [each for each in self.findings if each.change is change]


@dataclass(frozen=True)
class Differences:
    """All that differs between two runs.

    `rules` are ids of rules that came, went or mean something else; `tools` names what else took part and is not the same: Gouji,
    packs, plugins, settings. `titles` are those of the rules.
    """

    before: str
    after: str
    reports: tuple[ReportChange, ...]
    rules: Mapping[str, str] = field(default_factory=dict)
    tools: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)

    def count(self, change: Change) -> int:
        """Return with how many findings that happened."""
        return sum(len(report.of(change)) for report in self.reports)


def differences(before: PastRun, after: PastRun) -> Differences:
    """Compare two runs."""
    old_figures, new_figures = figures_in(before.folder), figures_in(after.folder)
    reports = []
    pairs = list(_pairs(before, after))
    again = _Again(after, {old["source"] for old, new in pairs if old and new})
    for old, new in pairs:
        cells = [
            figures.get(one["source"], {}) if one else {} for figures, one in ((old_figures, old), (new_figures, new))
        ]
        changed = _figure_changes(*cells) if all(cells) else ()
        same = old is None or new is None or (_agency(old, before), old["year"]) == (_agency(new, after), new["year"])
        sides = _found(before, old), _found(after, new)
        reports.append(ReportChange(old, new, tuple(_matched(*sides, again.looked(new), same=same)), tuple(changed)))
    whole: Json = {
        "source": "",
        "agency": "",
        "year": None,
        "sha256": "",
        "score": None,
        "verdict": None,
        "results": [],
    }
    across = _matched(_found(before, whole), _found(after, whole), again.looked(whole), same=True)
    if across:
        reports.append(ReportChange(whole, whole, tuple(across)))
    titles = {name: rule.title for run in (before, after) for name, rule in run.rules.items()}
    return Differences(
        before.name, after.name, tuple(reports), _rules(before, after), tuple(_tools(before, after)), titles
    )


def _pairs(before: PastRun, after: PastRun) -> Iterator[tuple[Json | None, Json | None]]:
    """Pair reports of one agency and year, by name or by roster, then those of one agency where each has one left, then by file."""
    left, right = list(before.reports), list(after.reports)
    for key in (_agency_and_year, _on_roster, _agency, lambda report, _: report["source"]):
        old, new = _alone(left, key, before), _alone(right, key, after)
        for name in [name for name in new if name in old]:
            yield old[name], new[name]
            left.remove(old[name])
            right.remove(new[name])
    yield from ((report, None) for report in left)
    yield from ((None, report) for report in right)


def _agency_and_year(report: Json, run: PastRun) -> object:
    return (_agency(report, run), report["year"]) if report["agency"] and report["year"] else None


def _on_roster(report: Json, run: PastRun) -> object:
    name = run.on_roster.get(report["source"])
    return (name, report["year"]) if name and report["year"] else None


def _agency(report: Json, _: PastRun) -> object:
    """Return the agency, one that says that it was renamed by its former name."""
    return report.get("agency_before") or report["agency"] or None


def _alone(reports: Iterable[Json], key: Callable[[Json, PastRun], object], run: PastRun) -> dict[object, Json]:
    """Return reports by a key that no other has."""
    found: dict[object, list[Json]] = {}
    for report in reports:
        found.setdefault(key(report, run), []).append(report)
    return {name: group[0] for name, group in found.items() if name is not None and len(group) == 1}


def _found(run: PastRun, report: Json | None) -> list[Found]:
    """Return what counts for a report, what was found with other reports too."""
    if report is None:
        return []
    results = [*report["results"], *run.across.get(report["source"], ())]
    return list(findings_of(results, report["source"], report["agency"] or "", report["year"]))


class _Again:
    """Tells what of an earlier run was looked at again in a later one; `paired` are the earlier reports that are there again."""

    def __init__(self, after: PastRun, paired: Container[str]) -> None:
        self._after, self._paired = after, paired
        self._general = _outcomes([result for results in after.across.values() for result in results])

    def looked(self, report: Json | None) -> Callable[[Found], bool]:
        """Return what tells of an earlier finding whether its rule had something to look at in this report, or among all."""
        if report is None:
            return lambda _: False
        own = _outcomes([*report["results"], *self._after.across.get(report["source"], ())])

        def looked(found: Found) -> bool:
            names = self._after.rule(found.rule).names
            ran = next((own[name] for name in names if name in own), None)
            if ran is None and (found.others or not found.source):
                ran = next((self._general[name] for name in names if name in self._general), None)
            return bool(ran and not ran.isdisjoint(LOOKED)) and all(other in self._paired for other in found.others)

        return looked


def _outcomes(results: Iterable[Json]) -> dict[str, set[str]]:
    """Return how each rule ended."""
    found: dict[str, set[str]] = {}
    for result in results:
        found.setdefault(result["rule"], set()).add(result["outcome"])
    return found


def _matched(
    before: Sequence[Found], after: Sequence[Found], looked: Callable[[Found], bool], *, same: bool
) -> list[FoundTwice]:
    """Match findings by fingerprint; those of two years or names, whose fingerprints differ, by rule and place."""
    old = _by_mark(before, same=same)
    twice = []
    for mark, found in _by_mark(after, same=same).items():
        earlier = old.pop(mark, None)
        if earlier is None:
            twice.append(FoundTwice(Change.NEW, None, found))
        else:
            unchanged = earlier.evidence == found.evidence if same else earlier.printed == found.printed
            twice.append(FoundTwice(Change.UNCHANGED if unchanged else Change.CHANGED, earlier, found))
    return [*twice, *(FoundTwice(Change.FIXED if looked(each) else Change.UNSEEN, each, None) for each in old.values())]


def _by_mark(found: Iterable[Found], *, same: bool) -> dict[object, Found]:
    marks: dict[object, Found] = {}
    for each in found:
        mark: object = each.fingerprint if same else (each.rule, each.place)
        number = 0
        while (mark, number) in marks:
            number += 1
        marks[mark, number] = each
    return marks


def figures_in(folder: Path) -> dict[str, dict[tuple[str, str, str], str]]:
    """Return the figures of each report where the run wrote them."""
    found: dict[str, dict[tuple[str, str, str], str]] = {}
    path = folder / FIGURES
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line in csv.DictReader(file):
                found.setdefault(line["source"], {})[line["table"], line["row"], line["column"]] = line["raw"]
    return found


def sections_in(folder: Path) -> dict[str, dict[str, str]]:
    """Return the text of the sections of each report where the run wrote it."""
    found: dict[str, dict[str, str]] = {}
    path = folder / SECTIONS
    if path.is_file():
        csv.field_size_limit(_LONGEST)
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line in csv.DictReader(file):
                found.setdefault(line["source"], {})[line["section"]] = line["text"]
    return found


def _figure_changes(before: Cells, after: Cells) -> Iterator[FigureChange]:
    for cell in dict.fromkeys((*before, *after)):
        old, new = before.get(cell, ""), after.get(cell, "")
        if old != new:
            yield FigureChange(*cell, old, new)


def _rules(before: PastRun, after: PastRun) -> dict[str, str]:
    """Return the rules that came (`new`), went (`gone`) or mean something else (`revised`)."""
    old, new = before.rules, after.rules
    told = {name: "new" for name in new if name not in old} | {name: "gone" for name in old if name not in new}
    return told | {name: "revised" for name in new if name in old and new[name].revision != old[name].revision}


def _tools(before: PastRun, after: PastRun) -> Iterator[str]:
    old, new = before.data, after.data
    if old["gouji"] != new["gouji"]:
        yield f"gouji {old['gouji']} → {new['gouji']}"
    for part, name in (("packs", "id"), ("plugins", "name")):
        sides = [{each[name]: (each["version"], each.get("sha256")) for each in data[part]} for data in (old, new)]
        yield from (each for each in sorted({*sides[0], *sides[1]}) if sides[0].get(each) != sides[1].get(each))
    if old.get("settings") != new.get("settings"):
        yield "gouji.toml"
