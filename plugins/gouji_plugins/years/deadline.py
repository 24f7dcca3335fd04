"""When the report was published: by the deadline of its kind of agency, and not before the year ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, PrivateAttr, field_validator

from gouji import Finding, NotChecked, Observation, Place, Report, Satisfied, Text

_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")


class Deadline(BaseModel):
    """A deadline in the year after the one reported on.

    `agencies` is a regular expression on the agency's name, `by` one or more days MM-DD: several where the name does not tell
    which applies. Between the first and the last of them a person decides.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Text
    agencies: str
    by: tuple[str, ...]
    first_year: int = 0
    last_year: int = 9999

    @field_validator("by")
    @classmethod
    def _days(cls, days: tuple[str, ...]) -> tuple[str, ...]:
        if not days or not all(_MONTH_DAY.fullmatch(day) for day in days):
            raise ValueError("days are written MM-DD, such as 01-31")
        return days

    @field_validator("agencies")
    @classmethod
    def _pattern(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"no regular expression: {error}") from error
        return pattern

    def on(self, year: int) -> list[date]:
        """Return its days for the report on a year, the earliest first."""
        return sorted(date(year + 1, int(day[:2]), int(day[3:])) for day in self.by)


class Deadlines(BaseModel):
    """Parameters: deadlines, of which the first that fits agency and year applies."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    deadlines: tuple[Deadline, ...]
    _patterns: tuple[re.Pattern[str], ...] = PrivateAttr()

    def model_post_init(self, _: Any) -> None:  # noqa: ANN401  pydantic's signature
        """Compile the patterns once."""
        self._patterns = tuple(re.compile(deadline.agencies) for deadline in self.deadlines)

    def for_agency(self, agency: str, year: int) -> Deadline | None:
        """Return the deadline that applies to an agency's report on a year."""
        pairs = zip(self.deadlines, self._patterns, strict=True)
        return next((d for d, p in pairs if d.first_year <= year <= d.last_year and p.search(agency)), None)


class TooEarly(BaseModel):
    """Parameters: none."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def check_deadline(report: Report, parameters: Deadlines) -> Iterator[Observation]:
    """Compare the date of publication with the deadline of the agency's kind."""
    year, published = _dated(report)
    deadline = parameters.for_agency(report.agency, year)
    if deadline is None:
        raise NotChecked(Text("看不出适用哪一个公布时限", "it is not clear which deadline applies"))
    days = deadline.on(year)
    if published <= days[0]:
        yield Satisfied(
            note=Text(f"{deadline.kind.zh}，{published} 公布", f"{deadline.kind.en}, published {published}")
        )
        return
    certain = published > days[-1]
    by, by_en = "或".join(map(str, days)), " or ".join(map(str, days))
    message = Text(
        f"{published} 公布，晚于时限 {by}（{deadline.kind.zh}）" + ("" if certain else "，适用哪一个时限请人工确认"),
        f"published {published}, after {by_en} ({deadline.kind.en})"
        + ("" if certain else "; which of them applies is for a person to say"),
    )
    yield Finding(message, at=_stated(report), expected=f"≤ {by}", actual=str(published), review=not certain)


def check_too_early(report: Report, _: TooEarly) -> Iterator[Observation]:
    """Compare the date of publication with the end of the year reported on."""
    year, published = _dated(report)
    if published.year > year:
        yield Satisfied()
        return
    message = Text(
        f"落款或发布日期 {published} 早于报告年度结束", f"dated {published}, before the year reported on had ended"
    )
    yield Finding(message, at=_stated(report), expected=f"> {year}-12-31", actual=str(published))


def _dated(report: Report) -> tuple[int, date]:
    if report.year is None:
        raise NotChecked(Text("年度不明", "the year reported on is not known"))
    if report.published is None:
        raise NotChecked(Text("没有找到公布日期", "no date of publication was found"))
    return report.year, report.published


def _stated(report: Report) -> Place:
    return report.published_as or report
