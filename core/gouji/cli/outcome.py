"""How a run ended: what is said of it at the end, and the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from gouji.cli.progress import findings, told, words_of
from gouji.harmless import legible
from gouji.model.checked import CheckedReport, Status
from gouji.model.decision import Standing, Verb
from gouji.model.result import Outcome, Result
from gouji.model.roster import Filed
from gouji.model.run import Run, Unwritten
from gouji.model.score import Scorecard, Verdict
from gouji.model.text import Language
from gouji.model.words import name_of
from gouji.pieces import Pieces

FINDINGS = 1
INCOMPLETE = 3
UNREAD = (Status.UNREADABLE, Status.ATTACHMENT)

VOID = (Standing.STALE, Standing.EXPIRED, Standing.REFUSED)
"""How a finding stands whose decision holds no longer."""
SAID = (Verdict.UNACCEPTABLE, Verdict.RECTIFY, Verdict.REVIEW, Verdict.UNASSESSED, Verdict.ACCEPTABLE)
"""The verdicts in the order in which a run says how its reports stand."""


class Ending(NamedTuple):
    """How a run ended: what is printed to the error output, the lines that sum it up, and the exit code.

    `lines` say what became of each file, None where nobody wanted to know.
    """

    problems: tuple[str, ...]
    summary: str
    code: int
    lines: tuple[str, ...] | None = None

    @classmethod
    def of(
        cls, run: Run, out: Path, unwritten: Mapping[str, Unwritten], traceback: bool, verbose: bool,
        lines: Sequence[str] | None = None,
    ) -> Ending:  # fmt: skip
        """Tell how a run ended: what broke, a line each, with `traceback` where it first did; with `verbose`, what was found across reports."""
        problems = (*_unreadable(run, traceback), *_broken(run, unwritten, traceback))
        said = "\n".join(
            filter(None, (*(_across(run) if verbose else ()), *decided(run), filed(run), summary(run, out)))
        )
        return cls(problems, said, INCOMPLETE if unwritten else exit_code(run), None if lines is None else tuple(lines))


def lines_of(run: Run, verbose: bool) -> list[str]:
    """Return what is said of each file once all are looked at together, in their order."""

    def line(checked: CheckedReport, card: Scorecard) -> str:
        own = (result for result in run.across(checked.source) if result.reports[:1] == (checked.source,))
        return told(checked, card, own, run.language, verbose=verbose)

    pieces = Pieces(run, f"line {verbose}", line)
    lines = list(pieces)
    pieces.keep()
    return lines


def _unreadable(run: Run, traceback: bool) -> Iterator[str]:
    if any(run.totals.statuses[status] for status in UNREAD):
        for report in run.reports:
            if report.status in UNREAD:
                yield f"gouji: {report.source}: {words_of(report, run.language)}"
                if traceback and report.traceback:
                    yield report.traceback


def _broken(run: Run, unwritten: Mapping[str, Unwritten], traceback: bool) -> Iterator[str]:
    for name, why in unwritten.items():
        yield f"gouji: {name}: the writer broke, nothing is written: {why.said.to(run.language)}"
        if traceback and why.traceback:
            yield why.traceback
    for rule, broken in _by_rule(run).items():
        first = broken[0]
        said = first.note.to(run.language) if first.note else ""
        yield f"gouji: {rule}: {said}{_times(len(broken), run.language)}"
        if traceback and first.traceback:
            yield first.traceback.rstrip()


def _by_rule(run: Run) -> dict[str, list[Result]]:
    """Return the results of rules that broke; a run in which none did looks through no report."""
    found: dict[str, list[Result]] = {}
    if run.totals.tally.outcomes[Outcome.ERROR].rules:
        for result in chain(chain.from_iterable(report.results for report in run.reports), run.batch):
            if result.outcome is Outcome.ERROR:
                found.setdefault(result.rule, []).append(result)
    return found


def _times(number: int, lang: Language) -> str:
    if number == 1:
        return ""
    return f"（共 {number} 处结果）" if lang is Language.ZH else f" ({number} results)"


def _across(run: Run) -> Iterator[str]:
    """Yield the findings across reports, below the names of the reports that each concerns."""
    for result in run.batch:
        if result.findings:
            yield legible(", ".join(result.reports))
            yield from findings([result], run.language)


def decided(run: Run) -> Iterator[str]:
    """Yield what is said of decisions: how many hold, and those that meet nothing any more."""
    made, unused = run.decided.all, run.decided.unused
    away = sum(decision.takes_away for decision in made)
    void = sum(decision.standing in VOID for decision in made)
    chinese = run.language is Language.ZH
    for each in unused:
        if each.verb is Verb.WAIVE and ":" in each.key:
            near = run.decided.meant.get(each.key, "")
            told, said = f"；是否指“{near}”？" if near else "", f'; did you mean "{near}"?' if near else ""
            yield legible(
                f"{each.key}：免予扣分没有对应的问题{told}"
                if chinese
                else f"{each.key}: this waiver meets no finding{said}"
            )
    if made or unused:
        gone = (f"，{void} 处原决定已失效、到期或不得免予", f", void: {void}") if void else ("", "")
        told = f"处理决定：{len(made)} 处，其中 {away} 处不再计入{gone[0]}；{len(unused)} 项已无对应问题。"
        said = f"Findings decided on: {len(made)}, of which no longer counted: {away}{gone[1]}; decisions that meet no finding: {len(unused)}."
        yield told if chinese else said


def exit_code(run: Run) -> int:
    """Return 3 where a report was not read or not assessed or a rule broke, else 1 where a finding is severe enough, else 0.

    What people took away, what a baseline knows, and what is not such a report is no fault.
    """
    totals = run.totals
    unread = sum(totals.statuses[status] for status in UNREAD)
    if unread or totals.unassessed or totals.tally.outcomes[Outcome.ERROR].rules:
        return INCOMPLETE
    severe = any(count.rules and severity.at_least(run.fail_on) for severity, count in totals.left.failed.items())
    return FINDINGS if severe else 0


def filed(run: Run) -> str:
    """Return the lines that say for each year who of the roster has filed, empty without a roster."""
    lines = []
    for year in dict.fromkeys(filing.year for filing in run.filings):
        counts = Counter(filing.status for filing in run.filings if filing.year == year)
        parts = [(name_of(status).to(run.language), counts[status]) for status in Filed if counts[status]]
        if run.language is Language.ZH:
            said = "，".join(f"{name} {count}" for name, count in parts)
            lines.append(f"名册 {counts.total()} 个机关，{year} 年度：{said}。")
        else:
            said = ", ".join(f"{count} {name.lower()}" for name, count in parts)
            lines.append(f"{counts.total()} agencies on the roster for {year}: {said}.")
    return "\n".join(lines)


def summary(run: Run, out: Path) -> str:
    """Return the line that ends a run: how many files, what became of them, how the reports stand, where the result is."""
    totals, lang = run.totals, run.language
    files = [
        (name_of(s).to(lang), totals.statuses[s]) for s in Status if totals.statuses[s] or s is not Status.ATTACHMENT
    ]
    verdicts = [
        (name_of(verdict).to(lang), totals.verdicts[verdict]) for verdict in SAID if totals.verdicts.get(verdict)
    ]
    failed = totals.tally.outcomes[Outcome.FAIL].said.to(lang)
    index = out / "index.html"
    where = (index if index.exists() else out).as_posix()
    if lang is Language.ZH:
        stands = f"结论：{_listed(verdicts, lang)}；不符合 {failed}。" if verdicts else ""
        return f"共 {totals.files} 个文件：{_listed(files, lang)}。{stands}结果：{where}"
    stands = f" Verdicts: {_listed(verdicts, lang)}; not met: {failed}." if verdicts else ""
    number = "1 file" if totals.files == 1 else f"{totals.files} files"
    return f"{number}: {_listed(files, lang)}.{stands} Result: {where}"


def _listed(counts: Sequence[tuple[str, int]], lang: Language) -> str:
    if lang is Language.ZH:
        return "，".join(f"{name} {n}" for name, n in counts)
    return ", ".join(f"{n} {name.lower()}" for name, n in counts)
