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
from gouji.decisions.sheet import COLUMNS, SheetUnreadable, read_sheet, write_sheet
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
    entries, conflicts = read_sheet(path, run, {}, "王检查")

    assert conflicts == []
    assert [(e.fingerprint, e.verb, e.reason, e.cause, e.by) for e in entries] == [
        (MARKS[2], Verb.CONFIRM, "属实", "", "王检查"), (MARKS[0], Verb.DISMISS, "识别错误", "reading", "赵检查"),
    ]  # fmt: skip
    again, conflicts = read_sheet(path, run, {e.fingerprint: [e] for e in entries}, "王检查")
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
    entries, conflicts = read_sheet(path, run, {}, "王检查")

    assert [(e.fingerprint, e.verb) for e in entries] == [(MARKS[2], Verb.CONFIRM), (MARKS[0], Verb.CONFIRM)]
    assert [(each.row, each.refused.to(Language.ZH)) for each in conflicts] == [
        (5, "排除原因没有“误读”，可写读取有误、依法例外、其他"),
    ]  # fmt: skip


def test_what_somebody_else_decided_since_is_a_conflict_and_is_not_overwritten(run: PastRun, tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    write_sheet(work_of(run, [], today=TODAY), path, Language.EN, run)
    filled(path, ("Confirm", "yes"), ("shout", "x"), ("", "only a reason"))
    entries, conflicts = read_sheet(path, run, {MARKS[2]: [on(MARKS[2], "9", Verb.WAIVE, by="李处长")]}, "me")

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
    screen.expect("is no day")
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
