"""Rules over the reports of one agency, or of one with those below it: group by group, wherever the work is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from gouji.alarm import alarm
from gouji.briefs import Briefs, Head
from gouji.checking import rule_seconds
from gouji.engine import Begins, Judged, broke, observed, other_form, took_too_long
from gouji.host import Host
from gouji.known_across import packed_results
from gouji.model.across import Branch, History
from gouji.model.brief import Brief
from gouji.model.result import Outcome, Result
from gouji.model.rule import Rule, Scope
from gouji.model.text import Text

MOST_TIMEOUTS = 3
"""A rule that was cut off so often is stopped."""
A_PART = 250
"""Reports that are looked at in one go: some tenths of a second, so that work is shared out evenly and little is lost with a worker."""
STOPPED = Text("已多次超时，停用", "timed out repeatedly, and was stopped")
_SAME_NAME = Text(
    "不同机关可能同名，请先确认是否同一机关；可在名册中列明",
    "other agencies may bear this name: please see first whether it is one agency; a roster tells",
)


class Group(NamedTuple):
    """Reports that rules of a scope look at together, as plain data.

    Of the scope `agency` all of an agency, the earliest year first: each is looked at with those before it. Of `parent` one report, then
    those of agencies below, of which the roster says the `kinds`; `missing` names those without a report.
    """

    scope: Scope
    pack: str
    key: str
    subject: str
    heads: tuple[Head, ...]
    kinds: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """All that its results follow from besides the reports and the rules."""
        return repr((self.scope.value, self.key, self.subject, self.kinds, self.missing))

    def moved(self, places: Mapping[int, int]) -> Group:
        """Return the group with other numbers for its reports."""
        return self._replace(heads=tuple(head._replace(number=places[head.number]) for head in self.heads))


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of some groups, in their order, packed: the results of each report; and how often which rule was cut off."""

    packed: Sequence[bytes]
    timeouts: Counter[str] = field(default_factory=Counter)


def parts_of(groups: Iterable[Group]) -> Iterator[list[Group]]:
    """Yield groups in parts of about as many reports."""
    part: list[Group] = []
    count = 0
    for group in groups:
        part.append(group)
        count += len(group.heads)
        if count >= A_PART:
            yield part
            part, count = [], 0
    if part:
        yield part


def numbers_of(groups: Iterable[Group]) -> list[int]:
    """Return the numbers of the reports of groups, each once."""
    return sorted({head.number for group in groups for head in group.heads})


def compare(
    briefs: Briefs, groups: Iterable[Group], host: Host, rules: Sequence[Rule], begins: Begins, without: Mapping[str, Text]
) -> Compared:  # fmt: skip
    """Run rules on the reports of groups; rules of `without` do not run: they are an error, for the reason given."""
    comparing = _Comparing(briefs, host, rules, begins, without)
    return Compared([packed_results(comparing.results(group)) for group in groups], comparing.timeouts)


class _Comparing:
    """The rules by pack and scope, and how often each was cut off."""

    def __init__(
        self, briefs: Briefs, host: Host, rules: Sequence[Rule], begins: Begins, without: Mapping[str, Text]
    ) -> None:
        self._briefs, self._host, self._all, self._begins, self._without = briefs, host, rules, begins, without
        self._seconds = rule_seconds(host.limits)
        self._forms = {place: form.name for place, form in host.forms.items()}
        self._rules: dict[tuple[str, Scope], list[Rule]] = {}
        self.timeouts: Counter[str] = Counter()

    def results(self, group: Group) -> list[tuple[Result, ...]]:
        """Return the results of each report that a group is looked at for."""
        key = group.pack, group.scope
        if key not in self._rules:
            chosen = self._host.rules_for(group.pack, self._all)
            self._rules[key] = [rule for rule in chosen if rule.scope is group.scope]
        if group.scope is Scope.PARENT:
            return [tuple(self._of_branch(group, self._rules[key]))]
        return list(self._of_agency(group, self._rules[key]))

    def _of_agency(self, group: Group, rules: Sequence[Rule]) -> Iterator[tuple[Result, ...]]:
        earlier: list[Brief] = []
        unsure = _SAME_NAME if group.key.startswith("?") else None
        for head in group.heads:
            brief = self._briefs[head.number]
            history = History(brief, tuple(other for other in earlier if (other.year or 0) < (brief.year or 0)))
            whose = {other.source: f"{other.year}" for other in history.earlier}
            subject = group.subject if group.key.startswith("#") else brief.agency.key or group.key
            yield tuple(self._all_ran(rules, history, judged_as(brief, subject, whose, unsure)))
            earlier.insert(0, brief)

    def _of_branch(self, group: Group, rules: Sequence[Rule]) -> list[Result]:
        brief, *below = (self._briefs[head.number] for head in group.heads)
        children = tuple(_as_listed(child, kind) for child, kind in zip(below, group.kinds, strict=True))
        whose = {child.source: child.agency.key for child in children}
        return self._all_ran(rules, Branch(brief, children, group.missing), judged_as(brief, group.subject, whose))

    def _all_ran(self, rules: Sequence[Rule], looked_at: History | Branch, judged: Judged) -> list[Result]:
        """Run rules on one report; one alarm goes from rule to rule, since to set one takes as long as a rule."""
        results: dict[str, Result] = {}
        waiting, rule = iter(rules), rules[0]
        while True:
            try:
                with alarm(self._seconds) as anew:
                    for rule in waiting:
                        anew()
                        self._begins(f"rule {rule.id}")
                        results[rule.id] = self._ran(rule, looked_at, judged)
                self._begins("")
                return list(results.values())
            except TimeoutError:
                if rule.id not in results:
                    self.timeouts[rule.id] += 1
                    results[rule.id] = broke(rule, rule.severity_for(judged.year), took_too_long(self._seconds))

    def _ran(self, rule: Rule, looked_at: History | Branch, judged: Judged) -> Result:
        form = looked_at.report.form or ""
        if not rule.applies_to(form):
            note = other_form(self._forms[looked_at.report.pack, form])
            return Result(rule.id, rule.severity_for(judged.year), Outcome.NOT_APPLICABLE, note=note)
        reason = STOPPED if self.timeouts[rule.id] >= MOST_TIMEOUTS else self._without.get(rule.id)
        if reason is not None:
            return broke(rule, rule.severity_for(judged.year), reason)
        return observed(rule, looked_at, judged)


def _as_listed(brief: Brief, kind: str) -> Brief:
    """Return a report whose agency is of the kind that the roster says, where it says one."""
    return replace(brief, agency=brief.agency._replace(kind=kind)) if kind else brief


def judged_as(brief: Brief, key: str, whose: Mapping[str, str], unsure: Text | None = None) -> Judged:
    """Return what findings on a report are known by, whose agency has a key."""
    subject = (key, brief.agency.kind, str(brief.year)) if key and brief.year else ("", brief.sha256)
    return Judged(subject, brief.year, brief.doubt, whose, unsure)
