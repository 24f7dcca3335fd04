"""The clauses of a text without names and numbers, as marks by which texts are found that say the same.

To tell a figure each year in the same words is right: a clause that gives a number is a text's own where its words are new, and counts
neither way where they are not.
"""

from __future__ import annotations

import re
from array import array
from base64 import b64decode, b64encode
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
NEARLY_ALL = 0.9
"""Share of a text, its numbers masked, from which it is another's however many figures it tells."""
_STOPS = re.compile(r"[，。；：！？,;:!?\n]|\.(?=\s|$)")
_NOT_LETTERS = re.compile(r"[\W_]+")

Mask = Callable[[str], str]
"""Takes names and years out of a text, puts NUMBER in the place of other numbers, and leaves its stops."""


class Clause(NamedTuple):
    """A clause by its mark, with the letters that it has, and where it stands in its line.

    >>> [clause.letters for clause in Brief.of(run.reports[0]).clauses(["overview"])]
    [8]
    """

    mark: int
    letters: int
    line: TextLine
    span: tuple[int, int]

    @property
    def gives_number(self) -> bool:
        """Whether it gives a number."""
        return gives_number(self.mark)


@dataclass(frozen=True)
class Marks:
    """The clauses of a text as marks, in their order, each with its letters.

    >>> one, other = (Marks.of(text, str) for text in ("work was done, calmly", "work was done, quickly"))
    >>> one.shared(other)
    (11, 17)
    """

    marks: tuple[int, ...] = ()
    letters: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str, mask: Mask) -> Marks:
        """Take the clauses of a text."""
        parts = ((_NOT_LETTERS.sub("", part), NUMBER in part) for part in _STOPS.split(mask(text)))
        long = [(word, numbered) for word, numbered in parts if len(word) >= SHORTEST]
        return cls(tuple(_mark(*each) for each in long), tuple(min(len(word), LONGEST) for word, _ in long))

    @classmethod
    def read(cls, written: str) -> Marks:
        """Return what `written` wrote."""
        data = b64decode(written)
        count = len(data) // 5
        marks = array("I", data[: 4 * count])
        return cls(tuple(marks), tuple(data[4 * count :]))

    @property
    def written(self) -> str:
        """The marks as letters and digits."""
        return b64encode(array("I", self.marks).tobytes() + bytes(self.letters)).decode()

    @cached_property
    def own(self) -> Mapping[int, int]:
        """The letters of each clause by its mark, one that recurs once."""
        return dict(zip(self.marks, self.letters, strict=True))

    @cached_property
    def telling(self) -> Mapping[int, int]:
        """The letters of each clause that gives no number."""
        return {mark: letters for mark, letters in self.own.items() if not gives_number(mark)}

    def shared(self, other: Marks) -> tuple[int, int]:
        """Return the letters of the clauses that stand in another text too, and of all that count beside it.

        Clauses that give a number and recur count neither way, unless with them nearly all of the text is the other's.
        """
        same = whole = told = 0
        for mark, letters in self.own.items():
            if mark not in other.own:
                whole += letters
            elif gives_number(mark):
                told += letters
            else:
                same, whole = same + letters, whole + letters
        if same + told >= NEARLY_ALL * (whole + told):
            return same + told, whole + told
        return same, whole

    def joined(self, other: Marks) -> Marks:
        """Return the clauses of both texts."""
        return Marks(self.marks + other.marks, self.letters + other.letters)

    def but(self, usual: Iterable[int]) -> Marks:
        """Return the clauses without those that any such text has."""
        left_out = frozenset(usual)
        if left_out.isdisjoint(self.marks):
            return self
        kept = [pair for pair in zip(self.marks, self.letters, strict=True) if pair[0] not in left_out]
        marks, letters = zip(*kept, strict=True) if kept else ((), ())
        return Marks(marks, letters)


def clauses(lines: Iterable[TextLine], mask: Mask) -> Iterator[Clause]:
    """Yield the clauses of lines with their places, by the same marks as `Marks.of`."""
    for line in lines:
        start = 0
        for stop in (*(match.start() for match in _STOPS.finditer(line.text)), len(line.text)):
            masked = mask(line.text[start:stop])
            words = _NOT_LETTERS.sub("", masked)
            if len(words) >= SHORTEST:
                yield Clause(_mark(words, NUMBER in masked), min(len(words), LONGEST), line, (start, stop))
            start = stop + 1


def mark_of(clause: str, mask: Mask) -> int:
    """Return the mark of a clause that is given as words."""
    masked = mask(clause)
    return _mark(_NOT_LETTERS.sub("", masked), NUMBER in masked)


def gives_number(mark: int) -> bool:
    """Tell by its mark whether a clause gives a number."""
    return bool(mark & 1)


def _mark(words: str, numbered: bool) -> int:
    """Hash a clause; the lowest bit tells whether it gives a number."""
    return crc32(words.encode("utf-8", "surrogatepass")) & ~1 | numbered
