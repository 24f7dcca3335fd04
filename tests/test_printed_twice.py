"""Words that lie upon one another in PDF and OFD files: printed twice, unseen upon seen ones, or painted over."""

from __future__ import annotations

import pytest

from blocks import grids, paragraphs
from blocks import rows as texts
from gouji import Document, Source
from gouji_plugins.readers import ofd
from ofd_file import layer, line, path, text
from ofd_file import ofd as made_ofd
from pdfs import ROWS, XS, YS, figures, made_pdf, read, ruled, words

LATTICE = ruled(XS, YS)
WORDS = "示例市水利局2023年收到申请111件，答复11件。"
UNSEEN = "第 1 页有看不见的文字（无色、与底色相同或被遮盖），未读取"


def each_twice(x: float, y: float, letters: str, beside: float, size: float = 10) -> str:
    """Print each letter again before the next one."""
    pen, out = x, ""
    for letter in letters:
        out += words(pen, y, letter, size) + words(pen + beside, y, letter, size)
        pen += size if letter > "\u2000" else size / 2
    return out


@pytest.mark.parametrize("beside", [0, 0.2, 0.4, 0.6])
def test_words_printed_twice_count_once(beside: float) -> None:
    whole = words(75, 740, WORDS, 10) + words(75 + beside, 740, WORDS, 10)
    lower = words(75, 740, WORDS, 10) + words(75, 740 - beside, WORDS, 10)
    often = "".join(words(75 + beside * (n % 2), 740 + beside * (n // 2), WORDS, 10) for n in range(4))
    documents = [read(made_pdf(page)) for page in (whole, lower, often, each_twice(75, 740, WORDS, beside))]

    assert [paragraphs(document) for document in documents] == [[WORDS]] * 4
    assert [document.doubts for document in documents] == [()] * 4


@pytest.mark.parametrize("beside", [0, 0.3, 0.6])
def test_figures_printed_twice_count_once(beside: float) -> None:
    again = "".join(
        each_twice(XS[c] + 6, YS[r] - 18, own, beside) for r, row in enumerate(ROWS) for c, own in enumerate(row)
    )
    layered = figures(XS, YS, ROWS) + f"1 0 0 1 {beside} 0 cm " + figures(XS, YS, ROWS)
    documents = [read(made_pdf(LATTICE + page)) for page in (again, layered)]

    assert [texts(grids(document)[0]) for document in documents] == [ROWS, ROWS]
    assert {cell.confidence for document in documents for cell in grids(document)[0].cells} == {1.0}


def test_the_shadow_of_a_large_title_counts_once() -> None:
    page = "0.8 g " + words(76.4, 738.6, "政府信息公开", 24) + "0 g " + words(75, 740, "政府信息公开", 24)

    assert paragraphs(read(made_pdf(page))) == ["政府信息公开"]


def test_narrow_letters_that_follow_one_another_are_all_read() -> None:
    assert paragraphs(read(made_pdf(words(75, 740, "1111111、……——", 6)))) == ["1111111、……——"]


def test_figures_printed_upon_others_are_in_doubt() -> None:
    page = LATTICE + figures(XS, YS, ROWS) + words(XS[1] + 6, YS[1] - 18, "8", 10)
    cells = {cell.text: cell.confidence for cell in grids(read(made_pdf(page)))[0].cells}

    assert [sure for words, sure in cells.items() if "8" in words] == [0.5]
    assert cells["12"] == 1.0


def test_words_printed_upon_others_are_in_doubt() -> None:
    page = words(75, 740, "收到申请18件，均已答复。") + words(139, 740, "26")

    assert [doubt.partition(" / ")[0] for doubt in read(made_pdf(page)).doubts] == ["第 1 页有文字叠印，可能误读"]


INKLESS, WHITE, COVER = "3 Tr ", "1 g ", "1 g 235 610 160 60 re f 0 g "


@pytest.mark.parametrize(
    ("before", "after"),
    [(INKLESS, "0 Tr "), ("7 Tr ", "0 Tr "), (WHITE, "0 g ")],
    ids=["without ink", "for clipping only", "in the colour of paper"],
)
def test_unseen_words_are_left_out_and_told_where_they_stand_alone(before: str, after: str) -> None:
    other = [["信息内容", "制发件数", "废止件数"], ["规章", "7", ""], ["规范性文件", "99", "3"]]
    upon = read(made_pdf(LATTICE + before + figures(XS, YS, other) + after + figures(XS, YS, ROWS)))
    alone = read(made_pdf(LATTICE + figures(XS, YS, ROWS) + before + words(XS[2] + 6, YS[1] - 18, "5", 10)))

    assert (texts(grids(upon)[0]), upon.doubts) == (ROWS, ())
    assert (texts(grids(alone)[0]), [doubt.partition(" / ")[0] for doubt in alone.doubts]) == (ROWS, [UNSEEN])


def test_words_painted_over_are_left_out() -> None:
    other = [["", "", ""], ["", "7", ""], ["", "99", "6"]]
    corrected = read(made_pdf(figures(XS, YS, other) + COVER + LATTICE + figures(XS, YS, ROWS)))
    blackened = read(made_pdf(words(75, 740, "正文一行") + words(75, 700, "13800000000") + "0 g 70 690 120 30 re f"))

    assert texts(grids(corrected)[0]) == ROWS
    assert paragraphs(blackened) == ["正文一行"]
    assert [doubt.partition(" / ")[0] for doubt in blackened.doubts] == [UNSEEN]


def test_a_fill_that_is_cut_to_another_place_covers_nothing() -> None:
    page = words(75, 740, "正文一行") + "q 300 100 50 50 re W n 1 g 0 0 595 842 re f Q"

    assert paragraphs(read(made_pdf(page))) == ["正文一行"]


def test_white_words_upon_a_dark_ground_are_read() -> None:
    header = "0 0 0.5 rg 75 670 320 30 re f 1 g " + figures(XS, YS, ROWS[:1]) + "0 g "
    page = header + LATTICE + figures(XS, YS, [["", "", ""], *ROWS[1:]])

    assert (texts(grids(read(made_pdf(page)))[0]), read(made_pdf(page)).doubts) == (ROWS, ())


def test_a_page_of_which_no_word_is_seen_is_read_with_a_doubt() -> None:
    assert paragraphs(read(made_pdf(INKLESS + words(75, 740, WORDS, 10)))) == [WORDS]


# OFD

SQUARES = (20, 80, 110, 140), (50, 60, 70, 80)
DRAWN = "".join(line(x, 50, x, 80) for x in SQUARES[0]) + "".join(line(20, y, 140, y) for y in SQUARES[1])
CLEAR, PAPER = '<ofd:FillColor Value="0 0 0" Alpha="0"/>', '<ofd:FillColor Value="255 255 255"/>'


def cells(rows: list[list[str]], beside: float = 0, colour: str = "", more: str = "") -> str:
    return "".join(
        text(SQUARES[0][c] + 2 + beside, SQUARES[1][r] + 6, own, 4, more=more).replace(
            "<ofd:TextCode", f"{colour}<ofd:TextCode"
        )
        for r, row in enumerate(rows)
        for c, own in enumerate(row)
        if own
    )


def read_ofd(*objects: str) -> Document:
    document = ofd.read(Source("报告.ofd", ".ofd", made_ofd([layer(*objects)])))
    assert document is not None
    return document


@pytest.mark.parametrize("beside", [0, 0.1, 0.2])
def test_ofd_words_printed_twice_count_once(beside: float) -> None:
    document = read_ofd(DRAWN, cells(ROWS), cells(ROWS, beside))

    assert (texts(grids(document)[0]), document.doubts) == (ROWS, ())


def test_ofd_letters_of_one_object_printed_twice_count_once() -> None:
    assert paragraphs(read_ofd(text(20, 50, "甲甲局局2200", 5, "0.1 4.9 0.1 4.9 0.1 2.4 0.1"))) == ["甲局20"]


@pytest.mark.parametrize(("colour", "more"), [(CLEAR, ""), (PAPER, ""), ("", 'Fill="false"'), ("", 'Alpha="0"')])
def test_ofd_unseen_words_are_left_out_and_told_where_they_stand_alone(colour: str, more: str) -> None:
    other = [["信息内容", "制发件数", "废止件数"], ["规章", "7", ""], ["规范性文件", "99", "3"]]
    upon = read_ofd(DRAWN, cells(other, 0, colour, more), cells(ROWS))
    alone = read_ofd(DRAWN, cells(ROWS), cells([["", "", ""], ["", "", "5"]], 0, colour, more))

    assert (texts(grids(upon)[0]), upon.doubts) == (ROWS, ())
    assert (texts(grids(alone)[0]), [doubt.partition(" / ")[0] for doubt in alone.doubts]) == (ROWS, [UNSEEN])


def test_ofd_words_painted_over_are_left_out() -> None:
    cover = path("M 80 50 L 140 50 L 140 80 L 80 80 C", 'Fill="true" Stroke="false"', PAPER)
    document = read_ofd(cells([["", "", ""], ["", "7", ""], ["", "99", "6"]]), cover, DRAWN, cells(ROWS))

    assert (texts(grids(document)[0]), document.doubts) == (ROWS, ())


def test_ofd_white_words_upon_a_dark_ground_are_read() -> None:
    ground = path(
        "M 20 50 L 140 50 L 140 60 L 20 60 C", 'Fill="true" Stroke="false"', '<ofd:FillColor Value="0 0 99"/>'
    )
    document = read_ofd(ground, DRAWN, cells(ROWS[:1], 0, PAPER), cells([["", "", ""], *ROWS[1:]]))

    assert (texts(grids(document)[0]), document.doubts) == (ROWS, ())


@pytest.mark.parametrize("unseen", [(INKLESS, "0 Tr "), (WHITE, "0 g ")])
def test_an_unseen_figure_beside_a_seen_one_is_no_digit_of_it(unseen: tuple[str, str]) -> None:
    x, y = XS[1] + 6, YS[1] - 18
    beside = words(x + 5, y, "9", 10).join(unseen)
    document = read(made_pdf(LATTICE + figures(XS, YS, ROWS) + beside))

    assert texts(grids(document)[0]) == ROWS


def test_a_figure_painted_over_the_first_digit_of_another_replaces_it() -> None:
    x, y = XS[1] + 6, YS[2] - 18
    page = LATTICE + words(x, y, "812", 10) + "1 g 235 610 80 30 re f 0 g " + figures(XS, YS, ROWS)

    assert texts(grids(read(made_pdf(page)))[0]) == ROWS
