"""Brings old office files (.doc, .wps, .rtf, .odt) to the readers as .docx, by LibreOffice where it is installed."""

from __future__ import annotations

from dataclasses import replace

from gouji import Source, UnreadableReport, hookimpl, open_archive

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_ZIP = b"PK\x03\x04"
_ODF_TEXT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_WITHIN = 200
_SECTOR = 512
_OLD_SUFFIXES = {".doc", ".dot", ".wps", ".wpt"}
_WORD, _BOOKS = "WordDocument", ("EncryptedPackage", "Workbook", "PowerPoint Document")
_BEGINS_WORD = b"\xec\xa5"
_FLAGS, _LOCKED_FLAG = 11, 0x01
_LOCKED = "文件已加密 / the file is encrypted"


@hookimpl
def convert(source: Source) -> Source | None:
    """Convert an old document to .docx; raises UnreadableReport where it is encrypted or LibreOffice cannot."""
    suffix = _kind(source)
    if suffix is None:
        return None
    source.limits.check_text_bytes(len(source.data))
    from gouji_plugins.readers.office.soffice import to_docx

    return replace(source, suffix=".docx", data=to_docx(source.data, suffix, source.limits.text_bytes))


def _kind(source: Source) -> str | None:
    """Return the suffix that suits a file's content, None where this is no old document."""
    data = source.data
    if data[:_WITHIN].lstrip().startswith(_RTF):
        return ".rtf"
    if data.startswith(_ZIP) and _ODF_TEXT in data[:_WITHIN]:
        _refuse_locked_odf(source)
        return ".odt"
    if not data.startswith(_OLE):
        return None
    if _has(data, _WORD) and not _has(data, _BOOKS[0]):
        _refuse_locked_word(data)
        return ".doc"
    is_other = any(_has(data, name) for name in _BOOKS)
    return source.suffix if source.suffix in _OLD_SUFFIXES and not is_other else None


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
