"""Whose word a reply form is, and that nothing in it is lost: remarks, days that are none, what was taken back, what stands round tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from gouji import Language, reply_mark
from gouji.decisions.answers import entries_of, letter_as_sent
from gouji.decisions.reply_form import read_reply
from gouji.decisions.runs import PastRun
from gouji.decisions.senders import agency_called, named_sender
from gouji.reply_marks import is_as_printed, marks_in
from gouji_plugins.writers import notice
from test_differences import finding, past

HEAD = ("序号", "问题和整改要求", "是否认领", "整改情况（不认可的写明理由）", "更正后数据")
OWN, OTHER = "1" * 16, "2" * 16
CITY = ("示例市水利局", 2024, "x", [finding(OWN)])
COUNTY = ("示例市水利局东区分局", 2024, "y", [finding(OTHER)])


def form(
    path: Path, *lines: tuple[str, ...], head: tuple[str, ...] = HEAD, before: str = "", behind: str = "", **cells: str
) -> Path:
    """Write a reply form with lines of mark and further cells, and what stands round its tables; `cells` are of the corrected report."""
    document = Document()
    document.add_paragraph(before)
    table = document.add_table(1, len(head))
    for cell, title in zip(table.rows[0].cells, head, strict=True):
        cell.text = title
    for number, (mark, *rest) in enumerate(lines, 1):
        told = (f"{number}\n#{mark}", "核对收到件数", *rest)
        for cell, text in zip(table.add_row().cells, told, strict=False):
            cell.text = text
    if cells:
        titles = ("报告", "更正后公布地址", "公布日期", "备注")
        second = document.add_table(2, 4)
        for title, head_cell, cell in zip(titles, second.rows[0].cells, second.rows[1].cells, strict=True):
            head_cell.text, cell.text = title, cells.get(title, "")
    document.add_paragraph(behind)
    document.save(str(path))
    return path


def test_a_form_is_the_word_of_the_agency_that_it_names_and_of_no_other(tmp_path: Path) -> None:
    run, both = past(tmp_path / "run", CITY, COUNTY), ((OWN, "认领"), (OTHER, "认领"))
    for lines, before, agency, expected, why in (
        (((OWN, "认领"),), "", "", [OWN], ""),
        (((OWN, "认领"),), "单位（盖章）：示例市水利局", "", [OWN], ""),
        (((OWN, "认领"),), "填报单位: 示例市水利局（盖章）", "", [OWN], ""),
        (((OWN, "认领"),), "单位（盖章）：水利局", "", [OWN], ""),
        (((OTHER, "认领"),), "单位（盖章）：示例市水利局", "", [], f"这个标识是“{COUNTY[0]}”的，反馈表是“{CITY[0]}”的"),
        (((OWN, "认领"),), "单位（盖章）：示例市水利局东区分局", "", [], f"这个标识是“{CITY[0]}”的，反馈表是“{COUNTY[0]}”的"),
        (((OWN, "认领"),), "单位（盖章）：示例市教育局", "", [], "填报单位是“示例市教育局”，标识却是“示例市水利局”的"),
        (((OWN, "认领"),), "示例市水利局东区分局：", "", [], f"反馈表是“{COUNTY[0]}”的"),
        (both, "单位（盖章）：示例市水利局", "", [OWN], f"这个标识是“{COUNTY[0]}”的"),
        (both, "", "", [], "没有写明填报单位"),
        (both, "", COUNTY[0], [OTHER], f"这个标识是“{CITY[0]}”的"),
        (((OWN, "认领"),), "单位（盖章）：示例市教育局", CITY[0], [OWN], ""),
        (((OWN, "认领"),), "", "示例市林业局", [], "没有“示例市林业局”这个机关"),
    ):  # fmt: skip
        taken = entries_of(read_reply(form(tmp_path / "a.docx", *lines, before=before)), run, {}, "me", agency)

        assert [entry.fingerprint for entry in taken.entries] == expected, before
        assert why in "".join(each.to(Language.ZH) for _, each in taken.problems)
        assert bool(why) == bool(taken.problems), before


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("单位（盖章）：示例市水利局", "示例市水利局"), ("填报单位：  示例市水利局 （公章）", "示例市水利局"),
        ("单位名称 示例市水利局", "示例市水利局"),
        ("Agency (seal): Water Office      No. of the notice: 3", "Water Office"), ("对你单位公布的报告：", ""),
        ("责任人：张三", ""), ("单位（盖章）：", ""),
    ],
)  # fmt: skip
def test_who_fills_in_a_form_is_read_behind_its_label(line: str, name: str) -> None:
    assert named_sender([line]) == name


def test_an_agency_is_meant_by_its_name_in_full_or_short_and_the_longest_one_counts() -> None:
    names = [CITY[0], COUNTY[0]]

    assert [
        agency_called(name, names) for name in ("示例市水利局办公室", "示例市水利局东区分局", "水利局", "教育局")
    ] == [CITY[0], COUNTY[0], CITY[0], None]


def test_all_that_an_agency_wrote_is_kept_or_shown(tmp_path: Path) -> None:
    run = past(tmp_path / "run", ("甲局", 2024, "x", [finding(OWN), finding(OTHER, rule="gid/b")]))
    path = form(
        tmp_path / "a.docx", (OWN, "☑认领 3月底前改完", "已改", "21", "台账另附", ""), (OTHER, "不认可", "", "", "依据见附件", "办公室"),
        head=(*HEAD, "备注", "责任科室"), behind="另：第三项请求延期。",
        报告="2024年度报告", 公布日期="下周三前", 备注="待审签", 更正后公布地址="http://a.cn/1",
    )  # fmt: skip
    taken = entries_of(read_reply(path), run, {}, "me")

    assert [(e.reason, e.figure, e.published, e.address) for e in taken.entries] == [
        ("已改；☑认领 3月底前改完；备注：台账另附；备注：待审签；公布日期：下周三前", "21", "", "http://a.cn/1"),
        ("备注：依据见附件；责任科室：办公室；备注：待审签；公布日期：下周三前", "", "", "http://a.cn/1"),
    ]  # fmt: skip
    assert [why.to(Language.ZH) for _, why in taken.doubts] == ["公布日期“下周三前”不是日期，已作为文字记入答复"]
    assert taken.beside == ["另：第三项请求延期。"]


@pytest.mark.parametrize(
    ("said", "day"),
    [("2024-2-30", ""), ("２０２５年３月１日", "2025-03-01"), ("2025 年 3 月 1 日", "2025-03-01"), ("3月1日", "")],
)
def test_a_day_that_is_not_in_the_calendar_is_asked_for(tmp_path: Path, said: str, day: str) -> None:
    run = past(tmp_path / "run", ("甲局", 2024, "x", [finding(OWN)]))
    taken = entries_of(
        read_reply(form(tmp_path / "a.docx", (OWN, "认领", "", ""), 报告="2024年度报告", 公布日期=said)), run, {}, "me"
    )

    assert [entry.published for entry in taken.entries] == [day]
    assert bool(taken.doubts) == (not day)


def test_what_is_said_of_a_corrected_report_that_no_item_takes_in_is_shown(tmp_path: Path) -> None:
    run = past(tmp_path / "run", ("甲局", 2023, "x", [finding(OWN)]), ("甲局", 2024, "y", [finding(OTHER)]))
    path = form(tmp_path / "a.docx", (OWN, "", "", ""), 报告="2023年度报告", 更正后公布地址="http://a.cn/1")
    taken = entries_of(read_reply(path), run, {}, "me")

    assert [why.to(Language.ZH) for _, why in taken.doubts] == ["对不上已写入的答复：http://a.cn/1"]


@pytest.mark.parametrize(
    ("tick", "words", "problem"),
    [
        ("不认可", "经核实，现撤回申辩", "写明撤回申辩，却没有勾选认领"), ("", "不再坚持原申辩意见", "写明撤回申辩，却没有勾选认领"),
        ("认领", "现撤回申辩意见，已更正", ""), ("认领", "我局对此不认可", "勾选认领，文字却是不认可"),
        ("认领", "对此无异议", ""), ("认领", "没有异议", ""),
        ("不认可", "", "不认可而没有写明理由"), ("", "", "看不出是否认领"),
        ("认领？", "", "看不出是否认领（认领？）"), ("☑认领（除45件外）\n□不认可", "", "看不出是否认领"),
        ("☑认领，但数字无误", "", "看不出是否认领"),
    ],
)  # fmt: skip
def test_words_and_ticks_that_disagree_are_left_to_a_person(
    tmp_path: Path, tick: str, words: str, problem: str
) -> None:
    run = past(tmp_path / "run", ("甲局", 2024, "x", [finding(OWN)]))
    taken = entries_of(read_reply(form(tmp_path / "a.docx", (OWN, tick, words, ""))), run, {}, "me")

    assert len(taken.entries) == (not problem)
    assert problem in "".join(why.to(Language.ZH) for _, why in taken.problems)


def test_what_the_letter_said_is_told_from_what_the_agency_added(tmp_path: Path) -> None:
    past(tmp_path / "run", ("甲局", 2024, "x", [finding(OWN)]))
    (tmp_path / "run" / "notices").mkdir()
    letter = tmp_path / "run" / "notices" / "甲局2024-1.docx"
    blanks = "责任人：　　　电话：　　　"
    form(letter, (OWN, "□认领\n□不认可", "", ""), before="单位（盖章）：甲局", behind=blanks, 报告="2024年度报告")
    reply = read_reply(
        form(
            tmp_path / "a.docx",
            (OWN, "☑认领\n□不认可", "", ""),
            before="单位（盖章）：甲局",
            behind="责任人：张三　电话：",
            报告="2024年度报告",
        )
    )
    run = PastRun.read(tmp_path / "run")
    taken = entries_of(reply, run, {}, "me", sent=letter_as_sent(run, reply))
    changed = read_reply(
        form(tmp_path / "b.docx", (OWN, "☑认领", "", ""), behind="请予延期", 报告="2024年度报告，另有2023年")
    )
    told = entries_of(changed, run, {}, "me", sent=letter_as_sent(run, changed))

    assert ([entry.reason for entry in taken.entries], taken.beside, taken.filled) == (
        ["认领"],
        [],
        ["责任人：张三 电话："],
    )
    assert told.beside == ["请予延期"]
    assert [name for name, _ in told.doubts] == ["“2024年度报告，另有2023年”"]


def test_a_remark_over_joined_cells_is_shown(tmp_path: Path) -> None:
    path = form(tmp_path / "a.docx", (OWN, "认领", "已改。", ""), 报告="2024年度报告", 备注="见附件")
    document = Document(str(path))
    for table in document.tables:
        row = table.add_row().cells  # type: ignore[no-untyped-call]
        row[0].merge(row[-1]).text = "以上均已整改"
    document.save(str(path))
    taken = entries_of(read_reply(path), past(tmp_path / "run", CITY), {}, "me")

    assert [entry.reason for entry in taken.entries] == ["已改；备注：见附件"]
    assert taken.beside == ["以上均已整改", "以上均已整改"]
    assert not taken.problems


def test_a_form_that_another_agency_has_signed_or_sent_is_asked_about(tmp_path: Path) -> None:
    run = past(tmp_path / "run", CITY, ("示例市教育局", 2024, "z", []))
    for name, behind, taken_in in (
        ("a", "示例市教育局　2025年3月1日", False), ("示例市教育局反馈表", "", False),
        ("示例市水利局反馈表", "示例市水利局", True), ("b", "", True),
    ):  # fmt: skip
        reply = read_reply(
            form(
                tmp_path / f"{name}.docx", (OWN, "认领", "已改", ""), before="单位（盖章）：示例市水利局", behind=behind
            )
        )
        made = entries_of(reply, run, {}, "me")

        assert bool(made.entries) == taken_in
        assert ("示例市教育局" in "".join(why.to(Language.ZH) for _, why in made.problems)) != taken_in
        assert entries_of(reply, run, {}, "me", CITY[0]).entries


def test_a_change_of_what_the_letter_asks_is_told_wherever_the_letter_is(tmp_path: Path) -> None:
    """The mark of a line holds a sum of what is printed beside it, so that neither the letter nor its language is needed."""
    run = past(tmp_path / "run", CITY)
    asked = "未做到：总计等于各项之和\n核对收到件数，更正总计"
    mark = reply_mark(OWN, asked)
    changed = f"{asked}　已更正为41件"
    kept_too = f"已改；问题和整改要求：{' '.join(changed.split())}"
    for said, kept, doubts in (
        (asked, "已改", 0), (asked.replace("\n", "  "), "已改", 0), (changed, kept_too, 1), ("", "已改", 1),
    ):  # fmt: skip
        path = form(tmp_path / "a.docx", (mark.removeprefix("#"), "认领", "已改"), before="单位：示例市水利局")
        document = Document(str(path))
        document.tables[0].rows[1].cells[1].text = said
        document.save(str(path))
        taken = entries_of(read_reply(path), run, {}, "me")

        assert ([entry.reason for entry in taken.entries], len(taken.doubts)) == ([kept], doubts), said
    document = Document(str(path))
    document.tables[0].rows[1].cells[1].text = f"{asked}我局不认可"
    document.save(str(path))

    assert [each.to(Language.ZH) for _, each in entries_of(read_reply(path), run, {}, "me").problems] == [
        "勾选认领，文字却是不认可"
    ]


def test_the_mark_of_a_line_survives_what_hands_and_programs_do_to_it() -> None:
    mark = reply_mark(OWN, "核对总计")
    own, told = next(marks_in(mark))
    changed = (
        mark.replace("-", "－"),
        mark.replace("-", "–"),
        f"3\n{mark[:9]} {mark[9:]}",
        mark.upper().replace("#", "＃"),
    )

    assert (own, is_as_printed(told, " 核对“总计”"), is_as_printed(told, "核对总数")) == (OWN, True, False)
    assert [list(marks_in(each)) for each in changed] == [[(own, told)]] * 4
    assert list(marks_in(f"#{OWN}")) == [(OWN, "")]
    assert is_as_printed("", "核对总计") is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_our_letters_print_behind_their_tables_is_nobody_s_word(tmp_path: Path, language: str) -> None:
    """Where the letter that went out is not at hand; a name that was filled in is told."""
    run, letter = past(tmp_path / "run", CITY), read_letter(language, tmp_path / "a.docx")
    taken = entries_of(read_reply(letter), run, {}, "me", CITY[0])
    document = Document(str(letter))
    last = document.paragraphs[-1]
    last.text = last.text.replace("\u3000", "张三", 1).replace("\u00a0", "张三", 1)
    document.save(str(letter))

    assert taken.beside == []
    assert len(entries_of(read_reply(letter), run, {}, "me", CITY[0]).beside) == 1


def read_letter(language: str, path: Path) -> Path:
    """Write the template of a letter with one line of its reply form filled in."""
    document = Document(str(Path(notice.__file__).parent / f"notice_{language}.docx"))
    for table in document.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            if "{{反馈.标识}}" in cell.text or "{{reply.mark}}" in cell.text:
                cell.text = f"1 #{OWN}"
    document.save(str(path))
    return path
