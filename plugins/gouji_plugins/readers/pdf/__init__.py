"""Reads PDF files: text and rules by PDFium, tables by their rules, prose by its geometry."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from gouji import Document, Source, UnreadableReport, hookimpl, layout
from gouji_plugins.readers.shared.pointing import refuse_pointer

if TYPE_CHECKING:
    import pypdfium2

    from gouji_plugins.readers.pdf.page import Page

_MAGIC = b"%PDF-"
_MAGIC_WITHIN = 1024
_LAYERS = (b"/OCProperties", b"/ObjStm")
"""What stands in a file with layers: their list, or what may hold it packed."""
_DAMAGED = "文件已损坏 / the file is damaged"
_CUT_OFF = "文件不完整，结尾缺失 / the file is incomplete, its end is missing"
_ENCRYPTED = "文件已加密，需要密码 / the file is encrypted"
_PICTURE = "第 {} 页没有文字，可能是扫描页 / page {} has no text and may be scanned"
_SEARCHABLE = "第 {} 页是可搜索的扫描图，文字由识别得来，可能有误 / page {} is a searchable scan: its words were recognised and may be wrong"
_EMPTY = "文件没有页面 / the file has no pages"


@hookimpl
def read(source: Source) -> Document | None:
    """Read a PDF, None where it holds no text or none that it tells; raises UnreadableReport where it is encrypted, damaged or too large."""
    if _MAGIC not in source.data[:_MAGIC_WITHIN]:
        return None
    if source.data.rfind(b"%%EOF") < source.data.rfind(b"endobj"):
        raise UnreadableReport(_CUT_OFF)
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableReport(_ENCRYPTED if "password" in str(error).lower() else _DAMAGED) from None
    try:
        return _read(source, document)
    except pypdfium2.PdfiumError:
        raise UnreadableReport(_DAMAGED) from None
    finally:
        document.close()


def _read(source: Source, document: pypdfium2.PdfDocument) -> Document | None:
    from gouji_plugins.readers.pdf.crossed import with_crossed_doubted
    from gouji_plugins.readers.pdf.fields import with_shown_cells
    from gouji_plugins.readers.pdf.page import read_page

    if len(document) == 0:
        raise UnreadableReport(_EMPTY)
    most = source.limits.pages
    if len(document) > most:
        raise UnreadableReport(f"文件超过 {most} 页 / more than {most} pages")
    has_layers = any(sign in source.data for sign in _LAYERS)
    pages = [read_page(document, index, source.limits, has_layers=has_layers) for index in range(len(document))]
    if any(page.drawing.loses_text for page in pages):
        from gouji_plugins.readers.pdf.inkless import with_inkless_letters

        pages = with_inkless_letters(pages, source.data)
    scanned = tuple(page.number for page in pages if page.is_scan)
    if all(page.is_untold for page in pages if page.runs):
        return None
    blocks, uncertain = layout.laid_out([page.printed() for page in pages], source.limits, scanned)
    if not blocks:
        return None
    refuse_pointer(blocks)
    blocks = with_shown_cells(blocks, {page.number: page.shown for page in pages if page.shown})
    if places := {page.number: page.crossed for page in pages if page.crossed}:
        blocks = with_crossed_doubted(blocks, places)
    return Document(
        source=source.name,
        sha256=hashlib.sha256(source.data).hexdigest(),
        reader="pdf",
        blocks=layout.doubted(blocks, {page.number for page in pages if not page.told}),
        title=_property(document, "Title"),
        metadata={"author": author} if (author := _property(document, "Author")) else {},
        pages=len(pages),
        doubts=(*_doubts(pages), *uncertain),
        scanned=scanned,
        turned={page.number: page.turned for page in pages if page.turned},
    )


def _property(document: pypdfium2.PdfDocument, name: str) -> str:
    from gouji_plugins.readers.pdf.properties import redecoded

    return layout.mended(redecoded(document.get_metadata_value(name))).strip()


def _doubts(pages: list[Page]) -> list[str]:
    told = [
        (_PICTURE, [page for page in pages if page.drawing.pictured and not page.runs]),
        (_SEARCHABLE, [page for page in pages if page.drawing.scanned or page.recognised]),
    ]
    doubts = [
        words.format(*[", ".join(str(page.number) for page in concerned)] * 2) for words, concerned in told if concerned
    ]
    unmapped = sum(page.unmapped for page in pages)
    if unmapped:
        doubts.append(f"有 {unmapped} 个字符无法识别 / {unmapped} characters have no Unicode value")
    return doubts
