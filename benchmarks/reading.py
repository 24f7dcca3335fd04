"""How fast reports are read beside the libraries that others read them with, on the same files in the same run.

HTML beside `lxml.html`'s own parse of the page, read and bound; DOCX beside opening it with python-docx and touching every
cell; PDF, read and bound, beside pdfplumber's text and tables and beside bare PDFium. Processor time counts.

python benchmarks/reading.py [FILE …]
"""

from __future__ import annotations

import io
import logging
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median

import docx
import lxml.html
import pdfplumber
import pypdfium2

from gouji import NotAReport, Source
from gouji.checking import bind_document
from gouji.host import Host, HostOptions, make_host

ROUNDS = 31
LONG = 0.1
ROUNDS_OF_LONG = 7
ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "reports_in", ROOT.parent / "shared" / "reports")

Task = Callable[[bytes], object]


def by_lxml(data: bytes) -> None:
    """Parse a page, and nothing more."""
    lxml.html.document_fromstring(data)


def by_python_docx(data: bytes) -> None:
    """Open a document and touch every cell."""
    for table in docx.Document(io.BytesIO(data)).tables:
        for row in table.rows:
            for cell in row.cells:
                _ = cell.text


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


PEERS: dict[str, tuple[Task, ...]] = {
    ".html": (by_lxml,),
    ".docx": (by_python_docx,),
    ".pdf": (by_pdfplumber, by_pdfium),
}
BOUND = {".html", ".pdf"}


def by_gouji(host: Host, suffix: str) -> Task:
    """Return what reads a file as `gouji check` does; a page or a PDF file is bound to its form too."""

    def task(data: bytes) -> None:
        document = host.read(Source("report" + suffix, suffix, data))
        if suffix in BOUND:
            with suppress(NotAReport):
                bind_document(document, host)

    return task


def seconds(task: Task, data: bytes) -> float:
    """Return the processor time of one call, which a busy machine leaves as it is."""
    start = time.process_time()
    task(data)
    return time.process_time() - start


def compare(data: bytes, tasks: Sequence[Task]) -> list[list[float]]:
    """Return the seconds of each task, round by round: called in turn, so that a busy machine slows all alike."""
    warm = [seconds(task, data) for task in tasks]
    rounds = ROUNDS_OF_LONG if max(warm) > LONG else ROUNDS
    return [[seconds(task, data) for task in tasks] for _ in range(rounds)]


def main() -> None:
    """Print one line for each file and peer: the median ratio of a round."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    paths = [Path(name) for name in sys.argv[1:]] or sorted(p for f in FOLDERS for p in f.glob("*"))
    host = make_host(HostOptions(own_only=True))
    print(f"{'gouji ms':>9} {'gouji/peer':>11} {'peer/gouji':>11}  file and peer")
    for path in paths:
        peers = PEERS.get(path.suffix, ())
        if not peers:
            continue
        rounds = compare(path.read_bytes(), (by_gouji(host, path.suffix), *peers))
        own = 1000 * median(times[0] for times in rounds)
        for number, peer in enumerate(peers, 1):
            ratio = median(times[0] / times[number] for times in rounds)
            print(f"{own:9.1f} {ratio:11.2f} {1 / ratio:11.1f}  {path.name} {peer.__name__}")


if __name__ == "__main__":
    main()
