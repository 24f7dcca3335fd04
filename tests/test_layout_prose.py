"""Which characters make a line, which lines a paragraph, what runs along the edges: on both sides of each bound."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gouji import Limits, layout
from gouji.layout import Edge, Edges, Page, TextRun
from placed import Make, page, run, shown, sides

LEFT, RIGHT, TOP, STEP, EM = 90.0, 410.0, 200.0, 28.0, 16.0
FULL = "一" * 20
"""Fills the line from margin to margin."""


def body(*lines: str, x: float = LEFT) -> list[TextRun]:
    return [run(text, x, TOP + STEP * i, EM) for i, text in enumerate(lines)]


def below(lines: Sequence[TextRun], text: str, x: float = LEFT, em: float = EM) -> list[Page]:
    """Add a line one step below the last one."""
    return [page([*lines, run(text, x, lines[-1].baseline + STEP, em)])]


def baselines(em: float) -> list[Page]:
    return [page([run("乙", 200, 100), run("甲", 100, 100 + 10 * em)])]


def space(em: float) -> list[Page]:
    return [page([run("ab", 100, 100), run("cd", 110 + 10 * em, 100)])]


def gap_between_ideographs(em: float) -> list[Page]:
    return [page([run("甲", 100, 100), run("乙", 110 + 10 * em, 100)])]


def page_number(share: float) -> list[Page]:
    """Set the lower side of a line at a share of the page's height."""
    return [page([run("3", 300, share * 842 - 1.5), *body("甲")])]


def lines_over_the_page_number(count: float) -> list[Page]:
    above = [run("甲" * (i + 1), 100, 30 + 20 * i) for i in range(int(count))]
    return [page([*above, run("3", 300, 90), *body("乙")])]


def running_head(apart: float) -> list[Page]:
    """Set the same words on top of two pages, the second time lower."""
    return [page([run("甲", 100, y), *body("乙")], number=i + 1) for i, y in enumerate((38.5, 38.5 + apart))]


def larger(share: float) -> list[Page]:
    """Set two centred lines in larger type over the body: a title of two lines, or two lines that end by will."""
    em = share * EM
    titles = [run(text, 250 - em, 100 + 28 * i, em) for i, text in enumerate(("甲甲", "乙乙"))]
    return [page([*titles, *body(FULL, FULL)])]


def off_the_middle(em: float) -> list[Page]:
    titles = [run("甲甲", 230, 100, 20), run("乙乙", 230 + 20 * em, 128, 20)]
    return [page([*titles, *body(FULL, FULL)])]


def smaller_line(share: float) -> list[Page]:
    return below(body(FULL, FULL), "甲甲", em=EM * share)


def smaller_digits(share: float) -> list[Page]:
    return below(body(FULL, FULL), "12", em=EM * share)


def ideographs_in_a_smaller_line(count: float) -> list[Page]:
    return below(body(FULL, FULL), "甲" * int(count), em=EM * 0.8)


def room_at_the_end(em: float) -> list[Page]:
    """Leave this much more than the next character needs."""
    short = TextRun(FULL[:-1], body(FULL[:-1])[0].starts, RIGHT - (1 + em) * EM, TOP + STEP, EM)
    return below([*body(FULL), short], "甲")


def indent(em: float) -> list[Page]:
    return below(body(FULL, FULL), "甲", LEFT + em * EM)


def flush_with_an_indented_line(em: float) -> list[Page]:
    indented = run(FULL[2:], LEFT + 2 * EM, TOP + 2 * STEP, EM)
    return below([*body(FULL, FULL), indented], "甲", LEFT + (2 + em) * EM)


def outdented_lines(count: float) -> list[Page]:
    """Begin so many of twenty lines left of the others, of which two are parted by the end of a sentence."""
    lines = body(*[FULL] * 18, FULL[1:] + "。", "甲")
    moved = int(count)
    return [page([*(run("一" * 22, LEFT - 32, own.baseline, EM) for own in lines[:moved]), *lines[moved:]])]


def overlong_lines(count: float) -> list[Page]:
    lines = body(*[FULL] * 20)
    return [page([*lines[int(count) :], *(run(FULL + "一一", LEFT, own.baseline, EM) for own in lines[: int(count)])])]


def only_step(em: float) -> list[Page]:
    return [page([run(FULL, LEFT, 200, EM), run("甲", LEFT, 200 + em * EM, EM)])]


def widest_step(share: float) -> list[Page]:
    lines = body(FULL, FULL, FULL)
    return [page([*lines, run("甲", LEFT, lines[-1].baseline + share * STEP, EM)])]


def sheet(left: str, x: float, right: str, edges: Edges | None = None) -> list[Page]:
    """Set two lines on either side of a sheet 1,000 pt wide."""
    runs = [run(text, at, 200 + 20 * i) for i in range(2) for text, at in ((left, 50), (right, x))]
    return [page(runs, edges, width=1000)]


def place_of_the_gutter(share: float) -> list[Page]:
    return sheet("一" * 32, 1000 * share + 15, "二" * 20)


def free_hundredths(count: float) -> list[Page]:
    """Leave the 58th hundredth of the width free, and those next before it."""
    end = 585 - 10 * count
    return [
        page(
            [run(text, x, y) for y in (200, 220) for text, x in (("一" * 50, end - 500), ("二" * 20, 590))], width=1000
        )
    ]


def characters_of_a_line(count: float) -> list[Page]:
    return sheet("一" * 20, 600, "二" * int(count))


def rule_on_a_half(share: float) -> list[Page]:
    return sheet("一" * 20, 600, "二", Edges([Edge(300, 590, 590 + 500 * share)], []))


def lines_of_pieces(count: float) -> list[Page]:
    """Set lines in different sizes of type, so that they are no table."""
    words = [
        run(text, x, 200 + 30 * i, 10 + 8 * i)
        for i in range(int(count))
        for text, x in (("甲", 100), ("1", 200), ("2", 300))
    ]
    return [page(words)]


def pieces(count: float, words: str = "1 2 乙 丙") -> list[Page]:
    """Set two lines of different sizes in so many pieces."""
    texts = words.split()[: int(count)]
    return [page([run(text, 100 + 90 * k, 200 + 30 * i, 10 + 8 * i) for i in (0, 1) for k, text in enumerate(texts)])]


def pieces_of_figures(count: float) -> list[Page]:
    return pieces(3, ("1 " * int(count) + "甲 乙 丙"))


def columns(letters: float = 6, gap: float = 2, apart: float = 0) -> list[Page]:
    """Set two lines in two columns of prose."""
    right = "二" * int(letters)
    x = 160 + 10 * gap
    return [page([run("一" * 6, 100, y) for y in (200, 220)] + [run(right, x, 200), run(right, x + apart, 220)])]


def letters_of_a_column(count: float) -> list[Page]:
    return columns(letters=count)


def white_between_columns(em: float) -> list[Page]:
    return columns(gap=em)


def beginnings_of_a_column(pt: float) -> list[Page]:
    return columns(apart=pt)


BOUNDS = sides(
    (baselines, (0.38, "甲 乙"), (0.42, "乙甲")),
    (space, (0.17, "abcd"), (0.19, "ab cd")),
    (gap_between_ideographs, (1.15, "甲乙"), (1.25, "甲 乙")),
    (page_number, (0.115, "甲"), (0.125, "3 | 甲")),
    (lines_over_the_page_number, (1, "甲 | 乙"), (2, "甲 | 甲甲 | 3 | 乙")),
    (running_head, (5.9, "乙乙"), (6.1, "甲 | 乙 | 甲 | 乙")),
    (larger, (1.15, "甲甲乙乙 | 一*"), (1.09, "甲甲 | 乙乙 | 一*")),
    (off_the_middle, (0.9, "甲甲乙乙 | 一*"), (1.1, "甲甲 | 乙乙 | 一*")),
    (smaller_line, (0.92, "一*甲甲"), (0.88, "一* | 甲甲")),
    (smaller_digits, (0.68, "一*12"), (0.62, "一* | 12")),
    (ideographs_in_a_smaller_line, (1, "一*甲"), (2, "一* | 甲甲")),
    (room_at_the_end, (0.25, "一*甲"), (0.35, "一* | 甲")),
    (indent, (1.15, "一*甲"), (1.25, "一* | 甲")),
    (flush_with_an_indented_line, (0.45, "一* | 一*甲"), (0.55, "一* | 一* | 甲")),
    (outdented_lines, (3, "一*。甲"), (4, "一* | 一*。 | 甲")),
    (overlong_lines, (1, "一*"), (2, "一*" + " | 一*" * 17)),
    (only_step, (3.9, "一*甲"), (4.1, "一* | 甲")),
    (widest_step, (1.4, "一*甲"), (1.5, "一* | 甲")),
    (place_of_the_gutter, (0.42, "一*二*"), (0.4, "一* 二*一* 二* | (columns)")),
    (free_hundredths, (2, "一*二*"), (1, "一* 二*一* 二* | (columns)")),
    (characters_of_a_line, (15, "一* | 二*"), (14, "一* 二*一* 二* | (columns)")),
    (rule_on_a_half, (0.52, "一* | 二 | 二"), (0.48, "一* 二一* 二")),
    (lines_of_pieces, (2, "甲 1 2 | 甲 1 2 | (unread)"), (1, "甲 1 2")),
    (pieces, (3, "1 2 乙 | 1 2 乙 | (unread)"), (2, "1 2 | 1 2")),
    (pieces_of_figures, (2, "1 1 甲 | 1 1 甲 | (unread)"), (1, "1 甲 乙 | 1 甲 乙")),
    (letters_of_a_column, (6, "一* 二*一* 二* | (columns)"), (5, "一* 二*一* 二*")),
    (white_between_columns, (0.83, "一*二*一*二* | (columns)"), (0.77, "一*二*一*二*")),
    (beginnings_of_a_column, (0.9, "一* 二*一* 二* | (columns)"), (1.1, "一* 二*一* 二*")),
)


@pytest.mark.parametrize(("make", "distance", "expected"), BOUNDS)
def test_lines_on_either_side_of_a_bound(make: Make, distance: float, expected: str) -> None:
    assert shown(make(distance)) == expected


def test_a_line_reaches_from_under_its_baseline_to_the_top_of_its_square_of_type() -> None:
    read = layout.laid_out([page([run("甲", 100, 200)])], Limits())

    assert read.blocks[0].at.bbox == (100, 191.5, 110, 201.5)
