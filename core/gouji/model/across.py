"""What rules across reports look at: a report with the earlier ones of its agency, with those below it, or all of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from gouji.errors import NotChecked
from gouji.model.brief import Brief
from gouji.model.roster import Filing, Roster
from gouji.model.text import Text

_NOBODY = Text("没有读出机关或年度，无法比对", "it is not known who reports on which year")


@dataclass(frozen=True)
class History:
    """A report and the earlier ones of its agency, the latest first; what rules of the scope `agency` get.

    >>> now, last = (Brief.of(run_of([report_of("gid-2021", year=year)]).reports[0]) for year in (2023, 2022))
    >>> History(now, (last,)).last.year
    2022
    """

    report: Brief
    earlier: tuple[Brief, ...] = ()

    def __repr__(self) -> str:
        return f"History({self.report!r}, {len(self.earlier)} earlier)"

    @cached_property
    def last(self) -> Brief:
        """The report on the year before; NotChecked where there is none, or several that do not say the same."""
        if self.report.year is None or not self.report.agency.key:
            raise NotChecked(_NOBODY)
        year = self.report.year - 1
        before = [brief for brief in self.earlier if brief.year == year]
        if not before:
            raise NotChecked(_missing(year))
        first, *others = before
        if any(other.amounts != first.amounts for other in others):
            raise NotChecked(
                Text("上年度的报告有几份，内容不一", "there are several reports on the year before, which differ")
            )
        return first

    def last_of_form(self) -> Brief:
        """Return the report on the year before; NotChecked where it follows another form."""
        if self.last.form != self.report.form:
            raise NotChecked(Text("上年度的报告用的是另一种表式", "the report on the year before is on another form"))
        return self.last


@cache
def _missing(year: int) -> Text:
    """Say that a report is not at hand; once for each year, since many results say so."""
    return Text(f"缺少 {year} 年度的报告，无法比对", f"the report on {year} is not at hand")


@dataclass(frozen=True)
class Branch:
    """A report and those of the agencies directly below its own on the same year; what rules of the scope `parent` get.

    `missing` names the agencies below whose report is not at hand or could not be read.

    >>> Branch(Brief.of(run.reports[0]), missing=("Exampleton Police",)).missing
    ('Exampleton Police',)
    """

    report: Brief
    children: tuple[Brief, ...] = ()
    missing: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Branch({self.report!r}, {len(self.children)} below, {len(self.missing)} missing)"


@dataclass(frozen=True)
class Everyone:
    """All reports of a run, in its order, each fetched anew; what rules of the scope `all` get.

    `chosen` are the numbers of those that the rule speaks of, `several` the numbers of the reports of one agency on one year,
    where there are several. `filings` is what a roster says of who has filed, empty without one. `whose` tells by the key of a
    report's agency what all its reports have in common, under earlier names too. `rule` is the id of the rule, and `take` what it takes of
    each report.

    >>> briefs = list(map(Brief.of, run.reports))
    >>> [brief.year for brief in Everyone(briefs.__getitem__, range(len(briefs)))]
    [2021]
    """

    fetch: Callable[[int], Brief]
    chosen: Sequence[int] = ()
    several: Sequence[tuple[int, ...]] = ()
    roster: Roster | None = None
    filings: tuple[Filing, ...] = ()
    whose: Callable[[str], str] = str
    rule: str = ""
    take: Callable[[Brief], str] | None = None

    def __repr__(self) -> str:
        return f"Everyone({len(self.chosen)} reports)"

    def __iter__(self) -> Iterator[Brief]:
        return map(self.fetch, self.chosen)

    def __getitem__(self, number: int) -> Brief:
        return self.fetch(number)

    def taken(self) -> Iterator[tuple[int, str]]:
        """Yield for each report its number and what the rule's `take` takes of it, which is kept with the report.

        ValueError where the rule takes nothing.
        """
        for number in self.chosen:
            yield number, self.taken_of(self.fetch(number))

    def taken_of(self, brief: Brief) -> str:
        """Return what the rule takes of one report."""
        if self.take is None:
            raise ValueError(f"rule {self.rule} says not what it takes of a report (take)")
        kept = brief.taken.get(self.rule)
        return self.take(brief) if kept is None else kept
