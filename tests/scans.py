"""Scans made of printed pages: pictures without text, with what goes wrong on copiers and desks, and how well they are read."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import cos, pi, sin

import numpy as np
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from gouji import Report
from gouji_rules.gid.testing import LawfulReport, htmls_to_pdfs, to_html

TYPEFACES = ("Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UMing CN", "AR PL UKai CN", "WenQuanYi Zen Hei")
"""Five typefaces that Debian packs: fonts-noto-cjk, fonts-arphic-uming, fonts-arphic-ukai, fonts-wqy-zenhei."""
_TONER = 0.93
_QUALITY = 70
_SEAL = (219, 62, 60)
_SEAL_WIDTH = 42 / 25.4
"""Inches: the seal of a county is 42 mm wide."""
_UNRULED = "<style>td{border-color:transparent!important}</style>"
_STROKE = 15
"""Pixels: a rule is longer than that, and less wide."""
_DENSE = "<style>td{padding:0 2px!important;line-height:1.15}</style>"


class Fault(StrEnum):
    """What goes wrong between the page and its scan."""

    NONE = "clean"
    SEAL = "red seal"
    OPAQUE_SEAL = "seal that covers"
    GREY_SEAL = "seal in grey"
    EDGE = "black edge"
    BROKEN = "broken rules"
    HAIRLINES = "hairline rules"
    DENSE = "dense tables"
    SPREAD = "two pages a sheet"
    JPEG = "coarse JPEG"
    STAINED = "stained, shaded"
    FAINT = "faint toner"
    UPSIDE_DOWN = "upside down"


@dataclass(frozen=True)
class Scanner:
    """How pages are scanned: dots per inch, degrees askew, standard deviation of the noise (of 255), what goes wrong."""

    dpi: int = 200
    skew: float = 0.0
    noise: float = 0.0
    fault: Fault = Fault.NONE

    def __str__(self) -> str:
        return f"{self.fault}, {self.dpi} dpi, {self.skew:+.1f}°, noise {self.noise:.0f}"


@dataclass(frozen=True)
class Print:
    """A report on paper, and the same pages without the rules of their tables."""

    pages: bytes
    unruled: bytes


@dataclass(frozen=True)
class Accuracy:
    """Cells by how they were read; `silent` lists those read wrong, and those lost, without a word of doubt."""

    cells: int
    right: int
    doubted_right: int
    doubted_wrong: int
    silent: tuple[str, ...]


def prints(reports: Sequence[tuple[LawfulReport, str, Fault]]) -> list[Print]:
    """Print reports, each in a typeface and as its fault needs it; raises ProgramMissing without a browser."""
    pages = [_page(*each) for each in reports]
    printed = htmls_to_pdfs([*pages, *(page.replace("</head>", f"{_UNRULED}</head>") for page in pages)])
    return [Print(*both) for both in zip(printed[: len(pages)], printed[len(pages) :], strict=True)]


def _page(report: LawfulReport, typeface: str, fault: Fault) -> str:
    page = to_html(report).replace('"Noto Serif CJK SC"', f'"{typeface}"')
    more = _DENSE if fault is Fault.DENSE else ""
    return page.replace("</head>", f"{more}</head>")


def scanned_pages(pdf: bytes, scanner: Scanner, unruled: bytes = b"") -> list[Image.Image]:
    """Return the pages as a scanner sees them; broken and thin rules need the same pages `unruled`."""
    pages = list(_rendered(pdf, scanner.dpi))
    if scanner.fault in _RULED:
        pages = [_RULED[scanner.fault](*pair) for pair in zip(pages, _rendered(unruled, scanner.dpi), strict=True)]
    if scanner.fault is Fault.SPREAD:
        pages = list(_spread(pages))
    noise = np.random.default_rng(scanner.dpi)
    return [_scanned(_FAULTY.get(scanner.fault, _unharmed)(page, scanner.dpi), scanner, noise) for page in pages]


def _rendered(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield page.render(scale=dpi / 72).to_pil().convert("L")
    document.close()


def _scanned(page: Image.Image, scanner: Scanner, noise: np.random.Generator) -> Image.Image:
    """Turn a page askew, thin its toner, and add noise."""
    paper = 255 if page.mode == "L" else (255, 255, 255)
    dark = scanner.fault is Fault.EDGE
    turned = page.rotate(scanner.skew, Image.Resampling.BICUBIC, fillcolor=12 if dark else paper)
    if not scanner.noise:
        return turned
    tones = np.asarray(turned, np.float64) * _TONER
    return Image.fromarray(np.clip(tones + noise.normal(0, scanner.noise, tones.shape), 0, 255).astype(np.uint8))


def _unharmed(page: Image.Image, dpi: int) -> Image.Image:
    return page


def _sealed(page: Image.Image, dpi: int) -> Image.Image:
    """Press a transparent red seal on the figures of the page."""
    return ImageChops.multiply(page.convert("RGB"), _seal(page.size, dpi)[0])


def _covered(page: Image.Image, dpi: int) -> Image.Image:
    """Press a red seal that hides what is under it."""
    seal, mask = _seal(page.size, dpi)
    return Image.composite(seal, page.convert("RGB"), mask)


def _sealed_in_grey(page: Image.Image, dpi: int) -> Image.Image:
    return _sealed(page, dpi).convert("L")


def _seal(size: tuple[int, int], dpi: int) -> tuple[Image.Image, Image.Image]:
    """Draw a round seal with a star and strokes like those of letters, and return it with its mask."""
    width = round(_SEAL_WIDTH * dpi)
    mask = Image.new("L", size, 0)
    draw, middle, radius = ImageDraw.Draw(mask), (0.74 * size[0], 0.5 * size[1]), width / 2
    sides = [c + sign * radius for sign in (-1, 1) for c in middle]
    draw.ellipse((sides[0], sides[1], sides[2], sides[3]), outline=255, width=max(width // 32, 2))
    corners = [(0.32 if n % 2 == 0 else 0.13, pi * n / 5 - pi / 2) for n in range(10)]
    draw.polygon([(middle[0] + r * radius * cos(a), middle[1] + r * radius * sin(a)) for r, a in corners], fill=255)
    for step in range(11):
        angle = pi * (0.75 + 1.5 * step / 10)
        x, y = middle[0] + 0.76 * radius * cos(angle), middle[1] + 0.76 * radius * sin(angle)
        for offset in (-0.07, 0.0, 0.07):
            half, down = 0.09 * radius, y + offset * radius
            draw.line((x - half, down, x + half, down), 255, max(width // 80, 1))
        draw.line((x, y - 0.1 * radius, x, y + 0.1 * radius), 255, max(width // 80, 1))
    mask = mask.filter(ImageFilter.GaussianBlur(0.6))
    paper = Image.new("RGB", size, "white")
    return Image.composite(Image.new("RGB", size, _SEAL), paper, mask), mask


def _edged(page: Image.Image, dpi: int) -> Image.Image:
    """Copy a page that lies on a dark ground, smaller than the glass."""
    ground = Image.new("L", page.size, 12)
    small = page.resize((round(page.width * 0.95), round(page.height * 0.95)), Image.Resampling.LANCZOS)
    ground.paste(small, (round(page.width * 0.018), round(page.height * 0.03)))
    return ground


def _broken(page: Image.Image, unruled: Image.Image) -> Image.Image:
    """Break the rules, and nothing else, by gaps of 3 to 9 pixels across them."""
    tones, without = np.asarray(page), np.asarray(unruled)
    rules = tones.astype(np.int16) < without.astype(np.int16) - 20
    level = rules & (np.roll(rules, _STROKE, axis=1) | np.roll(rules, -_STROKE, axis=1))
    upright = rules & (np.roll(rules, _STROKE, axis=0) | np.roll(rules, -_STROKE, axis=0))
    random = np.random.default_rng(page.width)
    lost = (level & _stripes(page.width, random)) | (upright & _stripes(page.height, random)[:, None])
    return Image.fromarray(np.where(lost, without, tones))


def _stripes(length: int, random: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    stripes, at = np.zeros(length, bool), 0
    while (at := at + int(random.integers(30, 90))) < length:
        stripes[at : at + int(random.integers(3, 10))] = True
    return stripes


def _thinned(page: Image.Image, unruled: Image.Image) -> Image.Image:
    """Make the rules as thin and as grey as a pen of a tenth of a millimetre draws them."""
    tones, without = np.asarray(page).astype(np.int16), np.asarray(unruled).astype(np.int16)
    rules = tones < without - 20
    first = rules & ~(np.roll(rules, 1, axis=0) & np.roll(rules, 1, axis=1))
    return Image.fromarray(
        np.where(rules, np.where(first, without - 115, without), tones).clip(0, 255).astype(np.uint8)
    )


def _spread(pages: Sequence[Image.Image]) -> Iterator[Image.Image]:
    """Put two pages side by side."""
    for left, right in zip(pages[::2], [*pages[1::2], Image.new("L", pages[0].size, 255)], strict=False):
        sheet = Image.new("L", (2 * left.width, left.height), 255)
        sheet.paste(left, (0, 0))
        sheet.paste(right, (left.width, 0))
        yield sheet


def _coarse(page: Image.Image, dpi: int) -> Image.Image:
    file = io.BytesIO()
    page.save(file, "JPEG", quality=18)
    return Image.open(file).convert("L")


def _stained(page: Image.Image, dpi: int) -> Image.Image:
    """Shade a page from left to right and put coffee, creases and dust on it."""
    random = np.random.default_rng(page.height)
    stain = Image.new("L", page.size, 255)
    draw = ImageDraw.Draw(stain)
    draw.ellipse((page.width * 0.4, page.height * 0.3, page.width * 0.7, page.height * 0.5), fill=214)
    draw.line((0, page.height * 0.62, page.width, page.height * 0.6), 196, 2)
    for x, y in random.uniform((0, 0), page.size, (150, 2)):
        draw.ellipse((x, y, x + 2, y + 2), fill=90)
    tones = np.asarray(ImageChops.multiply(page, stain), np.float64)
    return Image.fromarray((tones * np.linspace(0.7, 1.0, page.width)).astype(np.uint8))


def _faint(page: Image.Image, dpi: int) -> Image.Image:
    return page.point([round(168 + tone * 87 / 255) for tone in range(256)])


def _upside_down(page: Image.Image, dpi: int) -> Image.Image:
    return page.rotate(180)


_RULED = {Fault.BROKEN: _broken, Fault.HAIRLINES: _thinned}
_FAULTY: dict[Fault, Callable[[Image.Image, int], Image.Image]] = {
    Fault.SEAL: _sealed,
    Fault.OPAQUE_SEAL: _covered,
    Fault.GREY_SEAL: _sealed_in_grey,
    Fault.EDGE: _edged,
    Fault.JPEG: _coarse,
    Fault.STAINED: _stained,
    Fault.FAINT: _faint,
    Fault.UPSIDE_DOWN: _upside_down,
}


def bound(pages: Iterable[Image.Image], dpi: int) -> bytes:
    """Bind pictures to a PDF without text."""
    first, *rest = pages
    file = io.BytesIO()
    first.save(file, "PDF", save_all=True, append_images=rest, resolution=dpi, quality=_QUALITY)
    return file.getvalue()


def scanned(pdf: bytes, scanner: Scanner, unruled: bytes = b"") -> bytes:
    """Scan a PDF to a PDF without text."""
    return bound(scanned_pages(pdf, scanner, unruled), scanner.dpi)


def accuracy(report: Report, truth: LawfulReport) -> Accuracy:
    """Compare the figures read with those written; one that is lost counts as doubted where a doubt names its table."""
    doubted = {(doubt.table, doubt.row) for doubt in report.doubts if doubt.table}
    right = doubted_right = doubted_wrong = 0
    silent = []
    for table, rows in truth.figures.items():
        for row, cells in rows.items():
            for column, raw in cells.items():
                figure = report.tables[table].figure(row, column) if table in report.tables else None
                if figure is None and not doubted & {(table, row), (table, None)}:
                    silent.append(f"{table}.{row}.{column}: {raw} lost")
                elif figure is None or figure.doubt:
                    doubted_right += figure is not None and figure.raw == raw
                    doubted_wrong += figure is None or figure.raw != raw
                elif figure.raw != raw:
                    silent.append(f"{table}.{row}.{column}: {raw} read as {figure.raw or 'blank'}")
                else:
                    right += 1
    cells_in_all = right + doubted_right + doubted_wrong + len(silent)
    return Accuracy(cells_in_all, right + doubted_right, doubted_right, doubted_wrong, tuple(silent))
