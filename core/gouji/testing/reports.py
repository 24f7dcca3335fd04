"""Reports in a few lines, the result of a rule for one, and a run over several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from gouji.api import host_for
from gouji.binding import bind
from gouji.checking import checked_report
from gouji.engine import run_rule, run_rules
from gouji.errors import GoujiError
from gouji.files import File
from gouji.host import Host
from gouji.model.document import Document
from gouji.model.form import Form
from gouji.model.report import Report
from gouji.model.result import Result
from gouji.model.rule import Rule, Scope
from gouji.model.run import Run
from gouji.model.text import Language
from gouji.nearest import unknown
from gouji.rulebook.pack import Pack
from gouji.run import make_run
from gouji.testing.draft import Draft, make_draft
from gouji.testing.setting import document_from

Folders = str | Path | Sequence[str | Path]


def report_of(
    form: str,
    *,
    packs: Folders = (),
    plugins_dir: Folders | None = None,
    config: str | Path | None = None,
    **stated: Any,  # noqa: ANN401  as make_draft takes it
) -> Report:
    """Make a report as the form prescribes it, all figures 0, but for what is stated.

    What is stated by the name of a section is its prose (text, or a list of paragraphs), by that of a table its figures:
    `requests={"new_received.total": 5}`, with `*` for any row or column, `"+3"` to add, `""` for a blank; a row that repeats
    is named with its component, `"plant[North Mill].drawn"`. A list may hold both, where section and table share a name.

    Besides: `agency`, `year`, `title`, `published` (ISO date; "" for none), `preamble`; `cells` by table.row.column,
    `paragraphs` by section; `add` puts paragraphs behind those of a section; `headings` by section and `labels` by table.row
    print other words; `order` names the sections in printed order; `drop_sections`, `drop_tables`, `drop_rows` (table.row)
    leave things out.

    The report is set as a document and bound like any other, so that it is what a reader's file would give. `packs`,
    `plugins_dir` and `config` say what is loaded, as in `gouji.check`. Raises GoujiError for a name that the form has not,
    with the nearest right one, and NotAReport where so much is left out that no form is known.

    >>> report = report_of("gid-2021", requests={"new_received.total": 5}, overview="All went well.", published="2024-01-20")
    >>> report.section("overview").text, report.table("requests").figure("new_received", "total").raw
    ('All went well.', '5')
    >>> report_of("gid-2021", requets="misspelt")
    Traceback (most recent call last):
        ...
    gouji.errors.GoujiError: no section "requets"; did you mean "requests"?
    """
    return report_from(_drafted(host_for(packs, plugins_dir, config), form, stated))


def document_of(
    form: str,
    *,
    packs: Folders = (),
    plugins_dir: Folders | None = None,
    config: str | Path | None = None,
    **stated: Any,  # noqa: ANN401  as make_draft takes it
) -> Document:
    """Make the document of such a report, for `page_of` or a reader's test; see `report_of`.

    >>> document_of("gid-2021", year=2023)
    Document('示例市样例局 2023', read by testing, 16 blocks)
    """
    return document_from(_drafted(host_for(packs, plugins_dir, config), form, stated))


def report_from(draft: Draft) -> Report:
    """Set a draft as a document and bind it to its form; what the draft states of agency and year stands."""
    pack = draft.pack
    report = bind(document_from(draft), (draft.form,), pack.titles, pack.locale, pack.words)
    return replace(report, pack=pack.id, agency=draft.agency, year=draft.year)


def result_of(
    rule: Rule | str, report: Report, *, earlier: Iterable[Report] = (), packs: Folders = (),
    plugins_dir: Folders | None = None, config: str | Path | None = None,
) -> Result:  # fmt: skip
    """Run one rule on a report: a Rule, or the id of one that is installed or in `packs`; see `gouji.Result`.

    A rule across years gets the `earlier` reports of the agency too. Raises GoujiError where no rule has that id, and for one
    that looks at the reports of several agencies: `run_of` runs these.

    >>> result = result_of("gid/requests-row-total", report_of("gid-2021", requests={"new_received.total": 5}))
    >>> result.outcome.value, [finding.expected for finding in result.findings]
    ('fail', ['0'])
    """
    chosen = rule if isinstance(rule, Rule) else rule_named(rule, host_for(packs, plugins_dir, config))
    if chosen.scope is Scope.REPORT:
        return run_rule(report, chosen)
    if chosen.scope is not Scope.AGENCY:
        raise GoujiError(f"{chosen.id}: looks at the reports of several agencies; see run_of and Run.batch")
    run = run_of([*earlier, report], [chosen], packs=packs, plugins_dir=plugins_dir, config=config)
    return run.across(report.document.source)[0]


def run_of(
    reports: Iterable[Report], rules: Iterable[Rule | str] = (), *, packs: Folders = (),
    plugins_dir: Folders | None = None, config: str | Path | None = None, language: str = "zh",
) -> Run:  # fmt: skip
    """Check reports as a run does, by these rules, without any by all of their packs; for writers and rules across reports.

    What rules across reports found stands in `run.batch`.

    >>> run = run_of([report_of("gid-2021", year=year) for year in (2022, 2023)])
    >>> [checked.year for checked in run.reports]
    [2022, 2023]
    """
    host = _with_rules(host_for(packs, plugins_dir, config), rules)
    of_one = [rule for rule in host.rules if rule.scope is Scope.REPORT]
    checked = []
    for report in reports:
        name = report.document.source
        results = run_rules(report, host.rules_for(report.pack, of_one))
        checked.append(checked_report(report, results, File(Path(name), name).slug))
    return make_run(host, checked, [], Language(language))


def _with_rules(host: Host, rules: Iterable[Rule | str]) -> Host:
    """Return a host that runs these rules alone, on the reports of every pack; without any, the same."""
    chosen = [rule if isinstance(rule, Rule) else rule_named(rule, host) for rule in rules]
    if not chosen:
        return host
    new = [rule for rule in chosen if rule.id not in {known.id for known in host.rules}]
    packs = tuple(replace(pack, rules=(*pack.rules, *new)) for pack in host.packs)
    return replace(host, packs=packs, rules=tuple(chosen))


def rule_named(name: str, host: Host) -> Rule:
    """Return a rule of a host by its id, with or without its pack; GoujiError names the nearest right one."""
    found = next((rule for rule in host.rules if name in (rule.id, rule.id.partition("/")[2])), None)
    if found is None:
        raise GoujiError(unknown("rule", name, (rule.id for rule in host.rules)))
    return found


def form_named(name: str, host: Host) -> tuple[Pack, Form]:
    """Return a form of a host with its pack; GoujiError names the nearest right one."""
    own = [(pack, form) for pack in host.packs for form in pack.forms]
    found = next(((pack, form) for pack, form in own if form.id == name), None)
    if found is None:
        raise GoujiError(unknown("form", name, (form.id for _, form in own)))
    return found


def _drafted(host: Host, form: str, stated: dict[str, Any]) -> Draft:
    return make_draft(*form_named(form, host), **stated)
