"""Bytes of unknown encoding turned into text, by what they hold and not by what they declare."""

from __future__ import annotations

import codecs

from gouji.errors import UnreadableReport

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE_MARKS = tuple(mark for mark, encoding in _MARKS if encoding != "utf-8")
_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32), 0x7F))
_BEGINNING = 4096
_FEWEST_NULLS = 16
_SHARE_OF_NULLS = 0.02
_TIMES_AS_MANY = 4
_DAMAGED = 0.02
_MOSTLY = 0.1


def decode(data: bytes) -> str:
    """Return the text of bytes in UTF-8, UTF-16 or GB 18030 (and so GBK); a few damaged characters become U+FFFD.

    Raises UnreadableReport where no encoding fits or the text is full of control characters.

    >>> decode("年度报告".encode("gb18030")) == "年度报告"
    True
    """
    data = with_mark(data)
    text = _by_mark(data)
    if text is None:
        text = _by_content(data)
    if text is None:
        raise UnreadableReport("无法识别文字编码 / the text is in no known encoding")
    narrow = text.encode("utf-8", "replace") if data.startswith(_WIDE_MARKS) else data
    controls = len(narrow) - len(narrow.translate(None, _CONTROLS))
    if controls + text.count("\ufffd") > _MOSTLY * len(text):
        raise UnreadableReport("内容不是文字 / the content is not text")
    return text


def with_mark(data: bytes) -> bytes:
    """Put the byte order mark before UTF-16 that has none: every other byte of its spaces, digits and tags is 0.

    >>> decode(with_mark("annual report 2023".encode("utf-16-le")))
    'annual report 2023'
    """
    beginning = data[:_BEGINNING]
    if b"\0" not in beginning or data.startswith(_WIDE_MARKS):
        return data
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    if max(even, odd) < max(_FEWEST_NULLS, _SHARE_OF_NULLS * len(beginning), _TIMES_AS_MANY * min(even, odd)):
        return data
    return (codecs.BOM_UTF16_LE if odd > even else codecs.BOM_UTF16_BE) + data


def _by_mark(data: bytes) -> str | None:
    """Decode by the byte order mark, unless the bytes belie it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            return _by_content(body) if encoding == "utf-8" else body.decode(encoding, "replace")
    return None


def _by_content(data: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            text = data.decode(encoding, "replace")
            if _hardly_damaged(text):
                return text
    return None


def _hardly_damaged(text: str) -> bool:
    """Tell whether so few characters are broken that the encoding must be right: a cut end, a cut attribute."""
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") <= _DAMAGED * foreign
