"""The title: full agency name, year, and the words of the law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from gouji import (
    Evidence,
    Finding,
    Location,
    NotChecked,
    Observation,
    Parameters,
    Report,
    Satisfied,
    Text,
    TextLine,
    plain,
)
from gouji_plugins.locales.zh import agency_of, find_year, key

_YEAR = re.compile(r"(?:19|20)\d{2}|[〇○零一二三四五六七八九]{4}年")
_BARE = re.compile(r"^(?:关于)?(?:[省市县区州盟旗镇乡](?!中区|北区|南区)|自治[区州县旗]|本|我)")
_HALF = re.compile(r"(?:(?:19|20)\d{2}年?度?)?(?:政府信息公开|政务公开).*$")
_LONGEST_NAME = 30


class Ending(Parameters):
    """Words that a title ends in."""

    words: str = Field(description="The words.")
    last_year: int = Field(9999, description="The last year for whose report they are right.")


class TitleForm(Parameters):
    """The words of a right title."""

    endings: tuple[Ending, ...] = Field(description="What a title may end in, the words to name first.")
    taken_for: dict[str, str] = Field(
        {}, description="Words that another rule judges, with those that they are taken for."
    )


def check_title_form(report: Report, parameters: TitleForm) -> Iterator[Observation]:
    """Look for the year, the agency's full name and the words of the law in the title."""
    if not report.title:
        raise NotChecked(Text("没有找到标题", "no title was found"))
    title = Evidence.of(TextLine(report.title, report.title_at))
    expected = parameters.endings[0].words
    if find_year(report.title) is None and not _YEAR.search(report.title):
        yield Finding(Text("标题没有写明年度", "the title names no year"), at=title, actual=report.title)
    if not _worded(report.title, find_year(report.title) or report.year or 9999, parameters):
        message = Text(f"标题未用法定名称“{expected}”", f"the title does not use the words of the law, {expected}")
        yield Finding(message, at=title, expected=expected, actual=report.title)
    yield from _named(report, parameters, title)
    yield Satisfied()


def _words(title: str, parameters: TitleForm) -> str:
    """Return a title without its year, in the terms of the law."""
    words = (
        _YEAR.sub("", key(title)).replace("年度政府信息公开", "政府信息公开").replace("年度工作报告", "工作年度报告")
    )
    for taken, meant in parameters.taken_for.items():
        words = words.replace(taken, meant)
    return words


def _worded(title: str, year: int, parameters: TitleForm) -> bool:
    words = _words(title, parameters)
    return any(key(ending.words) in words for ending in parameters.endings if year <= ending.last_year)


def _named(report: Report, parameters: TitleForm, title: Evidence) -> Iterator[Finding]:
    name = report.agency
    starts = tuple(key(ending.words) for ending in parameters.endings)
    nameless = _words(report.title, parameters).removeprefix("年度").removeprefix("年").startswith(starts)
    if not name or (nameless and not any(_names_agency(line.text) for line in report.preamble)):
        message = Text("标题没有写明行政机关名称", "the title names no agency")
        yield Finding(message, at=title, actual=report.title, review=not name or report.title_at == Location())
    elif not nameless and _BARE.match(name) and not agency_of(name).printed:
        message = Text(f"标题中的机关名称“{name}”不是全称", f"“{name}” in the title is not the agency's full name")
        yield Finding(message, at=title, actual=name)


def _names_agency(line: str) -> bool:
    """Tell whether a line is the title's other half, the agency alone, or a second title that names it."""
    name = _HALF.sub("", plain(line))
    return len(name) <= _LONGEST_NAME and agency_of(name).printed != ()
