"""Reads workbooks (.xlsx): the tables of a report that an agency fills in a spreadsheet."""

from __future__ import annotations

from hashlib import sha256

from gouji import Document, Source, UnreadableReport, hookimpl, open_archive

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN_PART = b"xl/workbook"
_SUFFIXES = {".xlsx", ".xlsm", ".xltx", ".xltm"}
_OLD_SUFFIXES = {".xls", ".xlt", ".et", ".ett"}
_OLD_BOOK = b"\t\x08\x10\x00\x00\x06\x05\x00"
_OLD = "旧版 .xls 文件，请另存为 .xlsx / an old .xls file, save it as .xlsx"
_LOCKED = "文件已加密 / the file is encrypted"
_NO_TEXT = "文件没有文字 / the file holds no text"


@hookimpl
def read(source: Source) -> Document | None:
    """Read a workbook; say what to do with the older and the encrypted kind."""
    data = source.data
    if data.startswith((_OLE, _OLD_BOOK)):
        _refuse_old(source)
        return None
    if not data.startswith(_ZIP) or (_MAIN_PART not in data and source.suffix not in _SUFFIXES):
        return None
    archive = open_archive(data, source.limits)
    if not any(name.startswith("xl/") for name in archive.names):
        return None
    from gouji_plugins.readers.xlsx.workbook import read_workbook

    book = read_workbook(archive, data)
    if not book.blocks:
        raise UnreadableReport(_NO_TEXT)
    digest = sha256(data).hexdigest()
    return Document(source.name, digest, "xlsx", book.blocks, book.title, book.metadata, doubts=book.doubts)


def _refuse_old(source: Source) -> None:
    """Tell an encrypted workbook and an old one apart from other compound files, which are not Excel's."""
    of_excel = source.suffix in _SUFFIXES | _OLD_SUFFIXES
    if of_excel and "EncryptedPackage".encode("utf-16-le") in source.data:
        raise UnreadableReport(_LOCKED)
    if of_excel or source.data.startswith(_OLD_BOOK) or _has_book(source):
        raise UnreadableReport(_OLD)


def _has_book(source: Source) -> bool:
    """Tell whether a compound file without a telling suffix has a workbook and no Word document inside."""
    of_word = source.suffix in {".doc", ".docx", ".wps"} or "WordDocument".encode("utf-16-le") in source.data
    return not of_word and "Workbook".encode("utf-16-le") in source.data
