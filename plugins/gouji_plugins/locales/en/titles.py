"""Titles of reports, and the names of agencies in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji import Agency, TextLine, Title
from gouji_plugins.locales.en.dates import dates_in, year_of_span, years_in
from gouji_plugins.locales.en.wording import fold

_LONGEST_TITLE = 160
"""Characters of a title on all its lines."""
_LONGEST_NAME = 100
"""Characters of a line that is the name of an agency, or a year, and nothing else."""
_MOST_LINES = 3
_NOT_TITLES = re.compile(r"[;!?]|\.\s+[A-Z]|[>»|]\s*home\b|\bhome\s*[>»|]|\bclick\b", re.IGNORECASE)
_PROSE = re.compile(
    r"^(?:this|these|our|we|you|your|it|please|download|view|read|see|in|to|if|when)\b"
    r"|\b(?:is|are|was|were|has|have|had|will|we|you|please|covers?|provides?|contains?|describes?)\b",
    re.IGNORECASE,
)
"""Words with which sentences and links begin, and the verbs of sentences: no title holds them."""
_YEAR_WORDS = re.compile(
    r"(?:\b(?:for|in|of|on)\s+)?(?:the\s+)?(?:\b(?:calendar|fiscal|reporting)\s+)?(?:\byear\s+)?(?:\bFY\s*|\b)(?:19|20)\d{2}"
    r"(?:[-–/](?:(?:19|20)\d{2}|\d{2}))?\b",
    re.IGNORECASE,
)
_EDGE = r"(?:[\s,:;|/()\[\]–—-]|\b(?:of|by|for|from|its|in|on)\b)+"
_HEAD = re.compile(rf"^{_EDGE}", re.IGNORECASE)
_TAIL = re.compile(rf"{_EDGE}$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w&.,'’()-]*(?:\s+(?:[A-Z&][\w&.,'’()-]*|of|the|and|for|on|in))*")
_BODY = re.compile(
    r"\b(?:department|agency|office|bureau|commission|board|authority|district|county|city|town|state|ministry|council|"
    r"administration|service|institute|corporation|company|utility|utilities|university|committee|foundation)\b",
    re.IGNORECASE,
)
_ISSUED_BY = re.compile(
    r"\b(?:prepared|issued|published|submitted)\s+by\s*:?\s*(?:the\s+)?(.{3,100}?)(?:[.;,]|$)", re.IGNORECASE
)
_KINDS = (
    ("government", re.compile(r"\b(?:city|county|town|village|state|commonwealth|government) of\b", re.IGNORECASE)),
    ("department", _BODY),
)


def titles(lines: Sequence[TextLine], phrases: Sequence[str]) -> Iterator[Title]:
    """Yield what reads like a title with one of the phrases, on one to three lines; the agency may stand beside it."""
    folded = [fold(phrase) for phrase in phrases]
    for start in range(len(lines)):
        for count in range(1, _MOST_LINES + 1):
            part = [line.text for line in lines[start : start + count]]
            if len(part) == count and _is_title(part, folded):
                if not any(_is_title(part[n:], folded) for n in range(1, count)):
                    yield _title(lines, start, count, phrases)
                break


def _is_title(part: Sequence[str], folded: Sequence[str]) -> bool:
    words = " ".join(part)
    if len(words) > _LONGEST_TITLE or _NOT_TITLES.search(words) or _PROSE.search(words):
        return False
    forms = fold(_YEAR_WORDS.sub(" ", words)), fold(words)
    return any(phrase in form for phrase in folded for form in forms)


def _title(lines: Sequence[TextLine], start: int, count: int, phrases: Sequence[str]) -> Title:
    """Make the title of its lines; the lines above and below tell who reports on which year where it does not."""
    text = " ".join(" ".join(line.text.split()) for line in lines[start : start + count])
    near = [" ".join(lines[n].text.split()) for n in (start - 1, start + count) if 0 <= n < len(lines)]
    agency = _agency_in(text, phrases) or next(filter(_is_name, near), "")
    dated = [text, *filter(_is_year, near)]
    year = next((year_of_span(words) or years_in(words)[0] for words in dated if years_in(words)), None)
    return Title(text, lines[start].at, start, count, agency, year)


def _is_year(words: str) -> bool:
    return (
        not list(dates_in(words)) and len(words) <= _LONGEST_NAME and not re.search(r"\w", _YEAR_WORDS.sub("", words))
    )


def _is_name(words: str) -> bool:
    """Tell whether a line is the name of a body and nothing else."""
    return len(words) <= _LONGEST_NAME and _NAME.fullmatch(words) is not None and _BODY.search(words) is not None


def _agency_in(title: str, phrases: Sequence[str]) -> str:
    """Return what a title says besides its subject and its year."""
    rest = _YEAR_WORDS.sub(" ", title)
    for phrase in sorted(phrases, key=len, reverse=True):
        letters = re.sub(r"[\W_]+", "", phrase)
        found = re.search(r"[\W_]*".join(map(re.escape, letters)), rest, re.IGNORECASE)
        if found:
            sides = _trimmed(rest[: found.start()]), _trimmed(rest[found.end() :])
            return next((name for name in sides if _NAME.match(name) and len(name) > 2), "")
    return ""


def _trimmed(words: str) -> str:
    """Take joints and marks off the ends of a name."""
    name = _POSSESSIVE.sub("", " ".join(_TAIL.sub("", _HEAD.sub("", words)).split()))
    return name.removeprefix("the ").removeprefix("The ")


def publisher(title: Title | None, preamble: Sequence[TextLine]) -> str:
    """Return the agency of the title, else the body that the preamble says the report is by; empty where neither tells."""
    if title is not None and title.agency:
        return title.agency
    issued = (_ISSUED_BY.search(line.text) for line in preamble)
    by = next((name for match in issued if match and _NAME.match(name := _trimmed(match[1]))), "")
    return by or next((line.text.strip() for line in preamble if _is_name(line.text.strip())), "")


def agency_of(name: str) -> Agency:
    """Take a name apart as far as English names tell: what kind of body it is."""
    kind = next((kind for kind, pattern in _KINDS if pattern.search(name)), "unknown")
    return Agency(name, body=name, kind=kind)
