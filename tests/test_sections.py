"""Prose cut into sections: which heading means which section, and which is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from gouji.checking import bind_document
from gouji.errors import NotAReport, PackInvalid
from gouji.host import Host
from gouji.model.document import Source
from gouji.model.report import Report
from gouji.rulebook.forms import load_form

TITLE = "示例市审计局{year}年政府信息公开工作年度报告"


def _report(host: Host, year: int, body: str) -> Report:
    page = f"<meta charset=utf-8><h1>{TITLE.format(year=year)}</h1><p>现将有关情况报告如下。</p>{body}"
    return bind_document(host.read(Source("a.html", ".html", page.encode())), host)


def _sections(host: Host, year: int, *headings: str) -> list[str | None]:
    body = "".join(f"<p>{heading}</p><p>按规定开展工作，无其他说明。</p>" for heading in headings)
    report = _report(host, year, body)

    assert [f"{s.numeral}、{s.heading}" for s in report.sections] == list(headings)
    return [section.id for section in report.sections]


def test_before_2019_the_distinctive_words_decide(host: Host) -> None:
    found = _sections(
        host, 2015, "一、政府信息公开工作基本情况", "二、政府信息主动公开情况", "三、政府信息依申请公开情况",
        "四、政府信息公开咨询处理情况", "五、复议、诉讼和申诉情况", "六、政府信息公开支出与收费情况", "七、存在的不足",
    )  # fmt: skip

    assert found == ["overview", "active_disclosure", "requests", None, "review", "fees", "problems"]


def test_numbered_headings_that_mean_no_section_stay_sections_of_their_own(host: Host) -> None:
    found = _sections(
        host, 2016, "一、概述", "二、政府信息公开平台建设情况", "三、监督保障情况", "四、主动公开政府信息情况",
        "五、不予公开政府信息情况", "六、依申请公开政府信息情况",
    )  # fmt: skip

    assert found == ["overview", None, None, "active_disclosure", None, "requests"]


def test_the_most_special_subject_of_a_heading_counts(host: Host) -> None:
    found = _sections(
        host, 2020, "一、总体情况", "二、主动公开总体情况", "三、依申请公开基本情况", "四、政府信息公开申请行政复议诉讼情况",
        "五、复议诉讼等工作存在的不足", "六、其他需要说明的问题",
    )  # fmt: skip

    assert found == ["overview", "active_disclosure", "requests", "review", "problems", "other_matters"]


@pytest.mark.parametrize(
    ("paragraph", "rest"),
    [
        ("一、总体情况2023年，我局公开信息5条。", "2023年，我局公开信息5条。"),
        ("一、总体情况。公开信息5条。", "公开信息5条。"),
    ],
)
def test_prose_may_follow_a_heading_in_its_paragraph(host: Host, paragraph: str, rest: str) -> None:
    report = _report(host, 2023, f"<p>{paragraph}</p><p>二、主动公开政府信息情况</p><p>无。</p>")

    assert report.section("overview").heading == "总体情况"
    assert report.section("overview").text == rest


def test_a_report_set_in_one_table_keeps_sections_and_prose(host: Host) -> None:
    rows = [
        "一、总体情况", "公开信息5条。", "二、主动公开政府信息情况", "<td>信息内容<td>本年制发件数<td>本年废止件数<td>现行有效件数",
        "<td>行政规范性文件<td>1<td>2<td>3", "三、收到和处理政府信息公开申请情况", "本年度没有收到申请。",
    ]  # fmt: skip
    table = "".join(
        f"<tr>{row}</tr>" if row.startswith("<td>") else f"<tr><td colspan=4>{row}</td></tr>" for row in rows
    )
    report = _report(host, 2023, f"<table border=1>{table}</table>")

    assert [section.id for section in report.sections] == ["overview", "active_disclosure", "requests"]
    assert [section.text for section in report.sections] == ["公开信息5条。", "", "本年度没有收到申请。"]


def test_a_form_with_a_pattern_that_is_none_is_refused(tmp_path: Path) -> None:
    form = tmp_path / "form.toml"
    form.write_text('[[section]]\nid = "a"\nnumeral = "一"\nheading = "甲"\nsigns = ["("]\n', encoding="utf-8")

    with pytest.raises(PackInvalid, match=r"form\.toml"):
        load_form(form)


FREE = "全年主动公开政府信息263条，收到的3件申请均已答复，没有收取费用。"


def test_before_2019_title_and_free_text_make_a_report(host: Host) -> None:
    report = _report(host, 2010, f"<p>{FREE}</p><p>公开面不宽的问题，下一年继续改进，加强培训和检查。</p>")

    assert (report.agency, report.year, report.sections) == ("示例市审计局", 2010, ())
    assert (
        _report(host, 2010, f"<p>一、主要做法</p><p>{FREE}</p><p>二、工作体会</p><p>{FREE}</p>").sections[1].id is None
    )


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "示例市审计局发布2010年政府信息公开工作年度报告",
            f"<p>日前，市审计局发布年度报告。</p><p>{FREE}</p><p>欢迎查阅。</p>",
        ),
        ("示例市审计局2023年政府信息公开工作年度报告", f"<p>{FREE}</p><p>{FREE}</p><p>{FREE}</p><p>{FREE}</p>"),
        (
            "示例大学2022—2023学年信息公开年度报告",
            "<p>一、概述</p><p>二、主动公开信息情况</p><p>三、依申请公开情况</p><p>四、存在的问题和改进措施</p>",
        ),
        ("示例市深化公开工作的意见", "<p>一、总体要求</p><p>二、主动公开</p><p>三、依申请公开</p><p>四、查找问题</p>"),
    ],
)
def test_news_and_other_texts_are_no_reports(host: Host, title: str, body: str) -> None:
    page = f"<meta charset=utf-8><h1>{title}</h1>{body}<p>示例市审计局</p>"

    with pytest.raises(NotAReport):
        bind_document(host.read(Source("a.html", ".html", page.encode())), host)


@pytest.mark.parametrize("label", ["三、本年度办理结", "四、结转下年度继续办理 130 130"])
def test_a_row_that_fell_out_of_its_table_opens_no_section(host: Host, label: str) -> None:
    lines = [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        label,
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
    report = _report(host, 2023, "".join(f"<p>{line}</p>" for line in lines))

    assert [section.id for section in report.sections] == ["overview", "active_disclosure", "requests", "review"]


@pytest.mark.parametrize(
    "labels",
    [["一、本年新收政府信息公开申请数量", "3", "二、上年结转政府信息公开申请数量", "1"], ["一、本年新收", "3"]],
)
def test_rows_of_a_table_printed_as_lines_open_no_section(host: Host, labels: list[str]) -> None:
    lines = [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        *labels,
        "三、本年度办理结果",
        "（一）予以公开",
        "4",
    ]
    report = _report(host, 2023, "".join(f"<p>{line}</p>" for line in lines))

    assert [section.id for section in report.sections] == ["overview", "active_disclosure", "requests"]


@pytest.mark.parametrize(
    ("points", "sections"),
    [
        (["（一）主动公开政府信息情况", "（二）依申请公开情况"], ["overview", "problems"]),
        (["（二）主动公开政府信息情况"], ["overview", "active_disclosure", "problems"]),
    ],
)
def test_a_point_counted_from_one_opens_no_section(host: Host, points: list[str], sections: list[str]) -> None:
    body = "".join(f"<p>{point}</p><p>按规定开展工作。</p>" for point in points)
    report = _report(host, 2023, f"<p>一、总体情况</p>{body}<p>五、存在的主要问题及改进情况</p><p>问题与措施。</p>")

    assert [section.id for section in report.sections] == sections


def test_a_page_of_tables_alone_is_a_report_and_one_of_a_single_row_is_none(host: Host) -> None:
    rows = "".join(f"<tr><td>{label}<td>{1}" for label in ("规章", "行政规范性文件"))
    tables = f"<table><tr><td>信息内容<td>本年制发件数{rows}</table>"
    stray = "<table><tr><td>3.其他<td>0<td>0<td>本年处理决定数量</table><h2>六、其他需要报告的事项</h2>"

    def read(page: str) -> Report:
        return bind_document(host.read(Source("a.html", ".html", f"<meta charset=utf-8>{page}".encode())), host)

    assert read(tables).tables["active_disclosure"].figures
    with pytest.raises(NotAReport):
        read(stray)
