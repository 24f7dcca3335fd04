"""The reader of Word documents."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blocks import grids, spans, texts
from gouji import Heading, Source, UnreadableReport
from gouji_plugins.readers.docx import read
from word import BEGIN, GO_ON, LISTS, numbered, p, part, read_body, read_bytes, span, tbl, tc, word, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


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
    box = f"<w:txbxContent>{p('框中')}{tbl(tc('a') + tc('b'))}</w:txbxContent>"
    document = read_body(f"<w:p><w:r><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r></w:p>")

    assert texts(document) == ["框中"]
    assert len(grids(document)) == 1


def test_wrappers_are_looked_through() -> None:
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('甲')}<w:customXml>{p('乙')}</w:customXml></w:sdtContent></w:sdt>"

    assert texts(read_body(wrapped + f"<w:ins>{p('丙')}</w:ins>")) == ["甲", "乙", "丙"]


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
    entity = f'<!DOCTYPE w:document [<!ENTITY b SYSTEM "{secret.as_uri()}">]>'
    xml = part("document", f"<w:body>{p('文&b;')}</w:body>").replace("?>", "?>" + " " * 5000 + entity)

    with pytest.raises(UnreadableReport, match="不安全"):
        read_bytes(zipped(word__document_xml=xml))


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


def run(text: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_a_raised_digit_does_not_run_together_with_a_number() -> None:
    mark = run("1", '<w:vertAlign w:val="superscript"/>')

    assert texts(read_body(f"<w:p>{run('收到申请12', '')}{mark}{run('件', '')}</w:p>")) == ["收到申请12¹件"]


@pytest.mark.parametrize("strike", ["<w:strike/>", '<w:dstrike w:val="1"/>'])
def test_struck_words_are_left_out_with_a_doubt(strike: str) -> None:
    document = read_body(f"<w:p>{run('收到申请', '')}{run('88', strike)}{run('6件', '')}</w:p>")

    assert texts(document) == ["收到申请6件"]
    assert document.doubts == ("文件中有划去的文字，未读取 / words that are struck out were left out",)


def test_a_strike_switched_off_strikes_nothing_out() -> None:
    off = '<w:strike w:val="0"/>'
    document = read_body(f"<w:p>{run('6件', off)}</w:p>")

    assert (texts(document), document.doubts) == (["6件"], ())


def test_a_cell_with_nothing_but_struck_words_is_in_doubt() -> None:
    struck = f"<w:tc><w:p>{run('12', '<w:strike/>')}</w:p></w:tc>"
    grid = grids(read_body(tbl(tc("行政许可") + struck)))[0]

    assert [(cell.text, cell.confidence) for cell in grid.cells] == [("行政许可", 1.0), ("", 0.0)]


def test_a_cell_with_nothing_but_a_picture_is_in_doubt() -> None:
    picture = "<w:tc><w:p><w:r><w:drawing/></w:r></w:p></w:tc>"
    grid = grids(read_body(tbl(tc("行政许可") + picture)))[0]

    assert [(cell.text, cell.confidence) for cell in grid.cells] == [("行政许可", 1.0), ("", 0.0)]


SHADED = '<w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>'


@pytest.mark.parametrize(
    ("words", "properties", "cell", "expected"),
    [
        ("9", '<w:color w:val="FFFFFF"/>', "", "12"),
        ("9", '<w:sz w:val="2"/>', "", "12"),
        ("9", '<w:color w:val="FFFFFF"/>', SHADED, "129"),
        ("9", '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', "", "129"),
        ("件", '<w:color w:val="FFFFFF"/>', "", "12件"),
        ("9", '<w:color w:val="FF0000"/><w:sz w:val="12"/>', "", "129"),
    ],
)
def test_digits_as_white_as_the_paper_or_too_small_to_be_seen_are_none(
    words: str, properties: str, cell: str, expected: str
) -> None:
    content = f"<w:tc>{cell}<w:p>{run('12', '')}{run(words, properties)}</w:p></w:tc>"

    assert grids(read_body(tbl(tc("行政许可") + content)))[0].cells[1].text == expected
