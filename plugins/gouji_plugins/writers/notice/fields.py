"""What the placeholders of a letter stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from gouji import CheckedReport, Count, Finding, Run, name_of, points, reply_mark
from gouji_plugins.writers.notice.items import Item, Letter
from gouji_plugins.writers.shared.legible import one_line
from gouji_plugins.writers.shared.places import number_of, place, reported, row_name, table_form, table_name
from gouji_plugins.writers.shared.rows import Found
from gouji_plugins.writers.shared.words import Words

INLINE = {
    "机关": "agency", "年度": "years", "文件": "files", "公布日期": "published", "公布地址": "address",
    "检查日期": "checked", "不符合": "unmet",
    "应整改": "items", "提示": "advice", "得分": "score", "等级": "grade", "结论": "verdict",
}  # fmt: skip
"""Placeholders inside a sentence, in Chinese and in English."""
GROUPS = {"问题": "problem", "核实": "check", "反馈": "reply", "报告": "report"}
"""What placeholders of the form {{group.field}} go through; the paragraph or table row that holds them is repeated."""
FIELDS = {
    "序号": "no", "要求": "requirement", "情况": "what", "位置": "where", "填报数": "reported", "应填数": "due", "依据": "basis",
    "程度": "severity", "整改": "remedy", "答复": "answer", "标识": "mark", "名称": "name",
}  # fmt: skip
Row = Mapping[str, str]
MOST_CHARACTERS = 60
"""Of a message or a printed text, in a table."""
MOST_LISTED = 200
"""Places that one line lists after those told one by one."""
LONGEST_DUE = 12
"""Characters of what should stand at a place, beside it in that line."""
_SPACED_NUMBER = re.compile(r"(?<=[第等、]) (?=\d)|(?<=\d) (?=[页行列])")
_REMARK = re.compile(r"（[^（）]{9,}）(?=”)")
_REMARK_IN_ROW = re.compile(r"（[^（）]{9,}）$")
_CLAUSE = re.compile(r"[：；，、（:;,(]")


def values(letter: Letter, run: Run, words: Words) -> dict[str, str]:
    """Return the values of the placeholders inside a sentence, by their English names."""
    reports = letter.reports
    cards = [run.score(checked) for checked in reports]
    titles = dict.fromkeys(_title(result.rule, run, words) for result in letter.advice)
    blank, agency = words("letter_blank"), max(reports, key=lambda each: each.year or 0).agency.name
    return {
        "agency": one_line(words.show(agency, 200)) or words("letter_agency"),
        "years": words.listed([words("letter_year", year=y) for y in sorted({r.year for r in reports if r.year})]),
        "files": words.listed([_file_name(checked, words) for checked in reports]),
        "published": words.listed([*dict.fromkeys(words.date(r.published) for r in reports if r.published)]) or blank,
        "address": words.listed([*dict.fromkeys(one_line(words.show(r.address)) for r in reports if r.address)])
        or blank,
        "checked": _day(run.started, words) or blank,
        "unmet": _counted(letter.failed, words),
        "items": _counted(letter.bound, words),
        "advice": words.listed([words("quoted", text=words.inner(title)) for title in titles]),
        "score": words.listed([points(card.score) for card in cards if card.score is not None]) or blank,
        "grade": words.listed([card.grade for card in cards if card.grade]) or blank,
        "verdict": words.listed([words.of(name_of(card.verdict)) for card in cards if card.verdict]) or blank,
    }


def rows(letter: Letter, run: Run, words: Words) -> dict[str, list[Row]]:
    """Return the rows of each group; the rows of an item after its first leave empty what it shares with that one."""
    items = (*letter.problems, *letter.points)
    return {
        "problem": [row for item in letter.problems for row in _rows(item, letter, words)],
        "check": [row for item in letter.points for row in _rows(item, letter, words)],
        "reply": [_first(item, letter, words, asked="letter_verify_that") for item in items],
        "report": [{**dict.fromkeys(FIELDS.values(), ""), "name": _report_name(r, words)} for r in letter.reports],
    }


def _rows(item: Item, letter: Letter, words: Words) -> Iterator[Row]:
    yield _first(item, letter, words)
    nothing = dict.fromkeys(FIELDS.values(), "")
    for found in item.told[1:]:
        yield {**nothing, **_figures(found, words)}
    if item.untold:
        said = words("letter_more", n=len(item.untold), places=others(item.untold, words))
        yield {**nothing, "what": said, "reported": "—", "due": "—"}


def _first(item: Item, letter: Letter, words: Words, asked: str = "letter_point") -> Row:
    found = item.places[0]
    rule, form = found.rule, found.checked.form if found.checked else None
    title, year = words.of(rule.title), found.checked.year if found.checked and len(letter.reports) > 1 else None
    of_year = words("letter_of_year", year=year) if year else ""
    return {
        **dict.fromkeys(FIELDS.values(), ""),
        **_figures(found, words),
        "no": str(item.number),
        "requirement": words(asked if item.review else "letter_unmet", year=of_year, title=title),
        "basis": one_line(words.of(rule.basis_for(form or "").text)),
        "severity": words(item.result.severity.value),
        "remedy": one_line(words.of(rule.remedy)),
        "answer": words("letter_verify" if item.review else "letter_accept"),
        "mark": reply_mark(item.code) if item.code else "",
    }


def _figures(found: Found, words: Words) -> dict[str, str]:
    """Return place and figures; the message is left out where place and figures say the same, else it names the cells."""
    finding, cells = found.finding, any(piece.table for piece in found.finding.evidence)
    where = _place(found, words)
    message = "" if cells and _figures_say(finding) else _message(found, words)
    beside = _place(found, words, cells=False) if message else where
    what = f"{message}{words.aside(beside)}" if message and beside else message or beside
    actual = reported(finding)
    if message and finding.expected is None and len(actual or "") > MOST_CHARACTERS // 3:
        actual = None
    return {
        "what": what,
        "where": where,
        "reported": _figure(actual, words),
        "due": _figure(words.said(finding.due), words),
    }


def _counted(count: Count, words: Words) -> str:
    """Return a count as official documents set it: no space beside a number."""
    said = words.count(count)
    return said.replace(" ", "") if words.chinese else said


def _place(found: Found, words: Words, *, cells: bool = True) -> str:
    """Return where a finding stands, without its cells where the message names them."""
    finding = found.finding
    if not cells:
        evidence = tuple(piece._replace(table=None, row=None, column=None) for piece in finding.evidence)
        finding = replace(finding, evidence=evidence)
    where = _REMARK.sub("", one_line(place(finding, found.form, words, lines=False)))
    return _SPACED_NUMBER.sub("", where) if words.chinese else where


def _message(found: Found, words: Words) -> str:
    """Return the message with tables cited by their numbers, without the remarks that labels of rows hold in brackets."""
    said = words.typeset(one_line(words.of(found.finding.words))).rstrip("。.； ;")
    for table in found.form.tables if found.form and words.chinese else ():
        said = said.replace(table.title, number_of(table.title))
    said = brief(_REMARK.sub("", said), words)
    return said[:1].upper() + said[1:]


def _figures_say(finding: Finding) -> bool:
    zh, due = finding.words.zh, finding.due
    return bool(due and due.zh and finding.actual and due.zh in zh and finding.actual in zh)


def _figure(text: str | None, words: Words) -> str:
    if text is None:
        return "—"
    return brief(words.figure(one_line(words.show(text))), words, MOST_CHARACTERS // 3) or words("empty")


def brief(text: str, words: Words, most: int = MOST_CHARACTERS) -> str:
    """Return a text cut where a clause ends, before it has so many characters (Latin letters: twice as many)."""
    most = 2 * most if text.isascii() or not (words.chinese or most < MOST_CHARACTERS) else most
    if len(text) <= most:
        return text
    ends = [match.start() for match in _CLAUSE.finditer(text, most // 3, most)]
    return f"{text[: ends[-1] if ends else most - 1]}…"


def _title(rule: str, run: Run, words: Words) -> str:
    return one_line(words.of(run.rules[rule].title))


def _file_name(checked: CheckedReport, words: Words) -> str:
    return one_line(words.show(checked.source.rpartition("/")[2], 200))


def _report_name(checked: CheckedReport, words: Words) -> str:
    source = _file_name(checked, words)
    if checked.year is None:
        return words("letter_report_undated", source=source)
    return words("letter_report", year=checked.year, source=source)


def others(places: Sequence[Found], words: Words) -> str:
    """List places in few words: the rows of a table under its name, each with what should stand there."""
    said: dict[str, list[str]] = {}
    for found in places[:MOST_LISTED]:
        table, where = _short(found, words)
        due = words.said(found.finding.due)
        if due and len(due) <= LONGEST_DUE:
            where = words("letter_due", place=where, due=one_line(words.show(due)))
        if where not in said.setdefault(table, []):
            said[table].append(where)
    listed = [
        f"{table}{'' if words.chinese or not table else ', '}{words.listed(rows)}" for table, rows in said.items()
    ]
    return words.clauses(listed) + (words("letter_uncounted") if len(places) > MOST_LISTED else "")


def _short(found: Found, words: Words) -> tuple[str, str]:
    """Return the name of the table in one of whose rows a finding stands, and that row; else nothing, and its place or message."""
    cells = [piece for piece in found.finding.evidence if piece.table and piece.row]
    form = table_form(found.form, cells[0].table or "") if cells else None
    if form is None or len({(piece.table, piece.row) for piece in cells}) > 1:
        return "", _place(found, words) or brief(_message(found, words), words)
    row = _REMARK_IN_ROW.sub("", row_name(form, cells[0].row or "", words))
    return table_name(form, words), words("in_row", name=words.inner(row))


def _day(started: str, words: Words) -> str:
    return words.date(date.fromisoformat(started[:10])) if started else ""
