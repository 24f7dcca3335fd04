"""Characters of a PDF of which the file does not say what they are: never blanks, never other figures."""

from __future__ import annotations

import pytest

from blocks import grids, paragraphs
from blocks import rows as texts
from gouji import Document, Source
from gouji_plugins.readers import pdf
from pdfs import ROWS, XS, YS, figures, made_pdf, read, ruled, words

BOX = "<</Length 52>>stream\n500 0 0 0 500 700 d1 0 0 400 700 re f\nendstream"
LATTICE = ruled(XS, YS)


def nameless(codes: list[int]) -> str:
    """Define a font whose glyphs, boxes all, have names that tell nothing; it is the last object of a file with one page."""
    named = " ".join(f"{code}/g{code}" for code in codes)
    procedures = "".join(f"/g{code} 7 0 R" for code in codes)
    widths = " ".join("500" for _ in range(codes[0], codes[-1] + 1))
    return (
        f"<</Type/Font/Subtype/Type3/FontBBox[0 0 500 700]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar {codes[0]}"
        f"/LastChar {codes[-1]}/Widths[{widths}]/Encoding<</Differences[{named}]>>/CharProcs<<{procedures}>>>>"
        f"\nendobj\n7 0 obj\n{BOX}"
    )


def with_nameless(content: str, codes: list[int]) -> Document:
    """Read a page whose font G is nameless."""
    data = made_pdf(content, last=nameless(codes))
    return read(data.replace(b"/Font<</F 3 0 R>>", b"/Font<</F 3 0 R/G 6 0 R>>"))


def in_nameless(x: float, y: float, codes: list[int]) -> str:
    return f"BT /G 10 Tf 1 0 0 1 {x} {y} Tm <{bytes(codes).hex()}> Tj ET\n"


@pytest.mark.parametrize("codes", [[17, 18], [0x31, 0x32], [0x41, 0x42], [200, 201]], ids=str)
def test_figures_without_unicode_are_not_read_and_never_blank(codes: list[int]) -> None:
    page = LATTICE + figures(XS, YS, [ROWS[0], ["规章", "0", ""], ["规范性文件", "", "3"]])
    document = with_nameless(page + in_nameless(XS[1] + 6, YS[2] - 18, codes), codes)
    [table] = grids(document)

    assert texts(table) == [ROWS[0], ROWS[1], ["规范性文件", "", "3"]]
    assert [(cell.row, cell.column) for cell in table.cells if not cell.confidence] == [(2, 1)]
    assert document.doubts == ("有 2 个字符无法识别 / 2 characters have no Unicode value",)


def test_half_a_figure_without_unicode_is_no_number() -> None:
    page = LATTICE + figures(XS, YS, [ROWS[0], ["规章", "0", ""], ["规范性文件", "1", "3"]])
    [table] = grids(with_nameless(page + in_nameless(XS[1] + 11, YS[2] - 18, [18, 19]), [18, 19]))

    assert [(cell.text, cell.confidence) for cell in table.cells if cell.row == 2 and cell.column == 1] == [("1��", 0)]


def test_words_without_unicode_stand_in_the_text_as_such() -> None:
    document = with_nameless(words(75, 740, "收到申请", 10) + in_nameless(115, 740, [18, 19]), [18, 19])

    assert paragraphs(document) == ["收到申请��"]


def test_a_file_that_tells_hardly_a_letter_is_left_to_be_recognised() -> None:
    data = made_pdf(words(75, 740, "正文", 10) + in_nameless(75, 700, [18, 19] * 9), last=nameless([18, 19]))

    assert pdf.read(Source("a.pdf", ".pdf", data.replace(b"/F 3 0 R", b"/F 3 0 R/G 6 0 R"))) is None
