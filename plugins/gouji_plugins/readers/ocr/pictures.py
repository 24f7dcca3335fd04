"""Pages as pictures of one resolution, seals and dark edges taken off: from PDF files and from pictures."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from gouji import UnreadableReport
from gouji_plugins.readers.ocr.cleaning import Picture, without_edges, without_seals

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

DPI = 200
MAX_PIXELS = 60_000_000
_A4 = (595.0, 842.0)
_LONGEST_SIDE = 1250.0
_LARGEST_PAGE = 1e8
_PLAUSIBLE_DPI = range(60, 1300)
_DAMAGED = "图像已损坏 / the picture is damaged"
_TOO_LARGE = "图像过大 / the picture is too large"


class Scan(NamedTuple):
    """A page as scanned, one of `pages`, 0 black to 255 white; `scale` is how many pixels are a point.

    `seal` is 255 where a red seal was taken off. A half of a sheet begins `left` pixels from the sheet's own left side.
    """

    number: int
    pages: int
    grey: Picture
    seal: Picture
    scale: float
    left: int = 0

    def turned(self, quarters: int) -> Scan:
        """Return the page turned clockwise."""
        if not quarters % 4:
            return self
        grey, seal = (np.ascontiguousarray(np.rot90(each, -quarters)) for each in (self.grey, self.seal))
        return self._replace(grey=grey, seal=seal)

    def cut(self, start: int, end: int) -> Scan:
        """Return the columns from start to end as a page of their own."""
        return self._replace(grey=self.grey[:, start:end], seal=self.seal[:, start:end], left=start)


def rendered(document: pypdfium2.PdfDocument, numbers: Sequence[int]) -> Iterator[Scan]:
    """Yield pages of a PDF, counted from 1, one at a time; raises UnreadableReport where one is damaged."""
    import pypdfium2

    for number in numbers:
        try:
            yield _rendered(document[number - 1], number, len(document))
        except pypdfium2.PdfiumError:
            raise UnreadableReport(_DAMAGED) from None


def _rendered(page: pypdfium2.PdfPage, number: int, pages: int) -> Scan:
    width, height = page.get_size()
    if not 0 < width * height < _LARGEST_PAGE:
        raise UnreadableReport(_TOO_LARGE)
    scale = _scale(width, height)
    bitmap = page.render(scale=scale)
    colours = np.array(bitmap.to_pil().convert("RGB"))
    bitmap.close()
    page.close()
    return _cleaned(colours, number, pages, scale)


def _cleaned(colours: Picture, number: int, pages: int, scale: float) -> Scan:
    grey, seal = without_seals(colours, scale * 72)
    return Scan(number, pages, without_edges(grey), seal, scale)


def _scale(width: float, height: float) -> float:
    """Return pixels per point; a page larger than A3 is a scan whose resolution was lost, taken for A4."""
    if max(width, height) <= _LONGEST_SIDE:
        return DPI / 72
    return DPI / 72 * min(_A4[0] / min(width, height), _A4[1] / max(width, height))


def frames(data: bytes, most: int) -> Iterator[Scan]:
    """Yield the pages of a picture file; raises UnreadableReport where it is damaged, too large or too long."""
    from PIL import Image, ImageSequence

    try:
        with Image.open(io.BytesIO(data)) as image:
            pages = getattr(image, "n_frames", 1)
            if pages > most:
                raise UnreadableReport(f"扫描件超过 {most} 页 / scanned, more than {most} pages")
            for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
                yield _scan(frame, number, pages)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Warning):
        raise UnreadableReport(_DAMAGED) from None


def _scan(image: Image, number: int, pages: int) -> Scan:
    from PIL import Image as Pillow
    from PIL import ImageOps

    if image.width * image.height > MAX_PIXELS:
        raise UnreadableReport(_TOO_LARGE)
    dpi = _dpi(image)
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    page = Pillow.alpha_composite(Pillow.new("RGBA", upright.size, "white"), upright).convert("RGB")
    size = (max(round(page.width * DPI / dpi), 1), max(round(page.height * DPI / dpi), 1))
    if size[0] * size[1] > MAX_PIXELS:
        raise UnreadableReport(_TOO_LARGE)
    return _cleaned(np.array(page.resize(size, Pillow.Resampling.LANCZOS)), number, pages, DPI / 72)


def _dpi(image: Image) -> float:
    """Return the resolution that a picture states, else the one at which it is as wide as A4."""
    stated = float(image.info.get("dpi", (0, 0))[0])
    wide = image.width > image.height
    assumed = image.width / (_A4[wide] / 72)
    plausible = int(stated) in _PLAUSIBLE_DPI and 0.6 < assumed / stated < 1.7
    return stated if plausible else assumed
