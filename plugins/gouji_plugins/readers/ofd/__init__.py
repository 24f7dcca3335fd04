"""Reads OFD files (GB/T 33190), the national fixed-layout format: text by its places, tables by their rules."""

from __future__ import annotations

from hashlib import sha256

from gouji import Document, Source, UnreadableReport, hookimpl, layout, open_archive

_ZIP = b"PK\x03\x04"
_MAIN_PART = b"OFD.xml"
_SUFFIX = ".ofd"
_DAMAGED = "文件不完整或已损坏 / the file is cut off or damaged"
_LOCKED = "文件已加密 / the file is encrypted"
_EMPTY = "文件没有页面 / the file has no pages"
_NO_TEXT = "文件没有文字 / the file holds no text"
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
    blocks, uncertain = layout.laid_out([page for page, _ in pages], source.limits)
    if not blocks:
        raise UnreadableReport(_SCANNED if any(pictured for _, pictured in pages) else _NO_TEXT)
    doubts = tuple(
        f"第 {page.number} 页没有文字，可能是扫描页 / page {page.number} has no text and may be scanned"
        for page, pictured in pages
        if pictured and not page.runs
    )
    metadata = {"author": package.author} if package.author else {}
    digest = sha256(data).hexdigest()
    return Document(source.name, digest, "ofd", blocks, package.title, metadata, len(pages), doubts + uncertain)
