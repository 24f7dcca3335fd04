"""Reads web pages: the article with its tables, without the site round it."""

from __future__ import annotations

import re
from hashlib import sha256

from gouji import Document, Source, decode, hookimpl, with_mark

_SUFFIXES = {".html", ".htm", ".shtml", ".shtm", ".xhtml", ".mht", ".mhtml"}
_BEGINNING = 4096
_SURE = re.compile(
    r"\s*(?:(?><\?xml[^>]*>|<!--.*?-->)\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FRAGMENT = re.compile(
    r"\s*(?:(?><!--.*?-->)\s*)*+<(?:table|p|div|span|h[1-6]|font|center|section|article|main|style|script|meta|link|title)\b[^<]*>",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(r"<(?:!doctype|html|head|body|table|p|div|span|h[1-6]|br|font|center|meta)\b", re.IGNORECASE)
_MOST_NULLS = 0.05
"""Share of null bytes in a page, which browsers pass over, and not in a program or picture."""
_BINARY = (b"PK\x03\x04", b"%PDF")
_MARKDOWN = {".md", ".markdown"}


@hookimpl
def read(source: Source) -> Document | None:
    """Read HTML in any state of repair, and the page inside an MHTML file."""
    from gouji_plugins.readers.html.mhtml import html_part, is_mhtml

    data = with_mark(source.data)
    is_archive = is_mhtml(data)
    if not is_archive and not _is_html(data, source.suffix):
        return None
    source.limits.check_text_bytes(len(data))
    from gouji_plugins.readers.html.page import read_page
    from gouji_plugins.readers.html.styles import without_type

    data, saved = html_part(data) if is_archive else (data, "")
    page = read_page(decode(without_type(data)), source.limits, saved=saved)
    digest = sha256(source.data).hexdigest()
    return Document(
        source.name, digest, "html", page.blocks, page.title, page.metadata, doubts=page.doubts, pictures=page.pictures,
        embedded=page.embedded,
    )  # fmt: skip


def _is_html(data: bytes, suffix: str) -> bool:
    """Judge by the first characters; a suffix only helps where markup stands further down."""
    beginning = _beginning(data)
    if beginning.count("\0") > _MOST_NULLS * len(beginning) or data.startswith(_BINARY):
        return False
    beginning = beginning.replace("\0", "")
    if _SURE.match(beginning):
        return True
    if _FRAGMENT.match(beginning):
        return suffix not in _MARKDOWN
    return suffix in _SUFFIXES and _ANY_TAG.search(beginning) is not None


def _beginning(data: bytes) -> str:
    head = data[:_BEGINNING]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
