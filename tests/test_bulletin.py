"""The year's notice names what people have confirmed and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from gouji import GoujiError
from gouji_plugins.writers.notice import writers
from scorecard_run import sample_run
from test_differences import SAMPLE, ran

ROSTER = "id,agency\n1,示例市交通运输局\n2,示例市教育局\n3,示例市水利局\n"


def said(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


def cells(path: Path) -> list[tuple[object, ...]]:
    return list(load_workbook(path).worksheets[0].iter_rows(values_only=True))


def test_only_what_a_person_has_confirmed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "报告").mkdir()
    for name in (SAMPLE.name, "示例市教育局_2024.docx"):
        shutil.copy(SAMPLE.parent / name, tmp_path / "报告" / name)
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    check = ("check", "报告", "--in-process", "-q", "--reproducible", "--format", "json,bulletin")
    ran(*check)
    before = said(tmp_path / "gouji_out" / "bulletin.docx")

    assert "其他需要报告的事项" not in before
    assert "共检查报告2份" in before
    assert "另有1份报告的有关事项尚待复核" in before
    assert "应公布报告" not in before
    assert "{{" not in before
    ran("decide", "confirm", "--rule", "required-sections", "--reason", "核实属实", "--by", "王检查")
    ran("decide", "dismiss", "--rule", "zero-fill", "--cause", "other", "--reason", "当地惯例", "--by", "王检查")
    ran("decide", "confirm", "--rule", "mixed-fill", "--reason", "属实", "--by", "王检查")
    ran(*check, "--roster", "roster.csv")
    folder = tmp_path / "gouji_out"
    after = said(folder / "bulletin.docx")

    assert "示例市水利局" not in after
    assert "按时公布2份，逾期公布0份，未公布0份" in after
    assert "另有4份的公布情况尚待核实" in after
    ran("decide", "confirm", "--agency", "示例市水利局", "--year", "2020", "--reason", "电话核实", "--by", "王检查")
    ran(*check, "--roster", "roster.csv")
    after = said(folder / "bulletin.docx")

    assert "（一）内容全面方面。共核实问题 1 项，涉及 1 个单位。" in after
    assert "示例市交通运输局（缺少“六、其他需要报告的事项”部分）" in after
    assert "应填 0" not in after
    assert "尚待复核" not in after
    assert "未公布的单位：示例市水利局。" in after
    assert "“名册上的机关都有报告”未达到的：示例市水利局（示例市水利局2020年的报告应报未报）" in after
    results, problems = cells(folder / "bulletin-results.xlsx"), cells(folder / "bulletin-problems.xlsx")
    assert results[0][:4] == ("序号", "机关", "年度", "结论")
    assert {row[1]: row[3] for row in results[1:]} == {
        "示例市交通运输局": "需整改", "示例市教育局": "合格", "示例市水利局": "未公布",
    }  # fmt: skip
    assert [row[1] for row in problems[1:]] == ["示例市交通运输局"] * (len(problems) - 2) + ["示例市水利局"]
    first = {path.name: path.read_bytes() for path in folder.glob("bulletin*")}
    ran(*check, "--roster", "roster.csv")
    assert {path.name: path.read_bytes() for path in folder.glob("bulletin*")} == first
    assert "应公布报告6份" in after
    ran(
        "decide", "dismiss", "--rule", "filed", "--cause", "other", "--reason", "已公布，未收进文件夹", "--by", "王检查"
    )
    ran(*check, "--roster", "roster.csv")
    excused = said(folder / "bulletin.docx")
    assert "示例市水利局" not in excused
    assert "应公布报告2份" in excused


def test_a_template_of_ones_own_is_filled_and_slips_in_it_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (writer,) = [each for each in writers() if each.format == "bulletin"]
    for text, problem in (
        ("{{报告树}} {{类别.名称}}", "报告树"),
        ("{{报告数}}", "类别"),
        ("共{{报告数}}份 {{kind.name}}", ""),
    ):
        document = Document()
        for line in text.split(" "):
            document.add_paragraph(line)
        document.save(str(tmp_path / "own.docx"))
        monkeypatch.setenv("GOUJI_BULLETIN_TEMPLATE", str(tmp_path / "own.docx"))
        if problem:
            with pytest.raises(GoujiError, match=problem):
                writer.write(sample_run(), tmp_path)
        else:
            writer.write(sample_run(), tmp_path)

    assert said(tmp_path / "bulletin.docx") == "共4份"


def test_who_was_late_is_named_when_a_person_has_said_so_and_is_in_time_when_dismissed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = SAMPLE.read_text(encoding="utf-8").replace("2021年1月5日", "2021年3月5日")
    (tmp_path / SAMPLE.name).write_text(text, encoding="utf-8")
    (tmp_path / "roster.csv").write_text(ROSTER.split("2,")[0], encoding="utf-8")
    told = []
    for decision in ((), ("confirm",), ("dismiss", "--cause", "other")):
        if decision:
            ran("decide", *decision, "--rule", "publication-deadline", "--reason", "见网页存档", "--by", "王检查")
        ran("check", SAMPLE.name, "--in-process", "-q", "--format", "json,bulletin", "--roster", "roster.csv")
        told.append(said(tmp_path / "gouji_out" / "bulletin.docx"))

    assert ["逾期公布的单位：示例市交通运输局" in each for each in told] == [False, True, False]
    assert ["尚待核实" in each for each in told] == [True, False, False]
    assert "按时公布1份" in told[2]


def test_a_report_whose_day_is_in_doubt_is_not_told_to_be_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the roster it was first seen long after the day that it bears; once a person has set that aside, it was in time."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / SAMPLE.name).write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "roster.csv").write_text("id,agency,first_seen\n1,示例市交通运输局,2021-06-20\n", encoding="utf-8")
    told = []
    for decision in ((), ("confirm",), ("dismiss", "--cause", "other")):
        if decision:
            ran("decide", *decision, "--rule", "versions-differ", "--reason", "见网站日志", "--by", "王检查")
        ran("check", SAMPLE.name, "--in-process", "-q", "--format", "json,bulletin", "--roster", "roster.csv")
        told.append(said(tmp_path / "gouji_out" / "bulletin.docx"))

    assert ["按时公布1份" in each for each in told] == [False, False, True]
    assert ["另有1份的公布情况尚待核实" in each for each in told] == [True, True, False]
