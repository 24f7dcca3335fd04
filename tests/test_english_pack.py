"""A pack in English, made of data alone: agency, year, date, sections, figures and findings of its reports are right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gouji.engine import run_rules
from gouji.host import Host, HostOptions, make_host
from gouji.model.document import Source
from gouji.model.report import Report
from gouji.model.result import Outcome, Result
from gouji.run import bind_document
from water_reports import (
    WRITTEN,
    WaterReport,
    sound,
)

PACKS = Path(__file__).parent / "packs"


@pytest.fixture(scope="module")
def water() -> Host:
    return make_host(HostOptions(plugins_dir=PACKS, packs=(str(PACKS / "water"),), own_only=True))


def _bound(host: Host, report: WaterReport, suffix: str) -> Report:
    return bind_document(host.read(Source(f"report{suffix}", suffix, WRITTEN[suffix](report))), host)


def _results(host: Host, report: WaterReport, suffix: str) -> dict[str, Result]:
    found = run_rules(_bound(host, report, suffix), host.rules)
    return {result.rule.id.partition("/")[2]: result for result in found}


@pytest.mark.parametrize("suffix", WRITTEN)
def test_a_sound_report_is_read_right_and_passes_every_rule(water: Host, suffix: str) -> None:
    report = _bound(water, sound(), suffix)
    outcomes = {name: result.outcome for name, result in _results(water, sound(), suffix).items()}

    assert (report.agency, report.year, report.published) == ("Exampleton Water Department", 2023, date(2024, 6, 15))
    assert [section.id for section in report.sections] == [part.id for part in sound().parts]
    assert {f"{f.table}.{f.row}.{f.column}": f.raw for f in report.figures} == sound().figures()
    assert report.doubts == ()
    assert {name: o for name, o in outcomes.items() if o is not Outcome.PASS} == {"samples-sum": Outcome.NOT_APPLICABLE}
