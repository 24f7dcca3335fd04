"""Scans made of printed pages: pictures without text, askew and noisy, and how well they are read."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pypdfium2
from PIL import Image

from gouji import Report
from lawful import LawfulReport

_TONER = 0.93
_QUALITY = 70


@dataclass(frozen=True)
class Scanner:
    """How pages are scanned: dots per inch, degrees askew, standard deviation of the noise (of 255)."""

    dpi: int = 200
    skew: float = 0.0
    noise: float = 0.0

    def __str__(self) -> str:
        return f"{self.dpi} dpi, {self.skew:+.1f}°, noise {self.noise:.0f}"


@dataclass(frozen=True)
class Accuracy:
    """Cells by how they were read; `silent` lists those read wrong without a word of doubt."""

    cells: int
    right: int
    doubted_right: int
    doubted_wrong: int
    silent: tuple[str, ...]


def scanned_pages(pdf: bytes, scanner: Scanner) -> list[Image.Image]:
    """Return the pages as a scanner sees them."""
    document = pypdfium2.PdfDocument(pdf)
    noise = np.random.default_rng(scanner.dpi)
    pages = []
    for page in document:
        flat = page.render(scale=scanner.dpi / 72).to_pil().convert("L")
        turned = flat.rotate(scanner.skew, Image.Resampling.BICUBIC, fillcolor=255)
        grey = np.asarray(turned, np.float64)
        grey = grey * _TONER + noise.normal(0, scanner.noise, grey.shape) if scanner.noise else grey
        pages.append(Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)))
    document.close()
    return pages


def bound(pages: Iterable[Image.Image], dpi: int) -> bytes:
    """Bind pictures to a PDF without text."""
    first, *rest = pages
    file = io.BytesIO()
    first.save(file, "PDF", save_all=True, append_images=rest, resolution=dpi, quality=_QUALITY)
    return file.getvalue()


def scanned(pdf: bytes, scanner: Scanner) -> bytes:
    """Scan a PDF to a PDF without text."""
    return bound(scanned_pages(pdf, scanner), scanner.dpi)


def accuracy(report: Report, truth: LawfulReport) -> Accuracy:
    """Compare the figures read with those written; what was not read counts as doubted, for rules cannot use it."""
    right = doubted_right = doubted_wrong = 0
    silent = []
    for table, rows in truth.figures.items():
        for row, cells in rows.items():
            for column, raw in cells.items():
                figure = report.tables[table].figure(row, column) if table in report.tables else None
                if figure is None or figure.doubt:
                    doubted_right += figure is not None and figure.raw == raw
                    doubted_wrong += figure is None or figure.raw != raw
                elif figure.raw != raw:
                    silent.append(f"{table}.{row}.{column}: {raw} read as {figure.raw or 'blank'}")
                else:
                    right += 1
    cells_in_all = right + doubted_right + doubted_wrong + len(silent)
    return Accuracy(cells_in_all, right + doubted_right, doubted_right, doubted_wrong, tuple(silent))
