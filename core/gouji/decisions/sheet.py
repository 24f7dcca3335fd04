"""Work as a workbook that people fill in by hand; `sheet_back` reads it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gouji.decisions.form_tables import AnswersUnreadable, Line, read_form
from gouji.decisions.runs import PastRun
from gouji.decisions.work import Work
from gouji.errors import GoujiError
from gouji.harmless import legible
from gouji.model.decision import Verb
from gouji.model.rule import Severity
from gouji.model.text import Language, Text
from gouji.model.words import CAUSES, SEVERITIES, VERBS, name_of

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
    "given": Text("原交办", "Given before"),
}  # fmt: skip
COLUMNS = TOLD | ASKED | MARKS
FILLABLE = tuple(verb for verb in Verb if verb not in (Verb.ASSIGN, Verb.WITHDRAW))
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


def write_sheet(work: Iterable[Work], path: Path, language: Language, run: PastRun) -> None:
    """Write work, a row each, with empty columns for what is decided; what people have filled in is not written over."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.properties import PageSetupProperties

    if path.exists() and any(is_filled(row) for _, row in read_rows(path).rows):
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
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
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
        "given": given(each.assignee, each.due),
    }  # fmt: skip
    return {name: legible(v)[:_MOST_CHARACTERS] if isinstance(v, str) else v for name, v in told.items()}


def _choices(sheet: Worksheet, language: Language) -> None:
    """Offer the verbs, causes and severities in their columns."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    names = list(COLUMNS)
    offered: tuple[tuple[str, Sequence[Text]], ...] = (
        ("verb", [VERBS[verb] for verb in FILLABLE]), ("cause", list(CAUSES.values())), ("change", list(SEVERITIES.values())),
    )  # fmt: skip
    for name, words in offered:
        said = ",".join(word.to(language) for word in words)
        choice = DataValidation(type="list", formula1=f'"{said}"', allow_blank=True)
        letter = get_column_letter(names.index(name) + 1)
        choice.add(f"{letter}2:{letter}1048576")
        sheet.add_data_validation(choice)


@dataclass(frozen=True, slots=True)
class Rows:
    """What stands in a workbook below its head: rows with their numbers, and the heads of further columns in which something stands."""

    rows: Sequence[tuple[int, dict[str, str]]]
    unread: tuple[str, ...] = ()


def given(assignee: str, due: str) -> str:
    """Return who was to do the work and until when, as the workbook keeps it."""
    return f"{assignee} {due}".strip()


def is_filled(row: Mapping[str, str]) -> bool:
    """Tell whether somebody has written something into a row that is to be taken in."""
    return any(row[name] for name in ASKED) or is_given_anew(row)


def is_given_anew(row: Mapping[str, str]) -> bool:
    """Tell whether somebody has changed who is to do the work, or until when."""
    return given(row["assignee"], row["due"]) != row["given"]


def read_rows(path: Path) -> Rows:
    """Read the rows below the head, which may have lines above it; cells may be joined. SheetUnreadable names a column that is missing."""
    try:
        parts = read_form(path)
    except AnswersUnreadable as error:
        raise SheetUnreadable(str(error)) from error
    heads = [(part, number, _columns(line)) for part in parts for number, line in enumerate(part[:_MOST_ABOVE])]
    part, top, at = max(heads, key=lambda head: len(head[2]), default=([], 0, {}))
    for name in ("verb", "reason", "fingerprint"):
        if name not in at:
            raise SheetUnreadable(f"{path}: lacks the column {COLUMNS[name].zh} / {COLUMNS[name].en}")
    rows = [
        (number, {name: _cell(line, at.get(name)) for name in COLUMNS})
        for number, line in enumerate(part[top + 1 :], top + 2)
    ]
    others = [n for n, title in enumerate(part[top]) if title.strip() and n not in at.values()]
    unread = [part[top][n].strip() for n in others if any(_cell(line, n) for line in part[top + 1 :])]
    return Rows(rows, tuple(unread))


def _columns(line: Line) -> dict[str, int]:
    titles = {title.strip(): at for at, title in enumerate(line) if title.strip()}
    found = (
        (name, next((titles[each] for each in (said.zh, said.en) if each in titles), None))
        for name, said in COLUMNS.items()
    )
    return {name: at for name, at in found if at is not None}


def _cell(line: Line, at: int | None) -> str:
    return "" if at is None or at >= len(line) else line[at].strip()
