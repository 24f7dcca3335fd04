"""Prose as one text: what is found in it leads back to the line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji import Evidence, Prose, TextLine

LINES = st.lists(st.text("一二件年 。", max_size=8), max_size=6)


@given(LINES, st.lists(st.text("一二件年", min_size=1, max_size=2), max_size=3))
def test_lines_having_words_are_those_that_hold_one(texts: list[str], words: list[str]) -> None:
    prose = Prose.of(map(TextLine, texts))

    assert [line.text for line in prose.having(*words)] == [text for text in texts if any(w in text for w in words)]


@given(LINES)
def test_every_place_leads_back_to_its_line(texts: list[str]) -> None:
    prose = Prose.of(map(TextLine, texts))

    for number, text in enumerate(texts):
        for start in range(len(text)):
            place = prose.starts[number] + start
            shown = Evidence.marked(*prose.locate((place, place + 1)))

            assert prose.text[place] == text[start]
            assert (shown.raw, shown.span) == (text, (start, start + 1))


def test_a_match_that_runs_on_is_marked_to_the_end_of_its_line() -> None:
    prose = Prose.of((TextLine("收到申请"), TextLine("三件")))

    assert prose.locate((2, 7)) == (TextLine("收到申请"), (2, 4))


@pytest.mark.parametrize(
    ("lines", "set_aside", "expected"),
    [
        (["共 收到 申请", "3 件"], "", "共收到申请\n3件\n"),
        (["共收到 PDF 申请《某 办法》"], "《[^》]*》", "共收到PDF申请\n"),
        (["Requests   received:", " 3 "], "", "Requests received:\n3\n"),
        (["See the Act (2019) for fees"], r"\([^)]*\) ", "See the Act for fees\n"),
        ([], "", ""),
    ],
)
def test_prose_is_searched_without_the_space_that_means_nothing(
    lines: list[str], set_aside: str, expected: str
) -> None:
    assert Prose.of(map(TextLine, lines)).compact(set_aside) == expected
