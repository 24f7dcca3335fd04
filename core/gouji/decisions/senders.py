"""Whose word a reply form is: the agency that it names as its own, held against the marks that it bears."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from gouji.text import fold

_OWN = re.compile(
    r"(?:填报|填表|反馈|报送|整改|回复|答复|被检查|所在)?(?:单位|机关|部门)(?:名称|全称)?|agency|name of (?:the )?agency|submitted by",
    re.IGNORECASE,
)
"""What stands before the name of who fills in a form."""
_SEAL = re.compile(r"\((?:加?盖章|公章|签章|章|印章|seal|stamp)\)", re.IGNORECASE)
_COLON = re.compile(r"\s*:\s*")


def named_sender(lines: Iterable[str]) -> str:
    """Return the agency that a form names as its own (单位（盖章）：…), as it stands there; empty where it names none."""
    for line in lines:
        said = _SEAL.sub("", unicodedata.normalize("NFKC", line)).strip()
        label, colon, rest = (part.strip() for part in _COLON.sub(":", said).partition(":"))
        if not colon:
            label, _, rest = said.partition(" ")
        if rest and _OWN.fullmatch("".join(label.split()) if not label.isascii() else label):
            return re.split(r"\s{2,}|\s(?=\S+:)|  |No\.", rest)[0].strip()
    return ""


def agency_called(name: str, agencies: Iterable[str], likely: Iterable[str] = ()) -> str | None:
    """Return the one of several agencies that a name means: written in full, with an office behind it, or short; None where none is.

    A short name that several bear means the one that is `likely`.
    """
    said, known = fold(name), {fold(each): each for each in agencies}
    if not said:
        return None
    longer = sorted((each for each in known if said.startswith(each)), key=len)
    if longer:
        return known[longer[-1]]
    short = [each for each in known if each.endswith(said)]
    if len(short) > 1:
        short = [each for each in short if known[each] in likely]
    return known[short[0]] if len(short) == 1 else None


def agencies_in(lines: Sequence[str], agencies: Iterable[str]) -> set[str]:
    """Return the agencies that lines speak of; one whose name is a part of another's is not meant where that one stands."""
    text = fold("\n".join(lines))
    found = set()
    for each in sorted(agencies, key=len, reverse=True):
        if fold(each) in text:
            found.add(each)
            text = text.replace(fold(each), " ")
    return found
