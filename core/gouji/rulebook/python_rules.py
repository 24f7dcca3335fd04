"""Rules written in Python."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from gouji.model.report import Report
from gouji.model.rule import Rule
from gouji.model.severity import Severity
from gouji.model.text import Text

if TYPE_CHECKING:
    from gouji.model.result import Observation


def rule(
    rule_id: str, *, title: str | Text, basis: str, severity: str, theme: str, forms: Iterable[str] = ()
) -> Callable[[Callable[[Report], Iterable[Observation]]], Rule]:
    """Make a rule of a function that yields findings; its docstring is the rationale.

    `rule_id` is the full id with a prefix of your own (acme/fee-waiver), `severity` one of critical, major, minor, advice.
    Raises ValueError for another severity or an id without prefix.
    """
    if "/" not in rule_id:
        raise ValueError(f"rule id {rule_id} has no prefix, such as acme/{rule_id}")

    def make(check: Callable[[Report], Iterable[Observation]]) -> Rule:
        rationale = Text.of(inspect.getdoc(check) or "")
        return Rule(rule_id, Text.of(title), rationale, basis, theme, Severity(severity), check, forms=tuple(forms))

    return make
