"""Words set twice, told from reduplication and from two words that meet (政务服务服务质量)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

_DOUBLED = re.compile(r"(?=([一-龥])[一-龥]{1,5}\1)([一-龥]{2,6}?)\2")
_COUNTED = tuple("一二三四五六七八九十两几逐每")
_BODIES = tuple("局委厅会室院处科组部站心府")
_CLOSED = re.compile(r"[，。；：、！？）)了]|取得|有序|稳步|扎实|不断|得到|顺利|进一步")


class Doubled(BaseModel):
    """Words that never follow themselves, and reduplications that are right (研究研究)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    never: tuple[str, ...]
    lawful: tuple[str, ...] = ()

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Yield each word set twice, where no reading of the text makes that right."""
        end = 0
        for place in _repeated(text):
            match = _DOUBLED.match(text, place) if place >= end else None
            if match:
                end = match.end()
                if self._is_slip(match[2], text, end):
                    yield match

    def _is_slip(self, word: str, text: str, end: int) -> bool:
        """Tell whether a word repeated is a slip: a noun may begin the next word, unless that has no room."""
        if word in self.never:
            return True
        if word in self.lawful or word.startswith(_COUNTED) or word[0] == word[-1]:
            return False
        return (len(word) > 2 and not word.endswith(_BODIES)) or _CLOSED.match(text, end) is not None


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
