"""Paragraphs as they are read: in half width, without white space, the agency's own name blanked out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ．％－]|(?<=[０-９])，")
_BETWEEN = re.compile(r"(?<=[件宗起])\s+(?=[^\s,，。;；、)）]{1,12}\d+\s*[件宗起])|(?<=[件宗起][已在未]\S)\s+(?=\d)")
"""White space that stands for a comma: between one number with its words and the next."""
_STOP = re.compile(r"(?<=[^\d\s])\.(?!\d)|(?<=\d)\.(?=\s*$)")
_SPACE = re.compile(r"[\s“”‘’「」『』\"]")
_PLACES = re.compile("^.*[省市县区州盟旗](?!政府|人民政府)(?=.{3,}$)")
NAME = "\ue000"
"""Stands for each character of the agency's name: a name holds words that mean something else elsewhere."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in half width without white space; `places` leads back to the printed characters."""

    text: str
    places: Sequence[int]

    @classmethod
    def of(cls, printed: str, agency: str = "") -> Paragraph:
        """Squeeze a printed paragraph and blank out the agency's own name in it."""
        text = printed.translate(_HALF_WIDTH) if _WIDE.search(printed) else printed
        text = _STOP.sub("。", _BETWEEN.sub(lambda gap: "," * len(gap[0]), text))
        places: Sequence[int] = range(len(text))
        if _SPACE.search(text):
            places = [place for place, character in enumerate(text) if not _SPACE.match(character)]
            text = "".join(text[place] for place in places)
        for name in _names(agency):
            text = name.sub(lambda found: NAME * len(found[0]), text)
        return cls(text, places)

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the squeezed text stands in the printed paragraph."""
        return self.places[start], self.places[end - 1] + 1


@cache
def _names(agency: str) -> tuple[re.Pattern[str], ...]:
    """Return the agency's names: whole, without its office, and without its places where no other place stands before it."""
    if not agency:
        return ()
    short = _PLACES.sub("", agency)
    own = (rf"(?<![省市县区州盟旗镇乡)）]){re.escape(short)}",) if short != agency else ()
    return tuple(map(re.compile, (re.escape(agency), re.escape(agency.removesuffix("办事处")), *own)))
