"""What agencies answer in the reply form (整改反馈表) of their letters, read back from Word or a workbook into the ledger."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gouji.decisions.days import day_of
from gouji.decisions.form_tables import AnswersUnreadable, Line, read_tables
from gouji.decisions.making import DecisionRefused, Wording, entries_for
from gouji.decisions.runs import Found, PastRun
from gouji.decisions.ticks import ticked
from gouji.model.decision import Entry, Verb
from gouji.model.text import Text

NUMBER, ACCEPTED, WORDS, FIGURE = (
    Text("序号", "No."),
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
_MARK = re.compile(r"#([0-9a-f]{16})(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Answer:
    """What an agency says of one item: `accepted` is None where it ticked nothing, or both.

    `mark` is empty where it is gone from the form; `number` is that of the line, as it stands there.
    """

    mark: str
    accepted: bool | None
    words: str
    figure: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """Where and when a corrected report was published, as the form says it; `report` names the one that it takes the place of."""

    report: str
    address: str
    published: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply form: its answers, and what it says of the corrected reports."""

    answers: tuple[Answer, ...]
    corrected: tuple[Corrected, ...] = ()


def read_reply(path: Path) -> Reply:
    """Read a reply form; AnswersUnreadable says what is wrong with the file."""
    tables = [part for whole in read_tables(path) for part in _parts(whole)]
    found = [answer for table in tables for answer in _answers(table)]
    if not any(answer.mark for answer in found):
        raise AnswersUnreadable(f"{path}: holds no reply form with numbered items and their marks")
    return Reply(tuple(found), tuple(line for table in tables for line in _corrected(table)))


def _parts(table: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield what begins with a line that names columns: a sheet may hold several, and a title may stand above."""
    starts = [n for n, line in enumerate(table) if _at(line, ACCEPTED) is not None or _at(line, ADDRESS) is not None]
    for start, end in zip(starts, [*starts[1:], len(table)], strict=False):
        yield table[start:end]


def _at(head: Line, title: Text) -> int | None:
    said = ("".join(cell.split()).lower() for cell in head)
    names = tuple("".join(name.split()).lower() for name in (title.zh, title.en))
    return next((n for n, cell in enumerate(said) if cell.startswith(names)), None)


def _answers(table: Sequence[Line]) -> Iterator[Answer]:
    if (tick := _at(table[0], ACCEPTED)) is None:
        return
    words, figure, number = (_at(table[0], title) for title in (WORDS, FIGURE, NUMBER))
    for line in table[1:]:
        mark, answer = _mark_of(line), _cell(line, tick)
        said = Answer(
            mark, ticked(line[tick] if answer else ""), _cell(line, words), _cell(line, figure), _cell(line, number)
        )
        if mark or (any((answer, said.words, said.figure)) and line != table[0]):
            yield said


def _mark_of(line: Line) -> str:
    """Return the mark in a line, however a hand has broken or widened it; empty where it holds none, or several."""
    cells = ("".join(unicodedata.normalize("NFKC", cell).split()).lower() for cell in line)
    marks = {mark for cell in cells for mark in _MARK.findall(cell)}
    return marks.pop() if len(marks) == 1 else ""


def _cell(line: Line, at: int | None) -> str:
    return " ".join(line[at].split()) if at is not None and at < len(line) else ""


def _corrected(table: Sequence[Line]) -> Iterator[Corrected]:
    if (address := _at(table[0], ADDRESS)) is None:
        return
    report, day = _at(table[0], REPORT), _at(table[0], DAY)
    for line in table[1:]:
        told = Corrected(_cell(line, report), _cell(line, address), _day(_cell(line, day)))
        if told.address or told.published:
            yield told


def _day(said: str) -> str:
    """Return a day as the ledger writes it, as it was said where it is none."""
    try:
        day = day_of(said)
    except ValueError:
        return said
    return day.isoformat() if day else ""


def entries_of(
    reply: Reply, run: PastRun, before: Mapping[str, Sequence[Entry]], by: str
) -> tuple[list[Entry], list[tuple[str, DecisionRefused]]]:
    """Return the entries that a reply makes, and the items that could not be taken in, with why.

    An answer holds for all places at which that report breaks that rule. What was read from it once is not said again: a form that is
    read twice would contest anew what has been answered since.
    """
    groups = _groups(run)
    entries: list[Entry] = []
    problems: list[tuple[str, DecisionRefused]] = []
    for name, said in _items(reply, groups).items():
        try:
            found, answer = _understood(said, groups)
            wording = _wording(answer, _corrected_of(found[0], reply.corrected), found[0].agency or by)
            made = entries_for(found, wording, run, before)
            entries.extend(each for each in made if not _is_known(each, before.get(each.fingerprint, ())))
        except DecisionRefused as why:
            problems.append((name, why))
    return entries, problems


def _items(reply: Reply, groups: Mapping[str, list[Found]]) -> dict[str, list[Answer]]:
    """Return the answers by the items that they speak of: several lines may speak of one, and one mark is as good as another of its item."""
    items: dict[str, list[Answer]] = {}
    for answer in reply.answers:
        of = groups.get(answer.mark)
        name = f"#{of[0].fingerprint if of else answer.mark}" if answer.mark else f"“{answer.number}”"
        items.setdefault(name, []).append(answer)
    return items


def _understood(said: Sequence[Answer], groups: Mapping[str, list[Found]]) -> tuple[list[Found], Answer]:
    """Return the findings of an item and the one answer to it; DecisionRefused where there is none."""
    if not said[0].mark:
        raise DecisionRefused(
            "the mark of this line (# and 16 characters) is gone", "这一行没有标识（# 和 16 位字符），对不上通知书"
        )
    found = groups.get(said[0].mark)
    if found is None:
        raise DecisionRefused("this item is not in the run", "本次检查中没有这一项")
    if len({(each.accepted, each.words, each.figure) for each in said}) > 1:
        raise DecisionRefused("this item is answered twice, in different ways", "同一项有两种答复")
    answer = said[0]
    if answer.accepted is None:
        raise DecisionRefused("it is not clear whether the agency accepts this item", "看不出是否认领")
    if not answer.accepted and not answer.words:
        raise DecisionRefused("the agency contests this item without a reason", "不认可而没有写明理由")
    return found, answer


def _is_known(entry: Entry, before: Sequence[Entry]) -> bool:
    """Tell whether the agency has said the same of the same figures already."""

    def parts(of: Entry) -> tuple[object, ...]:
        return of.verb, of.by, of.reason, of.evidence, of.figure, of.address, of.published

    return any(parts(each) == parts(entry) for each in before)


def _groups(run: PastRun) -> dict[str, list[Found]]:
    """Return all findings that belong together with each finding: those of its rule in its report."""
    groups: dict[tuple[str, str], list[Found]] = {}
    for found in run.findings:
        groups.setdefault((found.source, found.rule), []).append(found)
    return {found.fingerprint: group for group in groups.values() for found in group}


def _corrected_of(found: Found, corrected: Sequence[Corrected]) -> Corrected | None:
    """Return what the form says of the corrected report of a finding: that which names its file or year, or the only one."""
    name = found.source.rpartition("/")[2]
    for told in (name, str(found.year or "")):
        named = [each for each in corrected if told and told in each.report]
        if len(named) == 1:
            return named[0]
    return corrected[0] if len(corrected) == 1 else None


def _wording(answer: Answer, corrected: Corrected | None, agency: str) -> Wording:
    words = answer.words or ("认领" if answer.accepted else "")
    if not answer.accepted or corrected is None:
        return Wording(Verb.ADMIT if answer.accepted else Verb.CONTEST, agency, words, figure=answer.figure)
    return Wording(
        Verb.ADMIT, agency, words, figure=answer.figure, address=corrected.address, published=corrected.published
    )
