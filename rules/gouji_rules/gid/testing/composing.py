"""From a seed to a whole lawful report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from random import Random

from gouji_rules.gid.testing.agencies import Agency, lawful_date, some_agency
from gouji_rules.gid.testing.disclosure import gone_on, some_disclosure
from gouji_rules.gid.testing.facts import Facts
from gouji_rules.gid.testing.figures import printed, some_fees, some_requests, some_reviews, with_pending
from gouji_rules.gid.testing.forms import Form, form_of, load
from gouji_rules.gid.testing.other_matters import write_other_matters
from gouji_rules.gid.testing.overview import write_overview
from gouji_rules.gid.testing.preamble import title_of, write_preamble
from gouji_rules.gid.testing.problems import write_problems
from gouji_rules.gid.testing.report import LawfulReport, LawfulSection

_DRAFTS = 200
"""Drafts from which one is chosen that does not repeat the year before."""
_OLD_SHARE = 0.35
_TOLD = ("overview", "problems")
"""Sections that tell of the year."""
_EDGES = re.compile(r"(?<=[一-鿿])(?=\d)|(?<=\d)(?=[一-鿿])")


def lawful(seed: int) -> LawfulReport:
    """Return the lawful report of a seed: the same seed gives the same report."""
    rng = Random(seed)
    return compose(some_agency(rng), rng.choice([2019, 2020, 2021, 2022, 2023, 2024, 2025]), rng)


def series(agency: Agency, years: Iterable[int], rng: Random) -> list[LawfulReport]:
    """Write the lawful reports of one agency on years that follow one another.

    Each goes on from the figures of the last, and tells its own year in words of its own.
    """
    reports: list[LawfulReport] = []
    for year in years:
        last = reports[-1] if reports else None
        drafts = (compose(agency, year, rng, last) for _ in range(_DRAFTS))
        reports.append(next(draft for draft in drafts if last is None or not _says_the_same(draft, last)))
    return reports


def _says_the_same(report: LawfulReport, other: LawfulReport) -> bool:
    """Tell whether much of the text stands in the other one too, in any section."""
    for section in report.sections:
        here, there = _phrases(section.paragraphs), _phrases(other.section(section.id).paragraphs)
        if sum(map(len, here & there)) > _OLD_SHARE * sum(map(len, here)) and section.id in _TOLD:
            return True
    return False


def _phrases(paragraphs: Iterable[str]) -> set[str]:
    """Return what stands between stops and gives no number."""
    parts = (part for line in paragraphs for part in re.split("[，。；：]", re.sub(r"20\d\d", "", line)))
    return {part for part in parts if not re.search(r"\d", part)}


def compose(agency: Agency, year: int, rng: Random, last: LawfulReport | None = None) -> LawfulReport:
    """Write a lawful report of one agency on one year, which goes on from the one on the year before, if any."""
    form = load(form_of(year))
    facts = _facts(form, agency, year, rng, last)
    headings = {section: rng.choice(wordings) for section, wordings in form.headings.items()}
    preamble = write_preamble(agency, year, form.id, list(headings.values()), rng)
    paragraphs = _paragraphs(facts, rng)
    if rng.random() < 0.2:
        preamble = _spaced(preamble)
        paragraphs = {section: _spaced(lines) for section, lines in paragraphs.items()}
    return LawfulReport(
        agency=agency.name,
        kind=agency.kind,
        year=year,
        title=title_of(agency, year),
        published=lawful_date(agency.kind, year, rng),
        form=form.id,
        preamble=preamble,
        sections=tuple(LawfulSection(name, text, paragraphs.get(name, ())) for name, text in headings.items()),
        figures=facts.figures,
        signed=rng.random() < 0.5,
    )


def _facts(form: Form, agency: Agency, year: int, rng: Random, last: LawfulReport | None) -> Facts:
    fees = some_fees(agency, year, rng)
    requests = some_requests(form, agency, fees, rng, last.figures["requests"] if last else None)
    disclosure = some_disclosure(form, agency, fees, rng)
    reviews = some_reviews(form, requests, year, rng)
    if last:
        disclosure = gone_on(disclosure, last.figures["active_disclosure"], rng)
        reviews = with_pending(reviews, last.figures["review"])
    figures = {"active_disclosure": disclosure, "requests": printed(requests), "review": printed(reviews)}
    return Facts(agency, year, form.id, figures, fees)


def _paragraphs(facts: Facts, rng: Random) -> dict[str, tuple[str, ...]]:
    leads = _leads(facts) if rng.random() < 0.25 else {}
    return leads | {
        "overview": write_overview(facts, rng),
        "problems": write_problems(facts, rng),
        "other_matters": write_other_matters(facts, rng),
    }


def _leads(facts: Facts) -> dict[str, tuple[str, ...]]:
    """Write a line before each table."""
    opening = f"{facts.year}年，{facts.agency.scope}"
    return {
        "active_disclosure": (f"{opening}依照《条例》第二十条主动公开政府信息的情况如下表。",),
        "requests": (f"{opening}收到和处理政府信息公开申请的情况如下表。",),
        "review": (f"{opening}因政府信息公开被申请行政复议、被提起行政诉讼的情况如下表。",),
    }


def _spaced(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Set a space between words and figures, as text typed in Word often has it."""
    return tuple(_EDGES.sub(" ", line) for line in lines)
