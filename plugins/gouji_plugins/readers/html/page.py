"""A page parsed, freed from what nobody sees, and cut down to its article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from gouji import Block, Grid, Heading, Limits, Location, Paragraph, UnreadableReport
from gouji_plugins.readers.html.address import address_of
from gouji_plugins.readers.html.article import Article, find_article
from gouji_plugins.readers.html.elsewhere import goes_on, loads_content, why_elsewhere
from gouji_plugins.readers.html.ending import is_cut_off
from gouji_plugins.readers.html.facts import facts_of, meta_of, title_of
from gouji_plugins.readers.html.flow import Flow, Line, Table
from gouji_plugins.readers.html.marks import written_cells
from gouji_plugins.readers.html.spans import grid_of
from gouji_plugins.readers.html.unseen import look_at, remove_unseen
from gouji_plugins.readers.shared.pointing import shown

_LONGEST_HEADING = 120
_STRUCK_OUT = "文件中有划去的文字，未读取 / words that are struck out were left out"
_CUT_OFF = "文件不完整，末尾缺失 / the file is cut off at its end"
_PART = "文章分页，只有这一页 / the article has further pages, this is one of them"
_WRITTEN = "有单元格由网页脚本填写，文件没有保存其内容 / a script fills in cells that are empty in the file"
_PASSED_OVER = bytes((*range(9), 0x0B, *range(0x0E, 0x20), 0x7F))
"""Control characters, which a browser shows as nothing; the parser would end the page, or a word, at some of them."""
_EMBEDS = "页面内嵌的网页或文件没有读取：{0} / pages or files shown within the page were not read: {0}"
_HIDDEN = "页面隐藏的内容已一并读取 / what the page hides was read, since nothing else stands there"
_OWN_FONTS = (
    "表格的数字用网页自带的字体显示，显示的可能与文件中的不同"
    " / figures are set in a font of the page's own, which may show other digits than the file holds"
)
_NARROWEST_TABLE = 200
"""Pixels of the narrowest picture in which a table could be read."""
_ROWS_OF_A_TABLE = 3
_WORDS_OF_A_REPORT = 200


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says: its article's blocks and the facts stated round it; what of it may not have been read."""

    blocks: tuple[Block, ...]
    title: str
    metadata: dict[str, str]
    doubts: tuple[str, ...]
    pictures: int = 0
    embedded: tuple[str, ...] = ()


def read_page(
    text: str, limits: Limits, *, is_framed: bool = False, with_hidden: bool = False, saved: str = ""
) -> Page:
    """Read a page's article, or the page that it holds in a frame; raises UnreadableReport where there is none.

    What the page hides is left out, unless hardly anything else stands there: then a script shows it.
    """
    markup = text.encode("utf-8", "replace").translate(None, _PASSED_OVER)
    root = _parse(markup, limits.tags)
    meta = meta_of(root)
    address = address_of(text, root, meta, saved)
    page_title = " ".join((root.findtext(".//title") or "").split())
    is_loaded = loads_content(root)
    is_part = goes_on(root)
    written = frozenset(written_cells(root))
    look = look_at(root)
    hidden = [] if with_hidden else look.hidden
    unread = {*written, *look.unread}
    is_struck = remove_unseen(root, look, unread, hidden)
    flow = Flow(limits, unread, look.doubtful)
    flow.block(root, 0)
    article = find_article(flow, meta.get("articletitle", ""), page_title)
    if article.is_empty and not is_framed and (framed := _framed(root)):
        return read_page(framed, limits, is_framed=True, saved=address)
    if hidden and _is_hidden(article, hidden):
        return read_page(text, limits, is_framed=is_framed, with_hidden=True, saved=saved)
    if error := why_elsewhere(root, flow, article, is_loaded):
        raise error
    blocks = _blocks(article)
    if not blocks:
        raise UnreadableReport("页面没有正文 / the page holds no text")
    embedded = tuple(dict.fromkeys(item.embeds for item in article.items if isinstance(item, Line) and item.embeds))
    told = {
        _EMBEDS.format(", ".join(map(shown, embedded))): bool(embedded),
        _CUT_OFF: is_cut_off(text),
        _PART: is_part,
        _STRUCK_OUT: is_struck,
        _WRITTEN: bool(written) and _is_unread(blocks),
        _HIDDEN: with_hidden,
        _OWN_FONTS: look.own_fonts and _is_unread(blocks),
    }
    doubts = tuple(words for words, holds in told.items() if holds)
    title, facts = title_of(meta, article, page_title), facts_of(meta, article, address)
    return Page(blocks, title, facts, doubts, _pictures(root), tuple(map(shown, embedded)))


def _pictures(root: etree._Element) -> int:
    """Count the pictures large enough to show a table; one without a width may be."""
    widths = ((img.get("width") or "").strip().removesuffix("px") for img in root.iter("img"))
    return sum(not width.isdecimal() or int(width) >= _NARROWEST_TABLE for width in widths)


def _is_hidden(article: Article, hidden: Sequence[etree._Element]) -> bool:
    """Tell whether the article must be in what is hidden: hardly anything else stands on the page, or no table."""
    if any(isinstance(item, Table) for item in article.items):
        return False
    rows = sum(1 for element in hidden for _ in element.iter("tr"))
    words = sum(len("".join(map(str, element.itertext()))) for element in hidden) if article.is_bare else 0
    return rows >= _ROWS_OF_A_TABLE or words >= _WORDS_OF_A_REPORT


def _framed(root: etree._Element) -> str:
    """Return the longest page that is written into the attribute of a frame."""
    return max((frame.get("srcdoc") or "" for frame in root.iter("iframe")), key=len, default="")


def _parse(markup: bytes, most_tags: int) -> etree._Element:
    if markup.count(b"<") > most_tags:
        raise UnreadableReport(f"页面元素过多（超过 {most_tags} 个） / the page has more than {most_tags} elements")
    parser = etree.HTMLParser(
        encoding="utf-8", recover=True, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(markup, parser)
    except etree.LxmlError:
        root = None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise UnreadableReport("页面嵌套过深 / the page is nested too deeply")
    if root is None:
        raise UnreadableReport("页面没有内容 / the page is empty")
    return root


def _blocks(article: Article) -> tuple[Block, ...]:
    blocks: list[Block] = []
    tables = 0
    for item in article.items:
        if isinstance(item, Table):
            tables += 1
            blocks.append(grid_of(item, tables))
        else:
            blocks.append(_line(item))
    return tuple(block for block in blocks if isinstance(block, Grid) or block.text)


def _is_unread(blocks: Sequence[Block]) -> bool:
    return any(not cell.confidence for block in blocks if isinstance(block, Grid) for cell in block.cells)


def _line(line: Line) -> Heading | Paragraph:
    at = Location(line=line.line)
    if line.level and len(line.text) <= _LONGEST_HEADING:
        return Heading(line.text, line.level, at)
    return Paragraph(line.text, at)
