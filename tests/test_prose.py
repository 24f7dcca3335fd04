"""Prose as one text: what is found in it leads back to the line."""

from __future__ import annotations

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
