"""Blocks of text on a page of PDF and OFD files that stand otherwise than the rest of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from blocks import grids, paragraphs
from blocks import rows as texts
from gouji import Document, Grid, Source
from gouji_plugins.readers import ofd
from ofd_file import layer, line, text
from ofd_file import ofd as made_ofd
from pdfs import ROWS, XS, YS, figures, made_pdf, read, ruled, words

HEADINGS = ("二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议情况")
TURNS = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


def turned_table(degrees: int, x: float, y: float, rows: Sequence[Sequence[str]] = ROWS) -> str:
    """Draw the table turned counterclockwise about its middle, which stands at a place."""
    a, b, c, d = TURNS[degrees]
    middle = (XS[0] + XS[-1]) / 2, (YS[0] + YS[-1]) / 2
    e, f = x - a * middle[0] - c * middle[1], y - b * middle[0] - d * middle[1]
    return f"q {a} {b} {c} {d} {e} {f} cm {ruled(XS, YS)}{figures(XS, YS, rows)}Q\n"


def order(document: Document) -> list[object]:
    return [texts(block) if isinstance(block, Grid) else block.text for block in document.blocks]


@pytest.mark.parametrize("degrees", TURNS)
def test_a_turned_table_stands_between_upright_headings(degrees: int) -> None:
    page = words(75, 780, HEADINGS[0]) + turned_table(degrees, 300, 560) + words(75, 300, HEADINGS[1])
    document = read(made_pdf(page))

    assert order(document) == [HEADINGS[0], ROWS, HEADINGS[1]]
    assert (document.doubts, document.turned) == ((), {})


@pytest.mark.parametrize("degrees", TURNS)
def test_two_turned_tables_are_parted_by_the_heading_between(degrees: int) -> None:
    other = [["信息内容", "许可", "处罚"], ["数量", "7", "8"], ["金额", "1", "2"]]
    tables = turned_table(degrees, 300, 600) + turned_table(degrees, 300, 200, other)
    document = read(made_pdf(words(75, 800, HEADINGS[0]) + tables + words(75, 400, HEADINGS[1])))

    assert order(document) == [HEADINGS[0], ROWS, HEADINGS[1], other]


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_turned_table_stands_above_an_upright_one(degrees: int) -> None:
    page = turned_table(degrees, 300, 900 - 250) + ruled(XS, [y - 300 for y in YS])
    page += figures(XS, [y - 300 for y in YS], [["信息内容", "许可", "处罚"], ["数量", "7", "8"], ["金额", "1", "2"]])
    document = read(made_pdf(words(75, 440, HEADINGS[1]) + page))

    assert order(document) == [
        ROWS,
        HEADINGS[1],
        [["信息内容", "许可", "处罚"], ["数量", "7", "8"], ["金额", "1", "2"]],
    ]


def test_places_in_a_turned_block_are_those_of_the_page() -> None:
    document = read(made_pdf(words(75, 780, HEADINGS[0]) + turned_table(90, 300, 560)))
    [table] = grids(document)
    box = next(cell for cell in table.cells if cell.text == "12").at.bbox

    assert table.at.bbox == pytest.approx((255, 122, 345, 442), abs=0.1)
    assert box == pytest.approx((315, 202, 345, 282), abs=0.1)


def test_prose_that_runs_up_the_page_is_read_in_its_lines() -> None:
    lines = ["本机关全年主动公开政府信息一百二十五条，", "其中规范性文件三件。"]
    sideways = "".join(words(400 + 28 * i, 200, own, 16, "0 1 -1 0") for i, own in enumerate(lines))
    document = read(made_pdf(words(75, 780, HEADINGS[0]) + sideways))

    assert paragraphs(document) == [HEADINGS[0], "".join(lines)]


@pytest.mark.parametrize("matrix", ["0 1 -1 0", "0 -1 1 0"])
def test_a_label_turned_within_an_upright_table_is_one_word(matrix: str) -> None:
    rows = [["", "制发件数", "废止件数"], ["规章", "0", "5"], ["文件", "12", "3"]]
    up = matrix.startswith("0 1")
    label = words(150, 672 if up else 698, "信息内容", 6, matrix)
    [table] = grids(read(made_pdf(ruled(XS, YS) + figures(XS, YS, rows) + label)))

    assert texts(table) == [["信息内容", *rows[0][1:]], *rows[1:]]


def test_a_lying_page_with_an_upright_number_is_turned_as_a_whole() -> None:
    document = read(made_pdf(turned_table(90, 300, 400) + words(290, 30, "— 12 —", 10)))

    assert [texts(grid) for grid in grids(document)] == [ROWS]
    assert document.turned == {1: 1}


# OFD

OFD_XS, OFD_YS = (20, 80, 110, 140), (50, 60, 70, 80)


def turned_ofd_table(degrees: int) -> str:
    """Draw the table turned counterclockwise about a place, each object by its own matrix."""
    a, b, c, d = {90: (0, -1, 1, 0), 180: (-1, 0, 0, -1), 270: (0, 1, -1, 0)}[degrees]
    x, y = 100, 150
    middle = (80, 65)
    e, f = x - a * middle[0] - c * middle[1], y - b * middle[0] - d * middle[1]

    def moved(px: float, py: float) -> tuple[float, float]:
        return a * px + c * py + e, b * px + d * py + f

    out = ""
    for x0, y0, x1, y1 in [(x, 50, x, 80) for x in OFD_XS] + [(20, y, 140, y) for y in OFD_YS]:
        (ax, ay), (bx, by) = moved(x0, y0), moved(x1, y1)
        out += line(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
    for r, row in enumerate(ROWS):
        for column, own in enumerate(row):
            if own:
                px, py = moved(OFD_XS[column] + 2, OFD_YS[r] + 6)
                code = f'<ofd:TextCode X="0" Y="0" DeltaX="g {len(own)} 4">{own}</ofd:TextCode>'
                out += f'<ofd:TextObject Boundary="{px} {py} 40 40" CTM="{a} {b} {c} {d} 0 0" Size="4">{code}</ofd:TextObject>'
    return out


def read_ofd(*objects: str) -> Document:
    document = ofd.read(Source("报告.ofd", ".ofd", made_ofd([layer(*objects)])))
    assert document is not None
    return document


@pytest.mark.parametrize("degrees", TURNS)
def test_an_ofd_table_turned_between_upright_headings(degrees: int) -> None:
    document = read_ofd(text(20, 40, HEADINGS[0]), turned_ofd_table(degrees), text(20, 260, HEADINGS[1]))

    assert order(document) == [HEADINGS[0], ROWS, HEADINGS[1]]


@pytest.mark.parametrize("degrees", TURNS)
def test_an_ofd_page_that_lies_is_turned_as_a_whole(degrees: int) -> None:
    document = read_ofd(turned_ofd_table(degrees))

    assert order(document) == [ROWS]
    assert document.turned == {1: degrees // 90}


def test_ofd_letters_that_are_turned_as_they_follow_one_another_stand_in_a_turned_line() -> None:
    code = f'<ofd:TextCode X="0" Y="0" DeltaY="g {len(HEADINGS[1])} 5">{HEADINGS[1]}</ofd:TextCode>'
    turned = f'<ofd:TextObject Boundary="150 80 10 90" Size="5" ReadDirection="90" CharDirection="90">{code}</ofd:TextObject>'
    document = read_ofd(text(20, 40, HEADINGS[0]), turned)

    assert paragraphs(document) == [HEADINGS[0], HEADINGS[1]]
