"""Pages that hold no report but point to the file that does."""

from __future__ import annotations

import pytest

from gouji import AttachedReport, Grid
from gouji.binding import bind
from gouji.host import Host
from pages import PROSE, TABLE, TITLE, read_page

PREAMBLE = (
    "本报告根据《中华人民共和国政府信息公开条例》要求编制，统计期限为2023年1月1日至2023年12月31日。如有疑问，请与示例市交通运输局办公室联系"
    "（地址：示例路1号，邮编：000000，电话：0000-00000000）。"
)
HEADINGS = ("一、总体情况", "二、主动公开政府信息情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项")


def page(*lines: str) -> str:
    text = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><head><title>{TITLE}</title></head><body><div><h1>{TITLE}</h1>{text}</div></body></html>"


@pytest.mark.parametrize(
    "lines",
    [
        ["详见附件。"], ["见附件"], [PREAMBLE, "详见附件"], [PREAMBLE, "（全文请见附件）"], [PREAMBLE, HEADINGS[0], "详见附件：示例局年报.pdf"],
        [PREAMBLE, *(line for heading in HEADINGS for line in (heading, "详见附件。"))], ["附件：<a href=a.pdf>示例局年报.pdf</a>"],
        [PREAMBLE, "附件1：示例局年报.docx", "附件2：统计表.xlsx"], ["请下载附件查看全文"], ["<a href=a.docx>点击下载年度报告全文</a>"],
    ],
)  # fmt: skip
def test_a_page_that_only_points_to_a_file_names_it(lines: list[str]) -> None:
    with pytest.raises(
        AttachedReport, match=r"^正文是附件，页面本身没有报告内容：.+ / the report is an attachment: .+"
    ):
        read_page(page(*lines))


def test_the_file_is_named_where_only_words_name_it() -> None:
    with pytest.raises(AttachedReport, match=r"：示例局年报\.pdf / "):
        read_page(page(PREAMBLE, "一、总体情况", "详见附件：示例局年报.pdf"))


@pytest.mark.parametrize(
    "lines",
    [
        [PREAMBLE, HEADINGS[0], PROSE, TABLE, "附件：统计表.xlsx"],
        [PREAMBLE, HEADINGS[0], PROSE, PROSE, HEADINGS[1], "详见附件"],
        [HEADINGS[0], PROSE * 2, HEADINGS[1], "数据见附件。", HEADINGS[2], PROSE * 3],
        [PREAMBLE, HEADINGS[0], PROSE, PROSE],
    ],
)
def test_a_page_with_contents_of_its_own_is_read(lines: list[str]) -> None:
    assert read_page(page(*lines)).blocks


@pytest.mark.parametrize(
    ("frame", "name"),
    [
        ("<iframe src='t3.html'></iframe>", "t3.html"), ("<object data='t3.html'></object>", "t3.html"), ("<embed src='t3.pdf'>", "t3.pdf"),
        ("<iframe src='t3.html' width='600' height='900'></iframe>", "t3.html"),
    ],
)  # fmt: skip
def test_a_page_shown_within_the_article_is_named_as_unread_and_costs_nothing_behind_it(frame: str, name: str) -> None:
    document = read_page(page(PREAMBLE, HEADINGS[0], PROSE, frame, HEADINGS[2], PROSE))

    assert document.embedded == (name,)
    assert document.doubts == (
        f"页面内嵌的网页或文件没有读取：{name} / pages or files shown within the page were not read: {name}",
    )
    assert [block.text for block in document.blocks if not isinstance(block, Grid)][-2:] == [HEADINGS[2], PROSE]


@pytest.mark.parametrize("frame", ["<iframe src='count.html' width=0 height=0></iframe>", "<iframe></iframe>"])
def test_frames_in_which_nothing_can_be_read_count_for_nothing(frame: str) -> None:
    document = read_page(page(PREAMBLE, HEADINGS[0], PROSE, frame, HEADINGS[2], PROSE))

    assert (document.embedded, document.doubts) == ((), ())


@pytest.mark.parametrize("pointing", ["<iframe src='t3.html'></iframe>", "<a href='t3.xlsx'>附表二.xlsx</a>"])
def test_tables_that_stand_elsewhere_are_unread_and_not_missing(host: Host, pointing: str) -> None:
    [pack] = [pack for pack in host.packs if pack.id == "gid"]
    document = read_page(page(PREAMBLE, HEADINGS[0], PROSE, HEADINGS[1], PROSE, pointing, HEADINGS[2], PROSE))
    report = bind(document, pack.forms, pack.titles, pack.locale, pack.words)

    assert report.is_unread("active_disclosure")


@pytest.mark.parametrize(
    ("link", "is_part"),
    [("<a href='2.html'>下一页</a>", True), ("<a href='2.html'>[下页]</a>", True), ("<a href='2.html'>下一篇</a>", False),
     ("<a href='#'>下一页</a>", False)],
)  # fmt: skip
def test_an_article_that_goes_on_on_another_page_says_so(link: str, is_part: bool) -> None:
    document = read_page(page(PREAMBLE, HEADINGS[0], PROSE, TABLE, link))

    assert ("文章分页，只有这一页 / the article has further pages, this is one of them" in document.doubts) is is_part
