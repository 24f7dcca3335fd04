"""The generator of lawful reports keeps every identity, fills every cell and repeats itself exactly."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from gouji_rules.gid.testing import (
    Kind,
    LawfulReport,
    ProgramMissing,
    docx_to_pdf,
    htmls_to_pdfs,
    lawful,
    to_docx,
    to_html,
    to_pdf,
    to_text,
)
from gouji_rules.gid.testing.forms import load
from gouji_rules.gid.testing.grids import grids_of

pytestmark = pytest.mark.slow

SEEDS = range(200)
LAST_DAY = {Kind.COUNTY: (2, 20), Kind.PREFECTURE: (3, 10), Kind.PROVINCE: (3, 31)}


@pytest.fixture(scope="module")
def reports() -> list[LawfulReport]:
    return [lawful(seed) for seed in SEEDS]


def number(report: LawfulReport, table: str, row: str, column: str) -> Decimal:
    return Decimal(report.figures[table][row][column])


def test_every_cell_of_the_form_has_a_figure(reports: list[LawfulReport]) -> None:
    for report in reports:
        for table in load(report.form).tables.values():
            expected = {
                (row.id, column.id)
                for block in table.blocks
                for row in block.rows
                for column in block.columns
                if not row.spare
            }
            actual = {(row, column) for row, cells in report.figures[table.id].items() for column in cells}

            assert actual == expected


def test_requests_balance_in_every_column(reports: list[LawfulReport]) -> None:
    for report in reports:
        table = load(report.form).tables["requests"]
        for column in (*table.applicants, "total"):
            new, old, done, left = (
                number(report, "requests", row, column)
                for row in ("new_received", "carried_in", "total_processed", "carried_out")
            )
            outcomes = [row for row in table.outcomes if row in report.figures["requests"]]

            assert new + old == done + left
            assert sum(number(report, "requests", row, column) for row in outcomes) == done


def test_rows_add_up_to_their_totals(reports: list[LawfulReport]) -> None:
    for report in reports:
        for table in ("requests", "review"):
            for row in report.figures[table].values():
                parts = [Decimal(raw) for column, raw in row.items() if column != "total"]

                assert sum(parts) == Decimal(row["total"])
                assert min(parts) >= 0


def test_stocks_hold_what_was_made(reports: list[LawfulReport]) -> None:
    for report in reports:
        whole = "in_force" if report.form == "gid-2021" else "total_disclosed"
        for row in ("regulations", "normative_documents"):
            made, total = (number(report, "active_disclosure", row, column) for column in ("made", whole))

            assert total >= made


def test_both_forms_and_every_kind_and_year_occur(reports: list[LawfulReport]) -> None:
    assert {report.form for report in reports} == {"gid-2019", "gid-2021"}
    assert {report.kind for report in reports} == set(Kind)
    assert {report.year for report in reports} == set(range(2019, 2026))


def test_published_after_the_year_and_by_the_deadline(reports: list[LawfulReport]) -> None:
    for report in reports:
        assert report.published.year == report.year + 1
        assert (report.published.month, report.published.day) <= LAST_DAY.get(report.kind, (1, 31))


def test_prose_names_only_lawful_years(reports: list[LawfulReport]) -> None:
    for report in reports:
        text = re.sub(r"\s", "", "".join(report.prose()))
        years = {int(year) for year in re.findall(r"(?<![\d〔])(20\d\d)年", text)}

        assert years <= {report.year, report.year + 1}
        assert f"{report.year}年1月1日" in text


def test_prose_leaves_nothing_open_and_keeps_to_the_length(reports: list[LawfulReport]) -> None:
    for report in reports:
        assert not re.search(r"[{}]|，，|。。|，。", "".join(report.prose()))
        assert sum(map(len, report.section("overview").paragraphs)) <= 1000
        assert [section.id for section in report.sections] == list(load(report.form).headings)


def test_governments_report_assessment_and_accountability(reports: list[LawfulReport]) -> None:
    for report in reports:
        if report.agency.endswith("人民政府"):
            overview = "".join(report.section("overview").paragraphs)

            assert all(word in overview for word in ("考核", "社会评议", "责任"))


def test_same_seed_gives_the_same_bytes() -> None:
    for seed in (0, 1, 2):
        first, second = lawful(seed), lawful(seed)

        assert first == second
        assert to_text(first) == to_text(second)
        assert to_html(first, word_like=True) == to_html(second, word_like=True)
    assert to_docx(lawful(0)) == to_docx(lawful(0))


def test_tables_are_full_rectangles(reports: list[LawfulReport]) -> None:
    for report in reports[:40]:
        for section in report.sections:
            for grid in grids_of(report, section.id):
                covered = sum(cell.rows * cell.columns for row in grid.rows for cell in row)

                assert covered == grid.width * len(grid.rows)


def test_figures_stand_in_the_pasted_table(reports: list[LawfulReport]) -> None:
    for report in reports[:40]:
        lines = {line.split("\t")[0]: line.split("\t") for line in to_text(report).splitlines() if "\t" in line}

        assert lines["四、结转下年度继续办理"][3:] == list(report.figures["requests"]["carried_out"].values())


@pytest.mark.browser
def test_one_browser_prints_several_pages() -> None:
    try:
        first, second = htmls_to_pdfs([to_html(lawful(0)), to_html(lawful(1), word_like=True)])
    except ProgramMissing as missing:
        pytest.skip(str(missing))

    assert first.startswith(b"%PDF-")
    assert second.startswith(b"%PDF-")
    assert first != second


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(ProgramMissing, match=r"chromium|playwright"):
        to_pdf("<p></p>")
    with pytest.raises(ProgramMissing, match="soffice"):
        docx_to_pdf(b"")
