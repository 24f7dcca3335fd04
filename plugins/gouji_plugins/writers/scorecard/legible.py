"""Text from reports cut to what a reader needs: no endless strings, the marked places of a long one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 2_000
"""Characters shown of any one text; what is longer is cut, and the page says so."""
LONGEST_SAID = 500
"""Characters shown of a message or of a passage cited as evidence."""


def clip(text: str, notice: str, longest: int = LONGEST) -> str:
    """Cut a long text; `notice` takes the full length as `{n}`."""
    if len(text) <= longest:
        return text
    return f"{text[:longest]}… {notice.format(n=f'{len(text):,}')}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text, marked where it is what matters."""

    text: str
    marked: bool = False


def stretches(text: str, spans: Iterable[tuple[int, int]], reach: int = 160) -> tuple[Stretch, ...]:
    """Split a text at its marked places, joining those that touch and cutting what is farther than `reach` from all."""
    found: list[Stretch] = []
    places = _joined(spans, len(text))
    at = 0
    for start, end in places:
        found.append(Stretch(_between(text[at:start], reach, first=at == 0)))
        found.append(Stretch(text[start:end], marked=True))
        at = end
    rest = text[at:]
    found.append(Stretch(rest[:reach] + "…" if places and len(rest) > reach else rest))
    return tuple(each for each in found if each.text)


def _joined(spans: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(0, min(span)), min(length, max(span))) for span in spans):
        if start >= end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _between(text: str, reach: int, *, first: bool) -> str:
    if len(text) <= (reach if first else 2 * reach):
        return text
    return "…" + text[-reach:] if first else f"{text[:reach]} … {text[-reach:]}"
