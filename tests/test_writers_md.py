"""Markdown: a summary table, then the findings; nothing from a report becomes markup."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from gouji import Language, Run
from gouji_plugins.writers.markdown import marked
from scorecard_run import sample_run
from written import files_of, hostile_run, samples


def page(run: Run) -> str:
    return files_of(run, "md")["gouji.md"].decode("utf-8")


def shown(text: str) -> str:
    html: str = MarkdownIt("commonmark").enable("table").render(text)
    return html


def test_reports_have_a_row_each_and_refused_files_a_reason() -> None:
    text = page(sample_run())
    rows = [line for line in text.splitlines() if line.startswith("| ")]

    assert len(rows) == 7
    assert {row.count("|") for row in rows} == {11}
    assert rows[1] == "| 示例市公安局 2023.pdf | 示例市公安局 | 2023 | 需整改 | 79 | 86 | C | 1 | 4 项（9 处） | 2 项 |"
    assert "- 扫描件.pdf：无法读取 — 没有可读的文字。" in text


def test_findings_tell_requirement_clause_place_and_figures() -> None:
    text = page(sample_run())

    assert "**复议、诉讼各项结果之和等于总计**（gid/review-total） · 严重 · 不符合 · 依据：国办公开办函" in text
    assert "表四“行政复议”行“结果维持”等 5 列，第 4 页 — 应填数 11，填报数 0" in text


def test_text_of_a_report_is_neither_markup_nor_link() -> None:
    html = shown(page(hostile_run()))

    assert "<a " not in html
    assert "<b>" not in html
    assert "<img" not in html
    assert html.count("<tr>") == 4
    assert html.count("<td>") == 30
    assert "@全体" not in html


@pytest.mark.parametrize(
    "text",
    ["# 标题", "1. 一", "12) 二", "- 三", "> 引", "[a](b)", "*粗*", "a|b", "&lt;", "~~删~~", "`码`", "_斜_", "$x$"],
)
def test_signs_of_markdown_show_as_they_are(text: str) -> None:
    paragraph = shown(f"- {marked(text)}")
    escaped = text.replace("&", "&amp;").replace(">", "&gt;")

    assert paragraph == f"<ul>\n<li>{escaped}</li>\n</ul>\n"


def test_the_page_is_in_the_language_of_the_run_and_reads_the_samples() -> None:
    assert "6 files: 4 checked, 1 unreadable, 1 not an annual report." in page(sample_run(Language.EN))
    assert "示例区人民政府 2023" in page(samples())


def test_the_table_counts_what_comparing_found_as_the_page_does() -> None:
    run = sample_run()
    faulty = run.reports[0]
    across = replace(faulty.results[0], reports=(faulty.source,))
    text = page(replace(run, batch=(across,)))

    assert f"| C | 1 | 5 项（{9 + across.places} 处） | 2 项 |" in text
