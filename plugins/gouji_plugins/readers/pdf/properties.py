"""Document properties as the file stores them."""

from __future__ import annotations


def redecoded(text: str) -> str:
    """Decode a document property again whose bytes were taken for single-byte text: UTF-16 or GB18030."""
    if not any("\x80" <= character <= "\xff" for character in text):
        return text
    try:
        raw = text.encode("latin-1")
        return raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030")
    except UnicodeError:
        return text
