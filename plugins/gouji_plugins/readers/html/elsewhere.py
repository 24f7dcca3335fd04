"""Why a page holds no report: it is attached, framed, loaded by a script, pictured, or one of a list."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml import etree

from gouji import UnreadableReport
from gouji_plugins.readers.html.article import Article
from gouji_plugins.readers.html.flow import Flow, Line, Table
from gouji_plugins.readers.shared.pointing import attached, pointing_words, shown

_FILE = re.compile(r"([^/\\?=&#]+\.(?:pdf|docx?|wps|ofd|xlsx?|zip|rar))(?=$|[?&#])", re.IGNORECASE)
_WHERE = {"a": "href", "iframe": "src", "embed": "src", "object": "data"}
_OFFERED = re.compile(r"附件|下载|全文|原文")
_REPORT = re.compile(r"(?:19|20)\d\d年?.{0,80}(?:报告|年报)")
_NEXT = re.compile(r"[\[【]?\s*(?:下一?页|后一页|阅读下一页)\s*(?:[>»›＞]{1,2})?\s*[\]】]?")
_NOWHERE = ("#", "javascript:void", "javascript:;")
_REPORTS_OF_A_LIST = 3
_FEWEST_WORDS = 4
_ALMOST_NOTHING = 30
_LOADED = (
    "页面内容由脚本加载，文件中没有正文，请在浏览器中打开后另存网页"
    " / scripts load the page's content; open it in a browser and save it from there"
)
_LIST = "这是报告列表，请另存其中的报告网页 / a list of reports; save the pages of the reports themselves"
_PICTURES = "页面的报告是图片，没有文字 / the page shows the report as pictures, without text"


def loads_content(root: etree._Element) -> bool:
    """Tell whether a page comes with scripts of its own site or asks for them, before they are taken out."""
    asks = any("JavaScript" in "".join(map(str, element.itertext())) for element in root.iter("noscript"))
    return asks or any(script.get("src") for script in root.iter("script"))


def goes_on(root: etree._Element) -> bool:
    """Tell whether a page leads on to the next page of its article."""
    for link in root.iter("a"):
        address = (link.get("href") or "").strip()
        if address and not address.startswith(_NOWHERE) and _NEXT.fullmatch(_words(link)):
            return True
    return False


def why_elsewhere(root: etree._Element, flow: Flow, article: Article, is_loaded: bool) -> UnreadableReport | None:
    """Return the error that says where a page's report is, None where it may stand on the page itself."""
    if (pointing := _only_points(article)) or article.is_bare:
        file = _attachment(root) or pointing
        if file:
            return attached(file)
    if not article.is_empty:
        return None
    if frame := _frame(root):
        return UnreadableReport(
            f"正文在框架页中，请另存该页：{frame} / the report is in a framed page, save that one: {frame}"
        )
    if link := _offer(root):
        return attached(link)
    if sum(item.linked > 0 and bool(_REPORT.search(item.text)) for item in _lines(flow)) >= _REPORTS_OF_A_LIST:
        return UnreadableReport(_LIST)
    if is_loaded and sum(len(item.text) for item in _lines(flow)) < _ALMOST_NOTHING:
        return UnreadableReport(_LOADED)
    return UnreadableReport(_PICTURES) if next(root.iter("img"), None) is not None else None


def _only_points(article: Article) -> str:
    """Return the words by which an article without tables points to a file, where it has but a preamble and headings else."""
    if any(isinstance(item, Table) for item in article.items):
        return ""
    lines = [item.text for item in article.items if isinstance(item, Line) and item.level != 1]
    return pointing_words(lines)


def _lines(flow: Flow) -> list[Line]:
    return [item for item in flow.items if isinstance(item, Line)]


def _attachment(root: etree._Element) -> str:
    """Return the name of the first file that a page links or embeds, by its words or its address."""
    for element in root.iter(*_WHERE):
        address = element.get(_WHERE[str(element.tag)]) or ""
        match = _FILE.search(unquote(address).strip())
        if match:
            return shown((_words(element) if element.tag == "a" else "") or match[1])
    return ""


def _frame(root: etree._Element) -> str:
    addresses = (unquote(element.get("src") or "").strip() for element in root.iter("iframe", "frame"))
    return next((shown(address) for address in addresses if address and ":" not in address.partition("/")[0]), "")


def _offer(root: etree._Element) -> str:
    """Return the words of a link that offers the report without naming a file."""
    links = (_words(element) for element in root.iter("a") if element.get("href"))
    return next((shown(words) for words in links if len(words) >= _FEWEST_WORDS and _OFFERED.search(words)), "")


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
