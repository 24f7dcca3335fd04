"""A workbook of work on its way back into the ledger: nothing is overwritten, what is in conflict is told row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

from gouji.decisions.days import day_of
from gouji.decisions.making import DecisionRefused, Wording, entries_for
from gouji.decisions.runs import Found, PastRun
from gouji.decisions.sheet import ASKED, COLUMNS, FILLABLE, given, is_filled, is_given_anew, read_rows
from gouji.model.decision import Cause, Entry, Verb
from gouji.model.rule import Severity
from gouji.model.text import Text
from gouji.model.words import CAUSES, SEVERITIES, VERBS

Thing = TypeVar("Thing", Verb, Cause, Severity)
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that was not taken in: its number in the workbook and why."""

    row: int
    refused: DecisionRefused


class Taken(NamedTuple):
    """The entries that a workbook makes, the rows that cannot be taken in, and columns of people's own that nobody reads."""

    entries: list[Entry]
    conflicts: list[Conflict]
    unread: tuple[str, ...] = ()


def read_sheet(path: Path, run: PastRun, before: Mapping[str, Sequence[Entry]], by: str) -> Taken:
    """Read a workbook back.

    A row conflicts where somebody else decided on its finding, or gave the work to somebody, since the workbook was written, where another row
    says something else of it, or where it may not be decided so.
    """
    found = {(each.fingerprint, mark): each for each in run.findings for mark in ("", each.evidence)}
    read = read_rows(path)
    filled = [(number, row) for number, row in read.rows if is_filled(row)]
    twice = _said_twice(filled)
    entries: list[Entry] = []
    conflicts: list[Conflict] = []
    done: set[tuple[str, str]] = set()
    for number, row in filled:
        try:
            if others := twice.get(number):
                rows = "、".join(map(str, others))
                raise DecisionRefused(
                    f"row {', '.join(map(str, others))} says something else of the same finding",
                    f"与第 {rows} 行写的是同一问题，内容不同",
                )
            if _about(row) not in done:
                entries.extend(_taken(row, found, run, before, by))
            done.add(_about(row))
        except DecisionRefused as why:
            conflicts.append(Conflict(number, why))
    return Taken(entries, conflicts, read.unread)


def _about(row: Row) -> tuple[str, str]:
    return row["fingerprint"], row["evidence"]


def _said_twice(filled: Sequence[tuple[int, Row]]) -> dict[int, list[int]]:
    """Return for each row the others on the same finding, where they do not all say the same."""
    groups: dict[tuple[str, str], list[tuple[int, tuple[str, ...]]]] = {}
    for number, row in filled:
        groups.setdefault(_about(row), []).append((number, tuple(row[name] for name in (*ASKED, "assignee", "due"))))
    return {
        number: [other for other, _ in group if other != number]
        for group in groups.values() if len({said for _, said in group}) > 1 for number, _ in group
    }  # fmt: skip


def _taken(
    row: Row, found: Mapping[tuple[str, str], Found], run: PastRun, before: Mapping[str, Sequence[Entry]], by: str
) -> list[Entry]:
    finding = found.get(_about(row)) or found.get((row["fingerprint"], ""))
    if finding is None:
        raise DecisionRefused("this finding is not in the run", "本次检查中没有这一问题")
    earlier = before.get(finding.fingerprint, ())
    since = [*earlier]
    while since and row["last"] in (entry.key for entry in since):
        since.pop(0)
    wordings = [*_given(row, earlier, since, by), *_decided(row, finding, earlier, since, by)]
    return [entry for said in wordings for entry in entries_for([finding], said, run, before)]


def _given(row: Row, earlier: Sequence[Entry], since: Sequence[Entry], by: str) -> Iterator[Wording]:
    """Yield the work that a row gives to somebody, where it is not theirs already."""
    if not is_given_anew(row):
        return
    due = _day(row["due"])
    last = next((each for each in reversed(earlier) if each.verb is Verb.ASSIGN), None)
    if last and (last.assignee, last.due) == (row["assignee"], due.isoformat() if due else ""):
        return
    if any(each.verb is Verb.ASSIGN for each in since) and last:
        to = given(last.assignee, last.due)
        raise DecisionRefused(f"{last.by} has given it to {to} since", f"表格发出后，{last.by}已交办：{to}")
    if not row["assignee"]:
        raise DecisionRefused("it says no longer, or not, who is to do this", "承办人空白；改派请写明承办人")
    yield Wording(Verb.ASSIGN, row["by"] or by, assignee=row["assignee"], due=due)


def _decided(row: Row, finding: Found, earlier: Sequence[Entry], since: Sequence[Entry], by: str) -> Iterator[Wording]:
    """Yield what a row decides, where it is not in the ledger already."""
    if not any(row[name] for name in ASKED if name != "by") and is_given_anew(row):
        return
    if not row["verb"]:
        raise DecisionRefused("the column 决定 / Decision is empty", "“决定”一栏空白")
    verb = _named(row["verb"], {verb: VERBS[verb] for verb in FILLABLE})
    if verb is None:
        raise DecisionRefused(f"no decision is called {row['verb']}", f"没有“{row['verb']}”这种决定")
    if any(entry.verb is verb and entry.reason == row["reason"] and entry.by == (row["by"] or by) for entry in earlier):
        return
    if last := next((entry for entry in reversed(since) if entry.verb is not Verb.ASSIGN), None):
        raise DecisionRefused(
            f"{last.by} has decided on it since: {last.verb.value}, {last.reason}",
            f"表格发出后，{last.by}已作出决定：{VERBS[last.verb].zh}，{last.reason}",
        )
    if row["evidence"] and row["evidence"] != finding.evidence:
        raise DecisionRefused("what stands there has changed since the workbook was written", "表格发出后，原文有变化")
    cause, severity = _named(row["cause"], CAUSES), _named(row["change"], SEVERITIES)
    for name, meant, choices in (("cause", cause, CAUSES.values()), ("change", severity, SEVERITIES.values())):
        if row[name] and meant is None:
            known = "、".join(each.zh for each in choices)
            raise DecisionRefused(
                f"no {COLUMNS[name].en} is called {row[name]}", f"{COLUMNS[name].zh}没有“{row[name]}”，可写{known}"
            )
    yield Wording(
        verb, row["by"] or by, row["reason"], cause.value if cause else "", _day(row["expires"]),
        severity.value if severity else "",
    )  # fmt: skip


def _named(word: str, names: Mapping[Thing, Text]) -> Thing | None:
    plain = "".join(word.split()).casefold()
    spelt = (
        (thing, {"".join(each.split()).casefold() for each in (said.zh, said.en, thing.value)})
        for thing, said in names.items()
    )
    return next((thing for thing, known in spelt if plain in known), None)


def _day(text: str) -> date | None:
    try:
        return day_of(text)
    except ValueError as error:
        raise DecisionRefused(str(error), f"“{text}”不是日期，应写作 2026-12-31") from error
