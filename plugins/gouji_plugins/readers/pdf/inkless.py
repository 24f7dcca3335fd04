"""Letters that PDFium drops because their font is not embedded and its substitute has no glyph for them."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple

from gouji import UnreadableReport, layout
from gouji_plugins.readers.pdf.page import Page

_UNREADABLE = "字体未嵌入，文字无法完整读出 / fonts are not embedded and the text cannot be read completely"
_HALF = 0.5
_BELOW_BASELINE = 0.12


class _Letter(NamedTuple):
    """A letter and its box on the page as it is shown."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    def turned(self, page: Page) -> _Letter:
        """Return the letter where it stands on the page turned upright."""
        text, x0, top, x1, bottom, size = self
        match page.turned:
            case 1:
                return _Letter(text, page.width - bottom, x0, page.width - top, x1, size)
            case 2:
                return _Letter(text, page.width - x1, page.height - bottom, page.width - x0, page.height - top, size)
            case 3:
                return _Letter(text, top, page.height - x1, bottom, page.height - x0, size)
            case _:
                return self


def with_inkless_letters(pages: Sequence[Page], data: bytes) -> list[Page]:
    """Read the pages concerned again by pdfplumber, which needs no glyphs, and add the letters that PDFium left out."""
    letters = _letters([page.number for page in pages if page.drawing.loses_text], data)
    return [_completed(page, letters[page.number]) if page.number in letters else page for page in pages]


def _completed(page: Page, letters: Iterable[_Letter]) -> Page:
    taken: dict[int, list[float]] = {}
    for run in page.runs:
        for start in run.starts:
            taken.setdefault(round(start), []).append(run.baseline)
    found: list[layout.TextRun] = []
    unmapped = page.unmapped
    for letter in letters:
        text, x0, _, x1, bottom, size = letter.turned(page)
        baseline = bottom - _BELOW_BASELINE * size
        if not text or not (0 <= x0 <= page.width and 0 <= baseline <= page.height and 0 < size < page.height):
            continue
        near = [base for place in range(round(x0) - 1, round(x0) + 2) for base in taken.get(place, ())]
        if any(abs(base - baseline) <= _HALF * size for base in near):
            continue
        if len(text) > 1:
            unmapped += 1
        else:
            found.append(layout.TextRun(text, (x0,), max(x1, x0 + _HALF * size), baseline, size))
    return replace(page, runs=[*page.runs, *found], unmapped=unmapped)


def _letters(numbers: list[int], data: bytes) -> dict[int, list[_Letter]]:
    """Return the letters that pdfplumber finds on some pages; what it cannot name comes as a longer text."""
    import pdfplumber

    try:
        with _quiet(), pdfplumber.open(io.BytesIO(data), pages=numbers) as document:
            return {page.page_number: [_letter(char, page.bbox) for char in page.chars] for page in document.pages}
    except Exception:  # pdfminer raises errors of many kinds on damaged files
        raise UnreadableReport(_UNREADABLE) from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pdfminer from logging each fault of a damaged file, hundreds of lines on the console."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _letter(char: Mapping[str, Any], box: tuple[float, float, float, float]) -> _Letter:
    left, top = box[:2]
    text = layout.mended(char["text"]).strip()
    return _Letter(text, char["x0"] - left, char["top"] - top, char["x1"] - left, char["bottom"] - top, char["size"])
