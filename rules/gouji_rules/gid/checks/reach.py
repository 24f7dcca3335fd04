"""Words that reach beyond the level of the agency that uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import Field

from gouji import Evidence, Finding, NotChecked, Observation, Parameters, Pattern, Report, Satisfied, Text


class Reach(Parameters):
    """What an agency does for a whole area, and who may."""

    doing: Pattern = Field(description="What is done for an area, right before its name.")
    work: Pattern = Field(description="What is done there, right behind its name.")
    areas: Mapping[str, tuple[str, ...]] = Field(
        description="The words for a whole area (全省), each with the levels of the agencies that may speak of it so."
    )


def check_reach(report: Report, parameters: Reach) -> Iterator[Observation]:
    """Look for work done for an area above the own level: mostly copied from a superior's text."""
    levels = set(report.locale.agency(report.agency).levels)
    if not levels:
        raise NotChecked(Text("机关层级不明", "the level of the agency is not known"))
    above = [words for words, own in parameters.areas.items() if levels.isdisjoint(own)]
    found = re.compile(rf"(?:{parameters.doing})({'|'.join(above) or '(?!)'})(?:{parameters.work})")
    for line in report.prose.having(*above) if above else ():
        for match in found.finditer(line.text):
            message = Text(
                f"“{match[0]}”超出本机关的层级，可能照抄上级文本，请人工确认",
                f"“{match[0]}” reaches beyond the agency's level and may be copied from a superior; please see",
            )
            yield Finding(message, at=Evidence.marked(line, match.span()), actual=match[0], review=True)
    yield Satisfied()
