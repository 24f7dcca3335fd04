"""Reads Word documents (.docx), as WPS and Word write them."""

from __future__ import annotations

from hashlib import sha256

from gouji import Document, Source, UnreadableReport, hookimpl
from gouji_plugins.readers.shared.pointing import refuse_pointer

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN_PART = b"word/"
_SUFFIXES = {".docx", ".docm", ".dotx", ".doc", ".wps"}
_OTHER_OFFICE = {".xls", ".xlsx", ".xlsm", ".et", ".ppt", ".pptx", ".dps", ".msg", ".msi"}


@hookimpl
def read(source: Source) -> Document | None:
    """Read a ZIP with a Word document inside; say what to do with the older and the encrypted kind."""
    data = source.data
    if data.startswith(_OLE):
        _refuse_old(source)
        return None
    if not data.startswith(_ZIP) or (_MAIN_PART not in data and source.suffix not in _SUFFIXES):
        return None
    source.limits.check_text_bytes(len(data))
    from gouji_plugins.readers.docx.package import open_package
    from gouji_plugins.readers.docx.story import read_story

    package = open_package(data, source.limits)
    if package is None:
        return None
    read = read_story(package)
    if not read.blocks:
        raise UnreadableReport("文件没有文字 / the file holds no text")
    refuse_pointer(read.blocks)
    title, metadata = package.properties()
    return Document(
        source.name, sha256(data).hexdigest(), "docx", read.blocks, title, metadata, doubts=read.doubts,
        embedded=read.embedded,
    )  # fmt: skip


def _refuse_old(source: Source) -> None:
    """Tell an encrypted document and an old .doc apart from other compound files, which are not Word's."""
    if source.suffix in _OTHER_OFFICE:
        return
    if "EncryptedPackage".encode("utf-16-le") in source.data:
        raise UnreadableReport("文件已加密 / the file is encrypted")
    if "WordDocument".encode("utf-16-le") in source.data or source.suffix in _SUFFIXES:
        raise UnreadableReport("旧版 .doc/.wps 文件，请另存为 .docx / an old .doc or .wps file, save it as .docx")
