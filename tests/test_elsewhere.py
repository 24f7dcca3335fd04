"""Files that hold a report's title alone, or not all of it: told as what they are, and never as faults of the agency."""

from __future__ import annotations

import pytest

from gouji import AttachedReport, Document, Heading, Paragraph, Report, Source
from gouji.binding import bind
from gouji.host import Host
from gouji_plugins.locales.zh import CHINESE
from pdfs import made_pdf, words
from word import p, word

TITLE = "示例市水利局2023年政府信息公开工作年度报告"
PROSE = "2023年，本局公开信息146条，更新指南1次，举办培训2次，各项工作平稳有序，没有发生泄密事件，也没有收到投诉举报。"


def _file(suffix: str, lines: list[str]) -> Source:
    if suffix == ".docx":
        return Source("report.docx", suffix, word("".join(map(p, lines))))
    apart = "".join(words(75, 760 - 50 * place, line, 12) for place, line in enumerate(lines))
    data = made_pdf(apart) if suffix == ".pdf" else "\n".join(lines).encode()
    return Source(f"report{suffix}", suffix, data)


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".pdf"])
@pytest.mark.parametrize(
    "lines",
    [["详见附件。"], ["附件：报告全文.pdf"], ["发布时间：2024-01-19", "请下载附件查看"], ["一、总体情况", "详见附件"],
     ["全文见附件1。", "附件1：正文.docx"]],
)  # fmt: skip
def test_a_file_that_only_points_to_another_says_so(host: Host, suffix: str, lines: list[str]) -> None:
    with pytest.raises(
        AttachedReport, match=r"^正文是附件，页面本身没有报告内容：.+ / the report is an attachment: .+"
    ):
        host.read(_file(suffix, [TITLE, *lines]))


@pytest.mark.parametrize("words", ["详见附件。", "（正文见附件）"])
def test_words_that_a_title_runs_on_into_point_too(host: Host, words: str) -> None:
    with pytest.raises(AttachedReport):
        host.read(_file(".txt", [f"{TITLE}{words}"]))
    assert host.read(_file(".txt", [f"{TITLE}{words}", PROSE, PROSE])).blocks


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".pdf"])
@pytest.mark.parametrize(
    "lines", [[TITLE], [TITLE, "一、总体情况", PROSE, PROSE, "附件：统计表.xlsx"], ["会议通知", "详见附件。"]]
)
def test_a_file_with_text_of_its_own_or_without_such_a_title_is_read(host: Host, suffix: str, lines: list[str]) -> None:
    assert host.read(_file(suffix, lines)).blocks


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("……", True), ("......", True), ("（略）", True), ("略", True), ("详见附件2。", True), ("具体数据见附表", True),
        ("（表格内容略）", False),
        ("本年未收到申请。", False), ("详见条例第二十条。", False), ("策略", False), (PROSE, False), ("", False),
    ],
)  # fmt: skip
def test_lines_that_stand_for_what_is_left_out(line: str, expected: bool) -> None:
    assert CHINESE.left_out(line) is expected


def _bound(host: Host, *lines: str) -> Report:
    [pack] = [pack for pack in host.packs if pack.id == "gid"]
    document = Document("report", "0" * 64, "test", (Heading(TITLE, 1), *map(Paragraph, lines)))
    return bind(document, pack.forms, pack.titles, pack.locale, pack.words)


def test_a_table_that_its_section_says_stands_elsewhere_is_in_doubt(host: Host) -> None:
    report = _bound(
        host, "一、总体情况", PROSE, "三、收到和处理政府信息公开申请情况", "详见附件2", "六、其他需要报告的事项", PROSE
    )

    [doubt] = report.doubts
    assert (doubt.table, "“详见附件2”" in doubt.message.zh) == ("requests", True)


def test_a_table_that_is_only_missing_is_in_no_doubt(host: Host) -> None:
    assert not _bound(
        host, "一、总体情况", PROSE, "三、收到和处理政府信息公开申请情况", PROSE, "六、其他需要报告的事项", PROSE
    ).doubts
