"""Letters: one for each agency that has failed, from the office's own template where it has one."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from gouji import CheckedAgency, GoujiError, Language, Outcome, Run
from gouji_plugins.writers.notice.content import _numbered
from gouji_plugins.writers.shared.words import Words
from scorecard_run import sample_run
from written import FORMULA, files_of, hostile_run, open_in_office, samples

VARIABLE = "GOUJI_NOTICE_TEMPLATE"


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]


def letter(run: Run, folder: Path) -> list[str]:
    return lines(files_of(run, "docx", folder)["notices/shili-gonganju-2023.docx"])


def template(folder: Path, *paragraphs: str) -> Path:
    """Write an office's own template; Word has split a placeholder over several runs, as it does."""
    document = Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for piece in (text[:3], text[3:5], text[5:]):
            paragraph.add_run(piece).bold = True
    path = folder / "函 模板.docx"
    document.save(str(path))
    return path


def test_each_agency_with_a_failed_finding_gets_a_letter(tmp_path: Path) -> None:
    failing = {checked.slug for checked in samples().reports if any(r.outcome is Outcome.FAIL for r in checked.results)}

    assert set(files_of(samples(), "docx", tmp_path)) == {f"notices/{slug}.docx" for slug in failing}


def test_the_letter_tells_theme_clause_place_figures_and_remedy_and_leaves_the_date_open(tmp_path: Path) -> None:
    text = letter(sample_run(), tmp_path)

    assert text[:2] == ["整改通知书", "示例市公安局："]
    assert "我们对你单位2023年政府信息公开工作年度报告（文件：示例市公安局 2023.pdf）进行了检查" in text[2]
    assert "未达到要求的事项4项（共9处）" in text[2]
    assert text[3:6] == [
        "一、数据勾稽",
        "（一）未达到“复议、诉讼各项结果之和等于总计”的要求",
        "1.行政复议：各项之和为 11，总计填报 0。位置：表四“行政复议”行“结果维持”等5列，第4页。",
    ]
    assert "依据：国办公开办函〔2021〕30号 表三、表四勾稽关系。" in text
    assert "整改要求：核对原始台账，更正后重新公布。" in text
    assert (
        "1.此格空白。应为0，报告载明（空白）。位置：表三“二、上年结转政府信息公开申请数量”行“法律服务机构”列，第4页。"
        in text
    )
    assert any(line.startswith("请于　　　　年　　月　　日前完成整改") for line in text)
    assert not any("{{" in line for line in text)


def test_what_needs_review_is_asked_apart_and_only_where_there_is_any(tmp_path: Path) -> None:
    text = letter(sample_run(), tmp_path / "a")
    start = text.index("请核实的事项")
    run = sample_run()
    sure = tuple(result for result in run.reports[0].results if result.outcome is not Outcome.REVIEW)
    without = letter(replace(run, reports=(replace(run.reports[0], results=sure),)), tmp_path / "b")

    assert text[start + 2].startswith("1.“予以公开”一行读到的各列之和为 17")
    assert text[start + 3].startswith("2.标题与落款的名称写法不同")
    assert not any("标题与落款" in line for line in text[:start])
    assert "请核实的事项" not in without


def test_several_years_of_one_agency_make_one_letter(tmp_path: Path) -> None:
    run = sample_run()
    first = run.reports[0]
    older = replace(first, slug="older", source="reports/旧.pdf", year=2022)
    files = files_of(replace(run, reports=(first, older)), "docx", tmp_path)
    text = lines(files["notices/shili-gonganju-2023.docx"])

    assert len(files) == 1
    assert "2022年、2023年" in text[2]
    assert text[3:6] == [
        "一、2023年度报告（示例市公安局 2023.pdf）",
        "（一）数据勾稽",
        "1.未达到“复议、诉讼各项结果之和等于总计”的要求",
    ]
    assert "二、2022年度报告（旧.pdf）" in text


def test_a_report_without_a_known_agency_leaves_the_name_to_be_filled_in(tmp_path: Path) -> None:
    run = sample_run()
    first = run.reports[0]
    unknown = replace(first, agency=CheckedAgency())

    assert letter(replace(run, reports=(unknown,)), tmp_path)[1] == "＿＿＿＿＿＿＿＿："


def test_the_letter_is_english_where_the_run_is(tmp_path: Path) -> None:
    text = letter(sample_run(Language.EN), tmp_path)

    assert text[0] == "Notice of Rectification"
    assert "1.1 Not met: Outcomes of reviews add up to the total" in text
    assert any("Where: 表四 (review), row 行政复议 (reconsideration)" in line for line in text)
    assert "For you to verify" in text


def test_text_of_a_report_is_never_taken_for_a_placeholder(tmp_path: Path) -> None:
    run = hostile_run()
    hostile = run.reports[0]
    named = replace(hostile, agency=CheckedAgency("{{问题}}{{#核实事项}}"))
    text = lines(files_of(replace(run, reports=(named,)), "docx", tmp_path)["notices/hostile.docx"])

    assert text[1] == "{{问题}}{{#核实事项}}："
    assert any(FORMULA in line for line in text)


def test_an_office_uses_its_own_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = template(tmp_path, "致{{ 机关 }}（{{年度}}）", "{{问题}}", "{{#reviews}}", "另：", "{{/reviews}}")
    monkeypatch.setenv(VARIABLE, str(own))
    document = Document(BytesIO(files_of(sample_run(), "docx", tmp_path / "o")["notices/shili-gonganju-2023.docx"]))
    text = [paragraph.text for paragraph in document.paragraphs]

    assert text[:2] == ["致示例市公安局（2023年）", "一、数据勾稽"]
    assert text[-1] == "另："
    assert document.paragraphs[1].runs[0].bold


@pytest.mark.parametrize(
    ("paragraphs", "problem"),
    [(("{{机关}}",), "{{问题}}"), (("{{问题}}", "{{电话}}"), "{{电话}}"), ((), "{{问题}}")],
)
def test_a_template_that_cannot_be_used_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paragraphs: tuple[str, ...], problem: str
) -> None:
    monkeypatch.setenv(VARIABLE, str(template(tmp_path, *paragraphs)))

    with pytest.raises(GoujiError, match=r"函 模板\.docx") as error:
        files_of(sample_run(), "docx", tmp_path / "o")

    assert problem in str(error.value)


def test_a_template_that_is_missing_or_no_word_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (None, b"no zip"):
        path = tmp_path / "t.docx"
        if content:
            path.write_bytes(content)
        monkeypatch.setenv(VARIABLE, str(path))
        with pytest.raises(GoujiError, match=r"t\.docx"):
            files_of(sample_run(), "docx", tmp_path / "o")


def test_paragraphs_are_numbered_as_in_official_letters() -> None:
    chinese, english = Words(Language.ZH), Words(Language.EN)

    assert [_numbered(0, (n,), "", chinese)[1] for n in (1, 10, 11, 20, 99, 100)] == [
        "一、", "十、", "十一、", "二十、", "九十九、", "100、",
    ]  # fmt: skip
    assert [_numbered(depth, (1, 2, 3, 4)[: depth + 1], "x", english)[1] for depth in range(4)] == [
        "1. x", "1.2 x", "(3) x", "– x",
    ]  # fmt: skip


@pytest.mark.parametrize("language", Language)
def test_libreoffice_opens_the_letter_on_whole_pages(language: Language, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(files_of(sample_run(language), "docx", tmp_path / "o")["notices/shili-gonganju-2023.docx"])

    pages = pypdfium2.PdfDocument(open_in_office(path, "pdf", tmp_path)[0])

    first = pages[0].get_textpage().get_text_range()
    assert ("整改通知书" if language is Language.ZH else "Notice of Rectification") in first
    assert "示例市公安局" in first
    assert 2 <= len(pages) <= 4
    pages.close()
