"""Brings old office files to the readers as .docx (.doc, .wps, .rtf, .odt) or .xlsx (.xls, .et, .ods), by LibreOffice where it is installed."""

from __future__ import annotations

from dataclasses import replace

from gouji import Source, UnreadableReport, hookimpl, open_archive

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_ZIP = b"PK\x03\x04"
_ODF = {
    b"mimetypeapplication/vnd.oasis.opendocument.text": ".odt",
    b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet": ".ods",
}
_OLD_BOOK = b"\t\x08\x10\x00\x00\x06\x05\x00"
"""How a workbook begins that stands in no compound file."""
_WITHIN = 200
_SECTOR = 512
_OLD_SUFFIXES = {".doc", ".dot", ".wps", ".wpt", ".xls", ".xlt", ".et", ".ett"}
_SHEETS = (".xls", ".ods")
_WORDS = {".doc", ".dot", ".wps", ".wpt", ".docx"}
_WORD, _BOOK, _LOCKED_PACKAGE = "WordDocument", "Workbook", "EncryptedPackage"
_OTHERS = (_LOCKED_PACKAGE, "PowerPoint Document")
_BEGINS_WORD = b"\xec\xa5"
_FLAGS, _LOCKED_FLAG = 11, 0x01
_LOCKED = "文件已加密 / the file is encrypted"


@hookimpl
def convert(source: Source) -> Source | None:
    """Convert an old file; raises UnreadableReport where it is encrypted or LibreOffice cannot."""
    suffix = _kind(source)
    if suffix is None:
        return None
    source.limits.check_text_bytes(len(source.data))
    from gouji_plugins.readers.office.soffice import converted

    wanted = ".xlsx" if suffix in _SHEETS else ".docx"
    return replace(source, suffix=wanted, data=converted(source.data, suffix, wanted, source.limits.text_bytes))


def _kind(source: Source) -> str | None:
    """Return the suffix that suits a file's content, None where this is no old document."""
    data = source.data
    if data[:_WITHIN].lstrip().startswith(_RTF):
        return ".rtf"
    if data.startswith(_ZIP):
        suffix = next((suffix for sign, suffix in _ODF.items() if sign in data[:_WITHIN]), None)
        if suffix:
            _refuse_locked_odf(source)
        return suffix
    if data.startswith(_OLD_BOOK):
        return ".xls"
    return _kind_of_compound(source) if data.startswith(_OLE) else None


def _kind_of_compound(source: Source) -> str | None:
    data = source.data
    if _has(data, _WORD) and not _has(data, _LOCKED_PACKAGE):
        _refuse_locked_word(data)
        return ".doc"
    if any(_has(data, name) for name in _OTHERS):
        return None
    if _has(data, _BOOK) and source.suffix not in _WORDS:
        return ".xls"
    if source.suffix in _OLD_SUFFIXES:
        return ".doc" if source.suffix in _WORDS else ".xls"
    return None


def _has(data: bytes, stream: str) -> bool:
    """Tell whether a compound file has a stream of this name."""
    return stream.encode("utf-16-le") in data


def _refuse_locked_odf(source: Source) -> None:
    manifest = open_archive(source.data, source.limits).part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise UnreadableReport(_LOCKED)


def _refuse_locked_word(data: bytes) -> None:
    """Read the flags at the beginning of the main stream ([MS-DOC] 2.5.2), which begins at a sector."""
    for start in range(_SECTOR, len(data) - _FLAGS, _SECTOR):
        if data.startswith(_BEGINS_WORD, start):
            if data[start + _FLAGS] & _LOCKED_FLAG:
                raise UnreadableReport(_LOCKED)
            return
