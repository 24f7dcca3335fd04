"""When the report was published: by the deadline of its kind of agency, and not before the year ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict, field_validator

from gouji import Agency, Finding, NotApplicable, NotChecked, Observation, Place, Report, Satisfied, Text
from gouji_plugins.locales.zh import AgencyKind, Level, agency_of, find_date

_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")
_ONLY_DATE = re.compile(
    r"[^一-龥]*(?:[\d〇○零一二三四五六七八九十\s]{4,8}年[^，。；]{1,6}月[^，。；]{1,6}日?)?[^一-龥]*"
)
_OPENING_LINES, _END_LINES = 8, 6
_MOVED = timedelta(days=183)
_NO_DOUBT = Text("", "")


class Deadline(BaseModel):
    """A deadline in the year after the one reported on.

    It is for agencies of one of these `kinds` and `levels` whose name the regular expression `agencies` finds; what is left out
    does not matter. `by` is one or more days MM-DD: several where even kind and level do not tell which applies.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Text
    by: tuple[str, ...]
    agencies: str = ""
    kinds: tuple[AgencyKind, ...] = ()
    levels: tuple[Level, ...] = ()
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

    def fits(self, agency: Agency, level: str | None, year: int) -> bool:
        """Tell whether it applies to an agency, taken to be of that level, for its report on a year."""
        return (
            self.first_year <= year <= self.last_year
            and (not self.kinds or agency.kind in self.kinds)
            and (not self.levels or level in self.levels)
            and re.search(self.agencies, agency.name) is not None
        )


class Deadlines(BaseModel):
    """Parameters: deadlines, of which the first that fits agency and year applies.

    Where the agency's level is open, the first that fits each of its levels: between the first and the last day a person
    decides.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    deadlines: tuple[Deadline, ...]

    def for_agency(self, agency: Agency, year: int) -> tuple[Deadline, ...]:
        """Return the deadlines that may apply to an agency's report on a year."""
        levels: tuple[str | None, ...] = agency.levels or (None,)
        found = [next((d for d in self.deadlines if d.fits(agency, level, year)), None) for level in levels]
        return tuple(dict.fromkeys(deadline for deadline in found if deadline))


class TooEarly(BaseModel):
    """Parameters: none."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def check_deadline(report: Report, parameters: Deadlines) -> Iterator[Observation]:
    """Compare the date of publication with the deadline of the agency's kind."""
    if not parameters.deadlines:
        raise NotApplicable(Text("没有配置时限", "no deadline is configured"))
    year, published = _dated(report)
    agency = agency_of(report.agency, "".join(line.text for line in report.lines))
    deadlines = parameters.for_agency(agency, year)
    if not deadlines:
        raise NotChecked(Text("看不出适用哪一个公布时限", "it is not clear which deadline applies"))
    days = sorted({date(year + 1, int(day[:2]), int(day[3:])) for deadline in deadlines for day in deadline.by})
    kind = Text("或".join(d.kind.zh for d in deadlines), " or ".join(d.kind.en for d in deadlines))
    if published <= days[0]:
        yield Satisfied(note=Text(f"{kind.zh}，{published} 公布", f"{kind.en}, published {published}"))
        return
    yield _late(report, published, days, kind)


def _late(report: Report, published: date, days: Sequence[date], kind: Text) -> Finding:
    doubt = _doubt(report, published, days[-1])
    by, by_en = "或".join(map(str, days)), " or ".join(map(str, days))
    message = Text(
        f"{published} 公布，晚于时限 {by}（{kind.zh}）{doubt.zh}",
        f"published {published}, after {by_en} ({kind.en}){doubt.en}",
    )
    return Finding(message, at=_stated(report), expected=f"≤ {by}", actual=str(published), review=doubt != _NO_DOUBT)


def _doubt(report: Report, published: date, last: date) -> Text:
    """Tell what leaves it open whether a report was late: which day applies, or whether the page was put up again."""
    if published <= last:
        return Text("，适用哪一个时限请人工确认", "; which of them applies is for a person to say")
    own = [day for day in _own_dates(report) if day.year == last.year or day > last]
    in_time = next((day for day in own if day <= last), None)
    if in_time:
        return Text(
            f"，报告自身日期为 {in_time}，页面可能是重新发布，请人工确认",
            f"; the report itself is dated {in_time}, the page may have been put up again; please see",
        )
    if not own and published - last > _MOVED:
        return Text(
            "，相隔过久，可能是网站迁移后的日期，请人工确认", "; so late that the web site may have moved; please see"
        )
    return _NO_DOUBT


def _own_dates(report: Report) -> Iterator[date]:
    """Yield the dates under title and text; in figures alone it may be the page that repeats its own."""
    lines = report.lines
    for line in [*report.preamble[:_OPENING_LINES], *lines[len(report.preamble) :][-_END_LINES:]]:
        day = find_date(line.text) if _ONLY_DATE.fullmatch(line.text) else None
        if day and (day != report.published or "年" in line.text or not report.document.metadata.get("published")):
            yield day


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
