"""The real published reports: every figure as it was read by hand, every verdict as an inspector gave it."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gouji.checking import bind_document, check_file
from gouji.files import File, read_file
from gouji.host import Host
from gouji.model.checked import CheckedReport
from gouji.model.report import Report
from gouji.model.result import Outcome

pytestmark = pytest.mark.corpus

FILES = {
    "000_f8f28e4c849350e4": "000_f8f28e4c849350e4.txt",
    "hongze_2023": "hongze_2023.pdf",
    "huaian_2024": "huaian_2024.pdf",
    "pingtan_2019": "pingtan_2019.html",
    "pingtan_2020": "pingtan_2020.html",
    "pingtan_2021": "pingtan_2021.html",
    "pingtan_2022": "pingtan_2022.html",
    "shanghai_go_2019": "shanghai_office_2019.html",
    "template_2021": "template_2021.docx",
}
READ_BY_HAND = [name for name in FILES if name not in ("000_f8f28e4c849350e4", "template_2021")]
SHORT = "new carry_in grant partial d1 d2 d3 d4 d5 d6 d7 d8 u1 u2 u3 n1 n2 n3 n4 n5 total carry_out"
LONG = """
new_received carried_in granted partially_granted denied_state_secret denied_prohibited_by_law
denied_security_stability denied_third_party denied_internal_affairs denied_process_information
denied_enforcement_file denied_administrative_inquiry unavailable_not_held unavailable_needs_creation
unavailable_unclear not_processed_petition not_processed_repeated not_processed_publication
not_processed_excessive not_processed_reconfirmation total_processed carried_out
"""
ROWS = {
    **dict(zip(SHORT.split(), LONG.split(), strict=True)),
    "o": "other_outcome",
    "o1": "other_uncorrected",
    "o2": "other_unpaid_fee",
    "o3": "other_remaining",
}
LABELS = {
    "规章": "regulations",
    "规范性文件": "normative_documents",
    "行政规范性文件": "normative_documents",
    "行政许可": "licences",
    "其他对外管理服务事项": "other_services",
    "行政处罚": "penalties",
    "行政强制": "compulsory_measures",
    "行政事业性收费": "fees",
    "政府集中采购": "procurement",
}
FAILS: dict[str, dict[str, int]] = {
    "000_f8f28e4c849350e4": {
        "required-sections": 1, "section-headings": 1, "zero-fill": 1, "mixed-fill": 1,
        "public-mailbox": 1,
    },
    "hongze_2023": {
        "review-total": 2, "table-rows": 1, "row-labels": 1, "supervision-results": 1, "typos": 2, "public-mailbox": 1,
    },
    "huaian_2024": {"overview-length": 1, "supervision-results": 1, "public-mailbox": 1},
    "pingtan_2019": {"claim-parts": 1, "public-mailbox": 1},
    "pingtan_2020": {
        "requests-outcomes-total": 2, "claim-parts": 1,
        "public-mailbox": 1,
    },
    "pingtan_2021": {},
    "pingtan_2022": {"section-headings": 1},
    "shanghai_go_2019": {
        "requests-blank-total": 11, "zero-fill": 2, "mixed-fill": 1, "statistics-period": 1,
        "claim-outcomes": 2, "claim-review-results": 1,
    },
    "template_2021": {
        "unfilled-table": 1, "zero-fill": 3, "statistics-period": 1, "placeholder": 4, "overview-empty": 1, "problems-and-measures": 1,
        "title-form": 1,
    },
}  # fmt: skip
REVIEWS: dict[str, set[str]] = {
    "hongze_2023": {"problems-specific"},
    "huaian_2024": {"direct-litigation"},
    "pingtan_2019": {"overview-empty", "problems-and-measures"},
    "pingtan_2020": {"overview-empty", "problems-and-measures"},
    "pingtan_2021": {"overview-aspects", "fee-statement-placed", "overview-empty", "problems-and-measures"},
    "pingtan_2022": {"overview-aspects", "fee-statement-placed", "overview-empty", "problems-and-measures"},
    "shanghai_go_2019": {"requests-row-total", "requests-outcomes-total", "claim-shares", "problems-specific"},
    "template_2021": {"problems-specific"},
}


@pytest.fixture(scope="module")
def checked(corpus: Path, host: Host) -> dict[str, CheckedReport]:
    return {name: check_file(File(corpus / "reports" / file, file), host, host.rules) for name, file in FILES.items()}


@pytest.fixture(scope="module")
def reports(corpus: Path, host: Host) -> dict[str, Report]:
    files = {name: File(corpus / "reports" / file, file) for name, file in FILES.items()}
    return {name: bind_document(read_file(file, host), host) for name, file in files.items()}


def _expected_cells(data: dict[str, Any], report: Report) -> dict[tuple[str, str, str], str]:
    cells: dict[tuple[str, str, str], str] = {}
    columns = list(report.form.table("requests").columns)
    for row, values in data["t3"].items():
        cells |= {("requests", ROWS[row], column): str(raw) for column, raw in zip(columns, values, strict=True)}
    pairs = [
        (row, column) for row in report.form.table("review").rows for column in report.form.table("review").columns
    ]
    cells |= {("review", *pair): str(raw) for pair, raw in zip(pairs, data["t4"], strict=True)}
    for label, values in data["t2"].items():
        row = LABELS[label]
        names = [column.id for column in report.form.table("active_disclosure").block_of_row[row].columns]
        listed = values if isinstance(values, list) else [values]
        cells |= {("active_disclosure", row, name): str(raw) for name, raw in zip(names, listed, strict=True)}
    return cells


@pytest.mark.parametrize("name", READ_BY_HAND)
def test_every_figure_is_read_as_by_hand(corpus: Path, reports: dict[str, Report], name: str) -> None:
    data = json.loads((corpus / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    report = reports[name]

    read = {(f.table, f.row, f.column): f for f in report.figures}
    expected = _expected_cells(data, report)

    assert {place: figure.raw for place, figure in read.items()} == expected
    assert not [figure for figure in read.values() if figure.doubt]
    for place, raw in expected.items():
        digits = raw.rstrip("万元")
        assert read[place].value == (Decimal(digits) if digits else None), place


@pytest.mark.parametrize("name", READ_BY_HAND)
def test_agency_year_date_and_headings_are_read_as_by_hand(corpus: Path, reports: dict[str, Report], name: str) -> None:
    data = json.loads((corpus / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    report = reports[name]

    assert report.agency == data["agency"]
    assert report.year == data["year"]
    if report.published:
        assert str(report.published) == data["published"]
    assert [section.numeral for section in report.sections] == list("一二三四五六")
    printed = [f"{section.numeral}、{section.heading}" for section in report.sections]
    assert printed == data["headings"] or name == "shanghai_go_2019"


def test_the_seed_report_is_bound_in_spite_of_its_cut_table(reports: dict[str, Report]) -> None:
    report = reports["000_f8f28e4c849350e4"]

    table = report.table("requests")
    assert len(table.figures) == 23 * 7
    assert not report.doubts
    assert (report.agency, report.year, str(report.published)) == ("宿迁市公安局", 2020, "2021-01-18")
    for row, value in {"new_received": 23, "granted": 1, "denied_state_secret": 10, "total_processed": 23}.items():
        filled = {c: f.value for (r, c), f in table.figures.items() if r == row and f.value is not None}
        assert filled == {"natural_person": value, "total": value}


@pytest.mark.parametrize("name", FILES)
def test_exactly_the_faults_of_a_report_are_found(checked: dict[str, CheckedReport], name: str) -> None:
    failed = [result for result in checked[name].results if result.outcome is Outcome.FAIL]

    assert {result.rule.removeprefix("gid/"): result.failed for result in failed} == FAILS[name]
    left_open = {r.rule.removeprefix("gid/") for r in checked[name].results if r.outcome is Outcome.REVIEW}
    assert left_open == REVIEWS.get(name, set())
    assert not [result for result in checked[name].results if result.outcome is Outcome.ERROR]


def test_the_seed_report_passes_what_an_inspector_passed(checked: dict[str, CheckedReport]) -> None:
    outcomes = {r.rule.removeprefix("gid/"): r.outcome for r in checked["000_f8f28e4c849350e4"].results}

    passed = (
        "requests-balance requests-outcomes-total requests-row-total review-total body-year publication-deadline "
        "claim-received claim-carried-over claim-all-processed claim-outcomes claim-parts"
    )
    assert all(outcomes[rule] is Outcome.PASS for rule in passed.split())
