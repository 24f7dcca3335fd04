"""What PDFium knows of a page: runs of characters and the rules drawn on it."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gouji import Limits, UnreadableReport, layout
from gouji_plugins.pdf.direction import direction_of, is_askew, quarter_turns_of
from gouji_plugins.pdf.frame import Frame, frame_of
from gouji_plugins.pdf.rules import Drawing, read_drawing

if TYPE_CHECKING:
    import pypdfium2

_SAME_LINE = 1.0
_LARGEST_PLAUSIBLE = 60
_WIDEST_ADVANCE = 12


@dataclass(frozen=True, slots=True)
class Page:
    """One page with its text upright; `unmapped` counts characters of which the file does not say what they are.

    `turned` is by how many quarters it had to be turned clockwise from how it is shown; `mixed` tells that part of its text
    runs another way.
    """

    number: int
    width: float
    height: float
    runs: list[layout.Run]
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
            codes = _codes(text, index + 1, limits.page_characters)
            shown = page.get_rotation() // 90
            turns, mixed = direction_of(text.raw, codes, shown)
            frame = _frame(page, turns)
            runs, unmapped = _read_runs(text.raw, codes, frame)
        finally:
            text.close()
        drawing = read_drawing(page.raw, frame, limits.page_drawings)
    finally:
        page.close()
    return Page(index + 1, frame.width, frame.height, runs, unmapped, drawing, (turns - shown) % 4, mixed)


def _frame(page: Any, quarter_turns: int) -> Frame:  # noqa: ANN401 - pypdfium2 is untyped
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(box)):
        return frame_of((0.0, 0.0, *page.get_size()), 0)
    return frame_of((box.left, box.bottom, box.right, box.top), quarter_turns)


def _read_runs(text: Any, codes: list[int], frame: Frame) -> tuple[list[layout.Run], int]:  # noqa: ANN401
    """Cut the page's characters into runs at white space and where the pen jumps."""
    import pypdfium2.raw as pdfium

    origin_of = pdfium.FPDFText_GetCharOrigin
    a, b, c, d, e, f = frame.transform
    x, y = ctypes.c_double(), ctypes.c_double()
    x_at, y_at = ctypes.byref(x), ctypes.byref(y)
    runs: list[list[tuple[int, int, float, float]]] = []
    run: list[tuple[int, int, float, float]] = []
    unmapped, last_x, last_y, step = 0, 0.0, 0.0, 0.0
    for index, code in enumerate(codes):
        if code <= 0x20 or code in (0xA0, 0x3000, 0xFFFD):
            unmapped += code in (0, 0xFFFD)
            run = []
            continue
        origin_of(text, index, x_at, y_at)
        left, base = a * x.value + c * y.value + e, b * x.value + d * y.value + f
        if not run or abs(base - last_y) > _SAME_LINE or not last_x <= left <= last_x + 1.8 * step + 24:
            run = []
            runs.append(run)
        run.append((index, code, left, base))
        step, last_x, last_y = (left - last_x if len(run) > 1 else 0.0), left, base
    finished = (_finished(text, run, frame) for run in runs)
    return [run for run in finished if run], unmapped


def _codes(textpage: Any, number: int, most: int) -> list[int]:  # noqa: ANN401 - untyped
    """Return the characters' codes: at one go where the page's text has one for each, which is faster."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFText_CountChars(textpage.raw)
    if count > most:
        raise UnreadableReport(
            f"第 {number} 页字符过多（超过 {most} 个） / more than {most} characters on page {number}"
        )
    words = textpage.get_text_range() if count else ""
    if len(words) == count and "\0" not in words:
        return [ord(letter) for letter in words]
    return [pdfium.FPDFText_GetUnicode(textpage.raw, index) for index in range(count)]


def _finished(text: Any, run: list[tuple[int, int, float, float]], frame: Frame) -> layout.Run | None:  # noqa: ANN401
    """Make a run of its characters, None where nothing of it can be seen or it stands askew like a watermark."""
    starts = tuple(left for _, _, left, _ in run)
    baseline = run[0][3]
    if not (-1 <= starts[0] <= frame.width and 0 <= baseline <= frame.height + 1):
        return None
    words = layout.mended("".join(chr(code) for _, code, _, _ in run))
    if len(words) != len(run):
        return _with_invisible(text, run, frame) if words else None
    if len(run) == 1 and is_askew(quarter_turns_of(text, run[0][0])):
        return None
    x1 = max(_right(text, run[-1][0], frame.transform), starts[-1])
    return layout.Run(words, starts, x1, baseline, layout.type_size(words, starts, x1))


def _with_invisible(text: Any, run: list[tuple[int, int, float, float]], frame: Frame) -> layout.Run | None:  # noqa: ANN401
    """Mend surrogate pairs and leave out characters that print nothing."""
    kept: list[tuple[int, int, float, float]] = []
    for index, code, left, base in run:
        if 0xDC00 <= code < 0xE000 and kept and 0xD800 <= kept[-1][1] < 0xDC00:
            first = kept.pop()
            kept.append((index, 0x10000 + (first[1] - 0xD800) * 0x400 + code - 0xDC00, first[2], base))
        elif 0xD800 <= code < 0xDC00 or layout.mended(chr(code)):
            kept.append((index, code, left, base))
    kept = [character for character in kept if not 0xD800 <= character[1] < 0xE000]
    return _finished(text, kept, frame) if kept and len(kept) < len(run) else None


def _right(text: Any, index: int, transform: layout.Transform) -> float:  # noqa: ANN401 - a ctypes pointer
    """Return where a character's advance ends, or its ink, where PDFium mistakes the advance of vertical type."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
    if max(box.right - box.left, box.top - box.bottom) > _LARGEST_PLAUSIBLE:
        ink = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(text, index, *ink)
        left, right, bottom, top = (side.value for side in ink)
        if box.right - box.left > _WIDEST_ADVANCE * max(right - left, top - bottom):
            return max(layout.moved(left, bottom, transform)[0], layout.moved(right, top, transform)[0])
    return max(layout.moved(box.left, box.bottom, transform)[0], layout.moved(box.right, box.top, transform)[0])
