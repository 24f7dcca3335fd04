"""The rule kinds `publication_deadline` and `published_too_early`: by the deadline of its kind of agency, and not before the year ended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pydantic import AliasChoices, Field, field_validator

from gouji import (
    Agency,
    Evidence,
    Finding,
    NotApplicable,
    NotChecked,
    Observation,
    Parameters,
    Pattern,
    Place,
    Report,
    Satisfied,
    Text,
)

_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")
_OPENING_LINES, _END_LINES = 8, 6
_MOVED = timedelta(days=183)
_NO_DOUBT = Text("", "")


class Deadline(Parameters):
    """A deadline in the year after the one reported on, and whose it is."""

    name: Text = Field(
        description="What agencies it is for, in words; packs may still call it kind.",
        validation_alias=AliasChoices("name", "kind"),
    )
    by: tuple[str, ...] = Field(
        description="The last day, MM-DD; several where even kind and level of an agency do not tell which applies."
    )
    agencies: Pattern = Field("", description="What finds the agencies by their names; empty: all.")
    kinds: tuple[str, ...] = Field((), description="The kinds of agency; empty: all.")
    levels: tuple[str, ...] = Field((), description="The levels of agency; empty: all.")
    first_year: int = Field(0, description="The first year reported on for which it holds.")
    last_year: int = Field(9999, description="The last one.")

    @field_validator("by")
    @classmethod
    def _days(cls, days: tuple[str, ...]) -> tuple[str, ...]:
        if not days or not all(_MONTH_DAY.fullmatch(day) for day in days):
            raise ValueError("days are written MM-DD, such as 01-31")
        return days

    def fits(self, agency: Agency, level: str | None, year: int) -> bool:
        """Tell whether it applies to an agency, taken to be of that level, for its report on a year."""
        return (
            self.first_year <= year <= self.last_year
            and (not self.kinds or agency.kind in self.kinds)
            and (not self.levels or level in self.levels)
            and re.search(self.agencies, agency.name) is not None
        )


class Deadlines(Parameters):
    """The deadlines of all kinds of agency."""

    deadlines: tuple[Deadline, ...] = Field(
        description="The deadlines, of which the first that fits agency and year applies; where an agency's level is open, the "
        "first for each of its levels, and between the first and the last day a person decides."
    )

    last_for_any: str = Field(
        "", description="The last day for any agency, MM-DD, after which being late is a grave breach; empty: none is."
    )

    @field_validator("last_for_any")
    @classmethod
    def _day(cls, day: str) -> str:
        if day and not _MONTH_DAY.fullmatch(day):
            raise ValueError("a day is written MM-DD, such as 03-31")
        return day

    def is_grave(self, published: date, year: int) -> bool:
        """Tell whether a report on a year was published after the last day for any agency."""
        return bool(self.last_for_any) and published > _day_after(year, self.last_for_any)

    def for_agency(self, agency: Agency, year: int) -> tuple[Deadline, ...]:
        """Return the deadlines that may apply to an agency's report on a year."""
        levels: tuple[str | None, ...] = agency.levels or (None,)
        found = [next((d for d in self.deadlines if d.fits(agency, level, year)), None) for level in levels]
        return tuple(dict.fromkeys(deadline for deadline in found if deadline))


class TooEarly(Parameters):
    """None: a report is of a calendar year."""


def check_deadline(report: Report, parameters: Deadlines) -> Iterator[Observation]:
    """Compare the date of publication with the deadline of the agency's kind."""
    if not parameters.deadlines:
        raise NotApplicable(Text("没有配置时限", "no deadline is configured"))
    year, published = _dated(report)
    agency = report.locale.agency(report.agency, "".join(line.text for line in report.lines))
    deadlines = parameters.for_agency(agency, year)
    if not deadlines:
        raise NotChecked(Text("看不出适用哪一个公布时限", "it is not clear which deadline applies"))
    days = sorted({_day_after(year, day) for deadline in deadlines for day in deadline.by})
    agencies = Text("或".join(d.name.zh for d in deadlines), " or ".join(d.name.en for d in deadlines))
    if published <= days[0]:
        yield Satisfied(note=Text(f"{agencies.zh}，{published} 公布", f"{agencies.en}, published {published}"))
        return
    yield replace(_late(report, published, days, agencies), grave=parameters.is_grave(published, year))


def _day_after(year: int, day: str) -> date:
    """Return the day MM-DD in the year after the one reported on."""
    return date(year + 1, int(day[:2]), int(day[3:]))


def _late(report: Report, published: date, days: Sequence[date], agencies: Text) -> Finding:
    doubt = _doubt(report, published, days[-1])
    by, by_en = "或".join(map(str, days)), " or ".join(map(str, days))
    message = Text(
        f"{published} 公布，晚于时限 {by}（{agencies.zh}）{doubt.zh}",
        f"published {published}, after {by_en} ({agencies.en}){doubt.en}",
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
        day = report.locale.lone_date(line.text)
        written_out = any(map(str.isalpha, line.text))
        if day and (day != report.published or written_out or not report.document.metadata.get("published")):
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
    """Return where the day stands, marked, so that what is found stays one finding when another day stands there."""
    line = report.published_as
    return Evidence.marked(line, (0, len(line.text))) if line else report
