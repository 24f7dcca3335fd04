"""Several reports checked together, as the case files of rules across reports describe them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random
from typing import Any

from gouji import CheckedReport, Language, Result, Run
from gouji.checking import Selection, bind_document, checked_report
from gouji.engine import run_rules
from gouji.host import Host
from gouji.model.document import Source
from gouji.model.roster import Roster
from gouji.run import make_run
from gouji_rules.gid.testing import BUREAU, LawfulReport, LawfulSection, edited, series, to_html


def read(host: Host, name: str, page: str, *, judge: bool = False) -> CheckedReport:
    """Read a page into a checked report, with `judge` after its own rules have run."""
    report = bind_document(host.read(Source(name, ".html", page.encode())), host)
    return checked_report(report, run_rules(report, host.rules) if judge else (), name.removesuffix(".html"))


def together(host: Host, reports: Sequence[CheckedReport], *rules: str, roster: Roster | None = None) -> Run:
    """Put reports into a run, in which only these rules look across them; without any all do."""
    return make_run(host, reports, (), Language.ZH, selection=Selection(rules), roster=roster)


def pages(reports: Iterable[LawfulReport]) -> dict[str, str]:
    """Return the pages of lawful reports by their file names."""
    return {f"{report.agency}_{report.year}.html": to_html(report) for report in reports}


def result_of(host: Host, rule: str, case: Mapping[str, Any]) -> Result:
    """Return how a rule across years ended for the report of a case on its `year`.

    The case's agency has lawful reports on that year and the one before; `this` and `last` change them as `edited` does, `same`
    names the sections, and `figures` for the tables, that this year's takes from last year's. With `missing` there is none on the
    year before.
    """
    year = case.get("year", 2023)
    legacy = "statistics" in case.get("this", {})
    before, now = (None, None) if legacy else series(BUREAU, (year - 1, year), Random(case.get("seed", 1)))
    if before and now:
        now = with_same(now, before, case.get("same", ()))
    files = [("now.html", {"year": year, **case.get("this", {})}, now)]
    if not case.get("missing"):
        files.insert(0, ("before.html", {"year": year - 1, **case.get("last", {})}, before))
    reports = [read(host, name, edited(changes, report)) for name, changes, report in files]
    results = together(host, reports, rule).across("now.html")
    return next(result for result in results if result.rule == rule)


def with_same(report: LawfulReport, other: LawfulReport, parts: Iterable[str]) -> LawfulReport:
    """Return a report with sections of another one, and with `figures` its tables, the years in the text put right."""

    def taken(section: LawfulSection) -> LawfulSection:
        words = other.section(section.id).paragraphs
        years = [(other.year + step, report.year + step) for step in (1, 0)]
        for old, new in years:
            words = tuple(line.replace(str(old), str(new)) for line in words)
        return replace(section, paragraphs=words)

    sections = tuple(taken(each) if each.id in parts else each for each in report.sections)
    return replace(report, sections=sections, figures=other.figures if "figures" in parts else report.figures)
