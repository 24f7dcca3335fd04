"""Words, columns and rows of tables without rules, and what is in doubt, on both sides of each bound."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gouji import Grid, Limits, layout
from gouji.layout import Edge, Edges, Page, TextRun
from placed import HEADER, ROWS, STEP, TOP, WHOLE, XS, Make, line, lines, page, run, shown, sides

TABLE = lines((HEADER, *ROWS))
END = TOP + 3 * STEP


def gutter(em: float) -> list[Page]:
    """Set a long figure of the second column so far right of a long one of the first, in another row."""
    moved = (100.0, 250.0, 275.0 + 10 * em, 390.0)
    return [
        page([*lines((HEADER, "上 12345 . 3"), xs=(*XS[:2], 290, 390)), *lines(("中 4 12345 6",), TOP + 48, xs=moved)])
    ]


def wide_word_over_the_header(em: float) -> list[Page]:
    """Set a word over a header that nearly reaches the next column."""
    return [page([run("甲甲甲甲甲甲甲", 248, TOP - 10 * em), run("丙", 390, TOP - 10 * em), *TABLE])]


def rule_in_a_figure(pt: float) -> list[Page]:
    """Draw a rule so far right of where the second column begins, close to the first one."""
    return [page(gutter(0.2)[0].runs, Edges([], [Edge(277 + pt, TOP - 10, END)]))]


def white_between_labels(em: float) -> list[Page]:
    xs = (100.0, 110 + 10 * em, *XS[1:])
    return [page(lines((". . 甲 乙 丙", "左 上 1 2 3", "左 下 4 5 6"), xs=xs))]


def next_line_of_a_label(em: float) -> list[Page]:
    return [page([*lines((HEADER, *ROWS), step=40), run("续", 100, TOP + 40 + 10 * em)])]


def next_line_of_a_label_beside_rows(share: float) -> list[Page]:
    """Set rows 20 pt apart, but for one of which the label goes on."""
    words = [*lines((HEADER, *ROWS), step=20), run("续", 100, TOP + 60 + 20 * share), *lines(ROWS, TOP + 100, 20)]
    return [page(words)]


def narrow_steps(count: float) -> list[Page]:
    """Set nine rows, of which so many are nearer, and then the second line of a label."""
    tops = [TOP]
    for i in range(9):
        tops.append(tops[-1] + (18 if 2 <= i < 2 + count else 24))
    words = [word for row, top in zip((HEADER, *ROWS * 3), tops, strict=True) for word in line(row, XS, top)]
    return [page([*words, run("续", 100, tops[-1] + 16)])]


def lines_on_one_another(share: float) -> list[Page]:
    return [page([*lines((HEADER, *ROWS), step=40), run("续", 100, TOP + 40 + 9 * share)])]


def rule_in_the_line_above(share: float) -> list[Page]:
    """Draw a rule so far over the lower side of a label's first line."""
    edges = Edges([Edge(TOP + 40 + 0.8 - 9 * share, 90, 200)], [])
    return [page([*lines((HEADER, *ROWS), step=40), run("续", 100, TOP + 40 + 14)], edges)]


def ruled_leading(em: float) -> list[Page]:
    """Draw a rule between all rows, and set a label of two lines beside the figures of the first."""
    edges = Edges([Edge(TOP + y, 90, 410) for y in (12, 67, 94)], [])
    label = [run("上", 100, TOP + 40 - 5 * em), run("续", 100, TOP + 40 + 5 * em)]
    return [page([*lines((HEADER, ". 1 2 3"), step=40), *label, *lines(ROWS[1:], TOP + 82)], edges)]


def label_across_a_cut(share: float) -> list[Page]:
    """Set a label that reaches over the cut below its row by a share of half its height, beside one of both rows."""
    words = lines(("类 项 名称 甲 乙", "前 前 上 1 2", ". . 中 4 5", ". . 下 7 8"), xs=(40, 70, *XS[:3]))
    middle = TOP + 2 * STEP
    last = middle + 7.5 + 10.5 * share
    both = [run("后", 40, middle + 6), run("后", 40, middle + 18)]
    return [page([*words, *both, run("后", 70, last - 12), run("续", 70, last)])]


def sides_on_the_next_page(pt: float) -> list[Page]:
    """Go on with a table on the next page, where its second column is blank."""
    after = [*lines(("末 1 .", "尾 2 ."), 60, xs=XS[:3])]
    after += [TextRun("111", (390, 395, 400), 400 + pt, 60 + STEP * i, 10) for i in (0, 1)]
    return [page(lines((HEADER, *ROWS), 755)), page(after, number=2)]


def unclear_lines(rows: float) -> list[Page]:
    """Set two labels of two lines with their figures between, and so many rows of one line."""
    words, y = line(HEADER, XS, TOP), TOP + 34
    for _ in range(2):
        words += [run("上", 100, y - 10), *line(". 1 2 3", XS, y), run("续", 100, y + 10)]
        y += 44
    return [page([*words, *lines(["下 7 8 9"] * int(rows), y - 10)])]


def rows_from_an_unclear_one(count: float) -> list[Page]:
    """Set a label without figures so many rows below one that may have others' figures."""
    between = ["下 7 8 9"] * int(count - 1)
    return [page(lines((HEADER, ROWS[0], ". 4 5 6", ROWS[1], *between, "空 . . .", ROWS[2])))]


def space_in_a_figure(em: float) -> list[Page]:
    return [page(lines(("名称 甲 . 乙 丙", "上 1 1 2 3", "下 4 4 5 6"), xs=(100, 250, 255 + 10 * em, 320, 390)))]


def space_before_a_unit(em: float) -> list[Page]:
    return [page(lines(("名称 甲 . 乙 丙", "上 1 件 2 3", "下 4 件 5 6"), xs=(100, 250, 255 + 10 * em, 320, 390)))]


BOUNDS = sides(
    (
        gutter,
        (0.33, "[名称 甲 乙 丙 / 上 12345 . 3 / 中 4 12345 6]"),
        (0.27, "[名称 甲 乙 丙 / 上 12345 . 3 / 中 4 12345 6]? | (aligned)"),
    ),
    (wide_word_over_the_header, (2.4, f"[. 甲* 丙 / {WHOLE}]"), (2.2, f"[. 甲* . 丙 / {WHOLE}]? | (aligned)")),
    (
        rule_in_a_figure,
        (0.9, "[名称 甲 乙 丙 / 上 12345 . 3 / 中 4 12345 6]"),
        (1.1, "[名称 甲 乙 丙 / 上 12345 . 3 / 中 4 12345 6]? | (aligned)"),
    ),
    (
        white_between_labels,
        (1.05, "[. . 甲 乙 丙 / 左 上 1 2 3 / 左 下 4 5 6]"),
        (0.95, "[. 甲 乙 丙 / 左上 1 2 3 / 左下 4 5 6]"),
    ),
    (
        next_line_of_a_label,
        (1.75, "[名称 甲 乙 丙 / 上+续 1 2 3 / 中 4 5 6 / 下 7 8 9]"),
        (1.85, "[名称 甲 乙 丙 / 上 1 2 3 / 续 . . . / 中 4 5 6 / 下 7 8 9]"),
    ),
    (
        next_line_of_a_label_beside_rows,
        (0.83, "[名称 甲 乙 丙 / 上 1 2 3 / 中 4 5 6 / 下+续 7 8 9 / 上 1 2 3 / 中 4 5 6 / 下 7 8 9]"),
        (
            0.87,
            "[名称 甲 乙 丙 / 上 1 2 3 / 中 4 5 6 / 下? 7? 8? 9? / 续? .? .? .? / 上? 1? 2? 3? / 中 4 5 6 / 下 7 8 9] | (aligned)",
        ),
    ),
    (
        narrow_steps,
        (1, f"[{WHOLE} / 上 1 2 3 / 中 4 5 6 / 下 7 8 9 / 上 1 2 3 / 中 4 5 6 / 下+续 7 8 9]"),
        (
            2,
            f"[{WHOLE} / 上 1 2 3 / 中 4 5 6 / 下 7 8 9 / 上 1 2 3 / 中 4 5 6 / 下? 7? 8? 9? / 续? .? .? .?] | (aligned)",
        ),
    ),
    (
        lines_on_one_another,
        (0.97, "[名称 甲 乙 丙 / 上+续 1 2 3 / 中 4 5 6 / 下 7 8 9]"),
        (0.93, "[名称 甲 乙 丙 / 上 1 2 3 / 续 . . . / 中 4 5 6 / 下 7 8 9]"),
    ),
    (
        rule_in_the_line_above,
        (0.45, "[名称 甲 乙 丙 / 上 1 2 3 / 续 . . . / 中 4 5 6 / 下 7 8 9]"),
        (0.55, "[名称 甲 乙 丙 / 上+续 1 2 3 / 中 4 5 6 / 下 7 8 9]"),
    ),
    (
        label_across_a_cut,
        (0.18, "[类 项 名称 甲 乙 / 前 前 上 1 2 / 后+后 后+续 中 4 5 / . 下 7 8]"),
        (0.22, "[类 项 名称 甲 乙 / 前 前 上 1 2 / 后+后 后+续 中 4 5 / 下 7 8]"),
    ),
    (
        unclear_lines,
        (
            5,
            "[名称? 甲? 乙? 丙?"
            + " / 上? .? .? .? / .? 1? 2? 3? / 续? .? .? .?" * 2
            + " / 下 7 8 9" * 5
            + "] | (aligned)",
        ),
        (4, "[名称 甲 乙 丙" + " / 上+续 1 2 3" * 2 + " / 下 7 8 9" * 4 + "]"),
    ),
    (
        rows_from_an_unclear_one,
        (
            2,
            "[名称? 甲? 乙? 丙? / 上? 1? 2? 3? / .? 4? 5? 6? / 中? 4? 5? 6? / 下 7 8 9 / 空? .? .? .? / 下 7 8 9] | (aligned)",
        ),
        (
            3,
            "[名称? 甲? 乙? 丙? / 上? 1? 2? 3? / .? 4? 5? 6? / 中? 4? 5? 6? / 下 7 8 9 / 下 7 8 9 / 空 . . . / 下 7 8 9] | (aligned)",
        ),
    ),
    (
        space_in_a_figure,
        (0.27, "[名称 甲 乙 丙 / 上 1_1 2 3 / 下 4_4 5 6]"),
        (0.29, "[名称 甲 乙 丙 / 上 1 1 2 3 / 下 4 4 5 6]? | (aligned)"),
    ),
    (
        space_before_a_unit,
        (0.57, "[名称 甲 乙 丙 / 上 1件 2 3 / 下 4件 5 6]"),
        (0.63, "[名称 甲 . 乙 丙 / 上 1 件 2 3 / 下 4 件 5 6]? | (aligned)"),
    ),
    (
        ruled_leading,
        (3.2, "[名称 甲 乙 丙 / 上+续 1 2 3 / 中 4 5 6 / 下 7 8 9]"),
        (3.4, "[名称? 甲? 乙? 丙? / 上? .? .? .? / .? 1? 2? 3? / 续? .? .? .? / 中 4 5 6 / 下 7 8 9] | (aligned)"),
    ),
    (
        sides_on_the_next_page,
        (11, f"[{WHOLE}] | [末 1 . 111 / 尾 2 . 111]"),
        (13, f"[{WHOLE}] | [末 1 111 / 尾 2 111]? | (aligned)"),
    ),
)


@pytest.mark.parametrize(("make", "distance", "expected"), BOUNDS)
def test_cells_on_either_side_of_a_bound(make: Make, distance: float, expected: str) -> None:
    assert shown(make(distance)) == expected


def boxes(runs: Sequence[TextRun]) -> list[tuple[float, float, float, float] | None]:
    """Return the boxes of the cells in the first column."""
    (grid,) = layout.laid_out([page(runs)], Limits()).blocks
    assert isinstance(grid, Grid)

    return [cell.at.bbox for cell in grid.cells if cell.column == 0]


def test_cells_end_half_way_between_the_ink_of_their_words() -> None:
    """Ideographs stand 0.82 em over their line and 0.08 below it, digits 0.65 over it; round the table it is 1 and 1.5 em."""
    labels = [(90, 185, 185, 208.3), (90, 208.3, 185, 232.3), (90, 232.3, 185, 256.3), (90, 256.3, 185, 282)]
    figures = [(240, 185, 290, 209.15), (240, 209.15, 290, 232.75), (240, 232.75, 290, 258)]

    assert boxes(TABLE) == labels
    assert boxes(lines(("甲 乙 丙", "1 2 3", "4 5 6"), xs=XS[1:])) == figures
