"""What must hold, in words first and machinery last."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from gouji.contract import Deprecated
from gouji.model.basis import Basis
from gouji.model.finding import Observation
from gouji.model.text import UNSAID, Text

if TYPE_CHECKING:
    from pydantic import BaseModel


class Severity(StrEnum):
    """How much a breach weighs; advice is a lead for a person and weighs nothing.

    >>> Severity.MAJOR.at_least(Severity.MINOR), name_of(Severity.MAJOR).en
    (True, 'Major')
    """

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    ADVICE = "advice"

    @property
    def weight(self) -> int:
        """The weight in the score."""
        return {"critical": 10, "major": 5, "minor": 2, "advice": 0}[self.value]

    def at_least(self, other: Severity) -> bool:
        """Tell whether this is as severe as another or more."""
        order = list(Severity)
        return order.index(self) <= order.index(other)


class Stability(StrEnum):
    """How far a rule may be relied on: it is tried out, it is settled, or it will go.

    >>> run.rules["gid/review-total"].stability.value
    'stable'
    """

    PREVIEW = "preview"
    STABLE = "stable"
    DEPRECATED = "deprecated"


class Scope(StrEnum):
    """What a rule looks at: one report, or one in the light of others.

    >>> run.rules["gid/review-total"].scope.value
    'report'
    """

    REPORT = "report"
    AGENCY = "agency"
    """A report and the earlier ones of its agency: the check gets a History."""
    PARENT = "parent"
    """A report and those of the agencies below its own, as a roster has them: the check gets a Branch."""
    ALL = "all"
    """All reports of the run at once: the check gets them as Everyone."""


Check = Callable[[Any], Iterable[Observation]]
"""Reads what its rule's scope says, mostly a Report, and yields what it observed.

It raises NotApplicable or NotChecked where it cannot say.
"""


class Grading(NamedTuple):
    """The severities of a rule: the usual one, those of single years, and that of grave findings, if any."""

    usual: Severity
    in_years: Mapping[int, Severity]
    grave: Severity | None

    def severity(self, year: int | None, *, grave: bool = False) -> Severity:
        """Return the severity for a report on that year, with a grave finding the graver of the two that the rule has."""
        usual = self.usual if year is None else self.in_years.get(year, self.usual)
        return self.grave if grave and self.grave and self.grave.at_least(usual) else usual


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule ready to run.

    `id` is the full id (`gid/review-total`). `title` states what a good report does. `basis` is the clause that demands it, `bases` that
    of each form with its rank, `*` for any other form.
    `forms` limits the rule to reports of these forms, empty: all. `severity_in` holds the years in which another
    severity applies, `grave` is the severity of findings that are grave.
    `may_fail` is False for rules that may only give a lead: their findings end in `review`.
    `pack` is the pack for whose reports it was written, empty for rules of plugins, which see the reports of all packs.
    `remedy` says what to do about a breach, `good` and `bad` are examples in words, `caution` says how the check can be wrong.
    `revision` is raised when what the rule means changes. `formerly` are the names that it had in its pack, the first one first: by
    that one its findings are followed. What breaks a rule that is not `waivable` cannot be waived; with `four_eyes` what favours
    an agency needs a second person. A rule that is not `enabled` runs only where settings switch it on. `scope` is what the check
    gets; `take` is what a rule over all reports takes of each in brief, which is kept with the report.

    >>> run.rules["gid/review-total"]
    Rule('gid/review-total', critical, identity)
    """

    id: str
    title: Text
    rationale: Text
    basis: str
    theme: str
    severity: Severity
    check: Check
    remedy: Text = UNSAID
    good: Text = UNSAID
    bad: Text = UNSAID
    caution: Text = UNSAID
    forms: tuple[str, ...] = ()
    severity_in: Mapping[int, Severity] = field(default_factory=dict)
    may_fail: bool = True
    kind: str = "python"
    parameters: Mapping[str, Any] = field(default_factory=dict)
    plugin: str = ""
    pack: str = ""
    since: str = ""
    stability: Stability = Stability.STABLE
    revision: int = 1
    enabled: bool = True
    grave: Severity | None = None
    bases: Mapping[str, Basis] = field(default_factory=dict)
    formerly: tuple[str, ...] = ()
    waivable: bool = True
    four_eyes: bool = False
    scope: Scope = Scope.REPORT
    take: Callable[[Any], str] | None = None

    def __repr__(self) -> str:
        return f"Rule({self.id!r}, {self.severity.value}, {self.kind})"

    @property
    def first_id(self) -> str:
        """The id that it had first, which its findings bear in their fingerprints whatever it is called now."""
        pack, slash, _ = self.id.rpartition("/")
        return f"{pack}{slash}{self.formerly[0]}" if self.formerly else self.id

    @property
    def names(self) -> tuple[str, ...]:
        """Its id, and those that it had: whoever writes an old one means this rule."""
        pack, slash, _ = self.id.rpartition("/")
        return (self.id, *(f"{pack}{slash}{name}" for name in self.formerly))

    def basis_for(self, form_id: str) -> Basis:
        """Return what the rule rests on for reports of a form, the one text for all where no form has its own."""
        return self.bases.get(form_id) or self.bases.get("*") or Basis(Text.of(self.basis))

    def severity_for(self, year: int | None, *, grave: bool = False) -> Severity:
        """Return the severity for a report on that year, with a grave finding the graver of the two that the rule has."""
        if not grave and not self.severity_in:
            return self.severity
        return self.grading.severity(year, grave=grave)

    @property
    def grading(self) -> Grading:
        """The severities that it has."""
        return Grading(self.severity, self.severity_in, self.grave)

    def applies_to(self, form_id: str) -> bool:
        """Tell whether the rule speaks of reports of that form."""
        return not self.forms or form_id in self.forms


@dataclass(frozen=True, slots=True)
class Setting:
    """A parameter with the value that a rule runs with; `stated` is False where the value is the kind's default."""

    name: str
    value: Any
    stated: bool

    @property
    def written(self) -> str:
        """The value on one line of JSON, `none` where there is none."""
        return "none" if self.value is None else json.dumps(self.value, ensure_ascii=False, default=float)


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A parameterised check that rule files use by name.

    `parameters` is the pydantic model that rule files are validated against; `check` gets what the `scope` says, mostly the
    report, and an instance of it. Whoever writes rules of a `deprecated` kind is warned. `take` returns, of a report in brief and the
    parameters, what a kind of the scope `all` gets back from `Everyone.taken`. TypeError for what is no such kind.

    >>> class Least(Parameters):
    ...     '''How many tables there must be.'''
    ...     least: int = 1
    >>> def enough(report, parameters):
    ...     yield Satisfied() if len(report.tables) >= parameters.least else Finding("too few tables", at=report)
    >>> RuleKind("enough-tables", Least, enough).settings({"least": 2})
    (Setting(name='least', value=2, stated=True),)
    """

    name: str
    parameters: type[BaseModel]
    check: Callable[[Any, Any], Iterable[Observation]]
    scope: Scope = Scope.REPORT
    deprecated: Deprecated | None = None
    take: Callable[[Any, Any], str] | None = None

    def __post_init__(self) -> None:
        if not hasattr(self.parameters, "model_fields"):
            raise TypeError(
                f"kind {self.name}: its parameters are a class made from gouji.Parameters, not {self.parameters!r}"
            )
        if not callable(self.check):
            raise TypeError(f"kind {self.name}: its check is a function, not {self.check!r}")

    def settings(self, stated: Mapping[str, Any]) -> tuple[Setting, ...]:
        """List the parameters that a rule runs with, those that it leaves out with their defaults."""
        used = self.parameters.model_validate(stated).model_dump()
        return tuple(Setting(name, stated.get(name, value), name in stated) for name, value in used.items())


@dataclass(frozen=True, slots=True)
class PackSource:
    """A rule pack as a plugin brings it: its folder, with a pack.toml, and the checks that only its own rules name.

    >>> from pathlib import Path
    >>> PackSource(Path("acme")).checks
    ()
    """

    folder: Path
    checks: tuple[RuleKind, ...] = ()
