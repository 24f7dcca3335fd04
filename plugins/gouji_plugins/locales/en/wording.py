"""English wordings: and, & and the never matter."""

from __future__ import annotations

import re
from functools import lru_cache

from gouji import fold as fold_letters

_IDLE = re.compile(r"\b(?:and|the)\b|&", re.IGNORECASE)
_NOTE = re.compile(r"(?<=\S)\s*[(\[][^()\[\]]*[)\]]\s*$")
_NUMBERING = re.compile(
    r"^\s*(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s*|\d{1,2}(?:\.\d{1,2})+\s+)(?=\D)"
)
_OF_WHICH = re.compile(r"^\s*(?:of\s+(?:which|these|them)|including)[\s,:]+", re.IGNORECASE)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return what two equal wordings have in common."""
    return fold_letters(_IDLE.sub(" ", text)) or fold_letters(text)


@lru_cache(maxsize=8192)
def fold_heading(text: str) -> str:
    """Return what two equal headings have in common."""
    return fold(_NOTE.sub("", text))


@lru_cache(maxsize=8192)
def fold_label(text: str) -> str:
    """Return a label's fold without numbering and of which."""
    return fold(_OF_WHICH.sub("", _NUMBERING.sub("", text)))
