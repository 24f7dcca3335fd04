"""The reader of web pages."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blocks import grids, rows, spans, texts
from gouji import Document, Heading, Limits, Source, UnreadableReport
from gouji_plugins.readers.html import read
from pages import PORTAL, PROSE, TABLE, TITLE, read_page

# Which files are HTML


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"<!DOCTYPE html><p>a</p>", ".bin"),
        (b"\xef\xbb\xbf\r\n <!-- saved --><HTML><body>a</body></HTML>", ""),
        (b'<?xml version="1.0"?><html><body>a</body></html>', ".xml"),
        ("<p>年报</p>".encode("utf-16"), ".htm"),
        ("年报正文<br>第二行".encode(), ".html"),
        (b"<table><tr><td>1</td></tr></table>", ".txt"),
    ],
)
def test_html_is_known_by_its_content(data: bytes, suffix: str) -> None:
    assert read(Source("a" + suffix, suffix, data)) is not None


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"PK\x03\x04 <html>", ".html"),
        (b"%PDF-1.7 <p>", ".pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0<html>", ".doc"),
        ("一、总体情况".encode(), ".html"),
        ("见 <http://example.org> 与 <p>".encode(), ".txt"),
        ("<p align=center>标题</p>\n\n# 一级".encode(), ".md"),
        (b'<?xml version="1.0"?><w:document/>', ".xml"),
        (b"", ".html"),
    ],
)
def test_other_formats_are_left_to_other_readers(data: bytes, suffix: str) -> None:
    assert read(Source("a" + suffix, suffix, data)) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312"])
def test_the_bytes_decide_on_the_encoding_and_not_the_declaration(encoding: str, declared: str) -> None:
    html = f"<html><head><meta charset={declared}></head><body><h1>{TITLE}</h1><p>{PROSE}</p></body></html>"

    assert texts(read_page(html.encode(encoding))) == [TITLE, PROSE]


def test_mhtml_holds_a_page() -> None:
    head = "From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    part = "Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    data = (head + part).encode() + f"<html><body><p>{PROSE}</p></body></html>\r\n--b--\r\n".encode("gbk")

    assert texts(read_page(data, "saved.mht")) == [PROSE]


def test_a_page_saved_as_one_message_says_from_where() -> None:
    head = "Snapshot-Content-Location: https://a.example.gov.cn/n/t1.html\r\nMIME-Version: 1.0\r\n"
    part = f"Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>{PROSE}</p></body></html>\r\n"
    data = f"{head}Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n{part}--b--\r\n".encode()

    assert read_page(data, "saved.mht").metadata == {"address": "https://a.example.gov.cn/n/t1.html"}


@pytest.mark.parametrize("body", ["", "--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--"])
def test_mhtml_without_a_page_is_unreadable(body: str) -> None:
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"

    with pytest.raises(UnreadableReport, match="MHTML"):
        read_page((head + body).encode(), "saved.mht")


# Words


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>一、总<span>体</span>情<b>况</b></p>", ["一、总体情况"]),
        ("<p><span><span>一、</span></span><o:p></o:p>总体<st1:chsdate>情况</st1:chsdate></p>", ["一、总体情况"]),
        ("<p>第一行<br>第二行<br/><br>第三行</p>", ["第一行", "第二行", "第三行"]),
        ("<div>直接的文字<p>段落</p>其后的文字</div>", ["直接的文字", "段落", "其后的文字"]),
        ("<p>&nbsp;&nbsp;&emsp;缩进　的\t文字&nbsp;</p>", ["缩进 的 文字"]),
        ("<p>政府信息\r\n  公开 2023\n年</p>", ["政府信息公开 2023 年"]),
        ("<p>a<!--[if gte mso 9]><xml>x</xml><![endif]--><![if !supportLists]>一、<![endif]>b</p>", ["a一、b"]),
        ("<pre>第一行\n第二行</pre>", ["第一行", "第二行"]),
        ("<p>甲<p>乙<div>丙", ["甲", "乙", "丙"]),
        ("<ul><li>一是</li><li>二是<p>细节</p></li></ul>", ["一是", "二是", "细节"]),
        ("<p>看\u200b得\ufeff见</p>", ["看得见"]),
        ("<p>3 &lt; 5 &amp; 7 &#x4e00; &bogus;</p>", ["3 < 5 & 7 一 &bogus;"]),
    ],
)
def test_words_come_as_a_browser_sets_them(html: str, expected: list[str]) -> None:
    assert texts(read_page(f"<html><body>{html}</body></html>")) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>藏</p>",
        "<p STYLE='COLOR:red; DISPLAY : NONE'>藏</p>",
        "<span style='visibility: hidden'>藏</span>",
        "<span style='mso-hide:all'>藏</span>",
        "<div hidden>藏</div>",
        "<input type=hidden value=藏><select><option>藏</select><textarea>藏</textarea>",
        "<script>藏()</script><style>藏{}</style><template>藏</template><noscript>藏</noscript>",
    ],
)
def test_what_nobody_sees_is_left_out(hidden: str) -> None:
    assert texts(read_page(f"<html><body><p>看得{hidden}见</p></body></html>"))[0].startswith("看得")
    assert "藏" not in "".join(texts(read_page(f"<html><body><p>看得{hidden}见</p></body></html>")))


def test_headings_keep_their_level_and_line() -> None:
    document = read_page("<html><body>\n<h1>题</h1>\n<h3>一、总体情况</h3><p>文</p></body></html>")

    assert [(b.text, b.level) for b in document.blocks if isinstance(b, Heading)] == [("题", 1), ("一、总体情况", 3)]
    assert [block.at.line for block in document.blocks] == [2, 3, 3]


# Tables


def page_with(table: str) -> Document:
    return read_page(f"<html><body><p>{PROSE}</p>{table}</body></html>")


def test_spans_place_cells_as_a_browser_does() -> None:
    grid = grids(
        page_with(
            "<table><tr><th rowspan=2>甲<th colspan=2>乙<th rowspan=2>丙<tr><th>丁<th>戊"
            "<tr><td>己<td>庚<td><td>壬</table>"
        )
    )[0]

    assert spans(grid) == {
        "甲": (0, 0, 2, 1), "乙": (0, 1, 1, 2), "丙": (0, 3, 2, 1), "丁": (1, 1, 1, 1), "戊": (1, 2, 1, 1),
        "己": (2, 0, 1, 1), "庚": (2, 1, 1, 1), "": (2, 2, 1, 1), "壬": (2, 3, 1, 1),
    }  # fmt: skip
    assert (grid.rows, grid.columns, grid.exact) == (3, 4, True)


def test_rowspan_zero_reaches_to_the_end_of_its_group() -> None:
    grid = grids(
        page_with(
            "<table><tbody><tr><td rowspan=0>甲<td>一<tr><td>二<tr><td>三</tbody><tbody><tr><td>乙<td>四</tbody></table>"
        )
    )[0]

    assert spans(grid)["甲"] == (0, 0, 3, 1)
    assert spans(grid)["乙"] == (3, 0, 1, 1)


@pytest.mark.parametrize("bogus", ["-3", "abc", "", "1.9", "+1", " 1 ", "１"])
def test_bogus_spans_count_as_one(bogus: str) -> None:
    grid = grids(page_with(f"<table><tr><td colspan='{bogus}' rowspan='{bogus}'>甲<td>乙<tr><td>丙<td>丁</table>"))[0]

    assert spans(grid)["甲"] == (0, 0, 1, 1)


def test_a_cell_from_above_ends_where_one_begins_upon_it() -> None:
    grid = grids(page_with("<table><tr><td>甲<td rowspan=0>乙<td>丙<tr><td>丁<td>戊<tr><td colspan=3>己</table>"))[0]

    assert spans(grid) == {
        "甲": (0, 0, 1, 1), "乙": (0, 1, 2, 1), "丙": (0, 2, 1, 1), "丁": (1, 0, 1, 1), "戊": (1, 2, 1, 1), "己": (2, 0, 1, 3),
    }  # fmt: skip


def test_huge_spans_are_cut_to_the_table() -> None:
    grid = grids(page_with("<table><tr><td colspan=99999999>甲<tr><td>乙<td rowspan=4000000000>丙<tr><td>丁</table>"))[
        0
    ]

    assert (grid.rows, grid.columns) == (3, 2)
    assert spans(grid) == {"甲": (0, 0, 1, 2), "乙": (1, 0, 1, 1), "丙": (1, 1, 2, 1), "丁": (2, 0, 1, 1)}


def test_columns_and_rows_in_which_nothing_begins_are_closed_up() -> None:
    grid = grids(
        page_with("<table><tr><td colspan=2>甲<td colspan=3>乙<tr></tr><tr><td colspan=2>丙<td colspan=3>丁</table>")
    )[0]

    assert spans(grid) == {"甲": (0, 0, 1, 1), "乙": (0, 1, 1, 1), "丙": (1, 0, 1, 1), "丁": (1, 1, 1, 1)}


def test_head_and_foot_stand_where_they_are_shown() -> None:
    grid = grids(
        page_with(
            "<table><tfoot><tr><td>合计<td>2</tfoot><tbody><tr><td>甲<td>2</tbody><thead><tr><th>名称<th>数</thead></table>"
        )
    )[0]

    assert rows(grid) == [["名称", "数"], ["甲", "2"], ["合计", "2"]]


def test_a_cell_keeps_its_line_breaks_and_blanks() -> None:
    grid = grids(
        page_with("<table><tr><td><p>商业</p><p>企业</p><td>科研<br>机构<tr><td>&nbsp;<td> <p>&nbsp;</p> </table>")
    )[0]

    assert rows(grid) == [["商业\n企业", "科研\n机构"], ["", ""]]


def test_a_layout_table_is_walked_into() -> None:
    document = read_page(
        f"<html><body><table><tr><td><table><tr><td>{TITLE}</td></tr></table></td></tr>"
        f"<tr><td><p>{PROSE}</p>{TABLE}<p>{PROSE}</p></td></tr></table></body></html>"
    )

    assert texts(document) == [TITLE, PROSE, PROSE]
    assert rows(grids(document)[0]) == [["行政许可", "23"], ["行政处罚", "5"]]


def test_prose_in_two_columns_is_layout() -> None:
    document = read_page(
        f"<html><body><table><tr><td>左</td><td><p>{PROSE}{PROSE}</p><h2>一、总体情况</h2><p>{PROSE}</p></td></tr></table>"
    )

    assert not grids(document)
    assert Heading in map(type, document.blocks)


def test_a_table_inside_a_cell_of_data_is_a_table_of_its_own() -> None:
    document = page_with("<table><tr><td>甲<td>1<tr><td>乙<table><tr><td>x<td>9</table><td>2<tr><td>丙<td>3</table>")

    assert [rows(grid) for grid in grids(document)] == [[["甲", "1"], ["乙", "2"], ["丙", "3"]], [["x", "9"]]]


def test_captions_and_places() -> None:
    document = page_with(f"<table><caption>表一</caption><tr><td>a<td>1<tr><td>b<td>2</table>{TABLE}")
    cell = grids(document)[1].cells[3]

    assert "表一" in texts(document)
    assert (cell.text, cell.at.table, cell.at.row, cell.at.column) == ("5", 2, 1, 1)


# Limits


def test_limits() -> None:
    with pytest.raises(UnreadableReport, match="单元格过多"):
        read_page("<html><table>" + "<tr><td>1<td>2" * 50_001 + "</table>")
    with pytest.raises(UnreadableReport, match="50 MB"):
        read_page(b"<html>" + b" " * Limits().text_bytes)


@pytest.mark.parametrize("opening", ["<div>", "<table><tr><td>", "<b>", "<x>", "<ul><li>", "<a href=x><p>"])
def test_deep_nesting_ends_in_words_or_in_a_reason(opening: str) -> None:
    try:
        read_page(f"<html><body><p>{PROSE}</p>" + opening * 20_000 + "x")
    except UnreadableReport:
        return


SAMPLE = PORTAL.encode()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 40), st.binary(max_size=12)), min_size=1, max_size=8)
)
def test_any_damage_ends_in_a_document_or_in_a_reason(edits: list[tuple[int, int, bytes]]) -> None:
    data = SAMPLE
    for start, length, inserted in edits:
        data = data[:start] + inserted + data[start + length :]
    try:
        read(Source("a.html", ".html", data))
    except UnreadableReport as error:
        assert " / " in str(error)


TAGS = st.sampled_from(
    [
        "<table>", "</table>", "<tr>", "<td>", "<td rowspan=0>", "<td colspan=7>", "</td>", "<p>", "</p>", "<div>", "</div>",
        "<br>", "<tbody>", "<thead>", "<a href=x>", "</a>", "<span style='display:none'>", "</span>", "文字。", "12", "<h1>",
        "</body>", "<html>", "<svg>", "<caption>", "<li>", "<o:p>", "<![if x]>", "<!--", "-->", "&nbsp;", "<pre>", "\n",
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    "styled",
    [
        '<p style="margin:0pt;text-indent:2em">看得见</p>',
        "<p STYLE='margin:0'>看得见</p>",
        '<p style="margin:0pt;\nborder:none">看得见</p>',
        """<script>var css=' style="'+w;</script><div class="content"><p style="margin:0">看得见</p></div>""",
        """<p>甲 style="</p><p style="margin:0">看得见</p>""",
    ],
)
def test_styles_that_only_set_type_change_nothing(styled: str) -> None:
    document = read_page(f"<html><body><h1>{TITLE}</h1>{styled}<p>{PROSE}</p></body></html>")

    assert [text for text in texts(document) if not text.startswith("甲")] == [TITLE, "看得见", PROSE]


@settings(max_examples=150, deadline=None)
@given(st.lists(TAGS, max_size=60))
def test_any_order_of_tags_ends_in_a_document_or_in_a_reason(tags: list[str]) -> None:
    try:
        document = read_page("<html><body>" + "".join(tags))
    except UnreadableReport:
        return
    for grid in grids(document):
        assert all(0 <= c.row < grid.rows and c.row + c.rowspan <= grid.rows for c in grid.cells)
        assert all(c.rowspan > 0 and c.colspan > 0 and c.column + c.colspan <= grid.columns for c in grid.cells)
