"""Work as a workbook that people fill in by hand, and its way back into the ledger with nothing overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from gouji.decisions.days import day_of
from gouji.decisions.form_tables import AnswersUnreadable, read_form
from gouji.decisions.making import DecisionRefused, Wording, entries_for
from gouji.decisions.runs import Found, PastRun
from gouji.decisions.work import Work
from gouji.errors import GoujiError
from gouji.harmless import legible
from gouji.model.decision import Cause, Entry, Verb
from gouji.model.rule import Severity
from gouji.model.text import Language, Text
from gouji.model.words import CAUSES, SEVERITIES, VERBS, name_of

Thing = TypeVar("Thing", Verb, Cause, Severity)
if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

TOLD = {
    "agency": Text("机关", "Agency"), "year": Text("年度", "Year"), "source": Text("文件", "File"),
    "rule": Text("要求", "Requirement"), "severity": Text("程度", "Severity"), "message": Text("问题", "Problem"),
    "printed": Text("原文", "As printed"), "standing": Text("现状", "State"), "answer": Text("机关答复", "Answer"),
    "assignee": Text("承办人", "Assigned to"), "due": Text("期限", "Due"),
}  # fmt: skip
ASKED = {
    "verb": Text("决定", "Decision"), "reason": Text("理由", "Reason"), "cause": Text("排除原因", "Cause"),
    "expires": Text("有效至", "Holds until"), "change": Text("变更为", "Changed to"), "by": Text("决定人", "Decided by"),
}  # fmt: skip
MARKS = {
    "fingerprint": Text("问题标识", "Fingerprint"), "evidence": Text("证据标识", "Evidence"), "last": Text("末次记录", "Last entry"),
}  # fmt: skip
COLUMNS = TOLD | ASKED | MARKS
_FILLABLE = tuple(verb for verb in Verb if verb not in (Verb.ASSIGN, Verb.WITHDRAW))
_WIDTHS = {
    "agency": 22,
    "source": 24,
    "message": 60,
    "printed": 30,
    "answer": 36,
    "reason": 36,
    "rule": 26,
    "verb": 12,
    "cause": 12,
}
_WIDTH = 14
"""Latin characters that a column without a width of its own holds."""
_LINE, _MOST_LINES = 15, 12
"""Points of a line, and lines of a row."""
_MOST_CHARACTERS = 2000
_MOST_ABOVE = 20
"""Lines among which the head is looked for."""


class SheetUnreadable(GoujiError):
    """A workbook that cannot be read back; the text names it and says why."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that was not taken in: its number in the workbook and why."""

    row: int
    refused: DecisionRefused


def write_sheet(work: Iterable[Work], path: Path, language: Language, run: PastRun) -> None:
    """Write work, a row each, with empty columns for what is decided; what people have filled in is not written over."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    if path.exists() and any(row[name] for _, row in _rows(path) for name in ASKED):
        raise SheetUnreadable(f"{path}: people have filled it in; name another file")
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "待办" if language is Language.ZH else "Work"
    sheet.append([title.to(language) for title in COLUMNS.values()])
    for number, each in enumerate(work, 2):
        row = _row(each, language, run)
        lines = (
            -(-2 * len(str(value or "")) // _WIDTHS.get(name, _WIDTH))
            for name, value in row.items()
            if name not in MARKS
        )
        sheet.row_dimensions[number].height = _LINE * min(max(1, *lines), _MOST_LINES)
        for column, value in enumerate(row.values(), 1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, name in enumerate(COLUMNS, 1):
        head = sheet.cell(1, column)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="FFF2CC" if name in ASKED else "EDEDED")
        sheet.column_dimensions[head.column_letter].width = _WIDTHS.get(name, _WIDTH)
        sheet.column_dimensions[head.column_letter].hidden = name in MARKS
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _choices(sheet, language)
    try:
        book.save(path)
    except OSError as error:
        raise SheetUnreadable(f"{path}: cannot be written: {error.strerror or error}") from error


def _row(each: Work, language: Language, run: PastRun) -> dict[str, str | int | None]:
    found = each.found
    told: dict[str, str | int | None] = {
        "agency": found.agency, "year": found.year, "source": found.source, "rule": run.rule(found.rule).title or found.rule,
        "severity": SEVERITIES[Severity(found.severity)].to(language), "message": found.message, "printed": found.printed,
        "standing": name_of(each.standing).to(language), "answer": each.answer(language), "assignee": each.assignee, "due": each.due,
        **dict.fromkeys(ASKED, ""), "fingerprint": found.fingerprint, "evidence": found.evidence, "last": each.last,
    }  # fmt: skip
    return {name: legible(v)[:_MOST_CHARACTERS] if isinstance(v, str) else v for name, v in told.items()}


def _choices(sheet: Worksheet, language: Language) -> None:
    """Offer the verbs, causes and severities in their columns."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    names = list(COLUMNS)
    offered: tuple[tuple[str, Sequence[Text]], ...] = (
        ("verb", [VERBS[verb] for verb in _FILLABLE]), ("cause", list(CAUSES.values())), ("change", list(SEVERITIES.values())),
    )  # fmt: skip
    for name, words in offered:
        said = ",".join(word.to(language) for word in words)
        choice = DataValidation(type="list", formula1=f'"{said}"', allow_blank=True)
        letter = get_column_letter(names.index(name) + 1)
        choice.add(f"{letter}2:{letter}1048576")
        sheet.add_data_validation(choice)


def read_sheet(
    path: Path, run: PastRun, before: Mapping[str, Sequence[Entry]], by: str
) -> tuple[list[Entry], list[Conflict]]:
    """Read a workbook back: the entries that it makes, and the rows that cannot be taken in.

    A row conflicts where somebody else decided on its finding since the workbook was written, or where it may not be decided so.
    """
    found = {(each.fingerprint, mark): each for each in run.findings for mark in ("", each.evidence)}
    entries: list[Entry] = []
    conflicts: list[Conflict] = []
    for number, row in _rows(path):
        if not any(row[name] for name in ASKED):
            continue
        try:
            entries.extend(_taken(row, found, run, before, by))
        except DecisionRefused as why:
            conflicts.append(Conflict(number, why))
    return entries, conflicts


def _rows(path: Path) -> Iterable[tuple[int, dict[str, str]]]:
    """Yield the rows below the head with their numbers; the head may have lines above it, and cells may be joined."""
    try:
        lines = next(iter(read_form(path)), [])
    except AnswersUnreadable as error:
        raise SheetUnreadable(str(error)) from error
    heads = ({title.strip(): at for at, title in enumerate(line) if title.strip()} for line in lines[:_MOST_ABOVE])
    found = [{name: _column(head, said) for name, said in COLUMNS.items()} for head in heads]
    best = max(range(len(found)), key=lambda n: sum(at is not None for at in found[n].values()), default=None)
    at = found[best] if best is not None else dict.fromkeys(COLUMNS, None)
    for name in ("verb", "reason", "fingerprint"):
        if at[name] is None:
            raise SheetUnreadable(f"{path}: lacks the column {COLUMNS[name].zh} / {COLUMNS[name].en}")
    for number, line in enumerate(lines[(best or 0) + 1 :], (best or 0) + 2):
        yield (
            number,
            {name: "" if where is None or where >= len(line) else line[where].strip() for name, where in at.items()},
        )


def _column(head: Mapping[str, int], said: Text) -> int | None:
    return next((head[title] for title in (said.zh, said.en) if title in head), None)


def _taken(
    row: Mapping[str, str],
    found: Mapping[tuple[str, str], Found],
    run: PastRun,
    before: Mapping[str, Sequence[Entry]],
    by: str,
) -> list[Entry]:
    finding = found.get((row["fingerprint"], row["evidence"])) or found.get((row["fingerprint"], ""))
    if finding is None:
        raise DecisionRefused("this finding is not in the run", "本次检查中没有这一问题")
    if not row["verb"]:
        raise DecisionRefused("the column 决定 / Decision is empty", "“决定”一栏空白")
    verb = _named(row["verb"], {verb: VERBS[verb] for verb in _FILLABLE})
    if verb is None:
        raise DecisionRefused(f"no decision is called {row['verb']}", f"没有“{row['verb']}”这种决定")
    earlier = before.get(finding.fingerprint, ())
    if any(entry.verb is verb and entry.reason == row["reason"] and entry.by == (row["by"] or by) for entry in earlier):
        return []
    if (last := earlier[-1] if earlier else None) is not None and last.key != row["last"]:
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
    said = Wording(
        verb, row["by"] or by, row["reason"], cause.value if cause else "", _day(row["expires"]),
        severity.value if severity else "",
    )  # fmt: skip
    return entries_for([finding], said, run, before)


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
