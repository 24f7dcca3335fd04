"""How fast the PDF reader is beside pdfplumber and beside bare PDFium, on the same files in the same run.

python benchmarks/reading.py [FILE.pdf …]
"""

from __future__ import annotations

import io
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pdfplumber
import pypdfium2

from gouji import Source
from gouji_plugins.pdf import read

ROUNDS = 7
ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "reports_in", ROOT.parent / "shared" / "reports")


def by_gouji(data: bytes) -> None:
    """Read a report as `gouji check` does."""
    read(Source("report.pdf", ".pdf", data))


def by_pdfplumber(data: bytes) -> None:
    """Extract text and tables, the usual way to read such reports."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()


def by_pdfium(data: bytes) -> None:
    """Load every page and take its text without any geometry: no reader built on PDFium can be faster."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def seconds(task: Callable[[bytes], None], data: bytes) -> float:
    """Time one call."""
    start = time.perf_counter()
    task(data)
    return time.perf_counter() - start


def compare(data: bytes) -> tuple[float, float, float]:
    """Return the median seconds of the three ways, called in turn so that a busy machine slows all alike."""
    tasks = (by_gouji, by_pdfplumber, by_pdfium)
    for task in tasks:
        task(data)
    rounds = [[seconds(task, data) for task in tasks] for _ in range(ROUNDS)]
    gouji, plumber, pdfium = (median(times) for times in zip(*rounds, strict=True))
    return gouji, plumber, pdfium


def main() -> None:
    """Print one line for each file."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    paths = [Path(name) for name in sys.argv[1:]] or sorted(p for f in FOLDERS for p in f.glob("*.pdf"))
    print(f"{'gouji ms':>9} {'pdfplumber/gouji':>17} {'gouji/pdfium':>13}  file")
    for path in paths:
        gouji, plumber, pdfium = compare(path.read_bytes())
        print(f"{gouji * 1e3:9.1f} {plumber / gouji:17.1f} {gouji / pdfium:13.2f}  {path.name}")


if __name__ == "__main__":
    main()
