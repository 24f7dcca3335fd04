"""Prose as one string, and the way back from a place in it to the line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from gouji.model.document import NOWHERE, Location

_UNSPACED = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")
"""The characters of scripts that set no space between words."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph of the report with its place.

    >>> report.section("overview").lines[0].text
    '今年收到申请5件。'
    """

    text: str
    at: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines set one under another, so that each pattern runs over the text once; `starts` are where they begin.

    >>> prose = Prose.of([TextLine("First."), TextLine("Call 12345.")])
    >>> [line.text for line in prose.having("12345")]
    ['Call 12345.']
    >>> line, span = prose.locate((12, 17))
    >>> line.text[slice(*span)]
    '12345'
    """

    lines: tuple[TextLine, ...]
    text: str
    starts: tuple[int, ...]

    def __repr__(self) -> str:
        return f"Prose({len(self.lines)} lines, {len(self.text)} characters)"

    @classmethod
    def of(cls, lines: Iterable[TextLine]) -> Prose:
        """Join lines."""
        kept = tuple(lines)
        texts = [line.text for line in kept]
        return cls(kept, "\n".join(texts), (0, *accumulate(len(text) + 1 for text in texts)))

    def number_at(self, place: int) -> int:
        """Return the number of the line, from 0, in which a place of the text stands."""
        return bisect_right(self.starts, place) - 1

    def locate(self, span: tuple[int, int]) -> tuple[TextLine, tuple[int, int]]:
        """Return the line in which a stretch of the text begins, and the part of the line that it takes up."""
        number = self.number_at(span[0])
        line, start = self.lines[number], self.starts[number]
        return line, (span[0] - start, min(span[1] - start, len(line.text)))

    def numbers_having(self, *words: str) -> list[int]:
        """List the numbers of the lines that hold one of the words, in order: far quicker than to ask each line."""
        numbers: set[int] = set()
        for word in words:
            place = self.text.find(word)
            while place >= 0:
                number = self.number_at(place)
                numbers.add(number)
                place = self.text.find(word, self.starts[number + 1])
        return sorted(numbers)

    def compact(self, set_aside: str = "") -> str:
        """Return the lines, each ended by a line break, without white space and without what a pattern sets aside.

        In a script that parts words by spaces, single ones are kept.
        """
        space = "" if _UNSPACED.search(self.text) else " "
        text = "".join(space.join(line.text.split()) + "\n" for line in self.lines)
        return re.sub(set_aside, "", text) if set_aside else text

    def having(self, *words: str) -> list[TextLine]:
        """List the lines that hold one of the words, in order."""
        return [self.lines[number] for number in self.numbers_having(*words)]
