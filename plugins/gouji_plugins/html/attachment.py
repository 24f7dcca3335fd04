"""A report that is only attached to its page."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml import etree

_FILE = re.compile(r"([^/\\?=&#]+\.(?:pdf|docx?|wps|ofd|xlsx?|zip|rar))(?=$|[?&#])", re.IGNORECASE)
_WHERE = {"a": "href", "iframe": "src", "embed": "src", "object": "data"}
_LONGEST = 80


def attachment_of(root: etree._Element) -> str:
    """Return the name of the first file that a page links or embeds, by its words or its address; empty if none."""
    for element in root.iter(*_WHERE):
        address = element.get(_WHERE[str(element.tag)]) or ""
        match = _FILE.search(unquote(address).strip())
        if match:
            words = " ".join("".join(map(str, element.itertext())).split()) if element.tag == "a" else ""
            return "".join(c for c in words or match[1] if c.isprintable())[:_LONGEST]
    return ""
