"""Where a page was published: what whoever saved it, or the page itself, says of its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from lxml import etree

LONGEST_ADDRESS = 500
"""Characters of an address; a longer one is none that a person would type."""
_HEAD_CHARACTERS = 4096
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.IGNORECASE)
"""The mark that browsers write into a page that they save."""
_META = ("og:url", "url")
_PAGE = re.compile(r"\.(?:s?html?|jsp|aspx?|php)$", re.IGNORECASE)


def address_of(text: str, root: etree._Element, meta: Mapping[str, str], saved: str = "") -> str:
    """Return the page's own address, empty where nothing states one; `saved` is that of the archive that holds it.

    A site's front page is nobody's report; the base of a page's links is taken only where it names a page.
    """
    return next((each for each in _stated(text, root, meta, saved) if _is_address(each)), "")


def _stated(text: str, root: etree._Element, meta: Mapping[str, str], saved: str) -> Iterator[str]:
    base = next((element.get("href") or "" for element in root.iter("base")), "").strip()
    yield saved
    if found := _SAVED.search(text, 0, _HEAD_CHARACTERS):
        yield found[1]
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield _joined(base, (link.get("href") or "").strip())
    for name in _META:
        if name in meta:
            yield _joined(base, meta[name])
    if _PAGE.search(base):
        yield base


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_written = len(text) <= LONGEST_ADDRESS and text.isprintable() and " " not in text
    return is_written and parts.scheme in ("http", "https") and bool(parts.netloc) and len(parts.path) > 1
