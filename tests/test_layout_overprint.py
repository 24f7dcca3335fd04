"""Words printed upon one another, unseen or turned, on both sides of each bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from gouji.layout import Page, TextRun
from placed import Make, lattice, line, page, run, shown, sides


def word_upon_a_letter(em: float) -> list[Page]:
    return [page([run("甲甲", 100, 200), run("乙", 110 + 10 * em, 200)])]


def small_letter_again(pt: float) -> list[Page]:
    return [page([run("甲", 100, 200, 5), run("甲", 100 + pt, 200, 5)])]


def large_letter_again(em: float) -> list[Page]:
    return [page([run("甲", 100, 200, 20), run("甲", 100 + 20 * em, 200, 20)])]


def narrow_letter_again(em: float) -> list[Page]:
    """Print a letter twice half a point apart, that reaches over the second one by so much."""
    return [page([TextRun("1", (x,), 100.5 + 10 * em, 200, 10) for x in (100, 100.5)])]


def letters_round_one_printed_before(em: float) -> list[Page]:
    around = TextRun("甲乙丙", (100, 107, 100 + 10 * em), 110 + 10 * em, 200, 10)
    return [page([run("乙", 107, 200), around])]


def unseen(word: TextRun) -> Sequence[Page]:
    return [replace(page([run("甲甲", 100, 200)]), unseen=[word])]


def line_of_an_unseen_word(em: float) -> Sequence[Page]:
    return unseen(run("乙乙", 100, 200 + 10 * em))


def covered(share: float) -> Sequence[Page]:
    return unseen(run("乙", 120 - 10 * share, 200))


def label_set_upright(em: float) -> list[Page]:
    """Set a label turned by a quarter in a column so wide."""
    xs = (50, 100, 100 + 10 * em, 200)
    label = run("上下", 612, 100 + 5 * em + 3.5)
    return [replace(page(line("1 2", (60, 150), 225), lattice(xs, (200, 240, 280))), turned={1: [label]})]


BOUNDS = sides(
    (word_upon_a_letter, (0.22, "甲甲乙"), (0.18, "甲甲乙 | (overprinted)")),
    (small_letter_again, (0.5, "甲"), (0.7, "甲甲 | (overprinted)")),
    (large_letter_again, (0.075, "甲"), (0.085, "甲甲 | (overprinted)")),
    (narrow_letter_again, (0.11, "1"), (0.09, "11 | (overprinted)")),
    (letters_round_one_printed_before, (1.45, "甲丙乙 | (overprinted)"), (1.55, "甲乙丙")),
    (line_of_an_unseen_word, (0.58, "甲甲"), (0.62, "甲甲 | (unseen)")),
    (covered, (0.32, "甲甲"), (0.28, "甲甲 | (unseen)")),
    (label_set_upright, (0.44, "[1 上下 2 / . .]"), (0.36, "[1_上? 下_2? / . .] | (crowded)")),
)


@pytest.mark.parametrize(("make", "distance", "expected"), BOUNDS)
def test_words_upon_one_another_on_either_side_of_a_bound(make: Make, distance: float, expected: str) -> None:
    assert shown(make(distance)) == expected
