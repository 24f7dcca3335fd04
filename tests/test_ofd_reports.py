"""Whole reports as OFD files: every figure comes back."""

from __future__ import annotations

import pytest

from gouji import Report, Source
from gouji.checking import bind_document
from gouji.host import Host
from gouji_rules.gid.testing import LawfulReport, ProgramMissing, htmls_to_pdfs, lawful, to_html
from ofd_file import from_pdf

SEEDS = range(6)


@pytest.fixture(scope="module")
def printed() -> list[bytes]:
    try:
        return htmls_to_pdfs([to_html(lawful(seed)) for seed in SEEDS])
    except ProgramMissing as missing:
        pytest.skip(str(missing))


def values(bound: Report) -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = {}
    for table in bound.tables.values():
        for (row, column), figure in table.figures.items():
            found.setdefault(table.id, {}).setdefault(row, {})[column] = figure.raw
    return found


@pytest.mark.browser
@pytest.mark.parametrize("with_templates", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_every_figure_of_a_lawful_report_comes_back(
    host: Host, printed: list[bytes], seed: int, with_templates: bool
) -> None:
    report: LawfulReport = lawful(seed)
    document = host.read(Source("a.ofd", ".ofd", from_pdf(printed[seed], with_templates=with_templates)))
    bound = bind_document(document, host)

    assert (bound.agency, bound.year, bound.form.id) == (report.agency, report.year, report.form)
    assert [section.id for section in bound.sections] == [section.id for section in report.sections]
    assert values(bound) == report.figures
    assert bound.doubts == ()


def test_the_reports_are_of_both_forms() -> None:
    assert {lawful(seed).form for seed in SEEDS} == {"gid-2019", "gid-2021"}
