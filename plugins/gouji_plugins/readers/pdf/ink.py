"""The ink of a page as it is painted: whether anything can be seen where a letter stands."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

_SCALE = 2
"""Dots of the painted page for each point."""
_MOST_DOTS = 8_000_000
_CONTRAST = 16
"""Difference of grey, of 255, that a reader sees."""


class Ink:
    """A page painted once, when it is first asked for."""

    def __init__(self, page: Any, text: Any) -> None:  # noqa: ANN401 - pypdfium2 is untyped
        self.page, self.text = page, text
        self._dots: np.ndarray[Any, Any] | None = None
        self.box = [ctypes.c_double() for _ in range(4)]

    def shows(self, index: int) -> bool:
        """Tell whether anything is seen within the outline of a character; that it is, too, where that cannot be told.

        So it is on a page too large to paint, and for a letter that its font does not have on this machine.
        """
        import pypdfium2.raw as pdfium

        dots = self.dots()
        if dots is None or not pdfium.FPDFText_GetCharBox(self.text, index, *self.box):
            return True
        left, right, bottom, top = (side.value for side in self.box)
        if right <= left or top <= bottom:
            return True
        height, width = dots.shape
        x, y = ctypes.c_int(), ctypes.c_int()
        places = []
        for across, up in ((left, top), (right, bottom)):
            pdfium.FPDF_PageToDevice(self.page.raw, 0, 0, width, height, 0, across, up, x, y)
            places.append((x.value, y.value))
        (ax, ay), (bx, by) = places
        seen = dots[max(min(ay, by), 0) : max(ay, by) + 1, max(min(ax, bx), 0) : max(ax, bx) + 1]
        return bool(seen.size) and int(seen.max()) - int(seen.min()) >= _CONTRAST

    def dots(self) -> np.ndarray[Any, Any] | None:
        """Return the painted page in grey, None where it is too large."""
        width, height = self.page.get_size()
        if self._dots is None and width * height * _SCALE**2 <= _MOST_DOTS:
            bitmap = self.page.render(scale=_SCALE, grayscale=True, may_draw_forms=False)
            self._dots = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width].copy()
            bitmap.close()
        return self._dots
