"""Work: walked through in a terminal, assigned, counted, and carried out and back in as a workbook."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from gouji import Entry, Language, Standing, Verb
from gouji.cli.ledger import Desk
from gouji.cli.review import Review
from gouji.decisions.ledger import Ledger
from gouji.decisions.runs import Found, PastRun
from gouji.decisions.sheet import COLUMNS, SheetUnreadable, write_sheet
from gouji.decisions.sheet_back import read_sheet
from gouji.decisions.work import numbers_of, work_of
from ledgers import entry
from test_differences import finding, past, ran

TODAY = date(2026, 4, 1)
MARKS = ("1" * 16, "2" * 16, "3" * 16)


@pytest.fixture
def run(tmp_path: Path) -> PastRun:
    first, second, third = MARKS
    return past(
        tmp_path / "gouji_out",
        ("甲局", 2024, "x", [finding(first), finding(second)]),
        ("乙局", 2024, "y", [finding(third)]),
    )


def on(mark: str, key: str, verb: Verb = Verb.CONFIRM, **parts: object) -> Entry:
    return entry(key, verb, fingerprint=mark, evidence="e", **parts)


def test_work_is_counted_by_agency_and_by_inspector(run: PastRun) -> None:
    first, second, third = MARKS
    entries = [
        on(first, "1", Verb.ASSIGN, assignee="王检查", due="2026-03-31"), on(second, "2"),
        on(third, "3", Verb.ASSIGN, assignee="李检查", due="2026-04-01"), on(third, "4", Verb.CONTEST),
    ]  # fmt: skip
    work = work_of(run, entries, today=TODAY)

    assert numbers_of(work, lambda each: each.found.agency, TODAY) == {"乙局": (1, 1, 1, 0), "甲局": (2, 1, 0, 1)}
    assert numbers_of(work, lambda each: each.assignee, TODAY)["李检查"] == (1, 1, 1, 0)
    assert [each.standing for each in work] == [Standing.CONTESTED, Standing.OPEN, Standing.CONFIRMED]


def filled(path: Path, *rows: Sequence[str]) -> None:
    """Fill decision and reason into the rows of a workbook from the first on."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    names = list(COLUMNS)
    for number, row in enumerate(rows, 2):
        for name, value in zip(("verb", "reason", "cause", "by"), row, strict=False):
            sheet.cell(number, names.index(name) + 1, value)
    book.save(path)


def test_a_workbook_goes_out_is_filled_in_and_comes_back(run: PastRun, tmp_path: Path) -> None:
    path = tmp_path / "待办.xlsx"
    write_sheet(work_of(run, [], today=TODAY), path, Language.ZH, run)
    filled(path, ("确认", "属实"), ("排除", "识别错误", "读取有误", "赵检查"), ())
    entries, conflicts, _ = read_sheet(path, run, {}, "王检查")

    assert conflicts == []
    assert [(e.fingerprint, e.verb, e.reason, e.cause, e.by) for e in entries] == [
        (MARKS[2], Verb.CONFIRM, "属实", "", "王检查"), (MARKS[0], Verb.DISMISS, "识别错误", "reading", "赵检查"),
    ]  # fmt: skip
    again, conflicts, _ = read_sheet(path, run, {e.fingerprint: [e] for e in entries}, "王检查")
    assert (again, conflicts) == ([], [])


def test_a_workbook_that_hands_have_rearranged_is_read_all_the_same(run: PastRun, tmp_path: Path) -> None:
    path = tmp_path / "待办.xlsx"
    write_sheet(work_of(run, [], today=TODAY), path, Language.ZH, run)
    filled(path, (" 确 认", "属实"), ("", "属实"), ("排除", "x", "误读"))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.insert_rows(1)
    sheet.cell(1, 1, "2024年待办")
    verb = list(COLUMNS).index("verb") + 1
    sheet.merge_cells(start_row=3, end_row=4, start_column=verb, end_column=verb)
    sheet.move_range(f"A1:A{sheet.max_row}", cols=30)
    book.save(path)
    entries, conflicts, _ = read_sheet(path, run, {}, "王检查")

    assert [(e.fingerprint, e.verb) for e in entries] == [(MARKS[2], Verb.CONFIRM), (MARKS[0], Verb.CONFIRM)]
    assert [(each.row, each.refused.to(Language.ZH)) for each in conflicts] == [
        (5, "排除原因没有“误读”，可写读取有误、依法例外、其他"),
    ]  # fmt: skip


def test_what_somebody_else_decided_since_is_a_conflict_and_is_not_overwritten(run: PastRun, tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    write_sheet(work_of(run, [], today=TODAY), path, Language.EN, run)
    filled(path, ("Confirm", "yes"), ("shout", "x"), ("", "only a reason"))
    entries, conflicts, _ = read_sheet(path, run, {MARKS[2]: [on(MARKS[2], "9", Verb.WAIVE, by="李处长")]}, "me")

    assert entries == []
    assert [each.row for each in conflicts] == [2, 3, 4]
    assert "李处长 has decided on it since" in str(conflicts[0].refused)
    assert "no decision is called shout" in str(conflicts[1].refused)
    assert "the column 决定 / Decision is empty" in str(conflicts[2].refused)
    assert [each.refused.to(Language.ZH) for each in conflicts] == [
        "表格发出后，李处长已作出决定：免予扣分，核实过", "没有“shout”这种决定", "“决定”一栏空白",
    ]  # fmt: skip


def test_a_workbook_that_people_have_filled_in_is_not_written_over(run: PastRun, tmp_path: Path) -> None:
    path = tmp_path / "待办.xlsx"
    work = work_of(run, [], today=TODAY)
    write_sheet(work, path, Language.ZH, run)
    write_sheet(work, path, Language.ZH, run)
    filled(path, ("确认", "属实"))

    with pytest.raises(SheetUnreadable, match="people have filled it in"):
        write_sheet(work, path, Language.ZH, run)
    assert len(read_sheet(path, run, {}, "王检查")[0]) == 1


def test_a_workbook_runs_no_formula_of_a_report(run: PastRun, tmp_path: Path) -> None:
    work = work_of(run, [], today=TODAY)
    found = replace_message(work[0].found, "=HYPERLINK(1)")
    write_sheet([replace(work[0], found=found)], tmp_path / "w.xlsx", Language.ZH, run)
    cell = load_workbook(tmp_path / "w.xlsx").worksheets[0].cell(2, list(COLUMNS).index("message") + 1)

    assert (cell.data_type, cell.value) == ("s", "=HYPERLINK(1)")


def replace_message(found: Found, message: str) -> Found:
    return found._replace(said={**(found.said or {}), "message": message})


@pytest.mark.parametrize(("content", "problem"), [(b"x", "no workbook"), (None, "cannot be read")])
def test_what_is_no_workbook_is_named(run: PastRun, tmp_path: Path, content: bytes | None, problem: str) -> None:
    if content:
        (tmp_path / "w.xlsx").write_bytes(content)

    with pytest.raises(SheetUnreadable, match=problem):
        read_sheet(tmp_path / "w.xlsx", run, {}, "me")


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo terminal needs POSIX")
def test_a_review_walks_decides_undoes_and_goes_on_where_it_was(run: PastRun, tmp_path: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    pytest.importorskip("prompt_toolkit")

    def begun() -> Any:  # noqa: ANN401  of pexpect, which has no types
        return pexpect.spawn(
            sys.executable, ["-m", "gouji", "review", "--by", "王检查"], cwd=str(tmp_path), encoding="utf-8", timeout=30,
            env={**os.environ, "LANG": "zh_CN.UTF-8", "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}, dimensions=(40, 160),
        )  # fmt: skip

    def keyed(screen: Any, *keys: str) -> None:  # noqa: ANN401  of pexpect, which has no types
        for key in keys:
            screen.expect(">")
            screen.send(key)

    screen = begun()
    screen.expect(r"\[1/3\] 乙局 2024")
    keyed(screen, "c")
    screen.expect("理由：")
    screen.send("属实\r")
    screen.expect(r"\[2/3\] 甲局")
    keyed(screen, "d")
    screen.expect("1 读取有误")
    keyed(screen, "1")
    screen.expect("理由：")
    screen.send("识别错\r")
    screen.expect(r"\[3/3\]")
    keyed(screen, "u")
    screen.expect("已收回: 排除")
    screen.expect(r"\[2/3\]")
    keyed(screen, "b")
    screen.expect(r"\[1/3\]")
    keyed(screen, "w")
    screen.expect("理由：")
    screen.send("另议\r")
    screen.expect("有效至")
    screen.send("明年\r")
    screen.expect("不是日期")
    screen.expect("有效至")
    screen.send("2099年12月31日\r")
    screen.expect(r"\[2/3\]")
    keyed(screen, "u")
    screen.expect("已收回: 免予扣分")
    screen.expect(r"\[1/3\]")
    keyed(screen, "q")
    screen.expect("还有 2 条待处理")
    screen.expect(pexpect.EOF)
    screen.close()
    entries = Ledger(str(tmp_path / "gouji_decisions.sqlite")).entries()

    assert screen.exitstatus == 0
    assert [(e.verb, e.by, e.reason) for e in entries] == [
        (Verb.CONFIRM, "王检查", "属实"), (Verb.DISMISS, "王检查", "识别错"), (Verb.WITHDRAW, "王检查", "误操作"),
        (Verb.WAIVE, "王检查", "另议"), (Verb.WITHDRAW, "王检查", "误操作"),
    ]  # fmt: skip
    assert entries[3].expires == "2099-12-31"
    again = begun()
    again.expect(r"\[1/2\] 甲局")
    keyed(again, "u")
    again.expect("已收回: 确认")
    again.expect(r"\[1/3\] 乙局")
    keyed(again, "q")
    again.expect(pexpect.EOF)
    again.close()
    assert Ledger(str(tmp_path / "gouji_decisions.sqlite")).entries()[-1].refers == entries[0].key


def test_a_review_answers_an_agency_that_contests(
    run: PastRun, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("prompt_toolkit")
    from prompt_toolkit import PromptSession
    from prompt_toolkit.application import create_app_session
    from prompt_toolkit.input import create_pipe_input
    from prompt_toolkit.output import DummyOutput

    ledger = Ledger(str(tmp_path / "l.sqlite"))
    ledger.add([on(MARKS[0], "1", Verb.CONTEST, by="甲局", reason="按口径填报", figure="21")])
    desk = Desk(ledger, tmp_path / "gouji_out", "王检查", Language.ZH)
    work = [each for each in desk.work() if each.standing is Standing.CONTESTED]
    with create_pipe_input() as keys, create_app_session(keys, DummyOutput()):
        keys.send_text("g3程度过重\r")
        left = Review(desk, work, PromptSession()).run()
    told = capsys.readouterr().out

    assert left == 0
    assert "机关申辩：h 维持" in told
    assert "申辩中: 按口径填报；更正后数据：21 (甲局)" in told
    assert [(each.verb, each.severity, each.reason) for each in ledger.entries()[1:]] == [
        (Verb.CHANGE, "minor", "程度过重"),
    ]  # fmt: skip


def test_an_answer_is_one_whatever_was_decided_since(run: PastRun) -> None:
    entries = [
        on(MARKS[0], "1", Verb.CONTEST, by="甲局", reason="按口径填报"),
        on(MARKS[0], "2", Verb.ANNUL, by="王检查", reason="口径无误"),
    ]
    answered = {each.found.fingerprint: each.answered for each in work_of(run, entries)}

    assert answered[MARKS[0]]
    assert not answered[MARKS[1]]


def test_lists_and_statistics_are_printed(run: PastRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    ran("decide", "assign", MARKS[0], "--to", "王检查", "--due", "2020-01-01", "--by", "李处长")
    ran("decisions", "sheet", "待办.xlsx", "--to", "王检查")

    assert "王检查 · 2020-01-01 · 逾期" in ran("decisions", "work", "--to", "王检查")
    assert "甲局: 问题 2 · 待处理 2 · 机关已答复 0 · 逾期 1" in ran("decisions", "stats")
    filled(tmp_path / "待办.xlsx", ("确认", "属实"))
    assert "写入 1 条，冲突 0 条" in ran("decisions", "take", "待办.xlsx", "--by", "王检查")
    assert ran("decisions", "list", "--finding", MARKS[0]).count("\n") == 2


def typed(path: Path, number: int, **cells: str) -> None:
    """Fill cells of a row of a workbook, by the names of their columns."""
    book = load_workbook(path)
    for name, value in cells.items():
        book.worksheets[0].cell(number, list(COLUMNS).index(name) + 1, value)
    book.save(path)


def test_who_is_to_do_the_work_and_until_when_comes_back_too(run: PastRun, tmp_path: Path) -> None:
    path, given = tmp_path / "待办.xlsx", on(MARKS[0], "1", Verb.ASSIGN, assignee="王检查", due="2026-04-30")
    write_sheet(work_of(run, [given], today=TODAY), path, Language.ZH, run)
    typed(path, 2, assignee="李检查", due="2026.5.1", verb="确认", reason="属实")
    typed(path, 3, due="2026年5月9日")
    typed(path, 4, due="下周三前")
    entries, conflicts, _ = read_sheet(path, run, {MARKS[0]: [given]}, "处长")

    assert [(e.fingerprint, e.verb.value, e.assignee, e.due) for e in entries] == [
        (MARKS[2], "assign", "李检查", "2026-05-01"), (MARKS[2], "confirm", "", ""), (MARKS[0], "assign", "王检查", "2026-05-09"),
    ]  # fmt: skip
    assert [(each.row, each.refused.to(Language.ZH)) for each in conflicts] == [
        (4, "“下周三前”不是日期，应写作 2026-12-31")
    ]
    held = {entry.fingerprint: [given, entry] if entry.fingerprint == MARKS[0] else [entry] for entry in entries}
    assert read_sheet(path, run, {**held, MARKS[2]: list(entries[:2])}, "处长").entries == []
    with pytest.raises(SheetUnreadable, match="people have filled it in"):
        write_sheet([], path, Language.ZH, run)


def test_work_that_was_given_to_somebody_since_is_a_conflict(run: PastRun, tmp_path: Path) -> None:
    path = tmp_path / "待办.xlsx"
    write_sheet(work_of(run, [], today=TODAY), path, Language.ZH, run)
    typed(path, 2, assignee="李检查")
    typed(path, 3, verb="确认", reason="属实")
    since = {mark: [on(mark, mark[:1], Verb.ASSIGN, assignee="赵检查", by="处长")] for mark in MARKS}
    entries, conflicts, _ = read_sheet(path, run, since, "王检查")

    assert [(entry.fingerprint, entry.verb) for entry in entries] == [(MARKS[0], Verb.CONFIRM)]
    assert [(each.row, each.refused.to(Language.ZH)) for each in conflicts] == [(2, "表格发出后，处长已交办：赵检查")]


def test_two_rows_on_one_finding_are_in_conflict_unless_they_say_the_same(run: PastRun, tmp_path: Path) -> None:
    path = tmp_path / "待办.xlsx"
    write_sheet(work_of(run, [], today=TODAY), path, Language.ZH, run)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for number in (2, 3):
        sheet.append([cell.value for cell in sheet[number]])
    sheet.cell(1, len(COLUMNS) + 1, "备注")
    sheet.cell(3, len(COLUMNS) + 1, "再看")
    book.save(path)
    for number, verb in ((2, "确认"), (5, "免予扣分"), (3, "确认"), (6, "确认")):
        typed(path, number, verb=verb, reason="属实")
    entries, conflicts, unread = read_sheet(path, run, {}, "王检查")

    assert [entry.fingerprint for entry in entries] == [MARKS[0]]
    assert [(each.row, each.refused.to(Language.ZH)) for each in conflicts] == [
        (2, "与第 5 行写的是同一问题，内容不同"), (5, "与第 2 行写的是同一问题，内容不同"),
    ]  # fmt: skip
    assert unread == ("备注",)


def test_a_void_waiver_of_the_configuration_waits_with_what_stood_there(tmp_path: Path) -> None:
    found = finding(MARKS[0], "e", "46")
    waiver = {"standing": "stale", "verb": "waive", "reason": "口径", "by": "王", "then": "45", "key": "gouji.toml:1"}
    found["findings"][0]["decision"] = waiver
    [work] = work_of(past(tmp_path / "out", ("甲局", 2024, "x", [found])), [])

    assert (work.standing, work.waits, work.decision and work.decision.then) == (Standing.STALE, True, "45")
