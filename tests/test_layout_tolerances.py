"""What counts as a rule, a table and a cell of it, on both sides of each bound; lengths in points."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gouji.layout import Edge, Edges, Page, TextRun
from placed import Make, lattice, line, page, run, shown, sides

XS, YS = (100, 200, 300), (200, 230, 260)
WORDS = [*line("甲 1", (110, 210), 220), *line("乙 2", (110, 210), 250)]


def table(upright: Sequence[Edge] = (), level: Sequence[Edge] = (), runs: Sequence[TextRun] = WORDS) -> list[Page]:
    """Draw a frame with these rules in it, the middle ones where none are given."""
    edges = lattice((XS[0], XS[-1]), (YS[0], YS[-1]))
    edges.upright.extend(upright or [Edge(XS[1], YS[0], YS[-1])])
    edges.level.extend(level or [Edge(YS[1], XS[0], XS[-1])])
    return [page(runs, edges)]


def full(runs: Sequence[TextRun]) -> list[Page]:
    return [page(runs, lattice(XS, YS))]


def thickness(pt: float) -> list[Page]:
    edges = lattice((XS[0], XS[-1]), YS)
    edges.add(XS[1] - pt / 2, YS[0], XS[1] + pt / 2, YS[-1])
    return [page(WORDS, edges)]


def outline_thickness(pt: float) -> list[Page]:
    edges = lattice((XS[0], XS[-1]), YS)
    left, right = XS[1] - pt / 2, XS[1] + pt / 2
    edges.add_outline([(left, YS[0]), (right, YS[0]), (right, YS[-1]), (left, YS[-1])], filled=True, stroked=False)
    return [page(WORDS, edges)]


def dash(pt: float) -> list[Page]:
    edges = lattice((XS[0], XS[-1]), YS)
    for number in range(9):
        edges.add(XS[1], YS[0] + 6.5 * number, XS[1], YS[0] + 6.5 * number + pt)
    return [page(WORDS, edges)]


def longest(pt: float) -> list[Page]:
    edges = lattice(XS, (YS[0], YS[-1]))
    edges.add(XS[0], YS[1], XS[0] + pt, YS[1])
    return [page(WORDS, edges)]


def dotted(places: Sequence[tuple[float, float]]) -> list[Page]:
    edges = lattice((XS[0], XS[-1]), YS)
    for x, y in places:
        edges.add(x, y, x, y)
    edges.join_dots()
    return [page(WORDS, edges)]


def dots_beside_their_line(pt: float) -> list[Page]:
    return dotted([(XS[1] + pt * (i % 2), YS[0] + 5 * i) for i in range(13)])


def next_dot(pt: float) -> list[Page]:
    return dotted([(XS[1], YS[0] + pt * i) for i in range(11)])


def number_of_dots(count: float) -> list[Page]:
    edges = lattice((XS[0], XS[-1]), (YS[0], YS[0] + 20, YS[0] + 40))
    for number in range(int(count)):
        edges.add(XS[1], YS[0] + 9 + 5.5 * number, XS[1], YS[0] + 9 + 5.5 * number)
    edges.join_dots()
    return [page([*line("甲 1", (110, 210), YS[0] + 15), *line("乙 2", (110, 210), YS[0] + 35)], edges)]


def pieces_of_rules(gap: float) -> list[Page]:
    """Draw two tables whose level rules stick out towards each other."""
    level = [Edge(y, a, a + 100) for y in YS for a in (100, 200 + gap)]
    upright = [Edge(x, YS[0], YS[-1]) for x in (100, 140, 180, 220 + gap, 260 + gap, 300 + gap)]
    words = [*line("甲 1 2 3", (110, 145, 225 + gap, 265 + gap), 220), run("乙", 110, 250), run("4", 225 + gap, 250)]
    return [page(words, Edges(level, upright))]


def rule_short_of_the_sides(gap: float) -> list[Page]:
    return table(level=[Edge(YS[1], XS[1] + gap, XS[-1] - gap)])


def strip_beside_the_last_rule(width: float) -> list[Page]:
    level = [Edge(y, XS[0] - width, XS[-1]) for y in YS]
    return [page(WORDS, Edges(level, lattice(XS, YS).upright))]


def blank_row(height: float) -> list[Page]:
    """Set type of 5 pt, and below it a row without words."""
    ys = (200, 215, 215 + height, 230 + height)
    return [page([*line("甲 1", (110, 210), 210, 5), *line("乙 2", (110, 210), 225 + height, 5)], lattice(XS, ys))]


def side_apart(share: float) -> list[Page]:
    edges = lattice(XS, YS)
    edges.upright.append(Edge(XS[0] - share * 200, YS[0], YS[-1]))
    return [page([*WORDS, run("丙", 80, 235)], edges)]


def side_longer(pt: float) -> list[Page]:
    edges = lattice(XS, YS)
    edges.upright.append(Edge(XS[0] - 40, YS[0], YS[-1] + pt))
    return [page([*WORDS, run("丙", 80, 235)], edges)]


def lone_row(left: float = 0, below: float = 5, top: float = YS[-1], number: int = 1) -> list[Page]:
    """Draw a table, and a row of a single cell below it or on the next page."""
    frame = lattice((XS[0] + left, XS[-1]), (top + below, top + below + 30))
    words = [run("丙丁", 150, top + below + 20)]
    whole = lattice(XS, YS)
    if number == 1:
        return [page([*WORDS, *words], Edges(whole.level + frame.level, whole.upright + frame.upright))]
    return [page(WORDS, whole), page(words, frame, number)]


def side_of_a_lone_row(pt: float) -> list[Page]:
    return lone_row(left=pt)


def lone_row_below(pt: float) -> list[Page]:
    return lone_row(below=pt)


def lone_row_on_the_next_page(share: float) -> list[Page]:
    return lone_row(top=share * 842, below=0, number=2)


def line_over_the_last_rule(em: float) -> list[Page]:
    return full([*WORDS, run("丙", 110, YS[-1] + 3.5 + 10 * em)])


def baseline_of_the_line_over_the_rule(pt: float) -> list[Page]:
    """Set a small word beside the table, on the line that hangs over its rule or on another."""
    return full([*WORDS, run("丙", 110, YS[-1] + 7), run("丁", 310, YS[-1] + 7 + pt, 4)])


def hanging_word_across_a_rule(em: float) -> list[Page]:
    return full([*WORDS, run("丙", XS[1] - 10 * em, YS[-1] + 6)])


def digits_apart(share: float) -> list[Page]:
    starts = (186, 191, 196 + 5 * (share - 1), 201 + 5 * (share - 1))
    return table(runs=[*WORDS, TextRun("1234", starts, starts[-1] + 5, 228, 10)])


def lines_of_figures_in_a_cell(count: float) -> list[Page]:
    figures = [run(text, x, 210 + 10 * i, 5) for i in range(int(count)) for text, x in (("1", 210), ("2", 230))]
    return [page([*WORDS[:1], *figures], lattice(XS, (YS[0], 250)))]


def half_height(em: float) -> list[Page]:
    return full([*WORDS, run("丙", 160, YS[1] + 10 * em)])


def ideograph_over_its_row(em: float) -> list[Page]:
    return full([*WORDS[:3], run("丙", 210, YS[1] + 10 * em)])


def digit_over_its_row(em: float) -> list[Page]:
    return full([*WORDS[:3], run("2", 210, YS[1] + 10 * em)])


def line_below_its_row(em: float) -> list[Page]:
    return full([*WORDS[1:], run("丙", 110, YS[1] + 10 * em)])


def lines_on_one_another(em: float) -> list[Page]:
    return full([*WORDS, run("丙", 110, 220 + 10 * em)])


def baselines_of_a_line(em: float) -> list[Page]:
    return full([*WORDS, run("丙", 130, 220 + 10 * em)])


def small_figure(share: float) -> list[Page]:
    return full([*WORDS, run("3", 217, 220, 10 * share)])


BOUNDS = sides(
    (thickness, (2.8, "[甲 1 / 乙 2]"), (3.2, "甲 1乙 2")),
    (outline_thickness, (2.8, "[甲 1 / 乙 2]"), (3.2, "甲 1乙 2")),
    (dash, (4.2, "[甲 1 / 乙 2]"), (3.8, "甲 1乙 2")),
    (longest, (0.9e5, "[甲 1 / 乙 2]"), (1.1e5, "[甲+乙 1+2]")),
    (dots_beside_their_line, (0.5, "[甲 1 / 乙 2]"), (0.7, "甲 1乙 2")),
    (next_dot, (5.7, "[甲 1 / 乙 2]"), (6.3, "甲 1乙 2")),
    (number_of_dots, (6, "[甲 1 / 乙 2]"), (5, "甲 1乙 2")),
    (pieces_of_rules, (2.8, "[甲 1 . 2 3 / 乙 . . 4 .]"), (3.2, "[甲 1 . / 乙 . .] | [. 2 3 / . 4 .]")),
    (rule_short_of_the_sides, (2.8, "[甲+乙 1 / 2]"), (3.2, "[甲+乙 1+2]")),
    (strip_beside_the_last_rule, (6.6, "[甲 1 / 乙 2]"), (7.4, "[. 甲 1 / . 乙 2]")),
    (blank_row, (4.2, "[甲 1 / 乙 2]"), (4.8, "[甲 1 / . . / 乙 2]")),
    (side_apart, (0.28, "[丙 甲 1 / 乙 2]"), (0.32, "[甲 1 / 乙 2] | 丙")),
    (side_longer, (11, "[丙 甲 1 / 乙 2]"), (13, "[甲 1 / 乙 2] | 丙")),
    (side_of_a_lone_row, (4.7, "[甲 1 / 乙 2] | [丙丁]"), (5.3, "[甲 1 / 乙 2] | 丙丁")),
    (lone_row_below, (7.5, "[甲 1 / 乙 2] | [丙丁]"), (8.5, "[甲 1 / 乙 2] | 丙丁")),
    (lone_row_on_the_next_page, (0.19, "[甲 1 / 乙 2] | [丙丁]"), (0.21, "[甲 1 / 乙 2] | 丙丁")),
    (line_over_the_last_rule, (0.37, "[甲 1 / 乙+丙 2]"), (0.43, "[甲 1 / 乙 2] | 丙")),
    (baseline_of_the_line_over_the_rule, (1.1, "[甲 1 / 乙+丙 2] | 丁"), (0.9, "[甲 1 / 乙 2] | 丙 丁")),
    (hanging_word_across_a_rule, (0.18, "[甲 1 / 乙 2+丙]"), (0.22, "[甲 1 / 乙 2] | 丙")),
    (digits_apart, (1.4, "[甲+1234 1 / 乙 2]"), (1.6, "[甲+12 1+34 / 乙 2]")),
    (lines_of_figures_in_a_cell, (2, "[甲 1_2+1_2]"), (3, "1 2 | 甲 1 2 | 1 2")),
    (half_height, (0.33, "[甲+丙? 1? / 乙 2] | (crowded)"), (0.37, "[甲 1 / 丙+乙? 2?] | (crowded)")),
    (ideograph_over_its_row, (0.64, "[甲 1 / 乙 丙]"), (0.6, "[甲 1 / 乙? 丙?] | (crowded)")),
    (digit_over_its_row, (0.47, "[甲 1 / 乙 2]"), (0.43, "[甲 1 / 乙 2?]")),
    (line_below_its_row, (0.18, "[丙 1 / 乙 2]"), (0.22, "[丙? 1? / 乙 2] | (crowded)")),
    (lines_on_one_another, (0.82, "[甲+丙 1 / 乙 2]"), (0.78, "[甲+丙? 1? / 乙 2] | (crowded)")),
    (baselines_of_a_line, (0.09, "[甲丙 1 / 乙 2]"), (0.11, "[甲丙? 1? / 乙 2] | (crowded)")),
    (small_figure, (0.82, "[甲 1_3 / 乙 2]"), (0.78, "[甲 1_3? / 乙 2]")),
)


@pytest.mark.parametrize(("make", "distance", "expected"), BOUNDS)
def test_tables_on_either_side_of_a_bound(make: Make, distance: float, expected: str) -> None:
    assert shown(make(distance)) == expected
