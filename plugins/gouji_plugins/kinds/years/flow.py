"""The rule kind `over_years`: what a figure of this year must be by last year's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from gouji import (
    Brief,
    CheckedTable,
    ColumnId,
    Figure,
    History,
    KnownNames,
    NotApplicable,
    NotChecked,
    Observation,
    RowId,
    Satisfied,
    State,
    TableId,
    Text,
)
from gouji_plugins.kinds.years.explained import Break, Explained, told

_TERM = re.compile(r"(?P<last>last\.)?(?P<line>\w+)")
_NONE = Decimal(0)
_EMPTY = (State.BLANK, State.DASH)
_SIGNS = {"=": Text("＝", "="), "<=": Text("≤", "≤"), ">=": Text("≥", "≥")}
_BLANKS_COUNTED = Text("空白格按0计算", "blank cells counted as 0")
_NO_FIGURES = Text("两年没有可比的数据", "the two years have no figures to compare")
_UNREAD = Text("有的单元格里没有读出数字", "no number was read in some cells")


@dataclass(frozen=True, slots=True)
class Term:
    """A line of the table, a row or a column, with its sign; `last` where it is of the year before."""

    line: str
    last: bool
    sign: int


class OverYears(Explained):
    """A comparison over two years that must hold in columns of a table, or in rows."""

    table: TableId = Field(description="The table.")
    rows: tuple[RowId, ...] = Field(
        default=(), description="The rows in which it must hold; its terms are columns then."
    )
    columns: tuple[ColumnId, ...] = Field(
        default=(),
        description="The columns in which it must hold, its terms being rows; without rows and columns all of them.",
    )
    left: str = Field(description="The term of this year, a row or a column.")
    compare: Literal["=", "==", "<=", ">="] = Field(default="=", description="How left and right must stand.")
    right: str = Field(description="Terms with + and -; `last.` stands before those of the year before.")
    same_form: bool = Field(default=True, description="Whether it holds only between reports on one form.")

    @field_validator("left", "right")
    @classmethod
    def _has_terms(cls, text: str, info: ValidationInfo) -> str:
        known, table = KnownNames.of(info), (info.data or {}).get("table", "")
        for term in terms_of(text):
            if known is not None:
                known.require("row or column", term.line, (*known.rows(table), *known.columns(table)))
        return text


@lru_cache(maxsize=256)
def terms_of(text: str) -> tuple[Term, ...]:
    """Read terms; ValueError where they are none."""
    terms = []
    for part in map(str.strip, text.replace("-", "+-").removeprefix("+").split("+")):
        match = _TERM.fullmatch(part.removeprefix("-").strip())
        if match is None:
            raise ValueError(f'"{part}" is no term; write a row or column, with last. in front for the year before')
        terms.append(Term(match["line"], bool(match["last"]), -1 if part.startswith("-") else 1))
    return tuple(terms)


def check_over_years(history: History, parameters: OverYears) -> Iterator[Observation]:
    """Compare this year's figures with what last year's make of them."""
    report = history.report
    last = history.last_of_form() if parameters.same_form else history.last
    tables = report.table(parameters.table), last.table(parameters.table)
    lines = parameters.rows or parameters.columns or tables[0].data["columns"]
    plain = {line for line in lines if _holds_plainly(parameters, tables, line)}
    compared = [each for line in lines if line not in plain and (each := _Compared.of(parameters, tables, line))]
    if plain:
        yield Satisfied(len(plain))
    elif not compared:
        raise NotApplicable(_NO_FIGURES)
    for each in compared:
        if each.is_read and each.holds:
            yield Satisfied(note=_BLANKS_COUNTED if each.empty else None)
        elif each.is_read:
            yield told(each.broken(report, last), report, last, parameters.explained)
    if not all(each.is_read for each in compared):
        raise NotChecked(_UNREAD)


def _holds_plainly(parameters: OverYears, tables: tuple[CheckedTable, CheckedTable], line: str) -> bool:
    """Tell whether all figures of a line are printed in plain digits, and it holds; most do, and need no closer look."""
    numbers = []
    for term in (*terms_of(parameters.left), *terms_of(parameters.right)):
        number = tables[term.last].whole(*((line, term.line) if parameters.rows else (term.line, line)))
        if number is None:
            return False
        numbers.append(term.sign * number)
    more = numbers[0] - sum(numbers[1:])
    return more <= 0 if parameters.compare == "<=" else more >= 0 if parameters.compare == ">=" else more == 0


@dataclass(frozen=True, slots=True)
class _Compared:
    """Both sides in one column or row: the figure on the left first."""

    sign: str
    terms: tuple[Term, ...]
    figures: tuple[Figure, ...]

    @classmethod
    def of(cls, parameters: OverYears, tables: tuple[CheckedTable, CheckedTable], line: str) -> _Compared | None:
        """Take the figures of a line; None where one of the reports has none there, or all are empty."""
        terms, known = (*terms_of(parameters.left), *terms_of(parameters.right)), []
        for term in terms:
            cell = (line, term.line) if parameters.rows else (term.line, line)
            if (figure := tables[term.last].figure(*cell)) is None:
                return None
            known.append(figure)
        if all(figure.state in _EMPTY for figure in known):
            return None
        return cls(parameters.compare.replace("==", "="), terms, tuple(known))

    @property
    def is_read(self) -> bool:
        return all(figure.value is not None or figure.state in _EMPTY for figure in self.figures)

    @property
    def empty(self) -> bool:
        return any(figure.state in _EMPTY for figure in self.figures)

    @property
    def values(self) -> tuple[Decimal, Decimal]:
        first, *others = (
            (figure.value or _NONE) if term.sign > 0 else -(figure.value or _NONE)
            for term, figure in zip(self.terms, self.figures, strict=True)
        )
        return first, sum(others, _NONE)

    @property
    def holds(self) -> bool:
        left, right = self.values
        return left == right if self.sign == "=" else left <= right if self.sign == "<=" else left >= right

    def broken(self, report: Brief, last: Brief) -> Break:
        """Say both sides, each figure with its year."""
        words = [_said(term, figure, last if term.last else report) for term, figure in self._pairs]
        sides = _summed(self.terms[1:], words[1:])
        left, right = (f"{value:f}" for value in self.values)
        more = len(words) > 2
        sign = _SIGNS[self.sign]
        message = Text(
            f"{words[0].zh}，应{sign.zh}{sides.zh}{f'＝{right}' if more else ''}",
            f"{words[0].en}, should be {sign.en} {sides.en}{f' = {right}' if more else ''}",
        )
        evidence = tuple((last if term.last else report).cite(figure) for term, figure in self._pairs)
        return Break(message, evidence, right, left, self.empty)

    @property
    def _pairs(self) -> Sequence[tuple[Term, Figure]]:
        return list(zip(self.terms, self.figures, strict=True))


def _summed(terms: Sequence[Term], words: Sequence[Text]) -> Text:
    """Put the sign of each term before it, so that no figure runs into the year that follows."""
    zh = "".join(f"{'－' if term.sign < 0 else '＋'}{said.zh}" for term, said in zip(terms, words, strict=True))
    en = " ".join(f"{'−' if term.sign < 0 else '+'} {said.en}" for term, said in zip(terms, words, strict=True))
    return Text(zh.removeprefix("＋"), en.removeprefix("+ "))


def _said(term: Term, figure: Figure, brief: Brief) -> Text:
    name, raw = brief.name_of(figure), figure.raw.strip()
    zh, en = f"{brief.year}年{name.zh}{raw or '空白'}", f"{name.en} of {brief.year}, {raw or 'blank'}"
    return Text(zh, en)
