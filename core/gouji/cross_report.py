"""Pass 2: rules that look at several reports, each over the reports that it asks for; a rule's failure stays its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain

from gouji.alarm import alarm
from gouji.briefs import Briefs, Head
from gouji.checking import rule_seconds
from gouji.engine import Begins, Judged, broke, observed, other_form, took_too_long
from gouji.host import Host
from gouji.known_across import Known
from gouji.model.across import Branch, Everyone, History
from gouji.model.batch import Batch, Numbered
from gouji.model.brief import Brief
from gouji.model.finding import Finding, Observation
from gouji.model.result import Outcome, Result
from gouji.model.roster import Member
from gouji.model.rule import Rule, Scope
from gouji.model.text import Text

ALL_SECONDS = 1e-2
"""Processor time for each report that a rule over all reports may take besides that of a usual rule: one that cites all of them takes half."""
_NO_RULES: Mapping[str, Text] = {}
_MOST_TIMEOUTS = 3
"""A rule that was cut off so often is stopped."""
_SAME_NAME = Text(
    "不同机关可能同名，请先确认是否同一机关；可在名册中列明",
    "other agencies may bear this name: please see first whether it is one agency; a roster tells",
)
_SEVERAL_AGENCIES = Text(
    "机关名称不足以区分，同一年度有几份报告，无法比对；可在名册中列明",
    "the name may be that of several agencies, which report on the same year; a roster tells them apart",
)
_STOPPED = Text("已多次超时，停用", "timed out repeatedly, and was stopped")
_NO_ROSTER = Text(
    "没有提供机关名册，不知道有哪些下级机关", "no roster of agencies was given, so those below are not known"
)


def _unheard(_: str) -> None:
    """Tell nobody what begins."""


def look_across(
    briefs: Briefs,
    host: Host,
    rules: Iterable[Rule],
    begins: Begins = _unheard,
    without: Mapping[str, Text] = _NO_RULES,
) -> Batch:
    """Run all rules across reports; each is cut off when it hangs, and one that often hangs is an error for all.

    `begins` hears of what begins: `rule ID`, `all ID` of a rule over all reports, nothing where the work is the host's own. Rules
    of `without` do not run: they are an error, for the reason given.
    """
    chosen = [rule for rule in rules if rule.scope is not Scope.REPORT]
    return _Look(briefs, host, chosen, begins, without).batch() if chosen else Batch()


class _Look:
    """One pass of all rules over all groups."""

    def __init__(
        self, briefs: Briefs, host: Host, rules: Sequence[Rule], begins: Begins, without: Mapping[str, Text]
    ) -> None:
        self._briefs, self._seconds, self._begins, self._without = briefs, rule_seconds(host.limits), begins, without
        packs = {head.pack for head in briefs.heads}
        self._rules = {pack: host.rules_for(pack, rules) for pack in packs}
        self._every = [rule for rule in rules if rule.scope is Scope.ALL]
        self._forms = {place: form.name for place, form in host.forms.items()}
        self._timeouts: Counter[str] = Counter()

    def batch(self) -> Batch:
        known = Known(self._briefs.stored, self._rules)
        groups = self._briefs.groups.items()
        by_agency = (self._of_agency(pack, key, heads, known) for (pack, key), heads in groups)
        found = chain(chain.from_iterable(by_agency), self._of_branches(), self._of_all(known))
        batch = Batch.in_order(found).changed(self._settled)
        known.keep()
        return batch

    def _settled(self, result: Result) -> Result:
        """Make rules that were cut off too often an error on all reports, so that no order of them changes any."""
        if self._timeouts[result.rule] < _MOST_TIMEOUTS:
            return result
        rule = next(rule for rule in (*self._every, *sum(self._rules.values(), ())) if rule.id == result.rule)
        return broke(rule, result.severity, _STOPPED)

    def _of_agency(self, pack: str, key: str, heads: Sequence[Head], known: Known) -> Iterator[Numbered]:
        """Yield what the rules of the scope `agency` say of each report of one agency."""
        rules = [rule for rule in self._rules[pack] if rule.scope is Scope.AGENCY]
        if not rules:
            return
        if key.startswith("?") and max(Counter(head.year for head in heads).values()) > 1:
            for head in heads:
                for rule in rules:
                    yield head.number, _not_checked(rule, head.year, _SEVERAL_AGENCIES), (head.source,)
            return
        named = f"{key} {self._briefs.subject(key)}"
        found = known.of(pack, named, heads)
        if found is None:
            found = list(self._looked_at(key, heads, rules))
            if not self._without and not self._timeouts:
                known.learn(pack, named, heads, found)
        for place, (head, results) in enumerate(zip(heads, found, strict=True)):
            before = (other.source for other in reversed(heads[:place]) if other.year == (head.year or 0) - 1)
            about = (head.source, *before)
            for result in results:
                yield head.number, result, about

    def _looked_at(self, key: str, heads: Sequence[Head], rules: Sequence[Rule]) -> Iterator[tuple[Result, ...]]:
        """Run rules on each report of one agency, the earliest year first."""
        earlier: list[Brief] = []
        for head in heads:
            brief = self._briefs[head.number]
            history = History(brief, tuple(other for other in earlier if (other.year or 0) < (brief.year or 0)))
            whose = {other.source: f"{other.year}" for other in history.earlier}
            subject = self._briefs.subject(key) if key.startswith("#") else brief.agency.key or key
            judged = _judged(brief, subject, whose, _SAME_NAME if key.startswith("?") else None)
            yield tuple(self._all_ran(rules, history, judged))
            earlier.insert(0, brief)

    def _of_branches(self) -> Iterator[Numbered]:
        """Run the rules of the scope `parent` on the reports of agencies that have others below them."""
        roster = self._briefs.roster
        by_agency: dict[tuple[str, int | None], list[int]] = {}
        for head in self._briefs.heads:
            by_agency.setdefault((head.key, head.year), []).append(head.number)
        for head in self._briefs.heads:
            rules = [rule for rule in self._rules[head.pack] if rule.scope is Scope.PARENT]
            below = roster.below.get(head.key.removeprefix("#"), ()) if roster else ()
            if not rules or (roster and not below):
                continue
            if roster is None:
                ran = (_not_checked(rule, head.year, _NO_ROSTER) for rule in rules)
                yield from ((head.number, result, (head.source,)) for result in ran)
                continue
            brief = self._briefs[head.number]
            found = {member.id: by_agency.get((f"#{member.id}", head.year), []) for member in below}
            children = tuple(
                _as_listed(self._briefs[found[each.id][0]], each) for each in below if len(found[each.id]) == 1
            )
            missing = tuple(member.agency for member in below if len(found[member.id]) != 1)
            judged = _judged(
                brief, self._briefs.subject(head.key), {child.source: child.agency.key for child in children}
            )
            about = (brief.source, *(child.source for child in children))
            ran_all = self._all_ran(rules, Branch(brief, children, missing), judged)
            yield from ((head.number, result, about) for result in ran_all)

    def _of_all(self, known: Known) -> Iterator[Numbered]:
        """Run the rules of the scope `all`; what counts for no report alone stands behind the last one."""
        numbers = {head.source: head for head in self._briefs.heads} if self._every else {}
        ran = {pack: {rule.id for rule in rules} for pack, rules in self._rules.items()}
        for rule in self._every:
            chosen = [
                head.number for head in self._briefs.heads if rule.id in ran[head.pack] and rule.applies_to(head.form)
            ]
            briefs = self._briefs
            everyone = Everyone(
                briefs.__getitem__, chosen, self._several(), briefs.roster, briefs.filings, briefs.whose, known.taken
            )
            own: dict[str, list[Finding]] = {}
            seconds = self._seconds + ALL_SECONDS * len(chosen)
            run = partial(observed, _sorted_out(rule, numbers, own), everyone, _NO_REPORT)
            general = self._over_all(rule, run, seconds)
            for source, findings in own.items():
                brief = self._briefs[numbers[source].number]
                cited = dict.fromkeys(piece.source for each in findings for piece in each.evidence)
                others = tuple(other for other in cited if other and other != source)
                whose = {other: self._briefs.subject(numbers[other].key) for other in others if other in numbers}
                made = replace(rule, check=lambda found: found)
                result = observed(made, findings, _judged(brief, self._briefs.subject(numbers[source].key), whose))
                yield numbers[source].number, result, (source, *others)
            if not own or general.findings or general.outcome is Outcome.ERROR:
                yield len(self._briefs), general, ()

    def _several(self) -> list[tuple[int, ...]]:
        """Return the numbers of the reports of one agency on one year, where there are several."""
        found: dict[tuple[object, ...], list[int]] = {}
        for head in self._briefs.heads:
            if head.year is not None and head.key.lstrip("?"):
                found.setdefault((head.pack, head.key, head.year), []).append(head.number)
        return [tuple(numbers) for numbers in found.values() if len(numbers) > 1]

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
                    self._timeouts[rule.id] += 1
                    results[rule.id] = broke(rule, rule.severity_for(judged.year), took_too_long(self._seconds))

    def _ran(self, rule: Rule, looked_at: History | Branch, judged: Judged) -> Result:
        pack, form = looked_at.report.pack, looked_at.report.form or ""
        if not rule.applies_to(form):
            note = other_form(self._forms[pack, form])
            return Result(rule.id, rule.severity_for(judged.year), Outcome.NOT_APPLICABLE, note=note)
        reason = _STOPPED if self._timeouts[rule.id] >= _MOST_TIMEOUTS else self._without.get(rule.id)
        if reason is not None:
            return broke(rule, rule.severity_for(judged.year), reason)
        return observed(rule, looked_at, judged)

    def _over_all(self, rule: Rule, run: Callable[[], Result], seconds: float) -> Result:
        if rule.id in self._without:
            return broke(rule, rule.severity, self._without[rule.id])
        self._begins(f"all {rule.id}")
        try:
            with alarm(seconds):
                return run()
        except TimeoutError:
            self._timeouts[rule.id] += 1
            return broke(rule, rule.severity, took_too_long(seconds))
        finally:
            self._begins("")


_NO_REPORT = Judged(("",), None)


def _sorted_out(rule: Rule, known: Collection[str], own: dict[str, list[Finding]]) -> Rule:
    """Return a rule that puts findings whose evidence begins in a known report into `own`, and yields all else."""

    def check(everyone: Everyone) -> Iterator[Observation]:
        for item in rule.check(everyone):
            source = item.evidence[0].source if isinstance(item, Finding) and item.evidence else ""
            if isinstance(item, Finding) and source in known:
                own.setdefault(source, []).append(item)
            else:
                yield item

    return replace(rule, check=check)


def _as_listed(brief: Brief, member: Member) -> Brief:
    """Return a report whose agency is of the kind that the roster says, where it says one."""
    return replace(brief, agency=brief.agency._replace(kind=member.kind)) if member.kind else brief


def _judged(brief: Brief, key: str, whose: Mapping[str, str], unsure: Text | None = None) -> Judged:
    subject = (key, brief.agency.kind, str(brief.year)) if key and brief.year else ("", brief.sha256)
    return Judged(subject, brief.year, brief.doubt, whose, unsure)


def _not_checked(rule: Rule, year: int | None, reason: Text) -> Result:
    return Result(rule.id, rule.severity_for(year), Outcome.NOT_CHECKED, note=reason)
