"""Tables pasted as tab-separated lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji_plugins.readers.text.rows import Line, Run, may_stand_between, run_of

_NUMBERED = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十\d]+(?:部分)?[、.．)）]?|[（(][一二三四五六七八九十\d]+[)）]|[•●·■-])\t\s*[^\t]+$"
)
_LONG = 80
_TABS_OF_A_LONE_ROW = 2


def tab_runs(group: Sequence[Line]) -> Iterator[Run]:
    """Yield the runs of tab-separated rows in lines without a blank one between them."""
    tabbed = [index for index, line in enumerate(group) if _is_row(line.text)]
    start = 0
    for position, index in enumerate(tabbed):
        following = tabbed[position + 1] if position + 1 < len(tabbed) else None
        between = group[index + 1 : following] if following is not None else []
        if following is not None and all(may_stand_between(line.text) for line in between):
            continue
        first = tabbed[start]
        if position > start or group[index].text.count("\t") >= _TABS_OF_A_LONE_ROW:
            yield run_of(group, first, index + 1, _cells)
        start = position + 1


def _is_row(text: str) -> bool:
    """Tell a row from prose that is indented, numbered or spaced with a tab."""
    if text.count("\t") >= _TABS_OF_A_LONE_ROW and text.startswith("\t") and may_stand_between(text):
        return True
    if "\t" not in text.lstrip() or (text.count("\t") == 1 and _NUMBERED.match(text.rstrip())):
        return False
    words = text.strip()
    return not (len(words) > _LONG and words[-1] in "。；！？" and words.count("\t") == 1)


def is_blank_row(text: str) -> bool:
    """Tell a row whose cells are all blank from a blank line."""
    return text.count("\t") >= _TABS_OF_A_LONE_ROW


def _cells(text: str) -> list[str]:
    return text.split("\t")
