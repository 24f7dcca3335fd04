"""What agencies answer in the reply form (整改反馈表) of their letters, read back from Word or a workbook into the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from gouji.decisions.making import DecisionRefused, Wording, entries_for
from gouji.decisions.runs import Found, PastRun
from gouji.errors import GoujiError
from gouji.model.decision import Entry, Verb
from gouji.model.text import Text

if TYPE_CHECKING:
    from docx.table import _Cell

ACCEPTED, WORDS, FIGURE = (
    Text("是否认领", "Accepted?"),
    Text("整改情况", "What was done"),
    Text("更正后数据", "Corrected figure"),
)
ADDRESS, DAY = Text("更正后公布地址", "Address of the corrected report"), Text("公布日期", "Published")
"""How the columns begin that answers stand in."""
YES = ("认领", "属实", "yes", "confirmed")
NO = ("不认可", "不属实", "no", "not confirmed")
_OPTION = re.compile(
    rf"([□☐○◻]|[☑√■✓✔☒●◼RrVv](?=\W)|)\s*({'|'.join(sorted((*YES, *NO), key=len, reverse=True))})(?![a-z])",
    re.IGNORECASE,
)
_EMPTY = "□☐○◻"
_MARK = re.compile(r"#([0-9a-f]{16})")

Line = Sequence[str]


class AnswersUnreadable(GoujiError):
    """A file without a reply form that can be read; the text names it and says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an agency says of one item: `accepted` is None where it ticked nothing, or both."""

    mark: str
    accepted: bool | None
    words: str
    figure: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply form: its answers, and what it says of the corrected reports, an address and a day each."""

    answers: tuple[Answer, ...]
    corrected: tuple[str, ...]


def read_reply(path: Path) -> Reply:
    """Read a reply form; AnswersUnreadable says what is wrong with the file."""
    try:
        tables = list(_workbook(path) if path.suffix.lower() == ".xlsx" else _document(path))
    except OSError as error:
        raise AnswersUnreadable(f"{path}: cannot be read: {error.strerror or error}") from error
    except (BadZipFile, KeyError, ValueError) as error:
        raise AnswersUnreadable(f"{path}: is no Word file and no workbook") from error
    answers = [answer for table in tables for answer in _answers(table)]
    if not answers:
        raise AnswersUnreadable(f"{path}: holds no reply form with numbered items")
    return Reply(tuple(answers), tuple(line for table in tables for line in _corrected(table)))


def _document(path: Path) -> Iterator[Sequence[Line]]:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = Document(str(path))
    except PackageNotFoundError as error:
        raise AnswersUnreadable(f"{path}: cannot be read, or is no Word file") from error
    for table in document.tables:
        yield [[_said(cell) for cell in row.cells] for row in table.rows]


def _said(cell: _Cell) -> str:
    """Return the words of a cell, without those that are struck out."""
    lines = ("".join(run.text for run in paragraph.runs if not run.font.strike) for paragraph in cell.paragraphs)
    return "\n".join(lines).strip()


def _workbook(path: Path) -> Iterator[Sequence[Line]]:
    """Yield the tables of a workbook: each begins with a line that names the columns of one."""
    from openpyxl import load_workbook

    book = load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        lines = [["" if value is None else str(value) for value in line] for line in sheet.iter_rows(values_only=True)]
        starts = [
            n for n, line in enumerate(lines) if _at(line, ACCEPTED) is not None or _at(line, ADDRESS) is not None
        ]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            yield lines[start:end]
    book.close()


def _at(head: Line, title: Text) -> int | None:
    return next((n for n, said in enumerate(head) if said.strip().startswith((title.zh, title.en))), None)


def _answers(table: Sequence[Line]) -> Iterator[Answer]:
    if not table or (tick := _at(table[0], ACCEPTED)) is None:
        return
    words, figure = _at(table[0], WORDS), _at(table[0], FIGURE)
    for line in table[1:]:
        if mark := _MARK.search(" ".join(line)):
            yield Answer(mark[1], _ticked(line[tick]), _cell(line, words), _cell(line, figure))


def _cell(line: Line, at: int | None) -> str:
    return " ".join(line[at].split()) if at is not None and at < len(line) else ""


def _ticked(text: str) -> bool | None:
    """Return what is ticked, or what alone is left; None where that is not clear."""
    options = [(mark, word.lower() in YES) for mark, word in _OPTION.findall(text)]
    chosen = {yes for mark, yes in options if mark and mark not in _EMPTY} or {yes for mark, yes in options if not mark}
    if not chosen and len(options) == 1:
        chosen = {options[0][1]}
    return chosen.pop() if len(chosen) == 1 else None


def _corrected(table: Sequence[Line]) -> Iterator[str]:
    """Yield address and day of each corrected report."""
    if not table or (address := _at(table[0], ADDRESS)) is None:
        return
    day = _at(table[0], DAY)
    for line in table[1:]:
        if told := _cell(line, address):
            yield " ".join(filter(None, (told, _cell(line, day))))


def entries_of(
    reply: Reply, run: PastRun, before: Mapping[str, Sequence[Entry]], by: str
) -> tuple[list[Entry], list[tuple[str, DecisionRefused]]]:
    """Return the entries that a reply makes, and the marks of items that could not be taken in, with why.

    An answer holds for all places at which that report breaks that rule. What was read from it once is not said again: a form that is
    read twice would contest anew what has been answered since.
    """
    groups = _groups(run)
    entries: list[Entry] = []
    problems: list[tuple[str, DecisionRefused]] = []
    for answer in reply.answers:
        found = groups.get(answer.mark)
        try:
            if found is None:
                raise DecisionRefused("this item is not in the run", "本次检查中没有这一项")
            said = entries_for(found, _wording(answer, reply, found[0].agency or by), run, before)
            entries.extend(each for each in said if not _is_known(each, before.get(each.fingerprint, ())))
        except DecisionRefused as why:
            problems.append((answer.mark, why))
    return entries, problems


def _is_known(entry: Entry, before: Sequence[Entry]) -> bool:
    """Tell whether the agency has said the same of the same figures already."""
    parts = (entry.verb, entry.by, entry.reason, entry.evidence)
    return any((each.verb, each.by, each.reason, each.evidence) == parts for each in before)


def _groups(run: PastRun) -> dict[str, list[Found]]:
    """Return all findings that belong together with each finding: those of its rule in its report."""
    groups: dict[tuple[str, str], list[Found]] = {}
    for found in run.findings:
        groups.setdefault((found.source, found.rule), []).append(found)
    return {found.fingerprint: group for group in groups.values() for found in group}


def _wording(answer: Answer, reply: Reply, agency: str) -> Wording:
    if answer.accepted is None:
        raise DecisionRefused("it is not clear whether the agency accepts this item", "看不出是否认领")
    if not answer.accepted and not answer.words:
        raise DecisionRefused("the agency contests this item without a reason", "不认可而没有写明理由")
    figure = f"更正后：{answer.figure}" if answer.figure else ""
    corrected = f"更正后公布：{'、'.join(reply.corrected)}" if answer.accepted and reply.corrected else ""
    said = "；".join(filter(None, (answer.words or "认领", figure, corrected)))
    return Wording(Verb.ADMIT if answer.accepted else Verb.CONTEST, agency, said)
