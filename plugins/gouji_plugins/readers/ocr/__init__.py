"""Reads scans: PDF pages without text, and pictures of pages, by optical character recognition (extra `ocr`)."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING

from gouji import Document, Grid, Source, UnreadableReport, hookimpl

if TYPE_CHECKING:
    import pypdfium2

    from gouji_plugins.readers.ocr.scans import Scanned

MAX_PAGES = 30
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_INSTALL = "扫描件，没有文字层，请安装 gouji[ocr] / scanned, install gouji[ocr]"
_TOO_LONG = f"扫描件超过 {MAX_PAGES} 页 / scanned, more than {MAX_PAGES} pages"
_NOTHING = "扫描图上没有认出文字 / no text was recognised in the scan"
_DAMAGED = "文件已损坏 / the file is damaged"


@hookimpl(trylast=True)
def read(source: Source) -> Document | None:
    """Read a PDF that its reader left because it holds no text, or a picture; other files are left to others."""
    is_picture = source.data.startswith(_IMAGES)
    if not (is_picture or b"%PDF-" in source.data[:1024]):
        return None
    if not is_installed():
        raise UnreadableReport(_INSTALL)
    scanned = _read_picture(source) if is_picture else _read_pdf(source)
    if not scanned.blocks:
        raise UnreadableReport(_NOTHING)
    return Document(
        source=source.name,
        sha256=sha256(source.data).hexdigest(),
        reader="ocr",
        blocks=scanned.blocks,
        pages=len(scanned.pages),
        doubts=scanned.doubts,
        turned=scanned.turned,
    )


@hookimpl(wrapper=True, specname="read")
def read_scanned_pages(source: Source) -> Generator[None, Document | None, Document | None]:
    """Read the pages that another reader found to be scans, so that a half scanned PDF is read whole."""
    document = yield
    if document is None or document.reader != "pdf" or not document.scanned:
        return document
    return _completed(document, source) if is_installed() else document


def is_installed() -> bool:
    """Tell whether the extra `ocr` is installed."""
    return all(find_spec(name) is not None for name in ("cv2", "onnxruntime", "rapidocr"))


def _read_picture(source: Source) -> Scanned:
    from gouji_plugins.readers.ocr.pictures import frames
    from gouji_plugins.readers.ocr.scans import read_scans

    return read_scans(frames(source.data, MAX_PAGES), source.at_page, source.limits.seconds)


def _read_pdf(source: Source) -> Scanned:
    from gouji_plugins.readers.ocr.pictures import rendered
    from gouji_plugins.readers.ocr.scans import read_scans

    document = _opened(source)
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableReport(_TOO_LONG)
        return read_scans(rendered(document, range(1, len(document) + 1)), source.at_page, source.limits.seconds)
    finally:
        document.close()


def _opened(source: Source) -> pypdfium2.PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError:
        raise UnreadableReport(_DAMAGED) from None


def _completed(document: Document, source: Source) -> Document:
    """Put what stands on scanned pages between the blocks of the others; where they cannot be read, say so."""
    kept = [block for block in document.blocks if block.at.page not in document.scanned]
    tables = sum(isinstance(block, Grid) for block in kept)
    try:
        scanned = _read_pages(source, document.scanned, tables + 1)
    except UnreadableReport as reason:
        return replace(document, doubts=(*document.doubts, str(reason)))
    if not scanned.blocks:
        return document
    blocks = sorted((*kept, *scanned.blocks), key=lambda block: block.at.page or 0)
    return replace(
        document,
        blocks=tuple(blocks),
        doubts=(*document.doubts, *scanned.doubts),
        turned={
            **{page: turns for page, turns in document.turned.items() if page not in scanned.pages},
            **scanned.turned,
        },
    )


def _read_pages(source: Source, numbers: Sequence[int], first_table: int) -> Scanned:
    """Read some pages of a PDF."""
    from gouji_plugins.readers.ocr.pictures import rendered
    from gouji_plugins.readers.ocr.scans import read_scans

    document = _opened(source)
    try:
        if len(numbers) > MAX_PAGES:
            raise UnreadableReport(_TOO_LONG)
        return read_scans(rendered(document, numbers), source.at_page, source.limits.seconds, first_table)
    finally:
        document.close()
