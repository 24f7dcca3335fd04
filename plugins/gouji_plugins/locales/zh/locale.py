"""Chinese, as the host asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gouji import Agency, CellNumber, Claim, HeadingParts, Locale, Report, TextLine, Title
from gouji_plugins.locales.zh import dates, headings, numbers, titles, wording
from gouji_plugins.locales.zh.agencies import agency_of
from gouji_plugins.locales.zh.agencies.former import former_names
from gouji_plugins.locales.zh.agencies.identity import identity_of
from gouji_plugins.locales.zh.agencies.masking import masked
from gouji_plugins.locales.zh.claims import Lexicon, find_claims, lexicon_of


@dataclass(frozen=True, slots=True)
class Chinese(Locale):
    """The locale zh; see `gouji.Locale` for what each method promises."""

    language: str = "zh"

    def fold(self, text: str) -> str:
        """Read 和 and 与 as 及."""
        return wording.key(text)

    def fold_heading(self, text: str) -> str:
        """Leave out 及, the 的 before 情况, a closing note and 行政机关 in front."""
        return wording.heading_key(text)

    def fold_label(self, text: str) -> str:
        """Leave out 其中 and the numbering."""
        return wording.label_key(text)

    def heading(self, text: str) -> HeadingParts:
        """Take 一、总体情况 apart."""
        return headings.heading(text)

    def numeral(self, text: str) -> int | None:
        """Read 十二."""
        return wording.chinese_number(text)

    def numbered(self, number: str, title: str) -> str:
        """Write 一、总体情况."""
        return f"{number}、{title}"

    def titled(self, agency: str, year: int, phrase: str) -> str:
        """Write agency and year in front, without a space."""
        return f"{agency}{year}年{phrase}"

    def first_clause(self, text: str) -> tuple[str, str]:
        """Part words before the first 。：； or wide space."""
        return headings.first_clause(text)

    def is_sentence(self, text: str) -> bool:
        """Look for 。；，！."""
        return headings.is_sentence(text)

    def prose_behind(self, rest: str, *, in_place: bool) -> str | None:
        """Look for a stop, or for 无 and 本 with which such prose begins."""
        return headings.prose_behind(rest, in_place=in_place)

    def left_out(self, text: str) -> bool:
        """Look for ……, 略 and 详见附件."""
        return headings.left_out(text)

    def number(self, raw: str, *, signed: bool = False, unit: str = "") -> CellNumber:
        """Read 1,234 · ２５１ · 251000元 · 增2 · 无."""
        return numbers.read_cell(raw, signed, unit)

    def is_value(self, text: str) -> bool:
        """Take what a number may be part of for a value, such as 22（其中修订16件）."""
        return numbers.looks_like_value(text)

    def years(self, text: str) -> tuple[int, ...]:
        """Find 2023年, 2023年度, 二〇二三年."""
        return dates.years_in(text)

    def period(self, lines: Sequence[TextLine]) -> int | None:
        """Look for the period of 统计."""
        return dates.stated_period(lines)

    def first_date(self, text: str) -> date | None:
        """Find 2024年1月18日, 2024-01-18, 二〇二四年一月十八日."""
        return dates.find_date(text)

    def lone_date(self, text: str) -> date | None:
        """Find a date with no other characters than its own."""
        return dates.lone_date(text)

    def publication(self, lines: Sequence[TextLine]) -> tuple[date, TextLine] | None:
        """Look for 发布时间, the line under a page's title and the date under the signature."""
        return dates.publication(lines)

    def titles(self, lines: Sequence[TextLine], phrases: Sequence[str]) -> Iterator[Title]:
        """Find titles, with the agency's name on a line of its own in front."""
        return titles.titles(lines, phrases)

    def publisher(self, title: Title | None, preamble: Sequence[TextLine], lines: Sequence[TextLine]) -> str:
        """Read the name before 政府信息公开, with the places that the text puts before it."""
        return titles.publisher(title.agency if title else "", preamble, lines)

    def agency(self, name: str, text: str = "") -> Agency:
        """Look the places up in the table of divisions."""
        return agency_of(name, text)

    def identity(self, agency: Agency) -> str:
        """Read 卫健委 as 卫生健康委员会, and a government by its place alone."""
        return identity_of(agency)

    def former_names(self, lines: Sequence[TextLine], agency: Agency) -> Iterable[str]:
        """Read 更名为 and （原…）, of the agency itself."""
        return former_names(lines, agency)

    def mask(self, text: str, agency: Agency) -> str:
        """Take out numerals too, 一是 in front, and what agencies call themselves: 我局, 全区, 本机关."""
        return masked(text, agency)

    def words(self, data: Mapping[str, object]) -> Lexicon:
        """Read the vocabulary of claims."""
        return lexicon_of(data)

    def read_prose(self, report: Report, words: object) -> Iterable[Claim]:
        """Read claims by the grammar of claims."""
        return find_claims(words, report.sections, report.agency, report.year) if isinstance(words, Lexicon) else ()


CHINESE = Chinese()
