"""What a page states about its article: title, publication, publisher, site."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from gouji import numeric_date
from gouji_plugins.readers.html.article import Article

_PUBLISHED = (
    "pubdate", "publishdate", "publish_date", "publish-date", "publishtime", "pubtime", "article:published_time",
    "og:release_date", "datepublished", "firstpublishedtime", "releasedate",
)  # fmt: skip
_PUBLISHER = ("contentsource", "source", "article:source")
_SITE = ("sitename", "og:site_name")
_AUTHOR = ("articleauthor", "author", "article:author")
_TITLE = ("articletitle", "og:title")

_DATED = (
    re.compile(r"(?:发布|公布|公开|上网|信息提供)\s*(?:日期|时间)\s*[:：】\]]\s*\[?(.{8,24})"),
    re.compile(r"(?<![文生成新印供])(?:日期|时间)\s*[:：】\]]\s*\[?(.{8,24})"),
    re.compile(r"(?:更新|生成)(?:日期|时间)\s*[:：】\]]\s*\[?(.{8,24})"),
    re.compile(r"^\D{0,4}((?:19|20)\d\d[-/.年].{4,16})"),
    re.compile(r"来\s*源\s*[:：].{0,60}?\s((?:19|20)\d\d[-/.年].{4,16})$"),
    re.compile(r"(?:成文|印发)(?:日期|时间)\s*[:：]\s*(.{8,11}\s(?!00:00)\d{1,2}:\d\d)"),
)
_SOURCE = re.compile(
    r"(?:来\s*源|发布(?:机构|单位|者)|公开主体|信息提供(?:单位)?)\s*[:：]\s*+(?!字[体号]|作者|浏览|点击|阅读|访问|打印|时间|日期|发布|责任|编辑)(.+?)"
    r"(?=\s|$|[【\[|｜]|(?:发布|公布|更新|生成|成文|公开)?(?:日期|时间)\s*[:：]|(?:浏览|点击|阅读|访问)|作者\s*[:：]|字[体号]|(?:责任)?编辑\s*[:：])"
)
_BOXED_TITLE = re.compile(r"(?:标\s*题|名\s*称)\s*[:：]\s*(\S{8,})")
_TITLE_PARTS = re.compile(r"\s*[_|｜]+\s*|\s+[-–—]+\s+|\s*--+\s*|(?<=[^\d\s])-(?=[^\d\s])")
_FIRST_YEAR = 2009
"""In which the first reports came out; a page that dates itself earlier, such as 1970, was never given a date."""
_NOBODY = {"本站", "本网", "本网站", "admin", "administrator"}


def meta_of(root: etree._Element) -> dict[str, str]:
    """Return the page's meta tags by lower-case name, the first that says something."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def title_of(meta: Mapping[str, str], article: Article, page_title: str) -> str:
    """Return the title in meta tags, else the article's heading, the index box's, the page's without the site."""
    parts = [part for part in _TITLE_PARTS.split(page_title) if part]
    boxed = next((match[1] for match in map(_BOXED_TITLE.search, article.info) if match), "")
    named = meta.get("articletitle") or article.heading or boxed
    return named or next((part for part in parts if part in article.opening()), parts[0] if parts else "")


def facts_of(meta: Mapping[str, str], article: Article, address: str) -> dict[str, str]:
    """Return the facts known of the page; the site's meta tags come before its visible words."""
    facts = {
        "published": _first_date(_all(meta, _PUBLISHED)) or _stated_date(article.info),
        "publisher": _first(_all(meta, _PUBLISHER)) or _stated_source(article.info),
        "site": _first(_all(meta, _SITE)),
        "author": _first(_all(meta, _AUTHOR)),
        "address": address,
    }
    return {name: value for name, value in facts.items() if value}


def _all(meta: Mapping[str, str], names: Sequence[str]) -> list[str]:
    return [meta[name] for name in names if name in meta]


def _first(values: Sequence[str]) -> str:
    return next((value for value in values if value.lower() not in _NOBODY), "")


def _first_date(values: Sequence[str]) -> str:
    found = (numeric_date(value) for value in values)
    return next((day.isoformat() for day in found if day and day.year >= _FIRST_YEAR), "")


def _stated_date(lines: Sequence[str]) -> str:
    """Return the date of publication from the lines round the article; the date of signing is another thing."""
    return _first_date([match[1] for label in _DATED for line in lines for match in label.finditer(line)])


def _stated_source(lines: Sequence[str]) -> str:
    return _first([match[1] for line in lines for match in _SOURCE.finditer(line)])
