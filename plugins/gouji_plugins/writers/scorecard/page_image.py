"""The place in the original: the strip of a PDF page round a finding's evidence, as a small image."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import Any

from gouji import CheckedReport, Evidence, Finding
from gouji_plugins.writers.scorecard.words import Words

Box = tuple[float, float, float, float]

SCALE = 1.6
ABOVE, BELOW = 60.0, 30.0
"""Points of the page shown round the place, more above it, where the headers stand."""
EDGE = 16
"""Pixels left white beside the words."""
MOST_IMAGES = 6
MOST_BYTES = 400_000
MOST_PIXELS = 2_500_000
GRAYS = 15
SEAL = (163, 38, 42)


@dataclass(frozen=True, slots=True)
class PageImage:
    """A strip of a page, all its words across, with the places boxed; `tall` ones are shown folded."""

    page: int
    uri: str
    width: int
    height: int
    alt: str

    @property
    def tall(self) -> bool:
        """Whether it would push the words round it off a screen."""
        return self.height > 520


@dataclass(slots=True)
class Camera:
    """An open PDF and what is left of the page's room for images; without a document it takes none."""

    words: Words
    document: Any = None
    turned: Mapping[int, int] = field(default_factory=dict)
    images: int = MOST_IMAGES
    room: int = MOST_BYTES
    taken: dict[tuple[int, tuple[Box, ...]], PageImage | None] = field(default_factory=dict)

    def take(self, findings: Iterable[Finding]) -> tuple[PageImage, ...]:
        """Picture the places that findings cite, one image for each page; nothing where that fails."""
        if self.document is None:
            return ()
        boxes: dict[int, list[Box]] = {}
        for piece in _placed(findings):
            boxes.setdefault(piece.page or 0, []).append(piece.bbox or (0, 0, 0, 0))
        images = (self._image(page, tuple(dict.fromkeys(found))) for page, found in boxes.items())
        return tuple(image for image in images if image is not None)

    def _image(self, page: int, boxes: tuple[Box, ...]) -> PageImage | None:
        if (page, boxes) in self.taken or not self.images:
            return None
        try:
            image = _picture(self._page(page), page, boxes, self.words)
        except Exception:  # a picture is a courtesy: whatever is wrong with the file, the page goes on without
            image = None
        if image is not None and len(image.uri) > self.room:
            image = None
        if image is not None:
            self.images, self.room = self.images - 1, self.room - len(image.uri)
        self.taken[page, boxes] = image
        return image

    def _page(self, number: int) -> Any:  # noqa: ANN401 the library carries no types
        page = self.document[number - 1]
        page.set_rotation((page.get_rotation() + 90 * self.turned.get(number, 0)) % 360)
        return page


@contextmanager
def camera(checked: CheckedReport, path: str, words: Words) -> Iterator[Camera]:
    """Open the PDF at a path that a report was read from, if it is one, still there and unchanged."""
    document = _opened(checked, path)
    try:
        yield Camera(words, document, checked.turned)
    finally:
        if document is not None:
            document.close()


def _opened(checked: CheckedReport, path: str) -> Any:  # noqa: ANN401 the library carries no types
    if not path.lower().endswith(".pdf"):
        return None
    if not any(_placed(finding for result in checked.results for finding in result.findings)):
        return None
    try:
        import pypdfium2

        data = Path(path).read_bytes()
        return pypdfium2.PdfDocument(data) if sha256(data).hexdigest() == checked.sha256 else None
    except Exception:  # likewise: a file that moved, or that this library cannot open
        return None


def _placed(findings: Iterable[Finding]) -> Iterator[Evidence]:
    for finding in findings:
        for each in finding.evidence:
            if each.page and each.bbox is not None and all(map(isfinite, each.bbox)):
                yield each


def _picture(page: Any, number: int, boxes: tuple[Box, ...], words: Words) -> PageImage | None:  # noqa: ANN401
    width, height = page.get_size()
    top = max(0.0, min(box[1] for box in boxes) - ABOVE)
    bottom = min(height, max(box[3] for box in boxes) + BELOW)
    if bottom <= top or width * (bottom - top) * SCALE**2 > MOST_PIXELS:
        return None
    bitmap = page.render(scale=SCALE, crop=(0, height - bottom, 0, top), grayscale=True)
    image = bitmap.to_pil().convert("L")
    left, right = _inked(image, boxes)
    image = image.crop((left, 0, right, image.height))
    places = [
        (SCALE * x0 - left, SCALE * (y0 - top), SCALE * x1 - left, SCALE * (y1 - top)) for x0, y0, x1, y1 in boxes
    ]
    data = _boxed(image, places)
    uri = "data:image/png;base64," + b64encode(data).decode()
    return PageImage(number, uri, image.width, image.height, words("page_image_alt", page=number, n=len(boxes)))


def _inked(image: Any, boxes: Iterable[Box]) -> tuple[int, int]:  # noqa: ANN401
    """Return where the words of a strip begin and end, in pixels: the blank margins of the page tell nothing."""
    ink = image.point([255 if level < 200 else 0 for level in range(256)]).getbbox()
    ends = [(SCALE * box[0], SCALE * box[2]) for box in boxes] + ([(ink[0], ink[2])] if ink else [])
    left, right = min(end[0] for end in ends), max(end[1] for end in ends)
    return max(0, int(left) - EDGE), min(image.width, int(right) + EDGE)


def _boxed(image: Any, boxes: Iterable[Box]) -> bytes:  # noqa: ANN401
    """Return the picture as a PNG of 15 grays and the colour of the boxes."""
    from PIL import ImageDraw

    grays = image.point([level * (GRAYS - 1) // 255 for level in range(256)])
    grays = grays.convert("L")
    grays.putpalette([shade for level in range(GRAYS) for shade in (level * 255 // (GRAYS - 1),) * 3] + list(SEAL))
    draw = ImageDraw.Draw(grays)
    for x0, y0, x1, y1 in boxes:
        draw.rectangle((x0 - 3, y0 - 3, x1 + 3, y1 + 3), outline=GRAYS, width=2)
    out = BytesIO()
    grays.save(out, "PNG", bits=4, compress_level=6)
    return out.getvalue()
