"""Words set twice, told from reduplication and from two words that meet (政务服务服务质量)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from pydantic import Field

from gouji import Parameters, Pattern


class Doubled(Parameters):
    """Words of two to six letters set twice, in a script without spaces."""

    letters: str = Field(
        description="The letters of words, as they stand between the brackets of a regular expression."
    )
    never: tuple[str, ...] = Field(description="Words that never follow themselves.")
    lawful: tuple[str, ...] = Field((), description="Words that may, reduplicated or because two words meet.")
    beginnings: tuple[str, ...] = Field((), description="What words that may follow themselves begin with.")
    endings: tuple[str, ...] = Field((), description="What longer words that may follow themselves end in.")
    closed: Pattern = Field(
        "(?!)", description="What follows where no further word can begin with the second, so that it is one too many."
    )

    @cached_property
    def twice(self) -> re.Pattern[str]:
        """What finds a word set twice."""
        one = f"[{self.letters}]"
        return re.compile(rf"(?=({one}){one}{{1,5}}\1)({one}{{2,6}}?)\2")

    @cached_property
    def closing(self) -> re.Pattern[str]:
        """What shows that no further word begins with the second."""
        return re.compile(self.closed)

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield each word set twice, where no reading of the text makes that right."""
        end = 0
        for place in _repeated(text):
            match = self.twice.match(text, place) if place >= end else None
            if match:
                end = match.end()
                if self._is_slip(match[2], text, end):
                    yield match

    def _is_slip(self, word: str, text: str, end: int) -> bool:
        """Tell whether a word repeated is a slip: a noun may begin the next word, unless that has no room."""
        if word in self.never:
            return True
        if word in self.lawful or word.startswith(self.beginnings) or word[0] == word[-1]:
            return False
        return (len(word) > 2 and not word.endswith(self.endings)) or self.closing.match(text, end) is not None


def _repeated(text: str) -> list[int]:
    """List where two to six characters stand twice in a row.

    The text is taken as one great number and compared with itself moved on, far quicker than a pattern tries every place.
    """
    written = text.encode("utf-16-le", "surrogatepass")
    number = int.from_bytes(written, "little")
    places = set()
    for length in range(2, 7):
        differing = (number ^ number >> 16 * length).to_bytes(len(written), "little")
        place = differing.find(bytes(2 * length))
        while place >= 0:
            places.add(place // 2)
            place = differing.find(bytes(2 * length), place + 1)
    return sorted(places)
