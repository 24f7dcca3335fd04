"""What goes wrong on copiers: seals, edges of the paper, broken and faint rules, two pages on a sheet."""

from __future__ import annotations

import io
from importlib.util import find_spec

import pytest
from PIL import Image, ImageDraw, ImageFont

from blocks import grids, texts
from gouji import Cell, Document, Source
from gouji_plugins.readers import ocr

pytestmark = [
    pytest.mark.ocr,
    pytest.mark.skipif(
        not all(find_spec(name) for name in ("cv2", "onnxruntime", "rapidocr")),
        reason="the extra ocr (RapidOCR) is not installed",
    ),
]
FIGURES = [["120", "30", "6"], ["34", "75", "8"], ["6", "9", "81"]]
RED = (220, 60, 60)


def page(width: int = 1654, height: int = 1000) -> Image.Image:
    return Image.new("RGB", (width, height), "white")


def draw_table(image: Image.Image, words: list[list[str]], left: int = 200, shade: int = 0, width: int = 3) -> None:
    """Draw a table of cells 260 × 90 with Latin words."""
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(40)
    for row, line in enumerate(words):
        for column, text in enumerate(line):
            x, y = left + 260 * column, 200 + 90 * row
            draw.rectangle((x, y, x + 260, y + 90), outline=(shade,) * 3, width=width)
            draw.text((x + 90, y + 20), text, "black", font)


def drawn(words: list[list[str]], shade: int = 0, width: int = 3) -> Image.Image:
    image = page()
    draw_table(image, words, shade=shade, width=width)
    return image


def read(image: Image.Image) -> Document:
    file = io.BytesIO()
    image.save(file, "PNG", dpi=(200, 200))
    document = ocr.read(Source("表.png", ".png", file.getvalue()))
    assert document is not None
    return document


def cells_of(image: Image.Image) -> dict[tuple[int, int], Cell]:
    (grid,) = grids(read(image))
    return {(cell.row, cell.column): cell for cell in grid.cells}


def words_of(image: Image.Image) -> list[list[str]]:
    cells = cells_of(image)
    rows, columns = (max(place[way] for place in cells) + 1 for way in (0, 1))
    return [[cells[row, column].text for column in range(columns)] for row in range(rows)]


# What is written in cells


def test_blank_is_not_zero_and_scribble_is_not_blank() -> None:
    image = drawn([["120", "0", ""], ["34", "7.5", ""], ["6", "", "81"]])
    ImageDraw.Draw(image).line([(760, 310), (800, 360), (840, 300), (860, 370), (900, 315)], "black", 4)
    cells = cells_of(image)

    assert [cells[place].text for place in ((0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 2))] == [
        "120", "0", "34", "7.5", "6", "81",
    ]  # fmt: skip
    assert (cells[0, 2].text, cells[2, 1].text) == ("", "")
    assert min(cells[0, 2].confidence, cells[2, 1].confidence) > 0.9
    assert cells[1, 2].confidence < 0.8


def test_a_faint_figure_is_not_a_blank() -> None:
    image = drawn([["12", "3"], ["4", ""]])
    ImageDraw.Draw(image).text((560, 310), "56", (238,) * 3, ImageFont.load_default(40))

    assert cells_of(image)[1, 1].confidence < 0.8


def test_a_line_is_read_alike_whatever_is_read_beside_it() -> None:
    import numpy as np

    from gouji_plugins.readers.ocr.recognition import read_lines

    short, long = (Image.new("L", (width, 60), 255) for width in (60, 700))
    for image, text in ((short, "8"), (long, "1234567890 1234567890")):
        ImageDraw.Draw(image).text((16, 5), text, 0, ImageFont.load_default(40))
    pictures = [np.array(short), np.array(long)]

    assert read_lines(pictures)[0] == read_lines(pictures[:1])[0]


# What lies over the page


def test_a_red_seal_is_taken_off_and_what_it_lay_on_is_doubted() -> None:
    image = drawn(FIGURES)
    ImageDraw.Draw(image).ellipse((520, 230, 850, 560), outline=RED, width=10)
    document = read(image)
    (grid,) = grids(document)
    cells = {(cell.row, cell.column): cell for cell in grid.cells}

    assert {place: cell.text for place, cell in cells.items() if place[1] == 0} == {
        (0, 0): "120",
        (1, 0): "34",
        (2, 0): "6",
    }
    assert min(cells[row, 0].confidence for row in (1, 2)) > 0.8
    assert cells[0, 1].confidence < 0.8
    assert any("印章" in doubt for doubt in document.doubts)


def test_a_line_in_red_is_no_seal() -> None:
    image = drawn(FIGURES)
    ImageDraw.Draw(image).text((250, 80), "ANNUAL REPORT 2023", RED, ImageFont.load_default(60))
    document = read(image)

    assert any("REPORT" in text for text in texts(document))
    assert not any("印章" in doubt for doubt in document.doubts)


@pytest.mark.parametrize("dark", [(0, 0, 0), (110, 105, 100)], ids=["black", "grey"])
def test_the_edge_of_the_paper_is_no_table(dark: tuple[int, int, int]) -> None:
    image = drawn(FIGURES)
    ImageDraw.Draw(image).text((250, 80), "ANNUAL REPORT 2023", "black", ImageFont.load_default(60))
    ground = Image.new("RGB", (1760, 1100), dark)
    ground.paste(image.rotate(0.4, fillcolor="white"), (60, 40))
    document = read(ground)

    assert [(grid.rows, grid.columns) for grid in grids(document)] == [(3, 3)]
    assert any("REPORT" in text for text in texts(document))


# How rules are drawn


@pytest.mark.parametrize(("shade", "width"), [(0, 3), (0, 1), (150, 1), (0, 4)])
def test_rules_are_found_however_thin_they_are(shade: int, width: int) -> None:
    assert words_of(drawn(FIGURES, shade, width)) == FIGURES


@pytest.mark.parametrize(("gap", "found"), [(4, True), (9, True), (40, False)])
def test_gaps_in_rules_are_bridged_and_missing_rules_are_not(gap: int, found: bool) -> None:
    image = drawn(FIGURES)
    draw = ImageDraw.Draw(image)
    for x in range(230, 980, 75):
        for y in (200, 290, 380, 470):
            draw.rectangle((x, y - 3, x + gap - 1, y + 5), fill="white")
    for y in (230, 320, 410):
        for x in (200, 460, 720, 980):
            draw.rectangle((x - 3, y, x + 5, y + gap - 1), fill="white")
    document = read(image)

    assert ([(grid.rows, grid.columns) for grid in grids(document)] == [(3, 3)]) is found


def test_rows_of_figures_without_rules_are_doubted() -> None:
    image = page()
    for row in range(3):
        for column in range(6):
            place = (200 + 180 * column, 200 + 90 * row)
            ImageDraw.Draw(image).text(place, str(7 * row + column), "black", ImageFont.load_default(40))

    assert any("框线" in doubt for doubt in read(image).doubts)


# Two pages on a sheet, and time


def test_two_pages_on_a_sheet_are_read_one_after_the_other() -> None:
    sheet = page(2400, 1600)
    draw_table(sheet, [["120", "30"], ["34", "75"]])
    draw_table(sheet, [["61", "82"], ["43", "50"]], left=1500)
    document = read(sheet)
    boxes = [grid.at.bbox for grid in grids(document)]

    assert [cell.text for grid in grids(document) for cell in grid.cells] == [
        "120",
        "30",
        "34",
        "75",
        "61",
        "82",
        "43",
        "50",
    ]
    assert [round(box[0] / 72 * 200, -1) for box in boxes if box] == [200, 1500]


def test_a_wide_page_with_a_table_across_is_not_cut() -> None:
    sheet = page(2400, 1000)
    draw_table(sheet, [["1", "2", "3", "4", "5", "6", "7", "8"]] * 2)

    assert [grid.columns for grid in grids(read(sheet))] == [8]


@pytest.mark.parametrize(("spent", "hurried"), [(0.0, False), (0.7, True)])
def test_a_page_that_cannot_be_read_is_not_turned_where_time_is_short(spent: float, hurried: bool) -> None:
    from time import process_time

    from gouji_plugins.readers.ocr.pictures import frames
    from gouji_plugins.readers.ocr.turning import Patience, read_upright

    image, file = page(600, 600), io.BytesIO()
    for step in range(12):
        ImageDraw.Draw(image).arc((40 + 40 * step, 100, 90 + 40 * step, 140 + 9 * step), 20 * step, 250, "black", 3)
    image.save(file, "PNG", dpi=(200, 200))
    (scan,) = frames(file.getvalue(), 1)
    read_so_far = read_upright(scan._replace(pages=4), Patience(1000, process_time() - spent * 800))

    assert read_so_far.hurried is hurried


def test_cells_whose_walls_are_missing_are_doubted_and_do_not_overlap() -> None:
    from gouji_plugins.readers.ocr.pictures import frames
    from gouji_plugins.readers.ocr.rules import rules_in
    from gouji_plugins.readers.ocr.sheet import sheet_of
    from gouji_plugins.readers.ocr.tables import lattices_of

    image, file = drawn(FIGURES), io.BytesIO()
    draw = ImageDraw.Draw(image)
    draw.rectangle((465, 280, 715, 300), fill="white")
    draw.rectangle((710, 295, 730, 375), fill="white")
    image.save(file, "PNG", dpi=(200, 200))
    (scan,) = frames(file.getvalue(), 1)
    (lattice,) = lattices_of(*rules_in(sheet_of(scan).ink))
    places = [
        (slot.row + row, slot.column + column)
        for slot in lattice.slots
        for row in range(slot.rows)
        for column in range(slot.columns)
    ]

    assert len(places) == len(set(places))
    assert not all(slot.regular for slot in lattice.slots)
