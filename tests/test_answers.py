"""The agency's answer comes back from the letter, and a corrected report is looked at again, round by round."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook

from gouji import Language, answer_said
from gouji.decisions.answers import entries_of
from gouji.decisions.form_tables import AnswersUnreadable
from gouji.decisions.ledger import Ledger
from gouji.decisions.reply_form import Answer, Corrected, Reply, read_reply
from gouji.decisions.runs import PastRun
from gouji.decisions.ticks import ticked
from test_decide import written
from test_differences import SAMPLE, finding, past, ran

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
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
        ("☐ yes\n☒ no", False), ("", None), ("我局不认领", False), ("不予认领", False), ("本单位已认领", True), ("是", True), ("否", False),
        ("√", None), ("认领√ 不认可", True), ("认领 √不认可", False), ("认领√不认可", None), ("认领√\n不认可×", True),
        ("□认领√ □不认可", True), ("认领（√） 不认可（ ）", True), ("R认领\n□不认可", True), ("部分认领", None), ("基本属实", None),
        ("认领，但数据无误", None), ("not accepted", False), ("☑是 □否", True),
    ],
)  # fmt: skip
def test_a_tick_is_read_and_what_is_not_clear_is_not_guessed(tick: str, expected: bool | None) -> None:
    assert ticked(tick) is expected


def test_words_and_figure_are_read_beside_the_tick(tmp_path: Path) -> None:
    form(tmp_path / "a.docx", ("0" * 16, "☑认领", "说明", "21"))

    assert read_reply(tmp_path / "a.docx").answers == (
        Answer("0" * 16, True, "说明", "21", f"1 #{'0' * 16}", "☑认领", (("问题和整改要求", "x"),)),
    )


def test_what_is_struck_out_does_not_count(tmp_path: Path) -> None:
    form(tmp_path / "a.docx", ("0" * 16, "", "", ""))
    document = Document(str(tmp_path / "a.docx"))
    paragraph = document.tables[0].rows[1].cells[2].paragraphs[0]
    paragraph.add_run("认领")
    paragraph.add_run("不认可").font.strike = True
    document.save(str(tmp_path / "a.docx"))

    assert read_reply(tmp_path / "a.docx").answers[0].accepted is True


def test_a_form_that_hands_have_changed_is_read_all_the_same(tmp_path: Path) -> None:
    """Rows are moved and joined, columns change places, a row is deleted by a reviser, a tick is a control or a picture font's."""
    form(tmp_path / "a.docx", *((mark * 16, "", "", "") for mark in "abcd"))
    document = Document(str(tmp_path / "a.docx"))
    table = document.tables[0]
    first, second, third, gone = (row.cells for row in table.rows[1:])
    first[2].paragraphs[0]._p.append(
        parse_xml(f"<w:sdt {NS}><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>")
    )
    first[2].paragraphs[0].add_run("认领")
    second[2].paragraphs[0]._p.append(parse_xml(f'<w:r {NS}><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>'))
    second[2].paragraphs[0].add_run("认领 □不认可")
    third[2].paragraphs[0]._p.append(parse_xml(f"<w:ins {NS}><w:r><w:t>不认可</w:t></w:r></w:ins>"))
    first[3].merge(second[3]).text = "已一并核对"
    third[3].text = "有依据"
    third[0].text = f"3\n＃{'c' * 8}\n{'C' * 8}"
    gone[2].text = "认领"
    table.rows[4]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {NS}/>"))
    for row in table.rows:
        row._tr.append(row._tr.tc_lst[2])
    table._tbl.insert(3, table.rows[3]._tr)
    document.save(str(tmp_path / "a.docx"))
    reply = read_reply(tmp_path / "a.docx")

    assert {(each.mark[0], each.accepted, each.words) for each in reply.answers} == {
        ("a", True, "已一并核对"), ("b", True, "已一并核对"), ("c", False, "有依据"),
    }  # fmt: skip


def test_lines_that_say_two_things_or_have_lost_their_mark_are_told_and_left_out(tmp_path: Path) -> None:
    past(tmp_path / "run", ("甲局", 2024, "x", [finding("1" * 16), finding("2" * 16, rule="gid/b")]))
    form(
        tmp_path / "a.docx", ("1" * 16, "认领", "", ""), ("1" * 16, "不认可", "有依据", ""), ("2" * 16, "认领", "", ""),
        ("2222", "认领", "", ""), ("", "", "", ""),
    )  # fmt: skip
    taken = entries_of(read_reply(tmp_path / "a.docx"), PastRun.read(tmp_path / "run"), {}, "me")

    assert [(entry.fingerprint, entry.verb.value) for entry in taken.entries] == [("2" * 16, "admit")]
    assert [(item, why.to(Language.ZH)) for item, why in taken.problems] == [
        (f"#{'1' * 16}", "同一项有两种答复"), ("“4 #2222”", "这一行没有标识（# 和 16 位字符），对不上通知书"),
    ]  # fmt: skip


def test_each_corrected_report_goes_with_the_findings_of_its_year(tmp_path: Path) -> None:
    past(tmp_path / "run", ("甲局", 2023, "x", [finding("1" * 16)]), ("甲局", 2024, "y", [finding("2" * 16)]))
    reply = Reply(
        (Answer("1" * 16, True, "已改", "21"), Answer("2" * 16, True, "", "")),
        (Corrected("2023年度报告", "http://a.cn/3", "2025-03-01"),
         Corrected("2024年度报告", "http://a.cn/4", "三月初", (("公布日期", "三月初"),))),
    )  # fmt: skip
    taken = entries_of(reply, PastRun.read(tmp_path / "run"), {}, "me")
    entries = taken.entries

    assert [(e.reason, e.figure, e.address, e.published) for e in entries] == [
        ("已改", "21", "http://a.cn/3", "2025-03-01"), ("公布日期：三月初", "", "http://a.cn/4", ""),
    ]  # fmt: skip
    assert [why.to(Language.ZH) for _, why in taken.doubts] == ["公布日期“三月初”不是日期，已作为文字记入答复"]
    assert (
        answer_said(entries[0], Language.ZH)
        == "已改；更正后数据：21；更正后公布地址：http://a.cn/3；公布日期：2025-03-01"
    )


def test_a_form_that_was_copied_into_a_workbook_is_read_too(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ["整改反馈表"], ["序号", "问题", "是否认领", "整改情况", "更正后数据"], ["1 #" + "a" * 16, "x", "☑认领 □不认可", "已改", 12],
        ["2 #" + "b" * 16, "x"],
        [], ["报告", "更正后公布地址", "公布日期"], ["2024年度报告", "http://example.cn/1", datetime(2025, 3, 1)],
    ):  # fmt: skip
        sheet.append(line)
    sheet.merge_cells("C3:C4")
    book.save(tmp_path / "a.xlsx")
    reply = read_reply(tmp_path / "a.xlsx")

    assert [(a.mark, a.accepted, a.figure) for a in reply.answers] == [("a" * 16, True, "12"), ("b" * 16, True, "")]
    assert reply.corrected == (Corrected("2024年度报告", "http://example.cn/1", "2025-03-01"),)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.docx", b"x", "no Word file"),
        ("a.xlsx", b"PKx", "cut off or damaged"),
        ("b.docx", None, "cannot be read"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "save it as docx"),
    ],
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
    number = len(ledger.entries())
    assert (
        ran("decisions", "recheck", "第一次", "--run", "第二次", "--by", "王检查") == "与第 1 轮回头看相同，不再写入\n"
    )
    assert len(ledger.entries()) == number
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

    assert "a.docx：既不是 Word 文件" in told
    assert f"c.docx: #{mark}: 看不出是否认领" in told
    assert [entry.verb for entry in Ledger("gouji_decisions.sqlite").entries()] == ["admit"]


def test_what_was_rectified_and_is_there_again_is_told_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    one, other = "1" * 16, "2" * 16
    for name, sha, found in (
        ("前", "x", [one, other]),
        ("一", "y", [other]),
        ("二", "x", [one, other]),
        ("三", "z", [one, other]),
    ):
        past(tmp_path / name, ("甲局", 2024, sha, [finding(each) for each in found]))
    ran("decide", "confirm", one, "--reason", "属实", "--run", "前", "--by", "王")

    assert "已整改 1 · 仍存在 1 · 新出现 0" in ran("decisions", "recheck", "前", "--run", "一", "--by", "王")
    assert "已整改 0 · 仍存在 1 · 新出现 1" in ran("decisions", "recheck", "一", "--run", "二", "--by", "王")
    last = Ledger("gouji_decisions.sqlite").entries()[-1]
    assert (last.verb.value, last.reason) == ("confirm", "第 2 轮回头看：再次出现")


def test_only_reports_published_anew_are_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    one, two, three, contested, silent = ("1" * 16, "2" * 16, "3" * 16, "5" * 16, "6" * 16)
    still = [finding(two), finding(contested), finding(silent)]
    past(
        tmp_path / "a",
        ("甲局", 2024, "x", [finding(one), finding("7" * 16), *still]),
        ("乙局", 2024, "same", [finding(three)]),
    )
    past(tmp_path / "b", ("甲局", 2024, "y", [*still, finding("4" * 16)]), ("乙局", 2024, "same", [finding(three)]))
    ran("decide", "confirm", one, two, "--reason", "so it is", "--run", "a", "--by", "me")
    ran("decide", "contest", contested, "--reason", "not so", "--run", "a", "--by", "甲局")
    told = ran("decisions", "recheck", "a", "--run", "b", "--by", "me")

    assert told == "Round 1, corrected reports: 1\n甲局 2024: rectified 2 · still open 3 · newly broken 1\n"
    assert [(e.fingerprint, e.verb.value) for e in Ledger("gouji_decisions.sqlite").entries()[3:]] == [
        (one, "rectify"),
        (two, "confirm"),
    ]


def test_what_was_found_with_another_report_is_looked_at_again_when_that_one_is_corrected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    together = {"reports": ["甲县2024.pdf", "乙局2024.pdf"], "rule": "gid/sum"}
    batch = [{**finding(mark * 16), **together} for mark in "12"]
    county = ("甲县", 2024, "x", [finding("3" * 16)])
    past(tmp_path / "a", county, ("乙局", 2024, "y", []), batch=batch)
    past(tmp_path / "b", county, ("乙局", 2024, "z", []), batch=batch[1:])
    ran("decide", "confirm", "--agency", "甲县", "--reason", "属实", "--run", "a", "--by", "王检查")
    told = ran("decisions", "recheck", "a", "--run", "b", "--by", "王检查")

    assert (
        told == "第 1 轮回头看：1 份更正后的报告\n"
        "甲县 2024: 已整改 0 · 仍存在 1 · 新出现 0 · 因其他机关的报告更改而消失 1\n"
        "乙局 2024: 已整改 0 · 仍存在 0 · 新出现 0\n"
    )
    assert [entry.verb.value for entry in Ledger("gouji_decisions.sqlite").entries()] == ["confirm"] * 4


def test_what_another_report_of_the_agency_itself_mends_is_rectified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    across = {**finding("1" * 16), "reports": ["甲县2024.pdf", "甲县2023.pdf"], "rule": "gid/pending"}
    later = ("甲县", 2024, "x", [finding("3" * 16)])
    past(tmp_path / "a", later, ("甲县", 2023, "y", []), batch=[across])
    mended = {**across, "outcome": "pass", "fingerprints": [], "evidence_fingerprints": [], "findings": []}
    past(tmp_path / "b", later, ("甲县", 2023, "z", []), batch=[mended])
    ran("decide", "confirm", "1" * 16, "--reason", "属实", "--run", "a", "--by", "王检查")
    told = ran("decisions", "recheck", "a", "--run", "b", "--by", "王检查")

    assert "甲县 2024: 已整改 1 · 仍存在 0 · 新出现 0\n" in told


def test_what_could_not_be_looked_at_again_is_not_rectified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    mark = "1" * 16
    silent = {
        **finding("3" * 16),
        "outcome": "not_applicable",
        "fingerprints": [],
        "evidence_fingerprints": [],
        "findings": [],
    }
    past(tmp_path / "a", ("甲局", 2024, "x", [finding(mark)]))
    past(tmp_path / "b", ("甲局", 2024, "y", [finding("4" * 16, rule="gid/b"), silent]))
    ran("decide", "confirm", mark, "--reason", "属实", "--run", "a", "--by", "王检查")
    told = ran("decisions", "recheck", "a", "--run", "b", "--by", "王检查")

    assert "甲局 2024: 已整改 0 · 仍存在 0 · 新出现 1 · 未能再查 1" in told
    assert [entry.verb for entry in Ledger("gouji_decisions.sqlite").entries()] == ["confirm"]


def test_an_agency_that_had_not_reported_and_has_since_is_rectified(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    roster = "id,agency\n1,示例市交通运输局\n2,示例市水利局\n3,示例市商务局\n"
    (tmp_path / "名册.csv").write_text(roster, encoding="utf-8")
    (tmp_path / "一.txt").write_text(TEXT, encoding="utf-8")
    check = ("--roster", "名册.csv", "--in-process", "-q", "--format", "json", "--out")
    ran("check", "一.txt", *check, "前")
    ran(
        "decide",
        "confirm",
        "--agency",
        "示例市水利局",
        "--agency",
        "示例市商务局",
        "--reason",
        "电话核实",
        "--run",
        "前",
        "--by",
        "王",
    )
    (tmp_path / "二.txt").write_text(TEXT.replace("交通运输", "水利"), encoding="utf-8")
    ran("check", "一.txt", "二.txt", *check, "后")
    told = ran("decisions", "recheck", "前", "--run", "后", "--by", "王").splitlines()

    assert told[1:] == [
        "示例市水利局 2020: 已整改 1 · 仍存在 0 · 新出现 0",
        "示例市商务局 2020: 已整改 0 · 仍存在 1 · 新出现 0",
    ]


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("1,041", ""), ("1041", ""), ("45", "  a：承诺更正为“1041件”，现为：review.1.total 45"),
        (None, "  机关承诺的更正后数据未比对：复查没有输出数据，请加 --format csv"),
    ],
)  # fmt: skip
def test_a_promised_figure_is_held_against_the_one_that_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, printed: str | None, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    mark = "1" * 16
    past(tmp_path / "a", ("甲局", 2024, "x", [finding(mark)]))
    past(tmp_path / "b", ("甲局", 2024, "y", [finding(mark, outcome="pass")]))
    if printed:
        figures = f'source,table,row,column,raw\n甲局2024.pdf,review,1,total,"{printed}"\n'
        (tmp_path / "b" / "figures.csv").write_text(figures, encoding="utf-8")
    ran("decide", "admit", mark, "--reason", "已改", "--figure", "1041件", "--run", "a", "--by", "甲局")
    lines = ran("decisions", "recheck", "a", "--run", "b", "--by", "王").splitlines()

    assert lines[2:] == [told][: bool(told)]


IN_TEXT = "全年收到申请50件"


@pytest.mark.parametrize(
    ("after", "section", "told"),
    [
        (finding("1" * 16, outcome="pass"), "全年收到申请41件。", []),
        (
            finding("1" * 16, outcome="pass"),
            "全年申请办结。",
            ["  a：承诺更正为“41”，现为：“overview”部分没有这个数"],
        ),
        ("全年收到申请50件", "", ["  a：承诺更正为“41”，现为：requests.new.total 41；“overview”部分“全年收到申请50件”"]),
        ("全年收到申请45件", "", ["  a：承诺更正为“41”，现为：requests.new.total 41；“overview”部分“全年收到申请45件”"]),
        ("全年收到申请41件，共41次", "", []),
    ],
)  # fmt: skip
def test_a_promised_figure_of_the_text_is_held_against_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: dict[str, Any] | str, section: str, told: list[str]
) -> None:
    """What stood in the table all along keeps no promise about the text."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    mark = "1" * 16
    cell = {"kind": "cell", "table": "requests", "row": "new", "column": "total", "section": None, "raw": "41"}

    def said(words: str, *more: dict[str, Any]) -> dict[str, Any]:
        text = {"kind": "text", "table": None, "row": None, "column": None, "section": "overview", "raw": words}
        result = finding(mark, evidence=words)
        result["findings"][0]["evidence"] = [*more, text]
        return result

    beside = () if isinstance(after, dict) else (cell,)
    past(tmp_path / "a", ("甲局", 2024, "x", [said(IN_TEXT, *beside)]))
    past(tmp_path / "b", ("甲局", 2024, "y", [after if isinstance(after, dict) else said(after, *beside)]))
    lines = "source,table,row,column,raw\n甲局2024.pdf,requests,new,total,41\n"
    (tmp_path / "b" / "figures.csv").write_text(lines, encoding="utf-8")
    sections = f"source,section,text\n甲局2024.pdf,overview,{section}\n"
    (tmp_path / "b" / "sections.csv").write_text(sections, encoding="utf-8")
    ran("decide", "admit", mark, "--reason", "已改", "--figure", "41", "--run", "a", "--by", "甲局")

    assert ran("decisions", "recheck", "a", "--run", "b", "--by", "王").splitlines()[2:] == told


def test_of_many_places_of_a_promise_a_few_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    marks = [f"{number:x}" * 16 for number in range(1, 10)]
    past(tmp_path / "a", ("甲局", 2024, "x", [finding(mark) for mark in marks]))
    past(tmp_path / "b", ("甲局", 2024, "y", [finding("f" * 16, outcome="pass")]))
    lines = "".join(f"甲局2024.pdf,review,{mark[0]},total,0\n" for mark in marks)
    (tmp_path / "b" / "figures.csv").write_text(f"source,table,row,column,raw\n{lines}", encoding="utf-8")
    ran("decide", "admit", *marks, "--reason", "已改", "--figure", "7", "--run", "a", "--by", "甲局")
    told = ran("decisions", "recheck", "a", "--run", "b", "--by", "王").splitlines()[2]

    assert told.count("review.") == 5
    assert told.endswith("；另有 4 处")


def test_a_finding_across_reports_keeps_its_mark_whatever_the_roster_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("水利", "商务"):
        (tmp_path / f"{name}.txt").write_text(TEXT.replace("交通运输", name), encoding="utf-8")
    marks = []
    for number, roster in enumerate(
        ("", "id,agency\n1,示例市水利局\n2,示例市商务局\n", "id,agency\n7,示例市商务局\n9,示例市水利局\n")
    ):
        (tmp_path / "名册.csv").write_text(roster, encoding="utf-8")
        check = (
            "check",
            "水利.txt",
            "商务.txt",
            "--in-process",
            "-q",
            "--format",
            "json",
            "--select",
            "shared-narrative",
            "--out",
        )
        ran(*check, f"out{number}", *(["--roster", "名册.csv"] if roster else []))
        marks.append([found.fingerprint for found in PastRun.read(tmp_path / f"out{number}").findings if found.others])

    assert marks[0] == marks[1] == marks[2] != []


def test_a_waiver_that_is_void_takes_nothing_away_when_looked_back_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    holds, void = "1" * 16, "2" * 16
    past(tmp_path / "a", ("甲局", 2024, "x", [finding(holds), finding(void)]))
    past(tmp_path / "b", ("甲局", 2024, "y", [finding(holds), finding(void, "other", "9")]))
    ran("decide", "waive", holds, void, "--reason", "免", "--run", "a", "--by", "王")

    assert "甲局 2024: 已整改 0 · 仍存在 1 · 新出现 0\n" in ran("decisions", "recheck", "a", "--run", "b", "--by", "王")
