"""Whether a cell of a reply form says yes or no, by what is ticked, or by the one word that stands in it; doubt is no answer."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_WORDS = tomllib.loads((Path(__file__).parent / "reply_words.toml").read_text(encoding="utf-8"))
_YES, _NOT, _HALF, _BESIDES, _ALONE = (_WORDS[name] for name in ("yes", "not", "half", "besides", "alone"))
PRINTED: Sequence[str] = _WORDS["printed"]
"""What our letters print behind their tables."""
TICKED, EMPTY = "☑√■✓✔☒●◼⊠▣", "□☐○◻▢〇×✗✘✕"
_WORD = re.compile(
    rf"(?P<no>(?:{'|'.join(_NOT)})\s*)?(?P<word>{'|'.join(_YES)})(?![a-z])|(?P<alone>(?<![a-z一-鿿])(?:{'|'.join(_ALONE)})(?![a-z一-鿿]))",
    re.IGNORECASE,
)
_FRAMED = re.compile(rf"[(\[【]\s*([{TICKED}]?)\s*[)\]】]")
"""A tick, or the room for one, in brackets."""
_LETTER = re.compile(r"(?<![A-Za-z])[RrVv](?=\s*(?:不|未)?[一-鿿])")
"""A tick as fonts with pictures write it, where the font is gone."""


class _Token(NamedTuple):
    kind: str
    """`tick`, `box`, `space`, `yes`, `no` or `other`."""
    text: str


def ticked(text: str) -> bool | None:
    """Return what is ticked, or what alone is said; None where that is not clear."""
    said = _LETTER.sub("√", unicodedata.normalize("NFKC", text)).strip().lower()
    said = _FRAMED.sub(lambda match: match[1] or "□", said)
    if any(word in said for word in _HALF):
        return None
    lines = [_tokens(line) for line in said.split("\n")]
    chosen = [each for line in lines for each in _chosen(line)]
    if chosen:
        return None if None in chosen or len(set(chosen)) > 1 else chosen[0]
    words = [token for line in lines for token in line if token.kind in ("yes", "no")]
    left = "".join(token.text for line in lines for token in line if token.kind == "other")
    for each in _BESIDES:
        left = left.replace(each, "")
    left = re.sub(r"[\W_]", "", left)
    return words[0].kind == "yes" if len(words) == 1 and not left else None


def said_besides(text: str) -> bool:
    """Tell whether more stands in such a cell than ticks, boxes and the words that they belong to."""
    said = _FRAMED.sub("", unicodedata.normalize("NFKC", text)).lower()
    left = "".join(token.text for line in said.split("\n") for token in _tokens(line) if token.kind == "other")
    for each in (*_BESIDES, *_HALF):
        left = left.replace(each, "")
    return len(re.sub(r"[\W_]", "", left)) > 1


def _tokens(line: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(line):
        sign = line[at]
        if match := _WORD.match(line, at):
            yes = _ALONE[match["alone"]] if match["alone"] else not match["no"]
            tokens.append(_Token("yes" if yes else "no", match[0]))
            at = match.end()
            continue
        kind = "tick" if sign in TICKED else "box" if sign in EMPTY else "space" if sign.isspace() else "other"
        tokens.append(_Token(kind, sign))
        at += 1
    return tokens


def _chosen(line: Sequence[_Token]) -> list[bool | None]:
    """Return what each tick of a line stands for: the word before or behind it, None where it could be either."""
    return [_meant(line, at) for at, token in enumerate(line) if token.kind == "tick" and _has_words(line)]


def _has_words(line: Sequence[_Token]) -> bool:
    return any(token.kind in ("yes", "no") for token in line)


def _meant(line: Sequence[_Token], at: int) -> bool | None:
    before = next((n for n in range(at - 1, -1, -1) if line[n].kind != "space"), None)
    behind = next((n for n in range(at + 1, len(line)) if line[n].kind != "space"), None)
    words = [n if n is not None and line[n].kind in ("yes", "no") else None for n in (before, behind)]
    if words[0] is None or words[1] is None:
        found = next((n for n in words if n is not None), None)
        return line[found].kind == "yes" if found is not None else None
    signs = [token.kind in ("tick", "box") for token in line if token.kind != "space"]
    close = [at - words[0] == 1, words[1] - at == 1]
    if signs[0] != signs[-1]:
        chosen = words[1] if signs[0] else words[0]
    elif close[0] != close[1]:
        chosen = words[0] if close[0] else words[1]
    else:
        return None
    return line[chosen].kind == "yes"
