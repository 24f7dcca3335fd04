"""The rule kind `filed`: every agency on the roster has a report."""

from __future__ import annotations

from collections.abc import Iterator

from gouji import Everyone, Evidence, EvidenceKind, Filed, Finding, NotChecked, Observation, Parameters, Satisfied, Text


class FiledReports(Parameters):
    """What a roster asks for needs no parameters."""


def check_filed(everyone: Everyone, parameters: FiledReports) -> Iterator[Observation]:
    """Name the agencies of the roster without a report on a year; one that could not be read is for a person."""
    if everyone.roster is None:
        raise NotChecked(Text("没有名册（--roster）", "no roster was given (--roster)"))
    for filing in everyone.filings:
        member, year = filing.member, filing.year
        line = Evidence(
            EvidenceKind.DOCUMENT, member.agency, row=str(year), line=member.line, source=everyone.roster.source
        )
        if filing.status is Filed.MISSING:
            words = Text(f"{member.agency}{year}年的报告应报未报", f"{member.agency} has no report on {year}")
            yield Finding(words, line)
        elif filing.status is Filed.UNREADABLE:
            names = "、".join(filing.sources)
            words = Text(
                f"{member.agency}{year}年的报告无法读取（{names}）",
                f"the report of {member.agency} on {year} cannot be read ({names})",
            )
            yield Finding(words, line, review=True)
        else:
            yield Satisfied()
