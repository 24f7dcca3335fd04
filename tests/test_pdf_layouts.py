"""Pages turned, two on a sheet, in columns, without rules or crowded: read right, or doubted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from blocks import grids, paragraphs
from blocks import rows as texts
from pdfs import (
    FULL,
    ROWS,
    XS,
    YS,
    figures,
    made_pdf,
    prose,
    read,
    rule,
    ruled,
    words,
)


def test_a_turned_page_reads_as_it_is_shown() -> None:
    def turned(x: float, y: float, text: str) -> str:
        return words(595 - y, x, text, 10, "0 1 -1 0")

    rules = "".join(rule(595 - y, 75, 595 - y, 395) for y in (500, 470, 440))
    rules += "".join(rule(595 - 440, x, 595 - 500, x) for x in (75, 235, 395))
    cells = turned(80, 480, "规章") + turned(240, 480, "1") + turned(80, 450, "文件") + turned(240, 450, "2")
    document = read(made_pdf(rules + cells + turned(75, 540, "二、主动公开"), turned=90))

    assert (paragraphs(document), texts(grids(document)[0])) == (["二、主动公开"], [["规章", "1"], ["文件", "2"]])


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_text_is_read_upright_whatever_way_the_page_is_shown(turned: int) -> None:
    """PDFium drops the lone figure, so both ways to read letters are put to the test."""
    content = ruled(XS, YS) + figures(XS, YS, ROWS) + words(75, 740, "5") + prose(FULL, top=500)
    document = read(made_pdf(content, turned=turned))

    assert (paragraphs(document), texts(grids(document)[0]), document.doubts) == (["5", FULL], ROWS, ())
    assert document.turned == ({1: 4 - turned // 90} if turned else {})
    assert grids(document)[0].at.bbox == pytest.approx((75, 142, 395, 232), abs=1)


def test_two_pages_on_one_sheet_are_read_one_after_the_other() -> None:
    def half(left: float, lines: Sequence[str]) -> str:
        return "".join(words(left, 740 - 16 * i, line, 8) for i, line in enumerate(lines))

    xs = (330, 430, 480, 530)
    left, right = (
        half(40, [FULL, FULL, "全部办结。"]),
        half(330, ["二、主动公开"]) + ruled(xs, YS) + figures(xs, YS, ROWS),
    )
    document = read(made_pdf(left + right))

    assert (paragraphs(document), texts(grids(document)[0])) == ([f"{FULL}{FULL}全部办结。", "二、主动公开"], ROWS)
    assert grids(document)[0].at.bbox == pytest.approx((330, 142, 530, 232), abs=1)
    assert {block.at.page for block in document.blocks} == {1}


def test_prose_set_in_columns_raises_a_doubt() -> None:
    page = prose(FULL, top=780) + prose(FULL[:14], FULL[:14]) + prose(FULL[14:], FULL[14:], left=330)

    assert ["文字分栏" in doubt for doubt in read(made_pdf(page)).doubts] == [True]


def test_words_that_hang_into_the_next_row_make_its_figures_doubtful() -> None:
    rows = [["规章", "0", ""], ["文件", "12", "3"], ["许可", "4", "5"]]
    ys = (700, 670, 640, 610)
    hanging = words(XS[0] + 6, 665, "制", 10)
    document = read(made_pdf(ruled(XS, ys) + figures(XS, ys, rows) + hanging))

    assert [{cell.confidence for cell in row} for row in grids(document)[0].by_row()] == [{1.0}, {0.5}, {1.0}]
    assert ["互相重叠" in doubt for doubt in document.doubts] == [True]


def test_a_line_of_prose_that_touches_the_last_rule_stays_whole() -> None:
    y, x = YS[-1] - 5, XS[0]
    line = (
        words(x, y, "全年新收信息公开申请共", 10)
        + words(x + 118, y, "12", 10)
        + words(x + 136, y, "件，均按时答复。", 10)
    )
    document = read(made_pdf(ruled(XS, YS) + figures(XS, YS, ROWS) + line))

    assert texts(grids(document)[0]) == ROWS
    assert "".join(paragraphs(document)).replace(" ", "") == "全年新收信息公开申请共12件，均按时答复。"


def test_a_raised_mark_makes_its_figure_doubtful() -> None:
    marked = words(XS[1] + 13, YS[1] - 14, "1", 5)
    document = read(made_pdf(ruled(XS, YS) + figures(XS, YS, ROWS) + marked))
    doubtful = [cell.text for cell in grids(document)[0].cells if cell.confidence < 1]

    assert (doubtful, document.doubts) == (["1\n0"], ())


def test_a_figure_that_the_page_cuts_in_two_is_doubtful() -> None:
    first = ruled(XS, (130, 100, 70)) + figures(XS, (130, 100), [ROWS[0], ["许可", "2796", "5"]])
    second = ruled(XS, (800, 770, 740)) + figures(XS, (800, 770), [["", "1", ""], ["处罚", "3", "4"]])
    document = read(made_pdf(first, second))
    doubtful = [cell.text for grid in grids(document) for cell in grid.cells if cell.confidence < 1]

    assert (doubtful, document.doubts) == (["2796", "1"], ())


def test_dots_in_a_row_are_rules() -> None:
    upright = "".join(f"{x} {y / 2} 0.7 0.7 re f\n" for x in XS for y in range(1220, 1401, 3))
    level = "".join(f"{x / 2} {y} 0.7 0.7 re f\n" for y in YS for x in range(150, 791, 3))
    [grid] = grids(read(made_pdf(upright + level + figures(XS, YS, ROWS))))

    assert texts(grid) == ROWS


def test_white_cells_on_a_dark_ground_are_a_table() -> None:
    cells = "".join(
        f"{a + 1} {low + 1} {b - a - 1} {high - low - 1} re f\n" for high, low in pairwise(YS) for a, b in pairwise(XS)
    )
    ground = "0 g 75 610 321 91 re f 1 g\n"
    [grid] = grids(read(made_pdf(ground + cells + "0 g\n" + figures(XS, YS, ROWS))))

    assert texts(grid) == ROWS


def test_blank_cells_in_low_rows_of_small_type_are_kept() -> None:
    xs, ys = (75, 155, 195, 235), (700, 693, 686, 679)
    small = "".join(
        words(xs[c] + 3, ys[r] - 5.5, text, 5) for r, row in enumerate(ROWS) for c, text in enumerate(row) if text
    )
    [grid] = grids(read(made_pdf(ruled(xs, ys) + small)))

    assert texts(grid) == ROWS


PICTURE = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q\n"


def test_unseen_text_upon_a_picture_of_the_page_is_a_searchable_scan() -> None:
    document = read(made_pdf(PICTURE + "3 Tr " + prose(FULL, "完。")))

    assert (paragraphs(document), document.scanned) == ([f"{FULL}完。"], (1,))
    assert "可搜索的扫描图" in document.doubts[0]


def test_figures_that_a_scanner_recognised_are_doubted_and_so_are_those_of_a_page_that_shows_no_letters() -> None:
    table = ruled(XS, YS) + figures(XS, YS, ROWS)

    assert {cell.confidence for cell in grids(read(made_pdf(table)))[0].cells} == {1.0}
    for before in (PICTURE + "3 Tr ", "3 Tr "):
        assert {cell.confidence for cell in grids(read(made_pdf(before + table)))[0].cells} == {0.5}


def test_text_under_a_picture_of_the_page_is_a_searchable_scan_and_text_upon_it_is_none() -> None:
    assert read(made_pdf(prose(FULL) + PICTURE)).scanned == (1,)
    assert read(made_pdf(PICTURE + prose(FULL))).scanned == ()
