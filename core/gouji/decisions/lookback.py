"""Looking back (回头看): what became of the findings of an earlier run in a later one, round by round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from gouji.decisions.differences import Change, ReportChange, differences
from gouji.decisions.making import Wording, entries_for
from gouji.decisions.runs import Found, PastRun
from gouji.decisions.standing import last_decision
from gouji.model.decision import ROUND, STANDING_AFTER, TAKES_AWAY, Entry, Verb


@dataclass(frozen=True, slots=True)
class LookedBack:
    """One report looked at again: what is rectified, what is still there, what is newly broken.

    `unseen` is gone too, but its rule did not run on the report again or found nothing to look at: nobody knows. So is `elsewhere`, as
    reports of other agencies were changed: nothing was mended in this one.
    """

    agency: str
    year: int | None
    rectified: tuple[Found, ...]
    still_open: tuple[Found, ...]
    new: tuple[Found, ...]
    unseen: tuple[Found, ...] = ()
    elsewhere: tuple[Found, ...] = ()
    reported: bool = True
    """Whether its report was published anew, or has come: others are looked at again for what was found with one that was."""
    source: str = ""
    """The report as it is now."""


def look_back(before: PastRun, after: PastRun, held: Mapping[str, Sequence[Entry]]) -> list[LookedBack]:
    """Compare each report that was published anew with what was held against it; what was taken away does not count.

    What was found with other reports is looked at again where one of these was published anew, too.
    """
    again = [report for report in differences(before, after).reports if report.before and report.after]
    anew = {
        each["source"]: each["agency"] or ""
        for report in again if not report.same_file
        for each in (report.before, report.after) if each
    }  # fmt: skip
    looked = [_looked(report, anew, held) for report in again if report.latest["source"]]
    return [*(each for each in looked if each), *_filed_since(before, after, held)]


def _filed_since(before: PastRun, after: PastRun, held: Mapping[str, Sequence[Entry]]) -> Iterator[LookedBack]:
    """Yield what became of agencies that had not reported: they have by now, or still have not."""
    reported = {(report["agency"], report["year"]) for report in after.reports}
    missing = {found.fingerprint: found for found in _missing(after)}
    for found in _missing(before):
        if _is_gone(found, held):
            continue
        if found.fingerprint in missing:
            yield LookedBack(found.agency, found.year, (), (missing[found.fingerprint],), (), reported=False)
        elif (found.agency, found.year) in reported:
            yield LookedBack(found.agency, found.year, (found,), (), ())


def _missing(run: PastRun) -> list[Found]:
    return [found for found in run.findings if not found.source and found.agency]


def _looked(report: ReportChange, anew: Mapping[str, str], held: Mapping[str, Sequence[Entry]]) -> LookedBack | None:
    """Return what became of the findings of a report; None where none was to be looked at again.

    `anew` are the reports that were published anew, with their agencies.
    """
    latest = report.latest

    def counted(*changes: Change) -> tuple[Found, ...]:
        twice = [
            each
            for change in changes
            for each in report.of(change)
            if not _is_gone(each.latest, held, there=bool(each.after))
        ]
        return tuple(
            each.latest for each in twice
            if latest["source"] in anew or any(name in anew for found in (each.before, each.after) if found for name in found.others)
        )  # fmt: skip

    def is_own(found: Found) -> bool:
        """Tell whether the agency itself has changed something: this report, or another of its own."""
        own = {each["agency"] for each in (report.before, report.after) if each}
        return latest["source"] in anew or any(anew.get(name) in own for name in found.others)

    fixed, still = counted(Change.FIXED), counted(Change.UNCHANGED, Change.CHANGED)
    gone, elsewhere = (tuple(found for found in fixed if is_own(found) is own) for own in (True, False))
    made = LookedBack(
        latest["agency"],
        latest["year"],
        gone,
        still,
        counted(Change.NEW),
        counted(Change.UNSEEN),
        elsewhere,
        reported=latest["source"] in anew,
        source=latest["source"],
    )
    return made if made.reported or fixed or still or made.new or made.unseen else None


def _is_gone(found: Found, held: Mapping[str, Sequence[Entry]], *, there: bool = False) -> bool:
    """Tell whether a finding was taken away while what stands there was that of now; one that is `there` again is not rectified."""
    last = last_decision(held.get(found.fingerprint, ()))
    if there and last is not None and last.verb is Verb.RECTIFY:
        return False
    return last is not None and STANDING_AFTER[last.verb] in TAKES_AWAY and last.evidence in ("", found.evidence)


def _was_said(entries: Sequence[Entry]) -> bool:
    """Tell whether a person's last word is that a finding holds, or held; one with a severity of its own keeps that word."""
    last = last_decision(entries)
    return last is not None and last.verb in (Verb.CONFIRM, Verb.ADMIT, Verb.UPHOLD, Verb.RECTIFY)


def round_of(held: Mapping[str, Sequence[Entry]]) -> int:
    """Return the number of the next round."""
    rounds = (
        entry.case.removeprefix(ROUND) for entries in held.values() for entry in entries if entry.case.startswith(ROUND)
    )
    return 1 + max((int(number) for number in rounds if number.isdecimal()), default=0)


def says_nothing_new(
    looked: Sequence[LookedBack], entries: Sequence[Entry], held: Mapping[str, Sequence[Entry]]
) -> bool:
    """Tell whether the last round has said all this already: the same look taken twice is no round of its own."""
    if not entries and any(report.new for report in looked):
        return False
    case = f"{ROUND}{round_of(held) - 1}"
    last = {_told(entry) for each in held.values() for entry in each if entry.case == case}
    return bool(last) and last.issuperset(map(_told, entries))


def _told(entry: Entry) -> tuple[Verb, str, str]:
    return entry.verb, entry.fingerprint, entry.evidence


def entries_of_round(
    looked: Sequence[LookedBack], before: PastRun, after: PastRun, held: Mapping[str, Sequence[Entry]], by: str
) -> list[Entry]:
    """Return an entry for each finding that is rectified, and one for each that is still or again there, all of one round.

    All only where a person has said before that it holds: looking back decides nothing that waits.
    """
    number = round_of(held)
    case = f"{ROUND}{number}"
    entries: list[Entry] = []
    for part, verb, run, reason in (
        (attrgetter("rectified"), Verb.RECTIFY, before, "更正后的报告中已消除"),
        (attrgetter("still_open"), Verb.CONFIRM, after, "仍存在"),
        (attrgetter("new"), Verb.CONFIRM, after, "再次出现"),
    ):
        every = (each for report in looked for each in part(report))
        found = [each for each in every if _was_said(held.get(each.fingerprint, ()))]
        if found:
            wording = Wording(verb, by, f"第 {number} 轮回头看：{reason}")
            entries.extend(entries_for(found, wording, run, held, case=case))
    return entries
