"""Growth that the text states, recomputed from the tables of both years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from gouji import (
    Brief,
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


class Counted(Parameters):
    """What a sentence counts, and the figures that it may mean."""

    words: Pattern = Field(description="The words before the number.")
    readings: tuple[tuple[RowId, ...], ...] = Field(
        description="The rows whose totals the number may add up, each a reading of its own."
    )


class Growth(Parameters):
    """Sentences such as 收到申请98件，同比增长12.04%."""

    table: TableId = Field(description="The table that is meant.")
    counted: tuple[Counted, ...] = Field(description="What is counted.")
    behind: Pattern = Field(description="What stands between the number and the share, with the groups `up` or `down`.")


class _Stated:
    """A number with the growth that is said of it."""

    def __init__(self, match: re.Match[str]) -> None:
        self.count, share = Decimal(match["count"]), Decimal(match["share"])
        self.share = share if match["up"] else -share
        self.unit = Decimal(1).scaleb(int(share.as_tuple().exponent))
        self.span = match.span()

    def fits(self, now: Decimal, before: Decimal) -> bool:
        """Tell whether the growth is that of two numbers, as far as it is printed."""
        return abs(self.share - _growth(now, before)) <= self.unit


def _growth(now: Decimal, before: Decimal) -> Decimal:
    return (now - before) * 100 / before


def check_growth(history: History, parameters: Growth) -> Iterator[Observation]:
    """Recompute the growth of a number that is one of this year's table."""
    report, last = history.report, history.last
    report.table(parameters.table), last.table(parameters.table)
    found = False
    for line in (line for section in report.sections for line in section.lines):
        for counted in parameters.counted:
            pattern = rf"(?:{counted.words})(?P<count>\d{{1,9}})\s*[件份宗](?:{parameters.behind})(?P<share>\d{{1,6}}(?:\.\d{{1,4}})?)\s*[%％]"
            for match in re.finditer(pattern, line.text) if "%" in line.text or "％" in line.text else ():
                stated = _Stated(match)
                readings = [pair for rows in counted.readings if (pair := _pair(report, last, parameters.table, rows))]
                fitting = [(now, before) for now, before in readings if _sum(now) == stated.count and _sum(before)]
                if not fitting:
                    continue
                found = True
                if any(stated.fits(_sum(now), _sum(before)) for now, before in fitting):
                    yield Satisfied()
                else:
                    yield _wrong(report, last, Evidence.marked(line, stated.span), stated, fitting[0])
    if not found:
        raise NotApplicable(Text("没有写明同比增减的百分比", "the text states no growth in per cent"))


Pair = tuple[list[Figure], list[Figure]]


def _pair(report: Brief, last: Brief, table: str, rows: tuple[str, ...]) -> Pair | None:
    """Return the totals of rows in both years, None where one is not printed or no number."""
    now, before = ([brief.figure(table, row, "total") for row in rows] for brief in (report, last))
    if any(figure is None or figure.value is None for figure in (*now, *before)):
        return None
    return [figure for figure in now if figure], [figure for figure in before if figure]


def _sum(figures: list[Figure]) -> Decimal:
    return sum((figure.value or Decimal(0) for figure in figures), Decimal(0))


def _wrong(report: Brief, last: Brief, sentence: Evidence, stated: _Stated, pair: Pair) -> Finding:
    now, before = pair
    real = _growth(_sum(now), _sum(before))
    word, word_en = ("增长", "grew by") if real >= 0 else ("下降", "fell by")
    said, said_en = ("增长", "growth of") if stated.share >= 0 else ("下降", "a fall of")
    figure = f"{abs(real).quantize(stated.unit)}"
    words = Text(
        f"正文称{said}{abs(stated.share)}%，按{last.year}年的{_sum(before)}件和{report.year}年的{_sum(now)}件计算应为{word}{figure}%",
        f"the text states {said_en} {abs(stated.share)} %; {_sum(before)} in {last.year} and {_sum(now)} in {report.year} "
        f"mean that it {word_en} {figure} %",
    )
    cited = [report.cite(sentence), *map(report.cite, now), *map(last.cite, before)]
    return Finding(words, cited, f"{real.quantize(stated.unit)}", f"{stated.share}")
