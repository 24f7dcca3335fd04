"""Reports with one thing changed, as the case files of the rules describe them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from gouji_rules.gid.testing.agencies import Agency, Kind
from gouji_rules.gid.testing.composing import compose
from gouji_rules.gid.testing.legacy_page import legacy_page
from gouji_rules.gid.testing.pages import to_html
from gouji_rules.gid.testing.report import LawfulReport

BUREAU = Agency("示例市审计局", Kind.DEPARTMENT, "示例市", "shili.gov.cn", "我局")


def base(case: Mapping[str, Any]) -> LawfulReport:
    """Return the lawful report that a case starts from: a bureau's, or that of the case's own agency, for its year."""
    agency = replace(BUREAU, name=case["agency"]) if "agency" in case else BUREAU
    return compose(agency, case.get("year", 2023), Random(case.get("seed", 1)))


def edited(case: Mapping[str, Any], report: LawfulReport | None = None) -> str:
    """Return the page of a case's report, or of the one given, with its changes; ValueError where what is replaced does not stand in it.

    `cells` sets cells by table.row.column, where `*` stands for any name and `+3` adds; `zeros` prints the zeros of these
    tables as `as`; `figures_down` prints the figures of tables some rows lower; `drop_sections`, `drop_rows`, `headings`,
    `labels`, `order`, `paragraphs`, `add` (at the end of a section's prose), `preamble`, `published` and `title` change the
    report before it is set as a page; `drop_tables` takes the first table of these sections off the page, `replace` changes the
    text of the page itself. A case with `statistics` is a report of the form before 2019, see `legacy_page`.
    """
    page = legacy_page(case) if "statistics" in case else to_html(changed(case, report))
    for section in case.get("drop_tables", ()):
        heading = re.escape(changed(case, report).section(section).heading)
        page = re.sub(rf"(<h2>{heading}</h2>.*?)<table.*?</table>", r"\1", page, count=1, flags=re.DOTALL)
    for old, new in case.get("replace", ()):
        if old not in page:
            raise ValueError(f"{old} does not stand in the page")
        page = page.replace(old, new)
    return page


def changed(case: Mapping[str, Any], report: LawfulReport | None = None) -> LawfulReport:
    """Return a case's report with its changes, but for those of the page itself."""
    return _with_words(_with_figures(report or base(case), case), case)


def _with_figures(report: LawfulReport, case: Mapping[str, Any]) -> LawfulReport:
    figures = {t: {r: dict(cells) for r, cells in rows.items()} for t, rows in report.figures.items()}
    for table in case.get("zeros", ()):
        for cells in figures[table].values():
            cells.update({column: case["as"] for column, raw in cells.items() if raw == "0"})
    for place, raw in case.get("cells", {}).items():
        table, row, column = place.split(".")
        for name in figures[table] if row == "*" else [row]:
            for cell in figures[table][name] if column == "*" else [column]:
                before = figures[table][name][cell]
                figures[table][name][cell] = str(int(before) + int(raw[1:])) if raw.startswith("+") else raw
    for table, steps in case.get("figures_down", {}).items():
        figures[table] = _moved_down(figures[table], steps)
    for place in case.get("drop_rows", ()):
        table, row = place.split(".")
        del figures[table][row]
    return replace(report, figures=figures)


def _moved_down(rows: dict[str, dict[str, str]], steps: int) -> dict[str, dict[str, str]]:
    """Print each row's figures some rows lower; what leaves the table is lost, zeros move in."""
    cells = list(rows.values())
    zeros = dict.fromkeys(cells[0], "0")
    return dict(zip(rows, [*[zeros] * steps, *cells[: len(cells) - steps]], strict=True))


def _with_words(report: LawfulReport, case: Mapping[str, Any]) -> LawfulReport:
    sections = [section for section in report.sections if section.id not in case.get("drop_sections", ())]
    headings = case.get("headings", {})
    paragraphs = {name: tuple(lines) for name, lines in case.get("paragraphs", {}).items()}
    sections = [
        replace(s, heading=headings.get(s.id, s.heading), paragraphs=paragraphs.get(s.id, s.paragraphs))
        for s in sections
    ]
    added = case.get("add", {})
    sections = [replace(s, paragraphs=(*s.paragraphs, *added.get(s.id, ()))) for s in sections]
    if "order" in case:
        sections = [next(s for s in sections if s.id == name) for name in case["order"]]
    published = date.fromisoformat(case["published"]) if "published" in case else report.published
    return replace(
        report,
        sections=tuple(sections),
        preamble=tuple(case.get("preamble", report.preamble)),
        published=published,
        title=case.get("title", report.title),
        relabelled=case.get("labels", {}),
    )
