"""The reply form (整改反馈表) of a letter as it came back, Word or workbook: what is said of each item, and all that stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gouji.decisions.days import day_of
from gouji.decisions.form_tables import AnswersUnreadable, Line, read_form
from gouji.decisions.ticks import ticked
from gouji.model.text import Text
from gouji.reply_marks import is_as_printed, marks_in, without_marks
from gouji.text import fold

NUMBER, PROBLEM, ACCEPTED, WORDS, FIGURE = (
    Text("序号", "No."),
    Text("问题", "Problem"),
    Text("是否认领", "Accepted?"),
    Text("整改情况", "What was done"),
    Text("更正后数据", "Corrected figure"),
)
REPORT, ADDRESS, DAY = (
    Text("报告", "Report"),
    Text("更正后公布地址", "Address of the corrected report"),
    Text("公布日期", "Published"),
)
"""How the columns begin that answers stand in."""
Beside = tuple[tuple[str, str], ...]
"""What stands in the other columns of a line, with their heads."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an agency says of one item: `accepted` is None where it ticked nothing, or both; `tick` is what stands there.

    `mark` is empty where it is gone from the form; `number` is that of the line, as it stands there. `as_printed` tells whether what the
    letter asks still stands beside it, None where the mark does not tell.
    """

    mark: str
    accepted: bool | None
    words: str
    figure: str
    number: str = ""
    tick: str = ""
    beside: Beside = ()
    as_printed: bool | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """Where and when a corrected report was published, as the form says it; `report` names the one that it takes the place of.

    `published` is what stands there; where that is no day, it stands in `beside` too.
    """

    report: str
    address: str
    published: str
    beside: Beside = ()

    @property
    def day(self) -> str:
        """The day on which it was published, empty where none is given that is in the calendar."""
        try:
            day = day_of(self.published)
        except ValueError:
            return ""
        return day.isoformat() if day else ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply form: its answers, and what it says of the corrected reports.

    `around` are the lines before, between and behind the tables; `behind` those that an agency may have added: all but those before. `name` is
    that of the file.
    """

    answers: tuple[Answer, ...]
    corrected: tuple[Corrected, ...] = ()
    around: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    name: str = ""


def read_reply(path: Path) -> Reply:
    """Read a reply form; AnswersUnreadable says what is wrong with the file."""
    answers: list[Answer] = []
    corrected: list[Corrected] = []
    around: list[str] = []
    first = None
    for part in read_form(path):
        for lines, is_table in _parts(part):
            if not is_table:
                around.extend(filter(None, (_on_one_line(line) for line in lines)))
                continue
            first = len(around) if first is None else first
            least = 1 if _at(lines[0], ACCEPTED) is not None else 2
            around.extend(_on_one_line(line) for line in lines[1:] if _is_remark(line, least))
            rows = [line for line in lines if not _is_remark(line, least)]
            answers.extend(_answers(rows))
            corrected.extend(_corrected(rows))
    if not any(answer.mark for answer in answers):
        raise AnswersUnreadable(f"{path}: holds no reply form with numbered items and their marks")
    return Reply(tuple(answers), tuple(corrected), tuple(around), tuple(around[first:]), path.stem)


def _on_one_line(line: Line) -> str:
    return " ".join(" ".join(dict.fromkeys(filter(None, (cell.strip() for cell in line)))).split())


def _is_remark(line: Line, least: int) -> bool:
    """Tell whether one text alone stands in a line, over so many joined cells at least: it is of no column."""
    said = [cell.strip() for cell in line if cell.strip()]
    return len(said) >= least and len(set(said)) == 1 and not _mark_of(line)[0]


def _parts(table: Sequence[Line]) -> Iterator[tuple[Sequence[Line], bool]]:
    """Yield what begins with a line that names columns, and what stands before: a sheet may hold several, and a title may stand above."""
    starts = [n for n, line in enumerate(table) if _at(line, ACCEPTED) is not None or _at(line, ADDRESS) is not None]
    yield table[: starts[0] if starts else len(table)], False
    for start, end in zip(starts, [*starts[1:], len(table)], strict=False):
        yield table[start:end], True


def _at(head: Line, title: Text) -> int | None:
    said = ("".join(cell.split()).lower() for cell in head)
    names = tuple("".join(name.split()).lower() for name in (title.zh, title.en))
    return next((n for n, cell in enumerate(said) if cell.startswith(names)), None)


def _answers(table: Sequence[Line]) -> Iterator[Answer]:
    if (tick := _at(table[0], ACCEPTED)) is None:
        return
    words, figure, number, problem = (_at(table[0], title) for title in (WORDS, FIGURE, NUMBER, PROBLEM))
    for line in table[1:]:
        (mark, told), answer = _mark_of(line), _cell(line, tick)
        beside = _beside(table[0], line, (tick, words, figure, number))
        said = Answer(
            mark, ticked(line[tick] if answer else ""), _cell(line, words), _cell(line, figure), _cell(line, number), answer, beside,
            is_as_printed(told, _cell(line, problem)),
        )  # fmt: skip
        wrote = any(
            (answer, said.words, said.figure, note_in(said.number), *(not is_letter(head) for head, _ in beside))
        )
        if mark or (wrote and line != table[0]):
            yield said


def is_letter(title: str) -> bool:
    """Tell whether a column is one that the letter fills in."""
    said = fold(title)
    return any(said.startswith(fold(name)) for of in (NUMBER, PROBLEM) for name in (of.zh, of.en))


def note_in(number: str) -> str:
    """Return what an agency wrote into the cell of a number, empty where there is nothing but number and mark."""
    left = without_marks(number)
    return left.strip() if re.search(r"[^\W\d_]", left) else ""


def _beside(head: Line, line: Line, known: Sequence[int | None]) -> Beside:
    """Return what stands in columns that are none of the known ones, once where cells are joined."""
    said = {_cell(line, at) for at in known if at is not None}
    others = ((_cell(head, at), _cell(line, at)) for at in range(len(line)) if at not in known)
    return tuple({text: (title, text) for title, text in others if text and text not in said}.values())


def _mark_of(line: Line) -> tuple[str, str]:
    """Return the fingerprint that marks a line, with its sum; empty where it holds none, or several."""
    marks = {mark: told for cell in line for mark, told in marks_in(cell)}
    return marks.popitem() if len(marks) == 1 else ("", "")


def _cell(line: Line, at: int | None) -> str:
    return " ".join(line[at].split()) if at is not None and at < len(line) else ""


def _corrected(table: Sequence[Line]) -> Iterator[Corrected]:
    if (address := _at(table[0], ADDRESS)) is None:
        return
    report, day = _at(table[0], REPORT), _at(table[0], DAY)
    for line in table[1:]:
        beside = _beside(table[0], line, (report, address, day))
        told = Corrected(_cell(line, report), _cell(line, address), _cell(line, day), beside)
        if told.published and not told.day:
            told = replace(told, beside=(*beside, (_cell(table[0], day), told.published)))
        if any((told.report, told.address, told.published, told.beside)) and line != table[0]:
            yield told
