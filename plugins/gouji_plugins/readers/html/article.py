"""The article found in a page: the smallest stretch that holds the prose and the tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from gouji_plugins.readers.html.chrome import is_chrome_name, is_furniture, is_info, is_title_name, names_site
from gouji_plugins.readers.html.flow import Flow, Item, Line, Stretch, Table

_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.．章部]|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．])"
)
_INDEX_TABLE = re.compile(r"^(?:索\s*引\s*号|信息索引)")
_SHARE_OF_PROSE = 0.97
_SHARE_OF_FURNITURE = 0.25
_LINKED = 0.6
_LINKS_OF_A_LIST = 3
_LINKS_AT_THE_END = 2
_SHORTEST_TITLE = 8
_LONG = 25
_BARE = 150
_OPENING = 6
_CELLS_OF_A_BOX = 40


@dataclass(frozen=True, slots=True)
class Article:
    """The article's items, its title line and the lines round it that state facts."""

    items: tuple[Item, ...]
    heading: str
    info: tuple[str, ...]

    def opening(self) -> list[str]:
        """Return the first lines, among which a title stands."""
        return [item.text for item in self.items[:_OPENING] if isinstance(item, Line)]

    @property
    def is_bare(self) -> bool:
        """Tell whether so little stands here that the report must be elsewhere."""
        prose = sum(len(item.text) for item in self.items if isinstance(item, Line) and not item.level)
        return prose < _BARE and not any(isinstance(item, Table) for item in self.items)

    @property
    def is_empty(self) -> bool:
        """Tell whether not even a sentence stands here."""
        return not any(map(_weight, self.items))


def find_article(flow: Flow, *titles: str) -> Article:
    """Cut a page's flow down to its article."""
    items = flow.items
    informing = [_is_index(item) if isinstance(item, Table) else _is_info(item) for item in items]
    dropped = [_is_dropped(item, informs) for item, informs in zip(items, informing, strict=True)]
    weights = [0 if gone else _weight(item) for item, gone in zip(items, dropped, strict=True)]
    _take_back_sentences(items, weights, dropped)
    _drop_lists(flow, weights, dropped)
    _drop_furniture(flow.stretches, weights, dropped)
    start, end = _stretch(flow.stretches, items, weights, dropped)
    title = _title_before(items, start, titles) if start else None
    body = _trimmed([item for item, gone in zip(items[start:end], dropped[start:end], strict=True) if not gone])
    kept = [title, *body] if title else _titled(body, titles)
    heading = next((i.text for i in kept[:_OPENING] if isinstance(i, Line) and i.level == 1), "")
    informed = [(abs(index - start), _as_line(item)) for index, item in enumerate(items) if informing[index]]
    return Article(tuple(kept), heading, tuple(text for _, text in sorted(informed, key=lambda pair: pair[0])))


def _trimmed(body: list[Item]) -> list[Item]:
    """Take off the links that stand before the text, and a list of them after it."""
    start = next((i for i, item in enumerate(body) if not _is_linked(item)), len(body))
    end = next((i for i in range(len(body), start, -1) if not _is_linked(body[i - 1])), start)
    return body[start:] if len(body) - end < _LINKS_AT_THE_END else body[start:end]


def _titled(body: list[Item], titles: Sequence[str]) -> list[Item]:
    """Mark the title among the first lines; what stands before the page's own title is the site's."""
    for index, item in enumerate(body[:_OPENING]):
        if not isinstance(item, Line) or _weight(item):
            break
        if _is_title(item, titles):
            return [replace(item, level=1), *body[index + 1 :]]
    return [_as_title(item) if i < _OPENING else item for i, item in enumerate(body)]


def _is_title(line: Line, titles: Sequence[str]) -> bool:
    return len(line.text) >= _SHORTEST_TITLE and any(title.startswith(line.text) for title in titles)


def _is_dropped(item: Item, informs: bool) -> bool:
    if isinstance(item, Table):
        return informs or _is_linked(item)
    return not item.level and (informs or is_furniture(item.text))


def _is_info(line: Line) -> bool:
    return not _is_linked(line) and is_info(line.text)


def _is_index(table: Table) -> bool:
    """Tell the box of index number, issuer and date that portals put above an article, and tools set as a table."""
    if table.cells > _CELLS_OF_A_BOX:
        return False
    texts = [cell.text for group in table.groups for row in group for cell in row]
    words = " ".join(filter(None, texts))
    return any(_INDEX_TABLE.match(text) for text in texts) or is_info(words) or is_furniture(words)


def _take_back_sentences(items: Sequence[Item], weights: Sequence[int], dropped: list[bool]) -> None:
    """Keep sentences that only name what sites print below them, where the article goes on behind them."""
    if not any(dropped):
        return
    for index in _inner(weights):
        item = items[index]
        if dropped[index] and isinstance(item, Line) and names_site(item.text):
            dropped[index] = not (_NUMBERED.match(item.text) or item.text.endswith("。"))


def _inner(weights: Sequence[int]) -> range:
    """Return the places from the first to the last item that has weight."""
    weighty = [index for index, weight in enumerate(weights) if weight]
    return range(weighty[0], weighty[-1] + 1) if weighty else range(0)


def _drop_lists(flow: Flow, weights: list[int], dropped: list[bool]) -> None:
    """Drop runs of lines that are mostly links, unless they are paragraphs in the midst of the article."""
    items = flow.items
    start = 0
    for end in range(len(items) + 1):
        if end < len(items) and _is_linked(items[end]):
            continue
        if end - start >= _LINKS_OF_A_LIST:
            dropped[start:end] = [not _is_inside(flow, weights, range(start, end))] * (end - start)
        start = end + 1


def _is_inside(flow: Flow, weights: Sequence[int], run: range) -> bool:
    """Tell paragraphs of links amid the article's own from a list of links and from a table of contents."""
    inner = _inner(weights)
    is_apart = any(run.start <= edge <= run.stop for s in flow.stretches for edge in (s.start, s.end))
    lines = [item for item in flow.items[run.start : run.stop] if isinstance(item, Line)]
    is_contents = any(_NUMBERED.match(line.text) for line in lines)
    return run.start in inner and run.stop in inner and not is_apart and not is_contents


def _is_linked(item: Item) -> bool:
    size = item.size if isinstance(item, Table) else len(item.text)
    return item.linked > 0 and item.linked >= _LINKED * size


def _weight(item: Item) -> int:
    """Weigh what an article has and a site's furniture has not: tables, sentences, numbered headings."""
    if _is_linked(item):
        return 0
    if isinstance(item, Table):
        return item.size + 20
    is_sentence = len(item.text) >= _LONG and any(mark in item.text for mark in "，。；")
    return len(item.text) if is_sentence or _NUMBERED.match(item.text) or item.text.endswith("。") else 0


def _drop_furniture(stretches: Sequence[Stretch], weights: list[int], dropped: list[bool]) -> None:
    """Drop what stands in menus, footers and the like by name, unless much of the prose stands there."""
    sums = [0, *accumulate(weights)]
    for stretch in stretches:
        if is_chrome_name(stretch.tag, stretch.mark):
            inside = sums[stretch.end] - sums[stretch.start]
            if inside <= _SHARE_OF_FURNITURE * sums[-1]:
                for index in range(stretch.start, stretch.end):
                    dropped[index], weights[index] = True, 0


def _stretch(
    stretches: Sequence[Stretch], items: Sequence[Item], weights: Sequence[int], dropped: Sequence[bool]
) -> tuple[int, int]:
    """Return the smallest stretch that holds the prose, widened as long as nothing foreign comes in."""
    sums = [0, *accumulate(weights)]
    if not sums[-1]:
        return 0, len(items)
    holding = [s for s in stretches if sums[s.end] - sums[s.start] >= _SHARE_OF_PROSE * sums[-1]]
    core = min(holding, key=lambda s: s.end - s.start, default=Stretch(0, len(items), "", ""))
    for wider in sorted(holding, key=lambda s: s.end - s.start):
        added = [*range(wider.start, core.start), *range(core.end, wider.end)]
        if wider.start > core.start or wider.end < core.end or any(_is_foreign(items[i], dropped[i]) for i in added):
            break
        core = wider
    return core.start, core.end


def _is_foreign(item: Item, is_dropped: bool) -> bool:
    if isinstance(item, Table):
        return _is_linked(item)
    if is_info(item.text) or is_furniture(item.text):
        return False
    return is_dropped or _is_linked(item)


def _title_before(items: Sequence[Item], start: int, titles: Sequence[str]) -> Line | None:
    """Find the title line nearest before the article's text."""
    for item in reversed(items[:start]):
        if isinstance(item, Line) and not _is_linked(item) and not is_info(item.text):
            is_named = item.level in (1, 2) or is_title_name(item.mark)
            if is_named or _is_title(item, titles):
                return replace(item, level=1)
    return None


def _as_title(item: Item) -> Item:
    if isinstance(item, Line) and item.text and not item.level and is_title_name(item.mark) and len(item.text) <= 80:
        return replace(item, level=1)
    return item


def _as_line(item: Item) -> str:
    """Return a line that states publication, an index box as one line of labels and values."""
    if isinstance(item, Line):
        return item.text
    texts = [cell.text.replace("\n", "") for group in item.groups for row in group for cell in row]
    return " ".join(text if text.endswith(("：", ":")) or i % 2 else f"{text}：" for i, text in enumerate(texts))
