"""The reader of web pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gouji import Document, Grid, Heading, Paragraph, Source, UnreadableReport
from gouji_plugins.html import MAX_BYTES, read

TITLE = "示例市交通运输局2023年政府信息公开工作年度报告"
PROSE = "2023年，示例市交通运输局认真贯彻落实条例，主动公开政府信息125条，收到申请6件，均按期答复。"
TABLE = "<table><tr><td>行政许可</td><td>23</td></tr><tr><td>行政处罚</td><td>5</td></tr></table>"


def read_page(html: str | bytes, name: str = "report.html") -> Document:
    data = html.encode() if isinstance(html, str) else html
    document = read(Source(name, Path(name).suffix, data))
    assert document is not None
    return document


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if not isinstance(block, Grid)]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.by_row()]


def spans(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    return {cell.text: (cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells}


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312"])
def test_the_bytes_decide_on_the_encoding_and_not_the_declaration(encoding: str, declared: str) -> None:
    html = f"<html><head><meta charset={declared}></head><body><h1>{TITLE}</h1><p>{PROSE}</p></body></html>"

    assert texts(read_page(html.encode(encoding))) == [TITLE, PROSE]


def test_mhtml_holds_a_page() -> None:
    head = "From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    part = "Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    data = (head + part).encode() + f"<html><body><p>{PROSE}</p></body></html>\r\n--b--\r\n".encode("gbk")

    assert texts(read_page(data, "saved.mht")) == [PROSE]


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


# The site round the article


PORTAL = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<meta name="SiteName" content="示例市人民政府"><meta name="ContentSource" content="示例市交通运输局">
<title>{TITLE}_政府信息公开年报_示例市人民政府</title><script>var now = new Date("2031-01-01");</script></head><body>
<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/a">政务公开</a></li><li><a href="/b">互动</a></li></ul></div>
<div class="wz">当前位置：<a href="/">首页</a> &gt; <a href="/a">政务公开</a> &gt; 年报</div>
<div class="box"><div class="detail_title">{TITLE}</div>
<div class="msg"><span>发布日期：2024-01-26 10:18</span><span>来源：局办公室</span><span>浏览次数：592</span>
<span>字体：【大 中 小】</span></div>
<div class="view"><p>{PROSE}</p><p>一、总体情况</p><p>{PROSE}</p>{TABLE}<p>六、其他需要报告的事项</p><p>无。</p>
<p>示例市交通运输局</p><p>2024年1月20日</p></div>
<div class="bar"><a href="javascript:window.print()">打印</a> <a href="#">关闭</a></div></div>
<div class="more"><h3>相关链接</h3><ul><li><a href="1">{TITLE.replace("3", "2")}</a><span>2023-01-20</span></li>
<li><a href="2">{TITLE.replace("3", "1")}</a><span>2022-01-20</span></li></ul></div>
<div class="end">主办：示例市人民政府办公室 备案号：某ICP备00000000号 网站标识码：0000000001</div></body></html>"""


def test_only_the_article_is_read_from_a_portal() -> None:
    document = read_page(PORTAL)

    assert texts(document) == [
        TITLE, PROSE, "一、总体情况", PROSE, "六、其他需要报告的事项", "无。", "示例市交通运输局", "2024年1月20日",
    ]  # fmt: skip
    assert document.blocks[0] == Heading(TITLE, 1, document.blocks[0].at)


def test_facts_are_taken_from_the_page() -> None:
    document = read_page(PORTAL)

    assert document.title == TITLE
    assert document.metadata == {"published": "2024-01-26", "publisher": "示例市交通运输局", "site": "示例市人民政府"}


@pytest.mark.parametrize("name", ["PubDate", "publishdate", "article:published_time"])
def test_meta_tags_come_before_the_visible_date(name: str) -> None:
    tag = f'<meta {"property" if ":" in name else "name"}="{name}" content="2024年1月9日 08:00">'

    assert read_page(PORTAL.replace("<title>", f"{tag}<title>")).metadata["published"] == "2024-01-09"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("发布时间：2024-01-26", "2024-01-26"),
        ("[发布日期]2024年01月26日 [来源]局办公室", "2024-01-26"),
        ("时间：2024/1/26 来源：局办公室", "2024-01-26"),
        ("成文日期：2024-01-20 发布日期：2024-01-26", "2024-01-26"),
        ("日期：2024-13-45 来源：局办公室", None),
    ],
)
def test_the_line_of_publication_gives_the_date_and_is_no_block(line: str, expected: str | None) -> None:
    document = read_page(f"<html><body><h1>{TITLE}</h1><p>{line}</p><p>{PROSE}</p></body></html>")

    assert document.metadata.get("published") == expected
    assert texts(document) == [TITLE, PROSE]


def test_an_index_box_gives_facts_and_is_no_table() -> None:
    box = (
        "<table><tr><td>索引号：</td><td>00001/2024-00001</td><td>发布机构：</td><td>示例市交通运输局</td></tr>"
        "<tr><td>成文日期：</td><td>2024-01-20</td><td>发布日期：</td><td>2024-01-26</td></tr></table>"
    )
    document = read_page(f"<html><body>{box}<h1>{TITLE}</h1><p>{PROSE}</p>{TABLE}</body></html>")

    assert len(grids(document)) == 1
    assert document.metadata == {"published": "2024-01-26", "publisher": "示例市交通运输局"}


@pytest.mark.parametrize("container", ["TRS_Editor", "UCAP-CONTENT", "zoom", "content print", "main-nav-wrap"])
def test_a_containers_name_does_not_hide_the_article(container: str) -> None:
    html = PORTAL.replace('class="view"', f'class="{container}"')

    assert texts(read_page(html)) == texts(read_page(PORTAL))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (f"{TITLE}_年报_示例市人民政府", TITLE),
        (f"{TITLE} - 示例市人民政府", TITLE),
        (f"{TITLE}-示例市人民政府", TITLE),
        (f"{TITLE} | 示例市", TITLE),
    ],
)
def test_a_pages_title_is_cut_off_before_the_site(title: str, expected: str) -> None:
    html = f"<html><head><title>{title}</title></head><body><p>{PROSE}</p></body></html>"

    assert read_page(html).title == expected


def test_links_inside_the_text_stay() -> None:
    html = f"<html><body><p>{PROSE}</p><p>电子版见<a href=x>www.example.gov.cn</a>。</p><p><a href=y>附件：统计表</a></p><p>{PROSE}</p>"

    assert len(texts(read_page(html))) == 4


@pytest.mark.parametrize(
    "embedding",
    [
        '<a href="/P0/2024/report.pdf">示例市2023年年报</a>',
        '<iframe src="/web/viewer.html?file=/P0/%E5%B9%B4%E6%8A%A5.pdf"></iframe>',
        '<embed src="年报.ofd">',
        '<object data="年报.docx"></object>',
    ],
)
def test_a_page_with_only_an_attachment_is_unreadable(embedding: str) -> None:
    html = f"<html><body><div class=nav><a href=/>首页</a></div><h1>{TITLE}</h1><p>详见附件。</p><div>{embedding}</div></body></html>"

    with pytest.raises(UnreadableReport, match=r"正文是附件.*(年报|report)"):
        read_page(html)


@pytest.mark.parametrize("html", ["<html></html>", "<!doctype html>", "<html><body><script>x</script></body></html>"])
def test_an_empty_page_is_unreadable(html: str) -> None:
    with pytest.raises(UnreadableReport, match="页面没有"):
        read_page(html)


# Limits


def test_limits() -> None:
    with pytest.raises(UnreadableReport, match="单元格过多"):
        read_page("<html><table>" + "<tr><td>1<td>2" * 50_001 + "</table>")
    with pytest.raises(UnreadableReport, match="50 MB"):
        read_page(b"<html>" + b" " * MAX_BYTES)


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


# Real reports


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name", ["pingtan_2019", "pingtan_2020", "pingtan_2021", "pingtan_2022", "shanghai_office_2019"]
)
def test_real_pages(corpus: Path, name: str) -> None:
    document = read_page((corpus / "reports" / f"{name}.html").read_bytes())
    expected = json.loads((corpus / "expected" / f"{name.replace('office', 'go')}.json").read_text("utf-8"))
    second, third, fourth = grids(document)

    assert [row[-7:] for row in rows(third)[3:]] == [[str(v) for v in row] for row in expected["t3"].values()]
    assert rows(fourth)[-1] == [str(value) for value in expected["t4"]]
    assert len(rows(second)) in (14, 18)
    assert isinstance(document.blocks[0], Heading)
    assert document.metadata.get("published", expected.get("published")) == expected.get("published")
    assert not [text for text in texts(document) if "来源" in text or "首页" in text or "相关链接" in text]
    assert Paragraph in map(type, document.blocks)
