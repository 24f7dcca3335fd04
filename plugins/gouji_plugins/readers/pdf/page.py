"""What PDFium knows of a page: runs of characters and the rules drawn on it."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gouji import Limits, UnreadableReport, layout
from gouji_plugins.readers.pdf.crossed import crossed
from gouji_plugins.readers.pdf.direction import direction_of, letters_by_turns
from gouji_plugins.readers.pdf.fields import notes_on
from gouji_plugins.readers.pdf.frame import Frame, frame_of
from gouji_plugins.readers.pdf.ink import Ink
from gouji_plugins.readers.pdf.letters import read_runs
from gouji_plugins.readers.pdf.rules import Box, Drawing, read_drawing
from gouji_plugins.readers.pdf.unmapped import without_made_up
from gouji_plugins.readers.pdf.unseen import Shown, parted

if TYPE_CHECKING:
    import pypdfium2


_FEWEST_STRAYS = 4
_MOST_SEEN = 0.1
_FEW_RECOGNISED = 0.2
"""Share of a page's words, recognised in a picture of a seal or the like, that makes no scan of it."""
_MOST_UNMAPPED = 0.5


@dataclass(frozen=True, slots=True)
class Page:
    """One page with its text upright; `unmapped` counts characters of which the file does not say what they are.

    `turned` is by how many quarters it had to be turned clockwise from how it is shown. `unseen` are words that nobody sees,
    `blocks` those that stand otherwise than the page's, by how many quarters clockwise they then stand upright.
    `recognised` tells that words were read that lie unseen upon what they were recognised in.
    """

    number: int
    width: float
    height: float
    runs: list[layout.TextRun]
    unmapped: int
    drawing: Drawing
    turned: int = 0
    unseen: Sequence[layout.TextRun] = ()
    blocks: Mapping[int, Sequence[layout.TextRun]] = field(default_factory=dict)
    recognised: bool = False
    inkless: bool = False
    """Whether nothing that it shows is text, though it holds text that nobody sees."""
    crossed: Sequence[Box] = ()
    """Where figures are shown otherwise than its text says."""
    shown: Sequence[Box] = ()
    """Where something is shown that is no text: pictures, shapes, fields."""
    told: bool = True
    """Whether most of its words are shown by their letters, and not only by a picture in which they were recognised."""

    @property
    def is_scan(self) -> bool:
        """Whether only a picture shows what stands on it, or the shapes of its letters, of which the file tells too few."""
        return self.drawing.scanned or self.inkless or (self.drawing.pictured and not self.runs) or self.is_untold

    @property
    def is_untold(self) -> bool:
        """Whether the file does not say what most of its letters are."""
        return self.unmapped > _MOST_UNMAPPED * sum(len(run.text) for run in self.runs)

    def printed(self) -> layout.Page:
        """Return what the layout of any format needs."""
        return layout.Page(
            self.number, self.width, self.height, self.runs, self.drawing.edges, self.unseen, self.blocks
        )


def read_page(document: pypdfium2.PdfDocument, index: int, limits: Limits, *, has_layers: bool) -> Page:
    """Read one page, of a file that may have layers; raises PdfiumError or UnreadableReport."""
    page = document[index]
    try:
        text = page.get_textpage()
        try:
            return _read(page, text, index + 1, limits, has_layers=has_layers)
        finally:
            text.close()
    finally:
        page.close()


def _read(page: Any, text: Any, number: int, limits: Limits, *, has_layers: bool) -> Page:  # noqa: ANN401 - pypdfium2 is untyped
    letters = without_made_up(text.raw, _letters(text, number, limits.page_characters))
    unmapped, shown = letters.count(layout.UNKNOWN), page.get_rotation() // 90
    turns = direction_of(text.raw, letters, shown)
    frame = _frame(page, turns)
    written = read_runs(text.raw, letters, frame)
    blocks: dict[int, list[layout.TextRun]] = {}
    if len(written.strays) >= _FEWEST_STRAYS:
        by_turns = letters_by_turns(text.raw, letters, shown)
        turns = next(iter(by_turns))
        frame = _frame(page, turns)
        letters = by_turns.pop(turns)
        written = read_runs(text.raw, letters, frame)
        for other, own in by_turns.items():
            blocks[(other - turns) % 4] = read_runs(text.raw, own, _frame(page, other)).runs
    drawing = read_drawing(page.raw, frame, limits.page_drawings, has_layers=has_layers)
    seen, recognised, unseen = (
        Shown(written.runs, [], [])
        if drawing.scanned
        else parted(text.raw, letters, frame, written, drawing, Ink(page, text.raw))
    )
    inkless = len(seen) < _MOST_SEEN * (len(recognised) + len(unseen))
    if len(seen) < _MOST_SEEN * len(unseen):
        recognised, unseen = [*recognised, *unseen], []
    recognised = layout.standing_apart(recognised, seen)
    return Page(
        number, frame.width, frame.height, [*seen, *recognised], unmapped, drawing,
        (turns - shown) % 4, unseen, blocks, bool(recognised), inkless,
        crossed=tuple(crossed(page, frame, seen, drawing)),
        shown=(*drawing.pictures, *drawing.shapes, *notes_on(page, frame)),
        told=not (drawing.scanned or inkless or len(recognised) > _FEW_RECOGNISED * len(seen)),
    )  # fmt: skip


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
