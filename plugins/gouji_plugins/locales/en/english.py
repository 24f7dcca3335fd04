"""English, as the host asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gouji import Agency, CellNumber, Claim, HeadingParts, Locale, Report, TextLine, Title
from gouji_plugins.locales.en import dates, headings, numbers, titles, wording


@dataclass(frozen=True, slots=True)
class English(Locale):
    """The locale en; see `gouji.Locale` for what each method promises."""

    language: str = "en"

    def fold(self, text: str) -> str:
        """Leave out and, & and the."""
        return wording.fold(text)

    def fold_heading(self, text: str) -> str:
        """Leave out a closing note."""
        return wording.fold_heading(text)

    def fold_label(self, text: str) -> str:
        """Leave out the numbering and of which."""
        return wording.fold_label(text)

    def heading(self, text: str) -> HeadingParts:
        """Take V. Requests received apart."""
        return headings.heading(text)

    def numeral(self, text: str) -> int | None:
        """Read 12, XII and B."""
        return headings.numeral(text)

    def numbered(self, number: str, title: str) -> str:
        """Write V. Requests received."""
        return f"{number}. {title}"

    def first_clause(self, text: str) -> tuple[str, str]:
        """Part words before the first stop."""
        return headings.first_clause(text)

    def is_sentence(self, text: str) -> bool:
        """Look for stops and commas."""
        return headings.is_sentence(text)

    def prose_behind(self, rest: str, *, in_place: bool) -> str | None:
        """Look for a stop."""
        return headings.prose_behind(rest, in_place=in_place)

    def number(self, raw: str, *, signed: bool = False, unit: str = "") -> CellNumber:
        """Read 1,234, 12.5%, $3 million."""
        return numbers.read_cell(raw, signed, unit)

    def is_value(self, text: str) -> bool:
        """Take numbers, dashes and nothing for values."""
        return numbers.is_value(text)

    def years(self, text: str) -> tuple[int, ...]:
        """Find 2023 and FY2023."""
        return dates.years_in(text)

    def period(self, lines: Sequence[TextLine]) -> int | None:
        """Find from January 1 to December 31, 2023, and fiscal year 2023."""
        return dates.period(lines)

    def first_date(self, text: str) -> date | None:
        """Find 15 June 2024, June 15, 2024 and 2024-06-15."""
        return dates.first_date(text)

    def lone_date(self, text: str) -> date | None:
        """Find a date with no letters beside it."""
        return dates.lone_date(text)

    def publication(self, lines: Sequence[TextLine]) -> tuple[date, TextLine] | None:
        """Look for published, released, issued."""
        return dates.publication(lines)

    def titles(self, lines: Sequence[TextLine], phrases: Sequence[str]) -> Iterator[Title]:
        """Find titles in any case, with the agency in them or beside them."""
        return titles.titles(lines, phrases)

    def publisher(self, title: Title | None, preamble: Sequence[TextLine], lines: Sequence[TextLine]) -> str:
        """Take the title's word, else the preamble's."""
        return titles.publisher(title, preamble)

    def agency(self, name: str, text: str = "") -> Agency:
        """Tell a government from its departments."""
        return titles.agency_of(name)

    def words(self, data: Mapping[str, object]) -> object:
        """Keep a pack's words as they are: no rule reads English prose yet."""
        return data

    def read_prose(self, report: Report, words: object) -> Iterable[Claim]:
        """Read nothing: no rule reads English prose yet."""
        return ()


ENGLISH = English()
