"""A whole run: every report with its results and score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gouji.model.report import Report
from gouji.model.result import Result
from gouji.model.rule import Severity
from gouji.model.text import Language, Text


class Status(StrEnum):
    """What became of a file."""

    CHECKED = "checked"
    UNREADABLE = "unreadable"
    NOT_A_REPORT = "not_a_report"


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One decided rule in the sum: `weight` × `credit` is what it adds, `credit` runs from 0 to 1."""

    rule: str
    weight: int
    credit: float


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """A theme's part of the score: `score` is None where nothing in it was decided; `weight` is its weight in the report."""

    theme: str
    title: Text
    weight: float
    score: float | None
    lines: tuple[ScoreLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The score of one report, 0 to 100, with everything that it is made of.

    `coverage` is decided weight over applicable weight, 0 to 100. `grade` is None where coverage is too low to say.
    `capped_by` names the critical rules that hold the grade down, `uncapped` the grade without them.
    """

    score: float | None
    score_after_decisions: float | None
    coverage: float | None
    grade: str | None
    uncapped: str | None
    capped_by: tuple[str, ...] = ()
    open_critical: int = 0
    themes: tuple[ThemeScore, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """One file of the run: checked with report, results and scorecard, or refused with the reason.

    `path` is where the file was read, for writers that show its pages; it never appears in any output. The report's document
    has let go of its blocks, since a run may hold a hundred thousand reports; `read_document` has them.
    """

    source: str
    sha256: str
    status: Status
    slug: str
    reason: Text | None = None
    report: Report | None = None
    results: tuple[Result, ...] = ()
    scorecard: Scorecard | None = None
    path: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Component:
    """A plugin or pack that took part: name, version and, for packs, the sha256 of its files."""

    name: str
    version: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that the writers need; `started` is an ISO time, empty in a reproducible run."""

    reports: tuple[CheckedReport, ...]
    plugins: tuple[Component, ...]
    packs: tuple[Component, ...]
    language: Language = Language.ZH
    started: str = ""
    batch: tuple[Result, ...] = ()
    themes: Mapping[str, Text] = field(default_factory=dict)
    fail_on: Severity = Severity.MAJOR
