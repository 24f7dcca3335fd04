"""Pass 2: rules that look at several reports, each over the reports that it asks for; a rule's failure stays its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain

from gouji.alarm import alarm
from gouji.briefs import Briefs, Head
from gouji.checking import rule_seconds
from gouji.comparing import MOST_TIMEOUTS, STOPPED, Compared, Group, compare, judged_as
from gouji.engine import Begins, Judged, broke, observed, other_form, took_too_long
from gouji.host import Host
from gouji.known_across import Known, unpacked_results
from gouji.model.across import Everyone
from gouji.model.batch import Batch, Numbered
from gouji.model.finding import Finding, Observation
from gouji.model.result import Outcome, Result
from gouji.model.rule import Rule, Scope
from gouji.model.text import Text

ALL_SECONDS = 1e-2
"""Processor time for each report that a rule over all reports may take besides that of a usual rule: one that cites all of them takes half."""
_NO_RULES: Mapping[str, Text] = {}
_SEVERAL_AGENCIES = Text(
    "机关名称不足以区分，同一年度有几份报告，无法比对；可在名册中列明",
    "the name may be that of several agencies, which report on the same year; a roster tells them apart",
)
_NO_ROSTER = Text(
    "没有提供机关名册，不知道有哪些下级机关", "no roster of agencies was given, so those below are not known"
)


def _unheard(_: str) -> None:
    """Tell nobody what begins."""


def look_across(briefs: Briefs, host: Host, rules: Iterable[Rule], begins: Begins = _unheard) -> Batch:
    """Run all rules across reports here; each is cut off when it hangs, and one that often hangs is an error for all.

    `begins` hears of what begins: `rule ID`, `all ID` of a rule over all reports, nothing where the work is the host's own.
    """
    across = Across(briefs, host, rules)
    if not across.rules:
        return Batch()
    compared = compare(briefs, across.unknown, host, across.rules, begins, _NO_RULES)
    return across.batch([compared], look_at_all(briefs, host, across.rules, begins, _NO_RULES), _NO_RULES)


class Across:
    """What is to be looked at together: the groups of which nothing is known from an earlier run, and what becomes of all."""

    def __init__(self, briefs: Briefs, host: Host, rules: Iterable[Rule]) -> None:
        self._briefs = briefs
        self.rules = [rule for rule in rules if rule.scope is not Scope.REPORT]
        packs = {head.pack for head in briefs.heads} if self.rules else set()
        self._by_pack = {pack: host.rules_for(pack, self.rules) for pack in packs}
        in_groups = {pack: [rule for rule in own if rule.scope is not Scope.ALL] for pack, own in self._by_pack.items()}
        self._known = Known(briefs.stored, in_groups)
        self._elsewhere = {other_form(form.name) for pack in host.packs for form in pack.forms}

    @property
    def over_all(self) -> bool:
        """Whether there is a rule over all reports."""
        return any(rule.scope is Scope.ALL for rule in self.rules)

    @cached_property
    def _groups(self) -> list[tuple[Group, bytes | None]]:
        """The groups that can be compared, with their results as far as they are known."""
        groups = chain(self._of_agencies(), self._of_branches())
        return [(group, self._known.of(group.pack, group.named, group.heads)) for group in groups]

    @property
    def unknown(self) -> list[Group]:
        """The groups to compare."""
        return [group for group, known in self._groups if known is None]

    def _has(self, pack: str, scope: Scope) -> bool:
        return any(rule.scope is scope for rule in self._by_pack[pack])

    def _of_agencies(self) -> Iterator[Group]:
        for (pack, key), heads in self._briefs.groups.items():
            if self._has(pack, Scope.AGENCY) and not _is_several(key, heads):
                yield Group(Scope.AGENCY, pack, key, self._briefs.subject(key), tuple(heads))

    def _of_branches(self) -> Iterator[Group]:
        """Yield the reports of agencies that have others below them, each with those on the same year."""
        roster = self._briefs.roster
        by_agency: dict[tuple[str, int | None], list[Head]] = {}
        for head in self._briefs.heads if roster else ():
            by_agency.setdefault((head.key, head.year), []).append(head)
        for head in self._briefs.heads if roster else ():
            below = roster.below.get(head.key.removeprefix("#"), ()) if roster else ()
            if not below or not self._has(head.pack, Scope.PARENT):
                continue
            found = {member.id: by_agency.get((f"#{member.id}", head.year), []) for member in below}
            there = [(found[each.id][0], each.kind) for each in below if len(found[each.id]) == 1]
            missing = tuple(member.agency for member in below if len(found[member.id]) != 1)
            heads, kinds = (head, *(child for child, _ in there)), tuple(kind for _, kind in there)
            yield Group(Scope.PARENT, head.pack, head.key, self._briefs.subject(head.key), heads, kinds, missing)

    def batch(self, compared: Sequence[Compared], everyone: AtAll, without: Mapping[str, Text]) -> Batch:
        """Return what was found of all; `compared` are the unknown groups in their order, `without` rules that workers were lost over."""
        timeouts = sum((each.timeouts for each in compared), everyone.timeouts)
        stopped = {rule: STOPPED for rule, count in timeouts.items() if count >= MOST_TIMEOUTS} | dict(without)
        fresh = chain.from_iterable(each.packed for each in compared)
        found = chain(self._undecided(), self._found(fresh, learns=not stopped), self._unlisted(), everyone.found)
        batch = Batch.in_order(found)
        self._known.keep()
        by_id = {rule.id: rule for rule in self.rules}

        def settled(result: Result) -> Result:
            """Make a rule that was given up an error on all reports, so that neither their order nor who looked changes any."""
            reason = stopped.get(result.rule)
            if reason is None or result.note in self._elsewhere:
                return result
            return broke(by_id[result.rule], result.severity, reason)

        return batch.changed(settled) if stopped else batch

    def _found(self, fresh: Iterator[bytes], learns: bool) -> Iterator[Numbered]:
        """Yield the results of all groups, and keep those that are new."""
        for group, known in self._groups:
            packed = next(fresh) if known is None else known
            results = unpacked_results(packed)
            if known is None and learns:
                self._known.learn(group.pack, group.named, group.heads, packed, results)
            for place, own in enumerate(results):
                head = group.heads[place]
                about = _about(group, place)
                for result in own:
                    yield head.number, result, about

    def _undecided(self) -> Iterator[Numbered]:
        """Yield the results on agencies that cannot be told apart."""
        for (pack, key), heads in self._briefs.groups.items():
            if _is_several(key, heads):
                yield from self._none(pack, heads, Scope.AGENCY, _SEVERAL_AGENCIES)

    def _unlisted(self) -> Iterator[Numbered]:
        """Yield the results on those below where no roster names them."""
        if self._briefs.roster is None:
            for head in self._briefs.heads:
                yield from self._none(head.pack, [head], Scope.PARENT, _NO_ROSTER)

    def _none(self, pack: str, heads: Sequence[Head], scope: Scope, reason: Text) -> Iterator[Numbered]:
        rules = [rule for rule in self._by_pack[pack] if rule.scope is scope]
        for head in heads:
            for rule in rules:
                result = Result(rule.id, rule.severity_for(head.year), Outcome.NOT_CHECKED, note=reason)
                yield head.number, result, (head.source,)


def _is_several(key: str, heads: Sequence[Head]) -> bool:
    """Tell whether reports are of several agencies of one name, as far as anybody knows."""
    return key.startswith("?") and max(Counter(head.year for head in heads).values()) > 1


def _about(group: Group, place: int) -> tuple[str, ...]:
    """Return the sources that the results of a report of a group looked at."""
    head, *others = group.heads[place], *group.heads[:place][::-1]
    if group.scope is Scope.PARENT:
        return tuple(each.source for each in group.heads)
    return (head.source, *(other.source for other in others if other.year == (head.year or 0) - 1))


@dataclass(frozen=True, slots=True)
class AtAll:
    """What the rules over all reports found, and how often which was cut off."""

    found: Sequence[Numbered] = ()
    timeouts: Counter[str] = field(default_factory=Counter)


def look_at_all(
    briefs: Briefs, host: Host, rules: Iterable[Rule], begins: Begins, without: Mapping[str, Text]
) -> AtAll:
    """Run the rules of the scope `all`; those of `without` do not run: they are an error, for the reason given."""
    look = _All(briefs, host, [rule for rule in rules if rule.scope is Scope.ALL], begins, without)
    return AtAll(list(look.found()), look.timeouts)


class _All:
    """One pass of the rules over all reports."""

    def __init__(
        self, briefs: Briefs, host: Host, rules: Sequence[Rule], begins: Begins, without: Mapping[str, Text]
    ) -> None:
        self._briefs, self._seconds, self._begins, self._without = briefs, rule_seconds(host.limits), begins, without
        self._every = rules
        packs = {head.pack for head in briefs.heads} if rules else set()
        self._ran = {pack: {rule.id for rule in host.rules_for(pack, rules)} for pack in packs}
        self.timeouts: Counter[str] = Counter()

    def found(self) -> Iterator[Numbered]:
        """Yield what they found; what counts for no report alone stands behind the last one."""
        briefs = self._briefs
        numbers = {head.source: head for head in briefs.heads} if self._every else {}
        for rule in self._every:
            chosen = [
                head.number for head in briefs.heads if rule.id in self._ran[head.pack] and rule.applies_to(head.form)
            ]
            everyone = Everyone(
                briefs.__getitem__,
                chosen,
                self._several,
                briefs.roster,
                briefs.filings,
                briefs.whose,
                rule.id,
                rule.take,
            )
            own: dict[str, list[Finding]] = {}
            seconds = self._seconds + ALL_SECONDS * len(chosen)
            run = partial(observed, _sorted_out(rule, numbers, own), everyone, _NO_REPORT)
            general = self._over_all(rule, run, seconds)
            for source, findings in own.items():
                brief = briefs[numbers[source].number]
                cited = dict.fromkeys(piece.source for each in findings for piece in each.evidence)
                others = tuple(other for other in cited if other and other != source)
                whose = {other: briefs.subject(numbers[other].key) for other in others if other in numbers}
                made = replace(rule, check=lambda found: found)
                result = observed(made, findings, judged_as(brief, briefs.subject(numbers[source].key), whose))
                yield numbers[source].number, result, (source, *others)
            if not own or general.findings or general.outcome is Outcome.ERROR:
                yield len(briefs), general, ()

    @cached_property
    def _several(self) -> list[tuple[int, ...]]:
        """The numbers of the reports of one agency on one year, where there are several."""
        found: dict[tuple[object, ...], list[int]] = {}
        for head in self._briefs.heads:
            if head.year is not None and head.key.lstrip("?"):
                found.setdefault((head.pack, head.key, head.year), []).append(head.number)
        return [tuple(numbers) for numbers in found.values() if len(numbers) > 1]

    def _over_all(self, rule: Rule, run: Callable[[], Result], seconds: float) -> Result:
        if rule.id in self._without:
            return broke(rule, rule.severity, self._without[rule.id])
        self._begins(f"all {rule.id}")
        try:
            with alarm(seconds):
                return run()
        except TimeoutError:
            self.timeouts[rule.id] += 1
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
