"""Which lines a table without rules has, on both sides of each bound."""

from __future__ import annotations

import pytest

from gouji.layout import Page, TextRun
from placed import HEADER, ROWS, STEP, TOP, WHOLE, XS, Make, line, lines, page, run, shown, sides

TABLE = lines((HEADER, *ROWS))
END = TOP + 3 * STEP
"""Baseline of the last row."""


def size_of_a_row(share: float) -> list[Page]:
    return [page([*TABLE, *line("末 1 1 1", XS, END + STEP, 10 * share)])]


def size_of_figures(share: float) -> list[Page]:
    return [page([*TABLE, *line(". 1 1 1", XS, END + STEP, 10 * share)])]


def next_row(em: float) -> list[Page]:
    return [page([*TABLE, *line("末 1 1 1", XS, END + 10 * em)])]


def label_going_on(em: float) -> list[Page]:
    """Set rows tight, and below the last one more of its label."""
    return [page([*lines((HEADER, *ROWS), step=12), run("续", 100, TOP + 36 + 10 * em)])]


def label_a_step_below(share: float) -> list[Page]:
    return [page([*TABLE, run("续", 100, END + share * STEP)])]


def narrow_line(share: float) -> list[Page]:
    """Set a line between rows, that is so much of their width (295 pt)."""
    wide = TextRun("续续", (150, 160), 150 + 295 * share, END + STEP, 10)
    return [page([*TABLE, wide, *lines(ROWS, END + 2 * STEP)])]


def captions(pt: float) -> list[Page]:
    """Set the same caption over and in a table."""
    return [
        page([run("段落", 104 + pt, TOP - STEP), *TABLE, run("段落", 104, END + STEP), *lines(ROWS, END + 2 * STEP)])
    ]


def off_the_middle(em: float) -> list[Page]:
    rows = (HEADER, "上" * 14 + " 1 2 3", *ROWS)
    return [page([run("标题标题", 230 - 10 * em, TOP - STEP), *lines(rows)])]


NEAR = (60.0, 140.0, 176.0, 212.0, 248.0, 284.0, 320.0)
SIX = lines(("上 1 2 3 4 5 6", "下 1 2 3 4 5 6"), xs=NEAR)


def words_over_figures(count: float) -> list[Page]:
    words = [
        run("名名名名名名名", 60, TOP - STEP),
        *(run("列列列", x - 8, TOP - STEP) for x in NEAR[1 : int(count) + 1]),
    ]
    return [page([*words, *SIX])]


def words_of_a_header(count: float) -> list[Page]:
    """Set short words of which one stands over two figures."""
    words = [run("名列名列名", 60 + 55 * i, TOP - STEP) for i in range(int(count))]
    return [page([*words, *SIX])]


def length_of_header_words(em: float) -> list[Page]:
    words = [run("名" * int(em), 60 + 65 * i, TOP - STEP) for i in range(5)]
    return [page([*words, *SIX])]


BOUNDS = sides(
    (size_of_a_row, (0.87, f"[{WHOLE} / 末 1 1 1]"), (0.83, f"[{WHOLE}] | 末 1 1 1")),
    (
        size_of_figures,
        (0.67, "[名称 甲 乙 丙 / 上 1 2 3 / 中 4 5 6 / 下? 7? 8? 9? / .? 1? 1? 1?] | (aligned)"),
        (0.63, f"[{WHOLE}] | 1 1 1"),
    ),
    (next_row, (4.1, f"[{WHOLE} / 末 1 1 1]"), (4.3, f"[{WHOLE}] | 末 1 1 1")),
    (
        label_going_on,
        (1.55, "[名称 甲 乙 丙 / 上 1 2 3 / 中 4 5 6 / 下? 7? 8? 9? / 续? .? .? .?] | (aligned)"),
        (1.65, f"[{WHOLE}] | 续"),
    ),
    (label_a_step_below, (1.08, f"[{WHOLE} / 续? .? .? .?] | (aligned)"), (1.12, f"[{WHOLE}] | 续")),
    (
        narrow_line,
        (0.58, f"[{WHOLE} / 续续 . / 上 1 2 3 / 中 4 5 6 / 下 7 8 9]? | (aligned)"),
        (0.62, f"[{WHOLE}] | 续续 | [上 1 2 3 / 中 4 5 6 / 下 7 8 9]? | (aligned)"),
    ),
    (
        captions,
        (1.4, f"[段落 . . . / {WHOLE} / 段落 . . . / 上 1 2 3 / 中 4 5 6 / 下 7 8 9]"),
        (1.6, f"段落 | [{WHOLE} / 段落 . . . / 上 1 2 3 / 中 4 5 6 / 下 7 8 9]"),
    ),
    (
        off_the_middle,
        (0.95, "[标题标题 . . / 名称 甲 乙 丙 / 上* 1 2 3 / 上 1 2 3 / 中 4 5 6 / 下 7 8 9]"),
        (1.05, "标题标题 | [名称 甲 乙 丙 / 上* 1 2 3 / 上 1 2 3 / 中 4 5 6 / 下 7 8 9]"),
    ),
    (
        words_over_figures,
        (4, "[名*列* 列列列 列列列 . . / 上 1 2 3 4 5 6 / 下 1 2 3 4 5 6]? | (aligned)"),
        (3, "名*列* | [上 1 2 3 4 5 6 / 下 1 2 3 4 5 6]? | (aligned)"),
    ),
    (
        words_of_a_header,
        (5, "[名列名列名 名列名列名 名列名列名 名列名列名 名列名列名 / 上 1 2 3 4 5 6 / 下 1 2 3 4 5 6]? | (aligned)"),
        (4, "名列名列名名列名列名名列名列名名列名列名 | [上 1 2 3 4 5 6 / 下 1 2 3 4 5 6]? | (aligned)"),
    ),
    (
        length_of_header_words,
        (5, "[名* 名* . 名* . 名* 名* / 上 1 2 3 4 5 6 / 下 1 2 3 4 5 6]? | (aligned)"),
        (6, "名* | [上 1 2 3 4 5 6 / 下 1 2 3 4 5 6]? | (aligned)"),
    ),
)


@pytest.mark.parametrize(("make", "distance", "expected"), BOUNDS)
def test_open_tables_on_either_side_of_a_bound(make: Make, distance: float, expected: str) -> None:
    assert shown(make(distance)) == expected
