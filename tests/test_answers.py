"""The agency's answer comes back from the letter, and a corrected report is looked at again, round by round."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from gouji.decisions.answers import AnswersUnreadable, read_reply
from gouji.decisions.ledger import Ledger
from test_decisions import written
from test_differences import SAMPLE, finding, past, ran

TEXT = SAMPLE.read_text(encoding="utf-8")


def form(path: Path, *rows: tuple[str, str, str, str]) -> None:
    """Write a reply form with rows of mark, tick, words and figure."""
    document = Document()
    table = document.add_table(1, 5)
    for cell, head in zip(
        table.rows[0].cells,
        ("序号", "问题和整改要求", "是否认领", "整改情况（不认可的写明理由）", "更正后数据"),
        strict=True,
    ):
        cell.text = head
    for number, (mark, tick, words, figure) in enumerate(rows, 1):
        for cell, text in zip(table.add_row().cells, (f"{number}\n#{mark}", "x", tick, words, figure), strict=True):
            cell.text = text
    document.save(str(path))


@pytest.mark.parametrize(
    ("tick", "expected"),
    [
        ("☑认领\n□不认可", True), ("□认领\n√不认可", False), ("■ 认领 □ 不认可", True), ("□属实\n☑不属实", False),
        ("☑属实\n□不属实", True), ("不认可", False), ("认领", True), ("□认领\n□不认可", None), ("☑认领\n☑不认可", None),
        ("☐ yes\n☒ no", False), ("", None),
    ],
)  # fmt: skip
def test_a_tick_is_read_and_what_is_not_clear_is_not_guessed(tmp_path: Path, tick: str, expected: bool | None) -> None:
    form(tmp_path / "a.docx", ("0" * 16, tick, "说明", "21"))
    (answer,) = read_reply(tmp_path / "a.docx").answers

    assert (answer.accepted, answer.words, answer.figure) == (expected, "说明", "21")


def test_what_is_struck_out_does_not_count(tmp_path: Path) -> None:
    form(tmp_path / "a.docx", ("0" * 16, "", "", ""))
    document = Document(str(tmp_path / "a.docx"))
    paragraph = document.tables[0].rows[1].cells[2].paragraphs[0]
    paragraph.add_run("认领")
    paragraph.add_run("不认可").font.strike = True
    document.save(str(tmp_path / "a.docx"))

    assert read_reply(tmp_path / "a.docx").answers[0].accepted is True


def test_a_form_that_was_copied_into_a_workbook_is_read_too(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ["整改反馈表"], ["序号", "问题", "是否认领", "整改情况", "更正后数据"], ["1 #" + "a" * 16, "x", "☑认领 □不认可", "已改", 12],
        [], ["报告", "更正后公布地址", "公布日期"], ["2024年度报告", "http://example.cn/1", "2025-03-01"],
    ):  # fmt: skip
        sheet.append(line)
    book.save(tmp_path / "a.xlsx")
    reply = read_reply(tmp_path / "a.xlsx")

    assert [(a.mark, a.accepted, a.figure) for a in reply.answers] == [("a" * 16, True, "12")]
    assert reply.corrected == ("http://example.cn/1 2025-03-01",)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [("a.docx", b"x", "no Word file"), ("a.xlsx", b"x", "no workbook"), ("b.docx", None, "cannot be read")],
)
def test_what_holds_no_reply_is_named(tmp_path: Path, name: str, content: bytes | None, problem: str) -> None:
    if content:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(AnswersUnreadable, match=problem):
        read_reply(tmp_path / name)


def test_the_letter_goes_out_comes_back_and_the_corrected_report_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    (tmp_path / "年报.txt").write_text(TEXT, encoding="utf-8")
    ran("check", "年报.txt", "--in-process", "-q", "--out", "第一次", "--format", "json,docx")
    (letter,) = (tmp_path / "第一次" / "notices").glob("*.docx")
    document = Document(str(letter))
    (table,) = [t for t in document.tables if "是否认领" in t.rows[0].cells[2].text]
    for row in table.rows[1:]:
        row.cells[2].text = "□认领\n☑不认可"
        row.cells[3].text = "本机关无此情形，依法不必写"
    document.save(str(tmp_path / "反馈.docx"))
    assert "认领 0 项，不认可 1 项，未写入 0 项" in ran("decisions", "answer", "反馈.docx", "--run", "第一次")
    ledger = Ledger("gouji_decisions.sqlite")
    contested = next(entry for entry in ledger.entries() if entry.verb == "contest")
    assert (contested.by, contested.reason) == ("示例市交通运输局", "本机关无此情形，依法不必写")
    ran(
        "decide",
        "uphold",
        contested.fingerprint,
        "--reason",
        "条例第五十条要求写明",
        "--run",
        "第一次",
        "--by",
        "王检查",
    )
    assert ran("decisions", "answer", "反馈.docx", "--run", "第一次") == "反馈.docx：先前已登记，不再写入\n"
    assert ledger.entries()[-1].verb == "uphold"
    mended = TEXT.replace("第二十条第（一）项", "第二十条第（一）项 ").replace(
        "\t\t\t\t\t\t\t", "\t0\t0\t0\t0\t0\t0\t0"
    )
    (tmp_path / "年报.txt").write_text(
        f"{mended}\n\n六、其他需要报告的事项\n\n2020年未收取信息处理费。\n", encoding="utf-8"
    )
    ran("check", "年报.txt", "--in-process", "-q", "--out", "第二次", "--format", "json")
    told = ran("decisions", "recheck", "第一次", "--run", "第二次", "--by", "王检查")

    assert told.startswith("第 1 轮回头看：1 份更正后的报告\n示例市交通运输局 2020: 已整改 ")
    done = [entry.rule for entry in ledger.entries() if entry.verb == "rectify"]
    assert "gid/required-sections" in done
    assert ran("decisions", "recheck", "第一次", "--run", "第二次", "--by", "王检查").startswith("第 2 轮")
    ran("check", "年报.txt", "--in-process", "-q", "--out", "第二次", "--format", "json")
    assert "gid/required-sections" not in {each["rule"] for each in written(tmp_path, "第二次")["decisions"]["unused"]}


def test_a_reply_that_cannot_be_read_keeps_no_other_from_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    mark = "1" * 16
    past(tmp_path / "gouji_out", ("甲局", 2024, "x", [finding(mark)]))
    (tmp_path / "a.docx").write_bytes(b"x")
    form(tmp_path / "b.docx", (mark, "☑认领", "已改", ""))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    form(tmp_path / "c.docx", (mark, "□认领 □不认可", "", ""))
    told = ran("decisions", "answer", "a.docx", "c.docx", "b.docx")

    assert "a.docx: cannot be read" in told
    assert f"c.docx: #{mark}: 看不出是否认领" in told
    assert [entry.verb for entry in Ledger("gouji_decisions.sqlite").entries()] == ["admit"]


def test_only_reports_published_anew_are_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    one, two, three, contested, silent = ("1" * 16, "2" * 16, "3" * 16, "5" * 16, "6" * 16)
    still = [finding(two), finding(contested), finding(silent)]
    past(tmp_path / "a", ("甲局", 2024, "x", [finding(one), *still]), ("乙局", 2024, "same", [finding(three)]))
    past(tmp_path / "b", ("甲局", 2024, "y", [*still, finding("4" * 16)]), ("乙局", 2024, "same", [finding(three)]))
    ran("decide", "confirm", two, "--reason", "so it is", "--run", "a", "--by", "me")
    ran("decide", "contest", contested, "--reason", "not so", "--run", "a", "--by", "甲局")
    told = ran("decisions", "recheck", "a", "--run", "b", "--by", "me")

    assert told == "Round 1: 1 corrected reports\n甲局 2024: rectified 1 · still open 3 · newly broken 1\n"
    assert [(e.fingerprint, e.verb.value) for e in Ledger("gouji_decisions.sqlite").entries()[2:]] == [
        (one, "rectify"),
        (two, "confirm"),
    ]
