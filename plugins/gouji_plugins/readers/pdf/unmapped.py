"""Characters of which a file does not say what they are: PDFium then makes some up from the numbers of the glyphs."""

from __future__ import annotations

import ctypes
import re
from typing import Any

from gouji import layout

_ASKED = re.compile(
    "[\x21-\x7e]+"
    "|[^\t\n\r \xa0\xa7\xb0\xb1\xb7\xd7\xf7\u2010-\u2044\u2100-\u24ff\u2500-\u27bf\u3000-\u303f\ue000-\uf8ff\uff01-\uff5e\uffe0-\uffe6"
    "\u4e00-\u9fff]"
)
"""The beginnings of figures and Latin words, and what hardly a report prints: glyphs are numbered from the first controls on."""
_WORDS = re.compile("[\u4e00-\u9fff]+")
_SAMPLE = 16
"""Of so many stretches of ideographs on a page the first one is asked for."""


def without_made_up(text: Any, letters: str) -> str:  # noqa: ANN401 - a ctypes pointer
    """Return the page's characters with `layout.UNKNOWN` for those that a font does not map, and a blank where they have no ink.

    All are asked for only where the beginning of a word or figure, or a character that hardly a report prints, is one of
    them: asking costs as much as reading.
    """
    import pypdfium2.raw as pdfium

    is_unmapped = pdfium.FPDFText_HasUnicodeMapError
    asked = [match.start() for match in _ASKED.finditer(letters)]
    words = [match.start() for match in _WORDS.finditer(letters)]
    asked += words[:: 1 + len(words) // _SAMPLE]
    if not any(letters[index] == "\0" or is_unmapped(text, index) for index in asked):
        return letters
    told = list(letters)
    for index, letter in enumerate(letters):
        if letter == "\0" or is_unmapped(text, index):
            told[index] = layout.UNKNOWN if _has_ink(text, index) else " "
    return "".join(told)


def _has_ink(text: Any, index: int) -> bool:  # noqa: ANN401 - a ctypes pointer
    import pypdfium2.raw as pdfium

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return right.value > left.value and top.value > bottom.value
