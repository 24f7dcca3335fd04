"""The workbook: what stands on its sheets, read back by openpyxl and by LibreOffice; nothing in it runs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from gouji import CheckedTable, Filed, Filing, Language, Member, Run
from gouji_plugins.writers.xlsx import workbook
from many_reports import many_reports
from scorecard_report import report
from scorecard_run import sample_run
from written import CELLS, FORMULA, files_of, hostile_run, open_in_office, samples

SHEETS = {
    Language.ZH: ["概览", "问题", "常见问题", "数据", "覆盖", "矩阵"],
    Language.EN: ["Overview", "Findings", "Frequent findings", "Figures", "Coverage", "Matrix"],
}


def book(run: Run) -> Workbook:
    return load_workbook(BytesIO(files_of(run, "xlsx")["gouji.xlsx"]))


def rows(of: Workbook, sheet: str) -> Iterator[dict[object, object]]:
    """Return the rows below the header, which is where the panes are frozen."""
    lines = list(of[sheet].iter_rows(values_only=True))
    head = int("".join(c for c in str(of[sheet].freeze_panes) if c.isdigit())) - 2
    return (dict(zip(lines[head], line, strict=True)) for line in lines[head + 1 :])


@pytest.mark.parametrize("language", Language)
def test_sheets_have_filters_frozen_headers_and_widths(language: Language) -> None:
    of = book(sample_run(language))

    assert of.sheetnames == SHEETS[language]
    for sheet in of:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
        assert all(5 < sheet.column_dimensions[letter].width < 80 for letter in "ABCDE")


def test_the_overview_lists_every_file() -> None:
    listed = list(rows(book(sample_run()), "概览"))

    assert [row["状态"] for row in listed] == ["已检查"] * 4 + ["无法读取", "不是年度报告"]
    assert (listed[0]["得分"], listed[0]["等级"], listed[0]["不符合"]) == (79, "C", 4)
    assert listed[4]["原因"] == "没有可读的文字。"
    assert listed[4]["机关"] == Path(str(listed[4]["文件"])).name, "a line without a name leads nowhere"


def test_the_workbook_has_the_order_of_the_index() -> None:
    of = book(many_reports(60))
    listed = list(rows(of, "概览"))
    first = next(rows(of, "常见问题"))

    assert [row["序号"] for row in listed] == list(range(1, 61))
    assert [(row["单位类别"], row["结论"]) for row in listed[:2]] == [("县级政府", "不合格")] * 2
    assert [row["状态"] for row in listed[-2:]] == ["已检查", "无法读取"]
    assert next(rows(of, "问题"))["机关"] == listed[0]["机关"]
    assert next(rows(of, "矩阵"))["机关"] == listed[0]["机关"]
    assert first["涉及报告"] == 44


def test_who_has_filed_has_a_sheet_of_its_own() -> None:
    filings = (
        Filing(Member("1", "示例市公安局"), 2023, Filed.FILED),
        Filing(Member("2", "示例镇"), 2023, Filed.MISSING),
    )
    of = book(replace(sample_run(), filings=filings))

    assert [(row["机关"], row["状态"]) for row in rows(of, "报送情况")] == [
        ("示例镇", "应报未报"),
        ("示例市公安局", "已报"),
    ]


def test_findings_and_figures_are_numbers_where_they_are_numbers() -> None:
    of = book(sample_run())
    first = next(rows(of, "问题"))
    figures = list(rows(of, "数据"))
    blank = next(row for row in figures if row["填报状态"] == "空白")
    words = next(row for row in figures if row["填报状态"] == "文字")

    assert (first["应填数"], first["填报数"], first["页"]) == (11, 0, 4)
    assert first["行"] == "行政复议"
    assert any(row["数值"] == 12683 and row["列"] == "本年处理决定数量" for row in figures)
    assert blank["数值"] is None
    assert words["原文"] == "22（其中退还1）"


def test_coverage_says_why_and_the_matrix_shows_every_report_and_rule() -> None:
    of = book(sample_run())
    undecided = list(rows(of, "覆盖"))
    shown = list(rows(of, "矩阵"))

    assert {row["结果"] for row in undecided} == {
        "需复核", "不适用", "未检查", "规则出错", "无法读取", "不是年度报告",
    }  # fmt: skip
    assert all(row["原因"] for row in undecided)
    assert len(shown) == 6
    assert shown[0]["复议、诉讼各项结果之和等于总计\ngid/review-total"] == "不符合"
    assert of["矩阵"]["A1"].alignment.wrap_text


def test_nothing_is_a_formula() -> None:
    of = book(hostile_run())
    cells = [cell for sheet in of for row in sheet.iter_rows() for cell in row]
    texts = [cell for cell in cells if cell.value == FORMULA]

    assert not [cell for cell in cells if cell.data_type == "f"]
    assert texts
    assert all(cell.quotePrefix for cell in texts)
    assert set(CELLS.values()) <= {cell.value for cell in cells}


def test_libreoffice_reads_the_text_and_computes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "gouji.xlsx"
    path.write_bytes(files_of(hostile_run(), "xlsx")["gouji.xlsx"])

    tables = open_in_office(
        path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", tmp_path
    )

    assert sorted(each.stem.removeprefix("gouji-") for each in tables) == sorted(SHEETS[Language.ZH])
    text = next(each for each in tables if "数据" in each.name).read_text(encoding="utf-8")
    figures = list(csv.DictReader(text.splitlines(keepends=True)))
    assert {row["机关"] for row in figures} >= {FORMULA}
    assert set(CELLS.values()) <= {row["原文"] for row in figures}
    assert "点击" not in {row["机关"] for row in figures}


def test_figures_that_overflow_a_sheet_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    run = samples()
    total = sum(len(checked.figures) for checked in run.reports)
    monkeypatch.setattr(workbook, "MOST_ROWS", 1_000)

    of = book(run)

    sheets = [name for name in of.sheetnames if name.startswith("数据")]
    assert sheets == ["数据", *(f"数据 {n}" for n in range(2, -(-total // 1_000) + 1))]
    assert sum(len(list(rows(of, name))) for name in sheets) == total


def test_times_in_the_file_are_fixed() -> None:
    with ZipFile(BytesIO(files_of(sample_run(), "xlsx")["gouji.xlsx"])) as archive:
        properties = archive.read("docProps/core.xml").decode()
        times = {info.date_time for info in archive.infolist()}

    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert properties.count("2000-01-01T00:00:00Z") == 2


def test_long_numbers_keep_their_digits() -> None:
    first = sample_run().reports[0]
    of_review = report().tables["review"]
    cell, figure = next(iter(of_review.figures.items()))
    figures = {**of_review.figures, cell: figure._replace(value=Decimal("12345678901234567890"))}
    endless = CheckedTable.of(replace(of_review, figures=figures))
    long = replace(first, tables={**first.tables, "review": endless})

    of = book(replace(sample_run(), reports=(long,)))

    assert "12345678901234567890" in {row["数值"] for row in rows(of, "数据")}
