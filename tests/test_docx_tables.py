"""Tables of Word documents."""

from __future__ import annotations

import pytest

from blocks import grids, spans, texts
from blocks import rows as texts_of
from word import BEGIN, GO_ON, LISTS, numbered, p, read_body, span, tbl, tc


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


def test_a_cell_that_goes_on_beneath_a_wider_one_is_one_of_its_own() -> None:
    [grid] = grids(read_body(tbl(tc("甲", span(2) + BEGIN) + tc("乙"), tc("", GO_ON) + tc("丙") + tc("丁"))))

    assert spans(grid) == {
        "甲": (0, 0, 1, 2), "乙": (0, 2, 1, 1), "": (1, 0, 1, 1), "丙": (1, 1, 1, 1), "丁": (1, 2, 1, 1),
    }  # fmt: skip


def test_rows_that_are_not_shown_are_left_out() -> None:
    hidden = "<w:trPr><w:hidden/></w:trPr>"
    [grid] = grids(read_body(tbl(tc("甲") + tc("1"), hidden + tc("甲") + tc("9"), tc("乙") + tc("2"))))

    assert texts_of(grid) == [["甲", "1"], ["乙", "2"]]


RAISED = '<w:r><w:rPr><w:position w:val="12"/></w:rPr><w:t>1</w:t></w:r>'
FIELD = "<w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>".join(
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")
)


def _cell(runs: str) -> str:
    return f"<w:tc><w:p>{runs}</w:p></w:tc>"


def test_a_lifted_digit_is_a_mark_and_a_field_without_a_value_is_no_blank() -> None:
    [grid] = grids(
        read_body(
            tbl(tc("甲") + _cell(f"<w:r><w:t>31</w:t></w:r>{RAISED}") + _cell(FIELD), tc("乙") + tc("2") + tc(""))
        )
    )

    assert [(cell.text, cell.confidence) for cell in grid.cells if cell.column] == [
        ("31¹", 1.0), ("", 0.0), ("2", 1.0), ("", 1.0),
    ]  # fmt: skip


def test_sheets_and_files_within_a_document_are_named_as_unread() -> None:
    sheet = (
        '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="{}"/>'
        "</w:object></w:r></w:p>"
    )

    assert read_body(p("正文") + sheet.format("Excel.Sheet.12")).embedded == ("Excel.Sheet.12",)
    assert read_body(p("正文") + "<w:altChunk/>").embedded == ("altChunk",)
    assert read_body(p("正文") + sheet.format("Equation.3")).embedded == ()


# Figures that are shown otherwise than they are written


def _style(properties: str, kind: str = "character") -> str:
    return f'<w:style w:type="{kind}" w:styleId="s"><w:name w:val="s"/><w:rPr>{properties}</w:rPr></w:style>'


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


_OF_STYLE = '<w:rStyle w:val="s"/>'
_FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'


@pytest.mark.parametrize(
    ("style", "runs", "expected"),
    [
        ("<w:strike/>", _run("31", _OF_STYLE) + _run("42"), ("42", 1.0)),
        ("<w:strike/>", _run("31", _OF_STYLE + '<w:strike w:val="0"/>'), ("31", 1.0)),
        ("<w:strike/>", _run("31", _OF_STYLE), ("", 0.0)),
        ("<w:vanish/>", _run("9", _OF_STYLE) + _run("42"), ("42", 1.0)),
        ('<w:sz w:val="2"/>', _run("9", _OF_STYLE) + _run("42"), ("42", 1.0)),
        ('<w:color w:val="FFFFFF"/>', _run("9", _OF_STYLE) + _run("42"), ("42", 1.0)),
        ('<w:vertAlign w:val="superscript"/>', _run("42") + _run("1", _OF_STYLE), ("42¹", 1.0)),
        ('<w:vertAlign w:val="superscript"/>', _run("42", _OF_STYLE), ("42", 1.0)),
        ("", _run("42") + _run("1", '<w:vertAlign w:val="subscript"/>'), ("42₁", 1.0)),
        ("", _run("9", '<w:color w:val="auto" w:themeColor="background1"/>') + _run("42"), ("42", 1.0)),
        ("", _run("9", '<w:color w:val="FEFEFE"/>') + _run("42"), ("42", 1.0)),
        ("", _run("9", '<w:color w:val="FF0000"/><w:shd w:fill="FF0000"/>') + _run("42"), ("42", 1.0)),
        ("", _run("9", '<w:w w:val="1"/>') + _run("42"), ("42", 1.0)),
        ("", _run("42", '<w:w w:val="90"/>'), ("42", 1.0)),
        ("", _run("4") + _FIELD.format(" EQ \\o(2)"), ("4", 0.0)),
        ("", _run("42") + _FIELD.format(" =SUM(LEFT) "), ("42", 1.0)),
        ("", _run("4") + '<w:r><w:sym w:font="Wingdings" w:char="F082"/></w:r>', ("4", 0.0)),
    ],
)  # fmt: skip
def test_a_figure_is_what_is_shown_or_in_doubt(style: str, runs: str, expected: tuple[str, float]) -> None:
    cell = f"<w:tc><w:p>{runs}</w:p></w:tc>"
    [grid] = grids(read_body(tbl(tc("行政许可") + cell), styles=_style(style)))

    assert (grid.cells[1].text, grid.cells[1].confidence) == expected


def test_the_automatic_number_of_an_empty_paragraph_is_what_a_cell_shows() -> None:
    cell = f"<w:tc><w:p><w:pPr>{numbered(2)}</w:pPr></w:p></w:tc>"
    [grid] = grids(read_body(tbl(tc("行政许可") + cell), numbering=LISTS))

    assert grid.cells[1].text == "1."
