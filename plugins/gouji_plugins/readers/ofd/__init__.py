"""Reads OFD files (GB/T 33190), the national fixed-layout format: text by its places, tables by their rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from gouji import Document, Source, UnreadableReport, hookimpl, layout, open_archive
from gouji_plugins.readers.shared.pointing import refuse_pointer

if TYPE_CHECKING:
    from gouji_plugins.readers.ofd.page import ReadPage

_ZIP = b"PK\x03\x04"
_MAIN_PART = b"OFD.xml"
_SUFFIX = ".ofd"
_DAMAGED = "文件不完整或已损坏 / the file is cut off or damaged"
_LOCKED = "文件已加密 / the file is encrypted"
_EMPTY = "文件没有页面 / the file has no pages"
_NO_TEXT = "文件没有文字 / the file holds no text"
_SEARCHABLE = (
    "第 {number} 页的文字看不见，或由识别得来，可能有误"
    " / the words of page {number} cannot be seen or were recognised, and may be wrong"
)
_SCANNED = "扫描件，没有文字层，请安装 gouji[ocr] / scanned, install gouji[ocr]"


@hookimpl
def read(source: Source) -> Document | None:
    """Read an OFD file; raises UnreadableReport where it is encrypted, damaged, scanned or too large."""
    data = source.data
    if not data.startswith(_ZIP) or (source.suffix != _SUFFIX and _MAIN_PART not in data):
        return None
    archive = open_archive(data, source.limits)
    if "OFD.xml" not in archive.names:
        if source.suffix != _SUFFIX:
            return None
        raise UnreadableReport(_LOCKED if "Encryptions.xml" in archive.names else _DAMAGED)
    if "Encryptions.xml" in archive.names:
        raise UnreadableReport(_LOCKED)
    from gouji_plugins.readers.ofd.package import open_package
    from gouji_plugins.readers.ofd.page import read_page

    package = open_package(archive)
    if not package.pages:
        raise UnreadableReport(_EMPTY)
    pages = [read_page(package, page, number) for number, page in enumerate(package.pages, 1)]
    blocks, uncertain = layout.laid_out([own.page for own in pages], source.limits)
    if not blocks:
        raise UnreadableReport(_SCANNED if any(own.pictured for own in pages) else _NO_TEXT)
    refuse_pointer(blocks)
    metadata = {"author": package.author} if package.author else {}
    turned = {own.page.number: own.turned for own in pages if own.turned}
    return Document(
        source=source.name,
        sha256=sha256(data).hexdigest(),
        reader="ofd",
        blocks=layout.doubted(blocks, {own.page.number for own in pages if not own.told}),
        title=package.title,
        metadata=metadata,
        pages=len(pages),
        doubts=(*_doubts(pages), *uncertain),
        turned=turned,
    )


def _doubts(pages: Sequence[ReadPage]) -> Iterator[str]:
    """Say of which pages the words are not in the file, or were put there by recognition."""
    for own in pages:
        number = own.page.number
        if own.pictured and not own.page.runs:
            yield f"第 {number} 页没有文字，可能是扫描页 / page {number} has no text and may be scanned"
        elif own.recognised:
            yield _SEARCHABLE.format(number=number)
