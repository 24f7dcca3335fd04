"""A whole run: what was checked, with what, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from gouji.model.batch import Batch
from gouji.model.charts import Charts
from gouji.model.checked import CheckedAgency, CheckedReport
from gouji.model.decision import Decided, Decision
from gouji.model.figures import Figures
from gouji.model.finding import Finding
from gouji.model.form import Form
from gouji.model.result import Outcome, Result
from gouji.model.roster import Filing
from gouji.model.rule import Rule, Severity
from gouji.model.score import Scorecard
from gouji.model.text import Language, Text
from gouji.model.totals import Counted, Survey, Totals


@dataclass(frozen=True, slots=True)
class Component:
    """A plugin or pack that took part: name, version and the sha256 of its files, empty where not known.

    >>> [pack.name for pack in run.packs]
    ['gid']
    """

    name: str
    version: str
    sha256: str = ""


def _unscored(_: CheckedReport) -> Scorecard:
    return Scorecard()


def _undecided(results: Sequence[Result], _: int | None) -> Sequence[Result]:
    return results


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Why a format was not written: what its writer raised, or how its process ended, where, and who brings the writer."""

    said: Text
    traceback: str = ""
    plugin: str = ""


@dataclass(frozen=True)
class Run:
    """Everything that writers need: the checked reports, and what the host of this process knows of them.

    `reports` may be read any number of times and need not be held in memory; it stands in the order of the files. `started` is an ISO
    time, empty in a reproducible run. `batch` are the results across reports; `filings` say who of a roster has filed. `whose` says whose
    a report is by the key of its agency, where that key is not all that its agency's reports have in common: one on a roster, one that
    was renamed. `rules` are by id, `forms` by pack and id, `charts` by pack. `score` computes a scorecard from
    results. `settings` is what a configuration changed. `host` is the fingerprint of everything that took part. `decided` is what people
    decided on findings, `after_decisions` what is left of results of a year then; `baseline` the evidence fingerprints of an earlier run
    by fingerprint, whose findings are not new. `paths` says where files were read, by source, and `folders` where each pack stands and
    those that it extends, for what a writer fetches from there; neither ever appears in any output. With `annex`, pages print theirs
    without being asked. `unwritten` are formats that broke, known where others are written again.

    >>> run, run.totals.files
    (Run(1 reports, 2 rules, 0 results across reports), 1)
    >>> run.score(run.reports[0]).verdict.value
    'rectify'
    """

    reports: Sequence[CheckedReport]
    plugins: tuple[Component, ...] = ()
    packs: tuple[Component, ...] = ()
    language: Language = Language.ZH
    started: str = ""
    batch: Sequence[Result] = ()
    themes: Mapping[str, Text] = field(default_factory=dict)
    fail_on: Severity = Severity.MAJOR
    rules: Mapping[str, Rule] = field(default_factory=dict)
    forms: Mapping[tuple[str | None, str], Form] = field(default_factory=dict)
    score: Callable[[CheckedReport], Scorecard] = _unscored
    settings: Mapping[str, Any] = field(default_factory=dict)
    host: str = ""
    decided: Decided = field(default_factory=Decided)
    after_decisions: Callable[[Sequence[Result], int | None], Sequence[Result]] = _undecided
    baseline: Mapping[str, str] | None = None
    paths: Mapping[str, str] = field(default_factory=dict, repr=False)
    charts: Mapping[str | None, Charts] = field(default_factory=dict)
    folders: Mapping[str | None, tuple[Path, ...]] = field(default_factory=dict, repr=False)
    filings: tuple[Filing, ...] = ()
    whose: Mapping[str, str] = field(default_factory=dict)
    annex: bool = False
    unwritten: Mapping[str, Unwritten] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Run({len(self.reports)} reports, {len(self.rules)} rules, {len(self.batch)} results across reports)"

    def form_of(self, checked: CheckedReport) -> Form | None:
        """Return the form of a report, None where it has none or its pack is not at hand."""
        return self.forms.get((checked.pack, checked.form)) if checked.form else None

    def across(self, source: str) -> tuple[Result, ...]:
        """Return the results across reports that concern a report: those that count for it, then what was found with it."""
        return (*self._batch.of(source), *self._batch.elsewhere(source))

    @cached_property
    def _batch(self) -> Batch:
        return self.batch if isinstance(self.batch, Batch) else Batch(self.batch)

    @property
    def figures(self) -> Figures:
        """The figures of all reports as columns."""
        return Figures(self.reports, self.forms)

    def changed(self, **changes: Any) -> Run:  # noqa: ANN401  as `dataclasses.replace`
        """Return the run with another language or the like, counted only once: what changes must not change any number."""
        made = replace(self, **changes)
        return made.surveyed(self.survey) if "survey" in vars(self) else made

    def surveyed(self, survey: Survey) -> Run:
        """Return the run with what a pass over its reports told, so that none need be made."""
        made = replace(self)
        vars(made)["survey"] = survey  # a cached property: as if it had been asked for
        return made

    @cached_property
    def survey(self) -> Survey:
        """What one pass over the reports tells, made once."""
        return Survey.of(
            (
                Counted.of(checked, self.score(checked), self.left(checked.results, checked.year))
                for checked in self.reports
            ),
            self.whose,
        )

    @cached_property
    def totals(self) -> Totals:
        """The run counted; every number shown of it is one of these."""
        survey = self.survey
        tally = survey.tally.joined(self._batch.tally)
        left = survey.left.joined(self._batch.changed(lambda result: self.left([result], None)[0]).tally)
        return Totals(sum(survey.statuses.values()), survey.statuses, tally, survey.unassessed, left, survey.verdicts)

    def decision_of(self, finding: Finding) -> Decision | None:
        """Return how a finding stands after what people decided, None where nobody decided on it."""
        return self.decided.of(finding.fingerprint, finding.evidence_fingerprint)

    def left(self, results: Sequence[Result], year: int | None) -> Sequence[Result]:
        """Return the results of a report on a year as they count: after decisions, and without what the baseline knows."""
        after = self.after_decisions(results, year)
        return after if self.baseline is None else [fresh_of(result, self.baseline) for result in after]

    @property
    def rules_run(self) -> list[Rule]:
        """The rules that took part, by id."""
        ran = {*self.survey.rules, *self._batch.rules}
        return [self.rules[rule] for rule in sorted(ran)]

    @property
    def packs_taken(self) -> list[Component]:
        """The packs whose rules took part; others may be installed besides."""
        names = {rule.pack for rule in self.rules_run}
        return [pack for pack in self.packs if pack.name in names]

    def agency_of(self, agency: CheckedAgency) -> str:
        """Return what the reports of one agency have in common, whatever it was called and however it is spelt."""
        return self.whose.get(agency.key, agency.key) or agency.name

    def of_agency(self, agency: CheckedAgency | str) -> list[CheckedReport]:
        """Return the reports of an agency in the order of the run, given by what one of them says or by a name as they give it."""
        if isinstance(agency, str):
            named = (each.agency for each in self.reports if each.agency.name == agency)
            return self.of_agency(found) if (found := next(named, None)) else []
        return [self.reports[number] for number in self.survey.agencies.get(self.agency_of(agency), ())]


def fresh_of(result: Result, baseline: Mapping[str, str]) -> Result:
    """Return a result without the findings that a baseline knows; one without any is met."""
    fresh = tuple(finding for finding in result.findings if finding.fingerprint not in baseline)
    if len(fresh) == len(result.findings):
        return result
    if not fresh:
        return replace(result, outcome=Outcome.PASS, findings=(), failed=0)
    certain = sum(not finding.review for finding in fresh)
    return replace(result, outcome=Outcome.FAIL if certain else Outcome.REVIEW, findings=fresh, failed=certain)
