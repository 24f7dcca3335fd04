"""The reader of Word documents."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji import Document, Grid, Heading, Source, UnreadableReport
from gouji_plugins.docx import read
from gouji_plugins.docx.numerals import written
from word import p, part, tbl, tc, word, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


def read_bytes(data: bytes, name: str = "report.docx") -> Document:
    document = read(Source(name, Path(name).suffix, data))
    assert document is not None
    return document


def read_body(body: str, **parts: str) -> Document:
    return read_bytes(word(body, **parts))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if not isinstance(block, Grid)]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def spans(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    return {cell.text: (cell.row, cell.column, cell.rowspan, cell.colspan) for cell in grid.cells}


# Which files are Word documents


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"", ".docx"),
        ("一、总体情况".encode(), ".docx"),
        (b"%PDF-1.7", ".docx"),
        (zipped(xl__workbook_xml="<workbook/>"), ".xlsx"),
        (zipped(xl__workbook_xml="<workbook/>"), ".docx"),
        (zipped(readme="word/"), ".zip"),
        (OLE + "Workbook".encode("utf-16-le"), ".xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ".xlsx"),
        (OLE + "Workbook".encode("utf-16-le"), ""),
    ],
)
def test_other_formats_are_left_to_other_readers(data: bytes, suffix: str) -> None:
    assert read(Source("a" + suffix, suffix, data)) is None


def test_the_content_counts_and_not_the_suffix() -> None:
    assert texts(read_bytes(word(p("正文")), "report.bin")) == ["正文"]


def test_a_file_written_by_python_docx() -> None:
    file = python_docx.Document()
    file.add_heading("一、总体情况", 1)
    file.add_paragraph("正文。")
    table = file.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并"
    table.cell(0, 2).merge(table.cell(1, 2)).text = "总计"
    file.core_properties.title, file.core_properties.author = "示例市教育局2023年政府信息公开工作年度报告", "李某"
    stream = BytesIO()
    file.save(stream)
    document = read_bytes(stream.getvalue())

    assert document.blocks[0] == Heading("一、总体情况", 1)
    assert spans(grids(document)[0]) == {"合并": (0, 0, 1, 2), "总计": (0, 2, 2, 1), "": (1, 1, 1, 1)}
    assert (document.title, document.metadata) == ("示例市教育局2023年政府信息公开工作年度报告", {"author": "李某"})


@pytest.mark.parametrize(
    ("title", "author"), [("文档1", "Administrator"), ("", "微软用户"), ("Microsoft Word - 年度报告正文", "lenovo")]
)
def test_properties_that_say_nothing_are_left_out(title: str, author: str) -> None:
    core = f'<c xmlns:d="x"><d:title>{title}</d:title><d:creator>{author}</d:creator></c>'
    document = read_bytes(
        zipped(word__document_xml=part("document", f"<w:body>{p('文')}</w:body>"), docProps__core_xml=core)
    )

    assert (document.title, document.metadata) == ("", {})


# Words


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ("<w:r><w:t>一、总</w:t></w:r><w:r><w:t>体情况</w:t></w:r>", ["一、总体情况"]),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t></w:r>", ["甲 乙", "丙", "丁"]),
        ("<w:r><w:t>12</w:t><w:noBreakHyphen/><w:t>34</w:t></w:r>", ["12-34"]),
        ('<w:r><w:t>选</w:t><w:sym w:font="x" w:char="221A"/><w:sym w:char="F0FC"/><w:sym w:char="zz"/></w:r>', ["选√"]),
        ("<w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText><w:tab/></w:r></w:del>", ["增"]),
        ("<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo>", ["新"]),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>见</w:t></w:r>", ["见"]),
        ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>标记</w:t></w:r></w:smartTag>", ["链接标记"]),
        ("<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", ["控件"]),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>域</w:t></w:r>", ["域"]),
        ("<w:r><w:ruby><w:rt><w:r><w:t>zi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>", ["字"]),
        ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", ["x+1"]),
        ("<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>  文\u3000\u200b字 </w:t></w:r>", ["文 字"]),
    ],
)  # fmt: skip
def test_words_come_as_printed(runs: str, expected: list[str]) -> None:
    assert texts(read_body(f"<w:p>{runs}</w:p>")) == expected


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    document = read_body(p("上半", deleted) + p("下半", '<w:outlineLvl w:val="0"/>') + p("其后"))

    assert document.blocks[0] == Heading("上半下半", 1)
    assert texts(document) == ["上半下半", "其后"]


def test_styles_hide_words() -> None:
    styles = '<w:style w:styleId="9"><w:rPr><w:vanish/></w:rPr></w:style>'
    runs = '<w:r><w:rPr><w:rStyle w:val="9"/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>见</w:t></w:r>'

    assert texts(read_body(f"<w:p>{runs}</w:p>", styles=styles)) == ["见"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = "<w:txbxContent>" + p("框中") + "</w:txbxContent>"
    drawing = (
        f"<mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice><mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback>"
    )
    body = f"<w:p><w:r><mc:AlternateContent>{drawing}</mc:AlternateContent></w:r><w:r><w:t>段落</w:t></w:r></w:p>"

    assert texts(read_body(body)) == ["段落", "框中"]


def test_an_old_text_box_is_read_too() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('框中')}{tbl(tc('a') + tc('b'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    document = read_body(f"<w:p>{box}</w:p>")

    assert texts(document) == ["框中"]
    assert len(grids(document)) == 1


def test_wrappers_are_looked_through() -> None:
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('甲')}<w:customXml>{p('乙')}</w:customXml></w:sdtContent></w:sdt>"

    assert texts(read_body(wrapped + f"<w:ins>{p('丙')}</w:ins>")) == ["甲", "乙", "丙"]


# Headings and numbers


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:pStyle w:val="2"/>', 1),
        ('<w:pStyle w:val="derived"/>', 1),
        ('<w:pStyle w:val="outlined"/>', 3),
        ('<w:pStyle w:val="title"/>', 1),
        ('<w:outlineLvl w:val="1"/>', 2),
        ('<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>', 0),
        ('<w:pStyle w:val="loop"/>', 0),
        ('<w:pStyle w:val="unknown"/>', 0),
        ('<w:outlineLvl w:val="x"/>', 0),
    ],
)
def test_headings_are_those_of_style_and_outline(properties: str, level: int) -> None:
    styles = (
        '<w:style w:styleId="2"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="derived"><w:name w:val="我的"/><w:basedOn w:val="2"/></w:style>'
        '<w:style w:styleId="outlined"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:styleId="title"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
    )
    block = read_body(p("一、总体情况", properties), styles=styles).blocks[0]

    assert (block.level if isinstance(block, Heading) else 0) == level


def numbered(level: int, list_id: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def lvl(index: int, number_format: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="5">'
    + lvl(0, "chineseCounting", "%1、")
    + lvl(1, "chineseCounting", "（%2）")
    + lvl(2, "decimal", "%3.")
    + lvl(3, "decimal", "%1.%4", "<w:isLgl/>")
    + lvl(4, "bullet", "●")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="404"/></w:num>'
)


def test_automatic_numbers_are_counted_out() -> None:
    levels = [0, 1, 1, 2, 0, 1, 3, 4]
    body = "".join(p(f"第{i}段", numbered(level)) for i, level in enumerate(levels))

    assert texts(read_body(body, numbering=LISTS)) == [
        "一、第0段", "（一）第1段", "（二）第2段", "1. 第3段", "二、第4段", "（一）第5段", "2.1 第6段", "第7段",
    ]  # fmt: skip


def test_numbers_go_on_empty_and_start_anew_where_told() -> None:
    body = (
        p("甲", numbered(0))
        + p("", numbered(0))
        + p("乙", numbered(0))
        + p("丙", numbered(0, 2))
        + p("丁", numbered(0, 3))
    )

    assert texts(read_body(body, numbering=LISTS)) == ["一、甲", "三、乙", "四、丙", "丁"]


def test_a_style_may_bring_the_number() -> None:
    styles = f'<w:style w:styleId="2"><w:name w:val="heading 1"/><w:pPr>{numbered(0)}</w:pPr></w:style>'
    own = '<w:pStyle w:val="2"/>'
    none = '<w:pStyle w:val="2"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    document = read_body(p("总体情况", own) + p("附注", none) + p("问题", own), styles=styles, numbering=LISTS)

    assert [block for block in document.blocks if isinstance(block, Heading)] == [
        Heading("一、总体情况", 1), Heading("附注", 1), Heading("二、问题", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        (10, "chineseCounting", "十"), (11, "chineseCountingThousand", "十一"), (20, "japaneseCounting", "二十"),
        (105, "chineseCounting", "一百零五"), (1010, "chineseCounting", "一千零一十"), (12, "ideographDigital", "一二"),
        (10, "chineseLegalSimplified", "壹拾"), (3, "decimalEnclosedCircle", "③"), (21, "decimalEnclosedCircle", "21"),
        (3, "decimalZero", "03"), (12, "decimalFullWidth", "１２"), (28, "lowerLetter", "bb"), (4, "upperRoman", "IV"),
        (2, "ideographTraditional", "乙"), (2, "decimalEnclosedParen", "⑵"), (7, "unheardOf", "7"), (0, "upperRoman", "0"),
        (5, "none", ""),
    ],
)  # fmt: skip
def test_number_formats(number: int, number_format: str, expected: str) -> None:
    assert written(number, number_format) == expected


# Tables


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


BEGIN, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells_are_one_cell() -> None:
    grid = grids(
        read_body(
            tbl(
                tc("甲", BEGIN) + tc("乙", span(2)) + tc("丙", BEGIN),
                tc("藏", GO_ON) + tc("丁") + tc("戊") + tc("", GO_ON),
                tc("", GO_ON) + tc("己", span(2)) + tc("庚", BEGIN),
            )
        )
    )[0]

    assert spans(grid) == {
        "甲": (0, 0, 3, 1), "乙": (0, 1, 1, 2), "丙": (0, 3, 2, 1),
        "丁": (1, 1, 1, 1), "戊": (1, 2, 1, 1), "己": (2, 1, 1, 2), "庚": (2, 3, 1, 1),
    }  # fmt: skip
    assert (grid.rows, grid.columns, grid.exact) == (3, 4, True)
    assert (grid.cells[3].at.table, grid.cells[3].at.row, grid.cells[3].at.column) == (1, 1, 1)


def test_columns_left_out_and_old_merges() -> None:
    late = '<w:trPr><w:gridBefore w:val="2"/></w:trPr>'
    grid = grids(
        read_body(
            tbl(
                tc("甲") + tc("乙", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>"),
                late + tc("丙"),
                tc("丁", GO_ON) + tc("戊", span(0)) + tc("己", '<w:gridSpan w:val="x"/>'),
            )
        )
    )[0]

    assert spans(grid) == {
        "甲": (0, 0, 1, 1), "乙": (0, 1, 1, 2), "丙": (1, 2, 1, 1), "丁": (2, 0, 1, 1), "戊": (2, 1, 1, 1), "己": (2, 2, 1, 1),
    }  # fmt: skip


def test_rows_and_cells_in_content_controls_and_deleted_rows() -> None:
    row = f"<w:tr>{tc('甲')}<w:sdt><w:sdtContent>{tc('1')}</w:sdtContent></w:sdt></w:tr>"
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('删')}{tc('2')}</w:tr>"
    body = f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>{deleted}<w:tr>{tc('乙')}{tc('')}</w:tr></w:tbl>"

    assert [[c.text for c in r] for r in grids(read_body(body))[0].by_row()] == [["甲", "1"], ["乙", ""]]


def test_a_cell_keeps_its_lines_and_its_inner_table_is_a_table_of_its_own() -> None:
    cell = f"<w:tc>{p('商业')}{p('企业')}{tbl(tc('x') + tc('9'))}</w:tc>"
    first, second = grids(read_body(tbl(cell + tc("1"), tc("乙") + tc("2"))))

    assert first.cells[0].text == "商业\n企业"
    assert [cell.text for cell in second.cells] == ["x", "9"]
    assert (first.at.table, second.at.table) == (1, 2)


def test_a_table_of_one_column_only_arranges() -> None:
    document = read_body(tbl(f"<w:tc>{p('一、总体情况')}{tbl(tc('x') + tc('9'))}</w:tc>", tc("正文")))

    assert texts(document) == ["一、总体情况", "正文"]
    assert len(grids(document)) == 1


# Files that cannot be read


@pytest.mark.parametrize(
    ("data", "suffix", "reason"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), ".docx", "文件已加密"),
        (OLE + "WordDocument".encode("utf-16-le"), ".wps", "旧版"),
        (OLE + "WordDocument".encode("utf-16-le"), "", "旧版"),
        (OLE, ".doc", "旧版"),
        (word(p("文" * 500))[:-200], ".docx", "不完整"),
        (b"PK\x03\x04word/", "", "不完整"),
        (word(""), ".docx", "没有文字"),
        (zipped(word__document_xml=part("document", "<w:bo")), ".docx", "不完整"),
        (zipped(word__document_xml="<x/>"), ".docx", "没有文字"),
        (zipped(word__document_xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), ".docx", "不安全"),
        (zipped(word__document_xml=b" " * 20_000_000), ".docx", "解压后过大"),
        (word("<w:sdt>" * 80 + p("文") + "</w:sdt>" * 80), ".docx", "嵌套过深"),
        (word(tbl(*["<w:tc/><w:tc/>"] * 50_001)), ".docx", "单元格过多"),
    ],
)
def test_unreadable_files_say_why(data: bytes, suffix: str, reason: str) -> None:
    with pytest.raises(UnreadableReport, match=f"{reason}.* / "):
        read(Source("a" + suffix, suffix, data))


def test_an_external_entity_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("机密", encoding="utf-8")
    padding = " " * 5000
    xml = (
        f'<?xml version="1.0"?>{padding}<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]>'
        + part("document", f"<w:body>{p('文&b;')}</w:body>")[38:]
    )

    assert "机密" not in "".join(texts(read_bytes(zipped(word__document_xml=xml))))


def test_a_damaged_style_sheet_costs_no_text() -> None:
    data = zipped(word__document_xml=part("document", f"<w:body>{p('文')}</w:body>"), word__styles_xml="<w:st")

    assert texts(read_bytes(data)) == ["文"]


def test_strict_documents_are_read() -> None:
    strict = part("document", f"<w:body>{p('文')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )

    assert texts(read_bytes(zipped(word__document_xml=strict))) == ["文"]


def test_the_main_part_may_have_another_name() -> None:
    relation = '<R><r Type="http://x/officeDocument" Target="word/document2.xml"/></R>'
    files = {"_rels/.rels": relation, "word__document2_xml": part("document", f"<w:body>{p('文')}</w:body>")}

    assert texts(read_bytes(zipped(**files))) == ["文"]


SAMPLE = word(
    p("一、总体情况", numbered(0)) + tbl(tc("甲", BEGIN) + tc("乙", span(2)), tc("", GO_ON) + tc("1") + tc("2")),
    numbering=LISTS,
)
PIECES = st.sampled_from(
    [p("文"), tbl(tc("甲") + tc("乙", span(2))), tbl(tc("", GO_ON) + tc("1", BEGIN)), "<w:tbl/>", "<w:tr/>", "<w:tc/>", "<w:r/>",
     "<w:p><w:del/><w:moveFrom/><w:rPr><w:vanish/></w:rPr></w:p>", "<w:tbl><w:tr><w:trPr><w:del/></w:trPr></w:tr></w:tbl>",
     p("甲", "<w:rPr><w:del/></w:rPr>"), "<w:txbxContent><w:p/></w:txbxContent>", p("一", numbered(0)), p("二", numbered(3)),
     "<w:p><w:r><w:pict><w:txbxContent><w:tbl><w:tr><w:tc/></w:tr></w:tbl></w:txbxContent></w:pict></w:r></w:p>"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(SAMPLE)), st.integers(0, 8), st.binary(max_size=8)), min_size=1, max_size=6)
)
def test_any_damage_ends_in_a_document_or_in_a_reason(edits: list[tuple[int, int, bytes]]) -> None:
    data = SAMPLE
    for start, length, inserted in edits:
        data = data[:start] + inserted + data[start + length :]
    try:
        read(Source("a.docx", ".docx", data))
    except UnreadableReport:
        return


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_any_order_of_elements_ends_in_a_document_or_in_a_reason(pieces: list[str]) -> None:
    try:
        document = read_body("".join(pieces), numbering=LISTS)
    except UnreadableReport:
        return
    for grid in grids(document):
        assert all(c.row + c.rowspan <= grid.rows and c.column + c.colspan <= grid.columns for c in grid.cells)


# Real files


@pytest.mark.corpus
def test_the_official_template(corpus: Path) -> None:
    data = (corpus / "reports" / "template_2021.docx").read_bytes()
    document = read_bytes(data)
    second, third, fourth = grids(document)

    assert [(g.rows, g.columns) for g in (second, third, fourth)] == [(14, 4), (28, 10), (4, 15)]
    assert spans(third)["三、本年度办理结果"] == (5, 0, 22, 1)
    assert sum(text[:2] in ("一、", "二、", "三、", "四、", "五、", "六、") for text in texts(document)) == 6


@pytest.mark.corpus
def test_reading_takes_no_longer_than_touching_every_cell_in_python_docx(corpus: Path) -> None:
    data = (corpus / "reports" / "template_2021.docx").read_bytes()
    started = time.perf_counter()
    for table in python_docx.Document(BytesIO(data)).tables:
        assert all(cell.text is not None for row in table.rows for cell in row.cells)
    touched = time.perf_counter()
    read_bytes(data)

    assert time.perf_counter() - touched <= 2 * (touched - started)
