from __future__ import annotations

import json
import re
import shutil
import subprocess
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest

from blocks import grids, paragraphs
from blocks import rows as texts
from gouji import Limits, Source, UnreadableReport
from gouji_plugins.readers import pdf
from pdfs import (
    ENCRYPTED,
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

SHARED = Path(__file__).parents[2] / "shared"
CHROMIUM = shutil.which("chromium")


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
    from gouji_plugins.readers.pdf.properties import redecoded

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
