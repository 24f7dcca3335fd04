"""What PDFium knows of a page: runs of characters and the rules drawn on it."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gouji import Limits, UnreadableReport, layout
from gouji_plugins.readers.pdf.direction import direction_of
from gouji_plugins.readers.pdf.frame import Frame, frame_of
from gouji_plugins.readers.pdf.letters import read_runs
from gouji_plugins.readers.pdf.rules import Drawing, read_drawing

if TYPE_CHECKING:
    import pypdfium2


@dataclass(frozen=True, slots=True)
class Page:
    """One page with its text upright; `unmapped` counts characters of which the file does not say what they are.

    `turned` is by how many quarters it had to be turned clockwise from how it is shown; `mixed` tells that part of its text
    runs another way.
    """

    number: int
    width: float
    height: float
    runs: list[layout.TextRun]
    unmapped: int
    drawing: Drawing
    turned: int = 0
    mixed: bool = False

    @property
    def is_scan(self) -> bool:
        """Whether only a picture shows what stands on it."""
        return self.drawing.scanned or (self.drawing.pictured and not self.runs)

    def printed(self) -> layout.Page:
        """Return what the layout of any format needs."""
        return layout.Page(self.number, self.width, self.height, self.runs, self.drawing.edges)


def read_page(document: pypdfium2.PdfDocument, index: int, limits: Limits) -> Page:
    """Read one page; raises PdfiumError or UnreadableReport."""
    page = document[index]
    try:
        text = page.get_textpage()
        try:
            letters = _letters(text, index + 1, limits.page_characters)
            shown = page.get_rotation() // 90
            turns, mixed = direction_of(text.raw, letters, shown)
            frame = _frame(page, turns)
            runs = read_runs(text.raw, letters, frame)
        finally:
            text.close()
        drawing = read_drawing(page.raw, frame, limits.page_drawings)
    finally:
        page.close()
    unmapped = letters.count("\0") + letters.count("\ufffd")
    return Page(index + 1, frame.width, frame.height, runs, unmapped, drawing, (turns - shown) % 4, mixed)


def _frame(page: Any, quarter_turns: int) -> Frame:  # noqa: ANN401 - pypdfium2 is untyped
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box)):
        return frame_of((0.0, 0.0, *page.get_size()), 0)
    return frame_of((box.left, box.bottom, box.right, box.top), quarter_turns)


def _letters(textpage: Any, number: int, most: int) -> str:  # noqa: ANN401 - untyped
    """Return the page's characters: at one go where its text has one for each, which is faster."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(textpage.raw)
    if count > most:
        raise UnreadableReport(
            f"第 {number} 页字符过多（超过 {most} 个） / more than {most} characters on page {number}"
        )
    words: str = textpage.get_text_range() if count else ""
    if len(words) == count and "\0" not in words:
        return words
    return "".join(chr(pdfium.FPDFText_GetUnicode(textpage.raw, index)) for index in range(count))
