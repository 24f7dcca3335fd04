from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest

from gouji import Document, Grid, Limits, Paragraph, Source, UnreadableReport
from gouji_plugins import pdf

SHARED = Path(__file__).parents[2] / "shared"
CHROMIUM = shutil.which("chromium")

FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
    "/DW 1000/W[1 95 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]"
    "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>]>>"
)

ENCRYPTED = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{'00' * 32}>/U<{'00' * 32}>/P -1>>/ID[<00><00>]"


def made_pdf(*pages: str, trailer: str = "", turned: int = 0, last: str = "") -> bytes:
    """Write a PDF with one content stream for each page (A4), and a font F that knows Chinese."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(count))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>", FONT]
    for i, content in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {turned}"
            f"/Resources<</Font<</F 3 0 R>>>>/Contents {5 + 2 * i} 0 R>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    objects += [last] * bool(last)
    data, offsets = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(offsets) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{trailer}>>"
    return data + f"{end}\nstartxref\n{len(data)}\n%%EOF\n".encode("latin-1")


def words(x: float, y: float, text: str, size: float = 16, matrix: str = "1 0 0 1") -> str:
    return f"BT /F {size} Tf {matrix} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def prose(*lines: str, top: float = 740, left: float = 75) -> str:
    return "".join(words(left, top - 28 * i, line) for i, line in enumerate(lines))


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


def ruled(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Draw a full lattice of strokes."""
    return "".join(rule(x, ys[0], x, ys[-1]) for x in xs) + "".join(rule(xs[0], y, xs[-1], y) for y in ys)


def figures(xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> str:
    return "".join(
        words(xs[c] + 6, ys[r] - 18, text, 10) for r, row in enumerate(rows) for c, text in enumerate(row) if text
    )


def read(data: bytes) -> Document:
    document = pdf.read(Source("报告.pdf", ".pdf", data))
    assert document is not None
    return document


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.by_row()]


XS, YS = (75, 235, 315, 395), (700, 670, 640, 610)
ROWS = [["信息内容", "制发件数", "废止件数"], ["规章", "0", ""], ["规范性文件", "12", "3"]]
FULL = "一二三四五六七八九十一二三四五六七八九十一二三四五六七"


def test_reads_a_ruled_table_cell_by_cell_and_keeps_blank_cells() -> None:
    [grid] = grids(read(made_pdf(ruled(XS, YS) + figures(XS, YS, ROWS))))

    assert (texts(grid), grid.rows, grid.columns, grid.exact) == (ROWS, 3, 3, True)


def test_places_cells_by_page_table_row_column_and_box_from_the_top() -> None:
    [grid] = grids(read(made_pdf(ruled(XS, YS) + figures(XS, YS, ROWS))))
    at = grid.by_row()[1][1].at

    assert (at.page, at.table, at.row, at.column) == (1, 1, 1, 1)
    assert at.bbox == pytest.approx((235, 172, 315, 202), abs=1)


def test_merged_cells_carry_their_span() -> None:
    content = "".join(rule(x, 700, x, 610) for x in (75, 395)) + "".join(rule(75, y, 395, y) for y in (700, 670, 610))
    content += rule(235, 670, 235, 610) + rule(235, 640, 395, 640) + rule(315, 670, 315, 640)
    [grid] = grids(read(made_pdf(content + words(90, 680, "第一项", 10) + words(240, 650, "5", 10))))

    assert [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in grid.cells] == [
        ("第一项", 0, 0, 1, 3),
        ("", 1, 0, 2, 1),
        ("5", 1, 1, 1, 1),
        ("", 1, 2, 1, 1),
        ("", 2, 1, 1, 2),
    ]


def test_rules_may_be_thin_filled_boxes() -> None:
    upright = "".join(f"{x} 610 0.7 90 re f\n" for x in XS)
    level = "".join(f"75 {y} 320 0.7 re f\n" for y in YS)
    [grid] = grids(read(made_pdf(upright + level + figures(XS, YS, ROWS))))

    assert texts(grid) == ROWS


def test_rules_inside_a_form_and_in_one_path_count_too() -> None:
    boxes = "".join(
        f"{a} {y - 30} {b - a} 30 re\n" for y in YS[:-1] for a, b in pairwise(XS)
    )  # fmt: skip
    [grid] = grids(
        read(made_pdf(f"q 2 0 0 2 -75 -600 cm 0.5 0 0 0.5 37.5 300 cm {boxes} S Q\n" + figures(XS, YS, ROWS)))
    )

    assert texts(grid) == ROWS


def test_clip_boxes_and_shading_round_lines_make_no_table() -> None:
    lines = [f"　　{FULL[:25]}", FULL, FULL[:9]]
    boxes = "".join(f"q 70 {735 - 28 * i} 450 28 re W n 0.9 g 70 {735 - 28 * i} 450 28 re f Q\n" for i in range(3))
    document = read(made_pdf(boxes + prose(*lines)))

    assert (grids(document), len(paragraphs(document))) == ([], 1)


def test_stroked_boxes_of_one_column_and_page_frames_are_prose() -> None:
    boxes = "".join(f"70 {735 - 28 * i} 450 28 re S\n" for i in range(3)) + "30 30 535 782 re S 33 33 529 776 re S\n"
    document = read(made_pdf(boxes + prose(FULL, FULL, FULL[:9])))

    assert (grids(document), paragraphs(document)) == ([], [FULL + FULL + FULL[:9]])


def test_a_frame_round_the_page_does_not_swallow_the_table() -> None:
    frame = "30 30 535 782 re S 33 33 529 776 re S\n"
    document = read(made_pdf(frame + ruled(XS, YS) + figures(XS, YS, ROWS) + prose("一、总体情况")))

    assert ([texts(grid) for grid in grids(document)], paragraphs(document)) == ([ROWS], ["一、总体情况"])


def test_a_table_without_upright_rules_gets_columns_from_its_text() -> None:
    level = "".join(rule(75, y, 395, y) for y in YS)
    rows = [["信息内容", "制发件数", "废止件数"], ["规章", "0", "1"], ["规范性文件", "12", "3"]]
    [grid] = grids(read(made_pdf(level + figures(XS, YS, rows))))

    assert texts(grid) == rows


def test_level_rules_round_prose_make_no_table() -> None:
    level = "".join(rule(75, y, 520, y) for y in (765, 725, 697, 600))
    document = read(made_pdf(level + prose(FULL, FULL, FULL[:9])))

    assert grids(document) == []


def test_a_table_cut_by_the_page_is_closed_where_its_rules_end() -> None:
    upright = "".join(rule(x, 700, x, 600) for x in XS)
    level = "".join(rule(75, y, 395, y) for y in (700, 670))
    cut = upright + level + figures(XS, YS, ROWS[:2])
    [grid] = grids(read(made_pdf(cut)))

    assert texts(grid) == ROWS[:2]


def test_a_table_over_two_pages_stays_two_grids() -> None:
    first = ruled(XS, (130, 100, 70)) + figures(XS, (130, 100), ROWS[:2])
    second = ruled(XS, (800, 770)) + figures(XS, (800,), [["文件", "1", "2"]])
    document = read(made_pdf(first, second))

    assert [(grid.at.page, grid.at.table, texts(grid)) for grid in grids(document)] == [
        (1, 1, ROWS[:2]),
        (2, 2, [["文件", "1", "2"]]),
    ]


def test_a_caption_left_behind_by_the_page_belongs_to_the_table() -> None:
    caption = ruled((75, 395), (100, 70)) + words(150, 80, "第二十条第（八）项", 10)
    document = read(made_pdf(caption, ruled(XS, (800, 770)) + figures(XS, (800,), [["收费", "1", "2"]])))

    assert [texts(grid) for grid in grids(document)] == [[["第二十条第（八）项"]], [["收费", "1", "2"]]]


def test_a_figure_wider_than_its_cell_stays_whole() -> None:
    narrow = (75, 235, 265, 395)
    content = ruled(narrow, YS) + figures(narrow, YS, [["许可", "", "7"], ["处罚", "39857581", ""]])
    [grid] = grids(read(made_pdf(content)))

    assert texts(grid)[1] == ["处罚", "39857581", ""]


def test_letters_that_a_missing_font_would_lose_are_read_all_the_same() -> None:
    """PDFium drops a lone figure in a font that is neither embedded nor at hand; an empty cell would be a lie."""
    document = read(made_pdf(ruled(XS, YS) + figures(XS, YS, ROWS) + words(75, 740, "5")))

    assert (paragraphs(document), texts(grids(document)[0])) == (["5"], ROWS)


def test_text_set_upright_comes_letter_by_letter() -> None:
    column = "".join(words(80, 690 - 12 * i, letter, 10) for i, letter in enumerate("三、本年度"))
    [grid] = grids(read(made_pdf(ruled((75, 100, 300), (705, 600)) + column + words(110, 650, "予以公开", 10))))

    assert texts(grid) == [["三\n、\n本\n年\n度", "予以公开"]]


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


def test_a_page_with_text_in_two_directions_raises_a_doubt() -> None:
    upright = prose(FULL, FULL)
    sideways = "".join(words(500 - 28 * i, 100, FULL, 16, "0 1 -1 0") for i in range(2))

    assert "第 1 页文字方向不一" in read(made_pdf(upright + sideways)).doubts[0]


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


def test_figures_in_columns_without_rules_raise_a_doubt() -> None:
    rows = [["信息内容", "制发件数", "废止件数"], ["规章", "0", "1"], ["规范性文件", "12", "3"]]
    document = read(made_pdf(figures(XS, YS, rows)))

    assert grids(document) == []
    assert ["没有表格线" in doubt for doubt in document.doubts] == [True]


def test_columns_told_by_alignment_alone_are_doubtful() -> None:
    level = "".join(rule(75, y, 395, y) for y in YS)
    rows = [["信息内容", "制发件数", "废止件数"], ["规章", "0", "1"], ["规范性文件", "12", "3"]]
    document = read(made_pdf(level + figures(XS, YS, rows)))

    assert {cell.confidence for cell in grids(document)[0].cells} == {0.5}
    assert ["缺少竖线" in doubt for doubt in document.doubts] == [True]


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


def test_text_under_a_picture_of_the_page_is_a_searchable_scan_and_text_upon_it_is_none() -> None:
    assert read(made_pdf(prose(FULL) + PICTURE)).scanned == (1,)
    assert read(made_pdf(PICTURE + prose(FULL))).scanned == ()


def test_lines_join_to_paragraphs_and_headings_stand_alone() -> None:
    lines = ["　　一、总体情况", f"　　{FULL[:25]}", FULL, "全部办结。", f"　　（一）公开。{FULL[:19]}", "共12件。"]
    shown = [(107 if line.startswith("　") else 75, line.strip("　")) for line in lines]
    content = "".join(words(x, 740 - 28 * i, line) for i, (x, line) in enumerate(shown))

    assert paragraphs(read(made_pdf(content))) == [
        "一、总体情况",
        f"{FULL[:25]}{FULL}全部办结。",
        f"（一）公开。{FULL[:19]}共12件。",
    ]


def test_a_paragraph_goes_on_over_the_page_without_its_page_numbers() -> None:
    first = prose(FULL, FULL, top=200) + words(270, 40, "- 1 -", 14)
    second = words(270, 40, "- 2 -", 14) + prose(FULL[:9]) + words(107, 684, "六、其他事项")

    assert paragraphs(read(made_pdf(first, second))) == [FULL + FULL + FULL[:9], "六、其他事项"]


def test_running_heads_are_left_out() -> None:
    pages = [words(75, 800, f"示例市人民政府 {n}/2", 9) + prose(FULL, f"第{n}页的正文。") for n in (1, 2)]

    assert paragraphs(read(made_pdf(*pages))) == [f"{FULL}第1页的正文。", f"{FULL}第2页的正文。"]


def test_a_title_on_two_centred_lines_is_one_paragraph() -> None:
    title = words(297.5 - 77, 780, "示例市人民政府", 22) + words(297.5 - 143, 740, "政府信息公开年度报告二三", 22)

    assert paragraphs(read(made_pdf(title + prose(FULL, FULL, "完。", top=680)))) == [
        "示例市人民政府政府信息公开年度报告二三",
        f"{FULL}{FULL}完。",
    ]


def test_spaces_stay_between_latin_words_only() -> None:
    assert paragraphs(read(made_pdf(words(75, 740, "共 21 件 ， 见 open data report 第 3 页")))) == [
        "共21件，见open data report第3页"
    ]


def test_radicals_become_ordinary_ideographs_and_width_stays() -> None:
    from gouji.layout import mended

    assert mended("⺠政⽤⼾⻓（１）\u200b\x02年") == "民政用户长（１）年"


def test_titles_mistaken_for_single_bytes_are_decoded_again() -> None:
    from gouji_plugins.pdf.properties import redecoded

    assert redecoded("\ufeff年报".encode("utf-16-le").decode("latin-1")) == "年报"
    assert redecoded("年度报告".encode("gb18030").decode("latin-1")) == "年度报告"
    assert redecoded("Rapport annuel") == "Rapport annuel"


def test_title_and_author_come_from_the_properties_but_no_date() -> None:
    title, author = ("\ufeff示例".encode("utf-16-be").hex(), "\ufeff某人".encode("utf-16-le").hex())
    information = f"<</Title<{title}>/Author<{author}>/CreationDate(D:20240226144123)>>"
    document = read(made_pdf(prose(FULL), trailer="/Info 6 0 R", last=information))

    assert (document.title, document.metadata, document.pages, document.reader) == (
        "示例",
        {"author": "某人"},
        1,
        "pdf",
    )


def test_a_watermark_set_askew_is_left_out() -> None:
    mark = words(200, 400, "仅供参考", 60, "0.7 0.7 -0.7 0.7")

    assert paragraphs(read(made_pdf(mark + prose(FULL, "完。")))) == [f"{FULL}完。"]


def test_what_is_no_pdf_is_left_to_other_readers() -> None:
    assert pdf.read(Source("报告.pdf", ".pdf", b"PK\x03\x04" + b"\0" * 2000 + b"%PDF-1.5")) is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.5\nnothing", "已损坏"),
        (made_pdf(*[""] * (Limits().pages + 1)), "超过 300 页"),
        (made_pdf(prose(FULL))[:-60], "不完整"),
        (made_pdf("".join(words(5, 800 - 5 * i, FULL * 20, 1) for i in range(100))), "字符过多"),
        (made_pdf("0 0 m 9 0 l S\n" * 50_001), "图形过多"),
        (made_pdf(prose(FULL), trailer=ENCRYPTED), "已加密"),
    ],
    ids=["damaged", "too long", "cut off", "too many letters", "too many drawings", "encrypted"],
)
def test_says_why_a_pdf_cannot_be_read(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableReport, match=reason):
        read(data)


@pytest.mark.parametrize("step", [7, 11, 13])
def test_no_damage_escapes_as_another_error(step: int) -> None:
    whole = made_pdf(ruled(XS, YS) + figures(XS, YS, ROWS) + prose(FULL))
    for place in range(0, len(whole), step * 9):
        damaged = whole[:place] + bytes((whole[place] ^ step,)) + whole[place + step :]
        with suppress(UnreadableReport):
            document = pdf.read(Source("报告.pdf", ".pdf", damaged))

            assert document is None or document.blocks


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_reads_a_table_printed_by_a_browser(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<meta charset=utf-8><style>table{border-collapse:collapse}td{border:1px solid}</style><h1>示例</h1>"
        "<table><tr><td rowspan=2>标签</td><td colspan=2>申请人</td></tr><tr><td>自然人</td><td>总计</td></tr>"
        "<tr><td>一、本年新收</td><td>3</td><td></td></tr></table><p>六、其他需要报告的事项</p>",
        "utf-8",
    )
    printed = tmp_path / "page.pdf"
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command = [str(CHROMIUM), *options, f"--print-to-pdf={printed}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    document = read(printed.read_bytes())

    assert texts(grids(document)[0]) == [["标签", "申请人"], ["自然人", "总计"], ["一、本年新收", "3", ""]]
    assert [(c.rowspan, c.colspan) for c in grids(document)[0].cells[:2]] == [(2, 1), (1, 2)]
    assert paragraphs(document) == ["示例", "六、其他需要报告的事项"]


@pytest.mark.corpus
@pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports are not at hand")
@pytest.mark.parametrize("name", ["hongze_2023", "huaian_2024"])
def test_figures_and_headings_of_real_reports_come_out(name: str) -> None:
    expected = json.loads((SHARED / "expected" / f"{name}.json").read_text("utf-8"))
    document = read((SHARED / "reports" / f"{name}.pdf").read_bytes())
    rows = [row for grid in grids(document) if 8 <= grid.columns <= 10 for row in texts(grid)]
    figures_read = [row[-7:] for row in rows if len(row) > 7 and all(re.fullmatch(r"\d*", text) for text in row[-7:])]

    assert figures_read == [[str(figure) for figure in row] for row in expected["t3"].values()]
    assert [text for text in paragraphs(document) if text in expected["headings"]] == expected["headings"]
