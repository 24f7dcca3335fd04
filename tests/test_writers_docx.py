"""Letters: one for each agency that has something to mend, from the template of the office or of the pack where there is one."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from gouji import Basis, BasisLevel, CheckedAgency, GoujiError, Language, Outcome, Run, Severity, Text
from scorecard_results import RULES
from scorecard_run import sample_run
from written import files_of, hostile_run, open_in_office, samples

VARIABLE = "GOUJI_NOTICE_TEMPLATE"
SLUG = "notices/shili-gonganju-2023.docx"


def cells(data: bytes, table: int) -> list[list[str]]:
    """Return the cells of a table, those joined with the one above told once."""
    rows = Document(BytesIO(data)).tables[table].rows
    return [[cell.text for cell in row.cells] for row in rows]


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]


def letter(run: Run) -> bytes:
    return files_of(run, "docx")[SLUG]


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


def test_each_agency_with_something_to_mend_gets_a_letter() -> None:
    run = samples()
    failing = {
        checked.slug
        for checked in run.reports
        for result in checked.results
        if result.outcome is Outcome.FAIL
        and result.severity is not Severity.ADVICE
        and run.rules[result.rule].basis_for(checked.form or "").level is not BasisLevel.CUSTOM
    }

    assert failing
    assert set(files_of(run, "docx")) == {f"notices/{slug}.docx" for slug in failing}


def test_the_letter_says_what_was_checked_and_lists_each_place_with_both_figures() -> None:
    data = letter(sample_run(started="2024-02-01T09:00:00+08:00"))
    text, table = lines(data), cells(data, 0)

    assert text[0] == "整改通知书"
    assert text[2] == "示例市公安局："
    assert "2023年报告（示例市公安局 2023.pdf，公布日期：2024年1月18日" in text[3]
    assert "检查日期：2024年2月1日" in text[3]
    assert "发现不符合要求4项（9处）" in text[3]
    assert table[0] == ["序号", "位置和问题", "填报数", "应填数", "依据", "程度"]
    assert table[1] == [
        "1",
        "未做到：复议、诉讼各项结果之和等于总计\n表四“行政复议”行“结果维持”等5列，第4页",
        "0", "11", "国办公开办函〔2021〕30号 表三、表四勾稽关系", "严重",
    ]  # fmt: skip
    assert not any("{{" in line for line in text)
    assert not any("79" in line for line in [*text, *(cell for row in table for cell in row)])


def test_advice_and_what_rests_on_custom_is_named_but_is_no_item() -> None:
    run = sample_run()
    first = run.reports[0]
    custom = {"*": Basis(Text.of("本地惯例"), BasisLevel.CUSTOM)}
    failed = [result for result in first.results if result.outcome is Outcome.FAIL]
    rules = {**RULES, failed[0].rule: replace(RULES[failed[0].rule], bases=custom)}
    data = letter(replace(run, reports=(first,), rules=rules))
    none = tuple(replace(result, severity=Severity.ADVICE) for result in first.results)

    assert "另供改进参考，不列为问题：“没有数据的单元格填‘0’”、“只设规定的六个部分”。" in lines(data)
    assert not any("没有数据的单元格" in row[1] for row in cells(data, 0))
    assert not files_of(replace(run, reports=(replace(first, results=none),)), "docx")


def test_the_reply_form_asks_for_each_item_and_point_under_its_mark() -> None:
    run = sample_run()
    data = letter(run)
    form, listed = cells(data, 1), cells(data, 0)
    marks = {finding.fingerprint for result in run.reports[0].results for finding in result.findings}
    numbers = [row[0].split("\n")[0] for row in form[1:]]

    assert form[0] == ["序号", "问题和整改要求", "是否认领", "整改情况（不认可的写明理由）", "更正后数据"]
    assert numbers == [str(number) for number in range(1, len(form))]
    assert {row[0].partition("#")[2].partition("-")[0] for row in form[1:]} <= marks
    assert set(numbers) > {row[0] for row in listed[1:]}
    assert {row[2] for row in form[1:]} == {"□认领\n□不认可", "□属实\n□不属实"}


def test_what_needs_review_is_asked_apart_and_only_where_there_is_any() -> None:
    text = lines(letter(sample_run()))
    run = sample_run()
    sure = tuple(result for result in run.reports[0].results if result.outcome is not Outcome.REVIEW)
    without = lines(letter(replace(run, reports=(replace(run.reports[0], results=sure),))))

    assert "三、请一并核实的事项" in text
    assert "三、请一并核实的事项" not in without
    assert without[-1] == text[-1]


def test_several_years_of_one_agency_make_one_letter() -> None:
    run = sample_run()
    first = run.reports[0]
    older = replace(first, slug="older", source="reports/旧.pdf", year=2022)
    files = files_of(replace(run, reports=(first, older)), "docx")

    assert list(files) == [SLUG]
    assert "2022年、2023年" in lines(files[SLUG])[3]
    assert cells(files[SLUG], 0)[1][1].startswith("2023年未做到：复议、诉讼各项结果之和等于总计")
    assert [row[0] for row in cells(files[SLUG], 2)] == [
        "报告", "2023年度报告（示例市公安局 2023.pdf）", "2022年度报告（旧.pdf）",
    ]  # fmt: skip


def test_a_report_without_a_known_agency_leaves_the_name_to_be_filled_in() -> None:
    run = sample_run()
    unknown = replace(run.reports[0], agency=CheckedAgency())

    assert lines(letter(replace(run, reports=(unknown,))))[2] == "＿＿＿＿＿＿＿＿："


def test_the_letter_is_english_where_the_run_is() -> None:
    data = letter(sample_run(Language.EN))

    assert lines(data)[0] == "Notice of Rectification"
    assert cells(data, 0)[1][1].startswith(
        "Not met: Outcomes of reviews add up to the total\nTable 4 (reconsideration and litigation), row Administrative reconsideration"
    )
    assert "3. For you to verify" in lines(data)


def test_text_of_a_report_is_never_taken_for_a_placeholder() -> None:
    run = hostile_run()
    named = replace(run.reports[0], agency=CheckedAgency("{{应整改}}{{#核实}}"), source="{{问题.序号}}.pdf")
    data = files_of(replace(run, reports=(named,)), "docx")["notices/hostile.docx"]

    assert lines(data)[2] == "{{应整改}}{{#核实}}："
    assert "（{{问题.序号}}.pdf，" in lines(data)[3]


def test_an_office_and_a_pack_use_templates_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = template(
        tmp_path, "致{{ 机关 }}（{{年度}}）", "{{问题.序号}}.{{problem.requirement}}", "{{#核实}}", "另：", "{{/核实}}"
    )
    (tmp_path / "pack" / "letters").mkdir(parents=True)
    (tmp_path / "pack" / "letters" / "notice_zh.docx").write_bytes(own.read_bytes())
    by_pack = letter(replace(sample_run(), folders={"gid": (tmp_path / "above", tmp_path / "pack")}))
    monkeypatch.setenv(VARIABLE, str(own))
    by_office = letter(sample_run())

    assert by_pack == by_office
    assert lines(by_office)[:2] == ["致示例市公安局（2023年）", "1.未做到：复议、诉讼各项结果之和等于总计"]
    assert lines(by_office)[-1] == "另："
    assert Document(BytesIO(by_office)).paragraphs[1].runs[0].bold


@pytest.mark.parametrize(
    ("paragraphs", "problem"),
    [
        (("{{机关}}",), "{{问题.…}}"),
        (("{{问题.序号}}", "{{电话}}"), "{{电话}}"),
        (("{{问题.程渡}}",), "程度？"),
        ((), "{{问题.…}}"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paragraphs: tuple[str, ...], problem: str
) -> None:
    monkeypatch.setenv(VARIABLE, str(template(tmp_path, *paragraphs)))

    with pytest.raises(GoujiError, match=r"函 模板\.docx") as error:
        files_of(sample_run(), "docx")

    assert problem in str(error.value)


def test_a_template_that_is_missing_or_no_word_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (None, b"no zip"):
        path = tmp_path / "t.docx"
        if content:
            path.write_bytes(content)
        monkeypatch.setenv(VARIABLE, str(path))
        with pytest.raises(GoujiError, match=r"t\.docx"):
            files_of(sample_run(), "docx")


@pytest.mark.parametrize("language", Language)
def test_libreoffice_opens_the_letter_on_whole_pages(language: Language, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(files_of(sample_run(language), "docx")[SLUG])

    pages = pypdfium2.PdfDocument(open_in_office(path, "pdf", tmp_path)[0])

    first = pages[0].get_textpage().get_text_range()
    assert ("整改通知书" if language is Language.ZH else "Notice of Rectification") in first
    assert "示例市公安局" in first
    assert 2 <= len(pages) <= 3
    pages.close()
