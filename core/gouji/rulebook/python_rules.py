"""Rules written in Python."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from gouji.model.basis import Basis
from gouji.model.rule import Check, Rule, Scope, Severity, Stability
from gouji.model.text import UNSAID, Text
from gouji.nearest import unknown

if TYPE_CHECKING:
    from gouji.model.brief import Brief

Word = TypeVar("Word", Severity, Stability, Scope)


def rule(
    rule_id: str, *, title: str | Text, basis: str | Mapping[str, Basis], severity: str, theme: str, forms: Iterable[str] = (),
    remedy: str | Text = UNSAID, good: str | Text = UNSAID, bad: str | Text = UNSAID, caution: str | Text = UNSAID,
    severity_in: Mapping[int, str] | None = None, may_fail: bool = True, since: str = "", stability: str = "stable",
    revision: int = 1, enabled: bool = True, grave: str | None = None, scope: str = "report",
    take: Callable[[Brief], str] | None = None,
    formerly: Iterable[str] = (), waivable: bool = True, four_eyes: bool = False,
) -> Callable[[Check], Rule]:  # fmt: skip
    """Make a rule of a function that yields findings; its docstring is the rationale.

    `rule_id` is the full id with a prefix of your own (acme/fee-waiver), `severity` one of critical, major, minor, advice,
    `severity_in` gives another for reports on some years, `grave` that of findings that are grave. With the `scope` agency,
    parent or all the function gets a History, a Branch or Everyone in place of a Report; with `all`, `take` returns of each report what
    `Everyone.taken` gives back, and is kept with it.
    `basis` is one text, or a Basis for each form, `*` for any other. The rest is what a rule file may say, see Rule; settings
    may change it.
    Raises ValueError for another severity, stability or scope, a revision below 1, a `grave` that is no graver, or an id without prefix.

    >>> @rule("acme/hotline", title="Names the hotline", basis="-", severity="minor", theme="structure")
    ... def hotline(report):
    ...     '''People must know whom to call.'''
    ...     if "12345" not in report.section("other_matters").text:
    ...         yield Finding("no hotline", at=report.section("other_matters"))
    >>> result_of(hotline, report).outcome.value
    'fail'
    """
    if "/" not in rule_id:
        raise ValueError(f"rule id {rule_id} has no prefix, such as acme/{rule_id}")
    usual = _word(Severity, "severity", severity)
    by_year = {year: _word(Severity, "severity", word) for year, word in (severity_in or {}).items()}
    graver = None if grave is None else _word(Severity, "severity", grave)
    if graver is not None and all(each.at_least(graver) for each in (usual, *by_year.values())):
        raise ValueError(f"grave must be graver than the rule's severity, {usual.value}")
    if revision < 1:
        raise ValueError(f"revision must be 1 or above, not {revision}")
    bases = {} if isinstance(basis, str) else dict(basis)
    clause = basis if isinstance(basis, str) else next(reversed(bases.values())).text.zh
    settled, looks_at = _word(Stability, "stability", stability), _word(Scope, "scope", scope)

    def make(check: Check) -> Rule:
        return Rule(
            rule_id, Text.of(title), Text.of(inspect.getdoc(check) or ""), clause, theme, usual, check,
            remedy=Text.of(remedy), good=Text.of(good), bad=Text.of(bad), caution=Text.of(caution), forms=tuple(forms),
            severity_in=by_year, may_fail=may_fail, since=since, stability=settled, revision=revision, enabled=enabled, grave=graver,
            scope=looks_at, take=take, bases=bases, formerly=tuple(formerly), waivable=waivable, four_eyes=four_eyes,
        )  # fmt: skip

    return make


def _word(words: type[Word], what: str, value: str) -> Word:
    known = [word.value for word in words]
    if value not in known:
        raise ValueError(unknown(what, value, known))
    return words(value)
