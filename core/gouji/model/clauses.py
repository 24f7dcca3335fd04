"""The clauses of a text without names, as marks by which texts are found that say the same.

A clause that gives a number does not count: to tell the same figure each year in the same words is right.
"""

from __future__ import annotations

import re
from array import array
from base64 import b85decode, b85encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

from gouji.model.prose import TextLine

NUMBER = "#"
"""What stands in masked text for a number that is no year."""
SHORTEST = 4
"""Letters below which a clause says nothing of its own."""
LONGEST = 255
"""Letters of a clause that are counted."""
_STOPS = re.compile(r"[，。；：！？,;:!?\n]|\.(?=\s|$)")
_NOT_LETTERS = re.compile(r"[\W_]+")

Mask = Callable[[str], str]
"""Takes names and years out of a text, puts NUMBER in the place of other numbers, and leaves its stops."""


class Clause(NamedTuple):
    """A clause by its mark, with the letters that it has, and where it stands in its line."""

    mark: int
    letters: int
    line: TextLine
    span: tuple[int, int]


@dataclass(frozen=True)
class Marks:
    """The clauses of a text as marks, in their order, each with its letters."""

    marks: tuple[int, ...] = ()
    letters: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str, mask: Mask) -> Marks:
        """Take the clauses of a text."""
        words = [_NOT_LETTERS.sub("", part) for part in _STOPS.split(mask(text)) if NUMBER not in part]
        long = [word for word in words if len(word) >= SHORTEST]
        return cls(tuple(map(_mark, long)), tuple(min(len(word), LONGEST) for word in long))

    @classmethod
    def read(cls, written: str) -> Marks:
        """Return what `written` wrote."""
        data = b85decode(written)
        count = len(data) // 5
        marks = array("I", data[: 4 * count])
        return cls(tuple(marks), tuple(data[4 * count :]))

    @property
    def written(self) -> str:
        """The marks as letters and digits."""
        return b85encode(array("I", self.marks).tobytes() + bytes(self.letters)).decode()

    @cached_property
    def own(self) -> Mapping[int, int]:
        """The letters of each clause by its mark, one that recurs once."""
        return dict(zip(self.marks, self.letters, strict=True))

    def joined(self, other: Marks) -> Marks:
        """Return the clauses of both texts."""
        return Marks(self.marks + other.marks, self.letters + other.letters)

    def but(self, usual: Iterable[int]) -> Marks:
        """Return the clauses without those that any such text has."""
        left_out = frozenset(usual)
        kept = [pair for pair in zip(self.marks, self.letters, strict=True) if pair[0] not in left_out]
        return Marks(tuple(mark for mark, _ in kept), tuple(letters for _, letters in kept))


def clauses(lines: Iterable[TextLine], mask: Mask) -> Iterator[Clause]:
    """Yield the clauses of lines with their places, by the same marks as `Marks.of`."""
    for line in lines:
        start = 0
        for stop in (*(match.start() for match in _STOPS.finditer(line.text)), len(line.text)):
            masked = mask(line.text[start:stop])
            words = "" if NUMBER in masked else _NOT_LETTERS.sub("", masked)
            if len(words) >= SHORTEST:
                yield Clause(_mark(words), min(len(words), LONGEST), line, (start, stop))
            start = stop + 1


def mark_of(clause: str, mask: Mask) -> int:
    """Return the mark of a clause that is given as words."""
    return _mark(_NOT_LETTERS.sub("", mask(clause)))


def _mark(words: str) -> int:
    return crc32(words.encode("utf-8", "surrogatepass"))
