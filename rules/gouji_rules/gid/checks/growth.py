"""Growth that the text states, recomputed from the tables of both years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from gouji import (
    Brief,
    ColumnId,
    Evidence,
    Figure,
    Finding,
    History,
    NotApplicable,
    Observation,
    Parameters,
    Pattern,
    RowId,
    Satisfied,
    TableId,
    Text,
)

_PER_CENT = "%％"
_CASES = "(?:件次|件|份|宗|起|条|项|次)"
_MAY_GROW = re.compile(r"同比|上年|去年|上一年|20\d\d年")
_OPENING = r"(?:(?<=[，。；、,;：:])|^)(?:本年度?|今年|全年|年内|共计?|我[局县市区镇乡]|本机关|20\d\d年度?){0,4}"
"""What may open a clause before what is counted, and narrows it in no way."""


class Counted(Parameters):
    """What a sentence counts, and the figures that it may mean."""

    table: TableId = Field(description="The table that is meant.")
    column: ColumnId = Field(description="The column that is meant.")
    words: Pattern = Field(description="The words before the number.")
    readings: tuple[tuple[RowId, ...], ...] = Field(
        description="The rows whose figures the number may add up, each a reading of its own."
    )


class Growth(Parameters):
    """Sentences such as 收到申请98件，同比增长12.04%, 申请量比上年增加5件."""

    counted: tuple[Counted, ...] = Field(description="What is counted.")
    behind: Pattern = Field(description="What stands before the growth, with the groups `up` or `down`.")


class _Stated:
    """A growth in per cent or in cases, with the number of this year where the sentence gives it."""

    def __init__(self, match: re.Match[str]) -> None:
        self.count = Decimal(match["count"]) if match["count"] else None
        self.growth = Decimal(match["growth"]) * (1 if match["up"] else -1)
        self.is_share = match["unit"] in _PER_CENT
        self.unit = Decimal(1).scaleb(int(self.growth.as_tuple().exponent)) if self.is_share else Decimal(0)
        self.span = match.span()

    def may_mean(self, now: Decimal, before: Decimal) -> bool:
        """Tell whether the sentence may speak of these two numbers."""
        return (self.count is None or self.count == now) and bool(before or not self.is_share)

    def fits(self, now: Decimal, before: Decimal) -> bool:
        """Tell whether the growth is that of two numbers, as far as it is printed."""
        return abs(self.growth - self.real(now, before)) <= self.unit

    def real(self, now: Decimal, before: Decimal) -> Decimal:
        """Return the growth of two numbers in the unit of the sentence."""
        if not self.is_share:
            return now - before
        return ((now - before) * 100 / before).quantize(self.unit)


def check_growth(history: History, parameters: Growth) -> Iterator[Observation]:
    """Recompute the growth of a number that is one of this year's tables."""
    report, last = history.report, history.last
    found = False
    lines = (line for section in report.sections for line in section.lines if _MAY_GROW.search(line.text))
    for line in (line for line in lines if re.search(parameters.behind, line.text)):
        for counted in parameters.counted:
            matches = list(re.finditer(_pattern(counted, parameters), line.text))
            readings = [pair for rows in counted.readings if matches and (pair := _pair(report, last, counted, rows))]
            for match in matches if readings else ():
                stated = _Stated(match)
                fitting = [pair for pair in readings if stated.may_mean(*map(_sum, pair))]
                if not fitting:
                    continue
                found = True
                if any(stated.fits(*map(_sum, pair)) for pair in fitting):
                    yield Satisfied()
                else:
                    yield _wrong(report, last, Evidence.marked(line, stated.span), stated, fitting[0])
    if not found:
        raise NotApplicable(Text("没有写明同比增减", "the text states no growth"))


def _pattern(counted: Counted, parameters: Growth) -> str:
    """Return the pattern of a sentence; without a number what is counted must open its clause, so that nothing narrows it."""
    words = rf"(?:(?:{counted.words})(?P<count>\d{{1,9}})\s*{_CASES}|{_OPENING}(?:{counted.words}))"
    return rf"{words}(?:{parameters.behind})(?P<growth>\d{{1,6}}(?:\.\d{{1,4}})?)\s*(?P<unit>[{_PER_CENT}]|{_CASES})"


Pair = tuple[list[Figure], list[Figure]]


def _pair(report: Brief, last: Brief, counted: Counted, rows: tuple[str, ...]) -> Pair | None:
    """Return the figures of rows in both years, None where one is not printed or no number."""
    if not (counted.table in report.tables and counted.table in last.tables):
        return None
    now, before = ([brief.figure(counted.table, row, counted.column) for row in rows] for brief in (report, last))
    if any(figure is None or figure.value is None for figure in (*now, *before)):
        return None
    return [figure for figure in now if figure], [figure for figure in before if figure]


def _sum(figures: list[Figure]) -> Decimal:
    return sum((figure.value or Decimal(0) for figure in figures), Decimal(0))


def _wrong(report: Brief, last: Brief, sentence: Evidence, stated: _Stated, pair: Pair) -> Finding:
    now, before = map(_sum, pair)
    real, unit = stated.real(now, before), ("%", " %") if stated.is_share else ("件", " cases")
    words = [
        (("增长", "a growth of") if each >= 0 else ("下降", "a fall of"), f"{abs(each)}")
        for each in (stated.growth, real)
    ]
    (said, said_en), (meant, meant_en) = words[0][0], words[1][0]
    message = Text(
        f"正文称{said}{words[0][1]}{unit[0]}，按{last.year}年的{before}件和{report.year}年的{now}件计算应为{meant}{words[1][1]}{unit[0]}",
        f"the text states {said_en} {words[0][1]}{unit[1]}; {before} in {last.year} and {now} in {report.year} "
        f"mean {meant_en} {words[1][1]}{unit[1]}",
    )
    cited = [report.cite(sentence), *map(report.cite, pair[0]), *map(last.cite, pair[1])]
    return Finding(message, cited, f"{real}", f"{stated.growth}", review=stated.count is None)
