"""Letters that PDFium drops because their font is not embedded and its substitute has no glyph for them."""

from __future__ import annotations

import io
from dataclasses import replace

from gouji import UnreadableReport
from gouji_plugins.pdf.letters import mended
from gouji_plugins.pdf.page import Page, Run

_UNREADABLE = "字体未嵌入，文字无法完整读出 / fonts are not embedded and the text cannot be read completely"
_HALF = 0.5
_BELOW_BASELINE = 0.12


def with_inkless_letters(page: Page, data: bytes) -> Page:
    """Read a page again by pdfplumber, which needs no glyphs, and add the letters that PDFium left out."""
    taken: dict[int, list[float]] = {}
    for run in page.runs:
        for start in run.starts:
            taken.setdefault(round(start), []).append(run.baseline)
    found: list[Run] = []
    unmapped = page.unmapped
    for text, x0, x1, bottom, size in _letters(data, page.number - 1):
        baseline = bottom - _BELOW_BASELINE * size
        if not text or not (0 <= x0 <= page.width and 0 <= baseline <= page.height and 0 < size < page.height):
            continue
        near = [base for place in range(round(x0) - 1, round(x0) + 2) for base in taken.get(place, ())]
        if any(abs(base - baseline) <= _HALF * size for base in near):
            continue
        if len(text) > 1:
            unmapped += 1
        else:
            found.append(Run(text, (x0,), max(x1, x0 + _HALF * size), baseline, size))
    return replace(page, runs=[*page.runs, *found], unmapped=unmapped)


def _letters(data: bytes, index: int) -> list[tuple[str, float, float, float, float]]:
    """Return text, x0, x1, bottom and size of each letter that pdfplumber finds."""
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(data), pages=[index + 1]) as document:
            page = document.pages[0]
            left, top = page.bbox[:2]
            return [
                (mended(c["text"]).strip(), c["x0"] - left, c["x1"] - left, c["bottom"] - top, c["size"])
                for c in page.chars
            ]
    except Exception:  # pdfminer raises errors of many kinds on damaged files
        raise UnreadableReport(_UNREADABLE) from None
