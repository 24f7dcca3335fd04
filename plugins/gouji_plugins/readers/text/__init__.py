"""Reads plain text and Markdown: what was pasted out of a page, a PDF or a Word file."""

from __future__ import annotations

import re
from hashlib import sha256

from gouji import Document, Source, UnreadableReport, decode, hookimpl, with_mark
from gouji_plugins.readers.shared.pointing import refuse_pointer

_UNICODE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_OTHER_FORMATS = (
    b"PK",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"{\\rtf",
    b"Rar!",
    b"\x1f\x8b",
    b"BM",
)
_MOST_NULLS = 0.02
"""Share of null bytes in a text that a program has written carelessly, and not in binary data."""
_MARKUP = re.compile(rb"\s*(?:<!doctype|<html|<\?xml|mime-version:)", re.IGNORECASE)
_SUFFIXES = {"", ".txt", ".text", ".md", ".markdown"}


@hookimpl(trylast=True)
def read(source: Source) -> Document | None:
    """Read what no other reader claims and what is text; binary data are left to others."""
    data = source.data
    if _is_other_format(data):
        return None
    source.limits.check_text_bytes(len(data))
    text = _text(source)
    if text is None:
        return None
    from gouji_plugins.readers.text.lines import read_lines

    blocks = read_lines(text, source.limits)
    if not blocks:
        raise UnreadableReport("文件没有文字 / the file holds no text")
    refuse_pointer(blocks)
    return Document(source.name, sha256(data).hexdigest(), "text", blocks)


def _is_other_format(data: bytes) -> bool:
    if data.startswith(_UNICODE_MARKS):
        return False
    head = data[:65536].rstrip(b"\0")
    if data.startswith(_OTHER_FORMATS) or _MARKUP.match(head):
        return True
    return head.count(0) > _MOST_NULLS * len(head) and with_mark(data) is data


def _text(source: Source) -> str | None:
    """Decode the bytes; what is not text is an error only where the suffix promises text."""
    try:
        return decode(source.data)
    except UnreadableReport:
        if source.suffix in _SUFFIXES - {""}:
            raise
        return None
