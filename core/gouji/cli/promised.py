"""What `gouji decisions recheck` says of the figures that agencies promised to print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.cli.ledger import Desk
    from gouji.decisions.lookback import LookedBack
    from gouji.decisions.places import Places
    from gouji.decisions.promises import Place, Printed, Promise
    from gouji.decisions.runs import Found, Json, PastRun
    from gouji.model.decision import Entry

_MOST_PLACES = 5
"""Places named of one promise."""
_LONGEST = 40
"""Characters of a text that are shown of what is printed now."""


class Promised:
    """Tells what became of promises in the run of a desk, looked back at from an earlier one; `held` are the ledger's entries by finding."""

    def __init__(self, desk: Desk, past: PastRun, held: Mapping[str, Sequence[Entry]]) -> None:
        self._desk, self._past, self._held = desk, past, held
        self._chinese = desk.language.value == "zh"

    @cached_property
    def _before(self) -> Mapping[str, Found]:
        return {found.fingerprint: found for found in self._past.findings}

    @cached_property
    def _printed(self) -> Printed:
        from gouji.decisions.differences import figures_in, sections_in
        from gouji.decisions.promises import Printed

        return Printed(figures_in(self._desk.run.folder), sections_in(self._desk.run.folder))

    @cached_property
    def _reports(self) -> Mapping[str, Json]:
        return {report["source"]: report for report in self._desk.run.reports}

    @cached_property
    def _places(self) -> Places:
        from gouji.cli.options import forms_at_hand
        from gouji.decisions.places import Places

        return Places(forms_at_hand, self._desk.language)

    def lines(self, looked: LookedBack) -> Iterator[str]:
        """Yield a line for each figure that is not printed as it was promised in a report that was looked at again."""
        from gouji.decisions.promises import promises

        told = list(promises(looked, self._before, self._printed, self._held))
        if told and not self._printed.cells:
            yield (
                "  机关承诺的更正后数据未比对：复查没有输出数据，请加 --format csv"
                if self._chinese
                else "  promised figures are not compared: the run wrote none; add --format csv"
            )
            return
        yield from (self._line(each, looked.source) for each in told if not each.kept)

    def _line(self, each: Promise, source: str) -> str:
        title = self._desk.run.rule(each.found.rule).title or each.found.rule
        now = self._now(each, source)
        if self._chinese:
            return f"  {title}：承诺更正为“{each.promised}”，" + (
                f"现为：{now}" if now else "报告中没有可比对的位置，请人工核对"
            )
        return f"  {title}: promised “{each.promised}”, " + (
            f"printed now: {now}" if now else "of no place that can be compared; please see"
        )

    def _now(self, each: Promise, source: str) -> str:
        said = [self._said(place, raw, source) for place, raw in each.printed[:_MOST_PLACES]]
        more = len(each.printed) - len(said)
        listed = ("；" if self._chinese else "; ").join(said)
        return listed if more <= 0 else f"{listed}；另有 {more} 处" if self._chinese else f"{listed}; {more} more"

    def _said(self, place: Place, raw: str, source: str) -> str:
        report = self._reports.get(source, {})
        if not place[3]:
            return f"{self._places.said(report, *place[:3])} {raw or ('空白' if self._chinese else 'empty')}"
        section = self._places.section(report, place[3])
        said = raw if len(raw) <= _LONGEST else f"{raw[:_LONGEST]}…"
        if self._chinese:
            return f"“{section}”部分“{said}”" if said else f"“{section}”部分没有这个数"
        return f"{section}: “{said}”" if said else f"no such number in {section}"
