"""A whole run: what was checked, with what, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from gouji.model.checked import CheckedReport
from gouji.model.form import Form
from gouji.model.result import Result
from gouji.model.rule import Rule, Severity
from gouji.model.score import Scorecard
from gouji.model.text import Language, Text
from gouji.model.totals import Survey, Tally, Totals


@dataclass(frozen=True, slots=True)
class Component:
    """A plugin or pack that took part: name, version and the sha256 of its files, empty where not known."""

    name: str
    version: str
    sha256: str = ""


def _unscored(_: CheckedReport) -> Scorecard:
    return Scorecard()


@dataclass(frozen=True)
class Run:
    """Everything that writers need: the checked reports, and what the host of this process knows of them.

    `reports` may be read any number of times and need not be held in memory; it stands in the order of the files.
    `started` is an ISO time, empty in a reproducible run. `batch` are the results across reports. `rules` are by id, `forms`
    by pack and id. `score` computes a scorecard from results. `settings` is what a configuration changed. `host` is the
    fingerprint of everything that took part. `paths` says where files were read, by source, and `folders` where each pack stands
    and those that it extends, for what a writer fetches from there; neither ever appears in any output.
    """

    reports: Sequence[CheckedReport]
    plugins: tuple[Component, ...] = ()
    packs: tuple[Component, ...] = ()
    language: Language = Language.ZH
    started: str = ""
    batch: tuple[Result, ...] = ()
    themes: Mapping[str, Text] = field(default_factory=dict)
    fail_on: Severity = Severity.MAJOR
    rules: Mapping[str, Rule] = field(default_factory=dict)
    forms: Mapping[tuple[str | None, str], Form] = field(default_factory=dict)
    score: Callable[[CheckedReport], Scorecard] = _unscored
    settings: Mapping[str, Any] = field(default_factory=dict)
    host: str = ""
    paths: Mapping[str, str] = field(default_factory=dict, repr=False)
    folders: Mapping[str | None, tuple[Path, ...]] = field(default_factory=dict, repr=False)

    def form_of(self, checked: CheckedReport) -> Form | None:
        """Return the form of a report, None where it has none or its pack is not at hand."""
        return self.forms.get((checked.pack, checked.form)) if checked.form else None

    @cached_property
    def survey(self) -> Survey:
        """What one pass over the reports tells, made once."""
        return Survey.of(self.reports, self.score)

    @cached_property
    def totals(self) -> Totals:
        """The run counted; every number shown of it is one of these."""
        survey = self.survey
        tally = survey.tally.joined(Tally.of(self.batch))
        return Totals(sum(survey.statuses.values()), survey.statuses, tally, survey.unassessed)

    @property
    def rules_run(self) -> list[Rule]:
        """The rules that took part, by id."""
        ran = {*self.survey.rules, *(result.rule for result in self.batch)}
        return [self.rules[rule] for rule in sorted(ran)]

    def of_agency(self, name: str) -> list[CheckedReport]:
        """Return the reports of an agency, by its name as they give it, in the order of the run."""
        return [self.reports[number] for number in self.survey.agencies.get(name, ())]
