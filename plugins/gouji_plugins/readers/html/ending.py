"""The end of a page: many leave out closing tags, but none that is whole stops within a tag, a table or a paragraph."""

from __future__ import annotations

import re

_CLOSED = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_OPENED = re.compile(r"<(/?)(table|div|p)[\s>]", re.IGNORECASE)
_END = 2000


def is_cut_off(page: str) -> bool:
    """Tell whether a page without its closing tags stops within something that it opened and elsewhere closes."""
    if _CLOSED.search(page, max(0, len(page) - _END)) or _CLOSED.search(page):
        return False
    if page.rfind("<") > page.rfind(">"):
        return True
    tags = [(match[2].lower(), bool(match[1])) for match in _OPENED.finditer(page)]
    left = {tag: tags.count((tag, False)) - tags.count((tag, True)) for tag in ("table", "div", "p")}
    return left["table"] > 0 or left["div"] > 0 or (left["p"] == 1 and ("p", True) in tags)
