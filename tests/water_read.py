"""Water quality reports read and checked by the pack of the tests."""

from __future__ import annotations

from gouji.checking import bind_document
from gouji.engine import run_rules
from gouji.host import Host
from gouji.model.document import Source
from gouji.model.report import Report
from gouji.model.result import Outcome
from water_reports import WRITTEN, WaterReport


def bound(host: Host, report: WaterReport, suffix: str) -> Report:
    return bind_document(host.read(Source(f"report{suffix}", suffix, WRITTEN[suffix](report))), host)


def figures_of(report: Report) -> dict[str, str]:
    return {f"{figure.table}.{figure.row}.{figure.column}": figure.raw for figure in report.figures}


def findings_of(host: Host, report: WaterReport, suffix: str) -> dict[str, tuple[Outcome, int]]:
    """Return the outcome of each rule that did not pass, with the number of its findings; no rule may break."""
    results = run_rules(bound(host, report, suffix), host.rules)
    assert [result.traceback for result in results if result.outcome is Outcome.ERROR] == []

    decided = [r for r in results if r.outcome not in (Outcome.PASS, Outcome.NOT_APPLICABLE)]
    return {result.rule.partition("/")[2]: (result.outcome, len(result.findings)) for result in decided}
