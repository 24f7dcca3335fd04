"""How a language writes what reports hold: the interface between the host and a locale, and what travels over it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gouji.model.agency import Agency
from gouji.model.claim import Claim
from gouji.model.document import NOWHERE, Location
from gouji.model.prose import TextLine

if TYPE_CHECKING:
    from gouji.model.report import Report


class State(StrEnum):
    """What stands in a cell; blank and zero are never merged.

    >>> report.locale.number("").state.value, report.locale.number("0").state.value
    ('blank', 'zero')
    """

    NUMBER = "number"
    ZERO = "zero"
    BLANK = "blank"
    DASH = "dash"
    TEXT = "text"


class CellNumber(NamedTuple):
    """A cell's text read: `value` None where no number stands in it, `several` where it may hold more than one.

    >>> report.locale.number("1,234")
    CellNumber(value=Decimal('1234'), state=<State.NUMBER: 'number'>, unit='', several=False)
    """

    value: Decimal | None
    state: State
    unit: str = ""
    several: bool = False


class Numbering(IntEnum):
    """How a line is numbered, the surest mark of a section first.

    >>> Numbering.TOP < Numbering.LOWER
    True
    """

    TOP = 0
    """As top-level sections are: 一、 or 1."""
    NONE = 1
    LOWER = 2
    """As the points of a section are: （一） or (a)."""


class HeadingParts(NamedTuple):
    """A line taken apart: `number` is the numeral as printed without its marks, `title` the words after it.

    >>> report.locale.heading("2. Requests").title
    'Requests'
    """

    numbering: Numbering
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Title:
    """A line, or several, that read like a report's title; `line` and `lines` say where it begins and how many it takes up.

    `agency` is who reports and `year` on which year, as far as the title says so. `news` tells that it says that a report came
    out, as news about it does.

    >>> Title("Annual Report 2023", agency="Exampleton", year=2023).year
    2023
    """

    text: str
    at: Location = NOWHERE
    line: int = 0
    lines: int = 0
    agency: str = ""
    year: int | None = None
    news: bool = False


class Locale(ABC):
    """What the host asks of a language; one object for each, brought by the hook `locale`.

    All methods are pure: the same words give the same answer.

    >>> report.locale.language, report.locale.numeral("12")
    ('zh', None)
    """

    language: str
    """The language's code, such as zh or en."""

    @abstractmethod
    def fold(self, text: str) -> str:
        """Return what two equal wordings have in common: `text.fold`, and without the words that never matter (及, and)."""

    @abstractmethod
    def fold_heading(self, text: str) -> str:
        """Return what two equal headings have in common; a note in brackets at the end is none of it."""

    @abstractmethod
    def fold_label(self, text: str) -> str:
        """Return the fold of a row's label without its numbering and without 其中 or of which in front."""

    @abstractmethod
    def heading(self, text: str) -> HeadingParts:
        """Take a line apart into number and title."""

    @abstractmethod
    def numeral(self, text: str) -> int | None:
        """Read the numeral of a heading (十二, XII, 12), None where it is none."""

    @abstractmethod
    def numbered(self, number: str, title: str) -> str:
        """Write a section's heading with its number, as a person would cite it."""

    def titled(self, agency: str, year: int, phrase: str) -> str:
        """Write the title of an agency's report on a year, with the words by which such reports are known."""
        return f"{agency} {phrase} {year}"

    @abstractmethod
    def first_clause(self, text: str) -> tuple[str, str]:
        """Part a paragraph that opens with a heading: what stands before the first stop, and the rest."""

    @abstractmethod
    def is_sentence(self, text: str) -> bool:
        """Tell whether words hold the marks of a sentence, which a heading does not."""

    @abstractmethod
    def prose_behind(self, rest: str, *, in_place: bool) -> str | None:
        """Return the prose right behind the words of a heading in one paragraph; None where these words are no heading.

        `in_place` says that the line bears the number of the heading's own section, so that less tells.
        """

    def left_out(self, text: str) -> bool:
        """Tell whether a line stands for what is not printed here: dots, or words that point to an annex."""
        return False

    @abstractmethod
    def number(self, raw: str, *, signed: bool = False, unit: str = "") -> CellNumber:
        """Read a cell; `signed` columns may say 增 or minus, a printed unit of money is converted to `unit`, the column's own."""

    @abstractmethod
    def is_value(self, text: str) -> bool:
        """Tell whether a cell holds what belongs into a number cell: a number, a dash or nothing."""

    @abstractmethod
    def years(self, text: str) -> tuple[int, ...]:
        """Return the years that a text names as such, in order."""

    @abstractmethod
    def period(self, lines: Sequence[TextLine]) -> int | None:
        """Return the year of the period that a report states for its figures."""

    @abstractmethod
    def first_date(self, text: str) -> date | None:
        """Return the first full date in a text, None where there is none or no calendar has it."""

    @abstractmethod
    def lone_date(self, text: str) -> date | None:
        """Return the date of a line that holds a date and no other words, as under a signature; None for any other line."""

    @abstractmethod
    def publication(self, lines: Sequence[TextLine]) -> tuple[date, TextLine] | None:
        """Return the date of publication and the line that states it, None where none does."""

    @abstractmethod
    def titles(self, lines: Sequence[TextLine], phrases: Sequence[str]) -> Iterator[Title]:
        """Yield what reads like a title with one of the phrases in it, from the top, on one line or several."""

    @abstractmethod
    def publisher(self, title: Title | None, preamble: Sequence[TextLine], lines: Sequence[TextLine]) -> str:
        """Return the name of the agency that reports, from the title, else from the text; empty where neither tells."""

    @abstractmethod
    def agency(self, name: str, text: str = "") -> Agency:
        """Take an agency's name apart; the report's own text may settle what the name leaves open."""

    def identity(self, agency: Agency) -> str:
        """Return what all spellings of an agency's name have in common, with `?` in front where others may bear it too."""
        return "/".join((*map(self.fold, agency.places), self.fold(agency.body if agency.places else agency.name)))

    def former_names(self, lines: Sequence[TextLine], agency: Agency) -> Iterable[str]:
        """Return the full names that an agency's own text says it bore before; none where a language does not tell."""
        return ()

    def mask(self, text: str, agency: Agency) -> str:
        """Return text without years and an agency's name and places, with # for other numbers; its stops stay."""
        names = sorted(filter(None, (agency.name, agency.body, *agency.printed)), key=len, reverse=True)
        named = re.sub("|".join((r"(?<!\d)(?:19|20)\d\d(?!\d)", *map(re.escape, names))), "", text)
        return re.sub(r"\d+(?:[.,]\d+)*", "#", named).casefold()

    @abstractmethod
    def words(self, data: Mapping[str, object]) -> object:
        """Read a pack's vocabulary of prose, given as data; ValueError or KeyError says what is wrong with it."""

    @abstractmethod
    def read_prose(self, report: Report, words: object) -> Iterable[Claim]:
        """Read the numbers that a report's prose states, by the vocabulary that `words` made."""
