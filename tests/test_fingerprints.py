"""A finding keeps its mark while others are mended, and none has the mark of another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import gouji
from gouji import Evidence, Finding, Report, Rule, Section, Severity, Text, TextLine
from gouji.engine import run_rule
from scorecard_report import report
from test_differences import SAMPLE

SLIP = "错字"
Check = Callable[[Report], Iterator[Finding]]


def whole_lines(of: Report) -> Iterator[Finding]:
    """Find lines with a slip, and mark nothing in them."""
    yield from (Finding("有错字", line) for line in of.lines if SLIP in line.text)


def marked(of: Report) -> Iterator[Finding]:
    """Find slips, each marked in its line."""
    for line in of.lines:
        places = [at for at in range(len(line.text)) if line.text.startswith(SLIP, at)]
        yield from (Finding("有错字", Evidence.marked(line, (at, at + len(SLIP)))) for at in places)


def blanks(of: Report) -> Iterator[Finding]:
    """Find the cells of table three without a figure."""
    yield from (Finding("空白", figure, "0", "") for figure in of.table("requests").figures.values() if not figure.raw)


def missing(of: Report) -> Iterator[Finding]:
    """Find sections that the form prescribes and the report lacks."""
    printed = {section.id for section in of.sections}
    yield from (Finding(f"缺少“{each.heading}”", of) for each in of.form.sections if each.id not in printed)


def of_check(check: Check) -> Rule:
    words = Text("规则", "rule")
    return Rule("acme/slips", words, words, "", "wording", Severity.MINOR, check)


def marks(of: Report, check: Check) -> list[str]:
    """Return the fingerprints of what a check finds, in order."""
    return [finding.fingerprint for finding in run_rule(of, of_check(check)).findings]


def saying(*lines: str) -> Report:
    """Return a report with these paragraphs alone."""
    return replace(
        report(), preamble=(), sections=(Section("overview", "一", "总体情况", tuple(map(TextLine, lines))),)
    )


def without_sections(*ids: str) -> Report:
    of = report()
    return replace(of, title=f"{of.title}{len(ids)}", sections=tuple(s for s in of.sections if s.id not in ids))


def filled(*cells: tuple[str, str]) -> Report:
    """Return a report with every cell of table three filled but these."""
    of = report()
    table = of.tables["requests"]
    figures = {at: figure._replace(raw="" if at in cells else "1") for at, figure in table.figures.items()}
    return replace(of, tables={**of.tables, "requests": replace(table, figures=figures)})


A, B = ("granted", "other"), ("granted", "total")


@pytest.mark.parametrize(
    ("check", "before", "after", "kept"),
    [
        (whole_lines, saying("甲处有错字。", "乙处有错字。", "丙处有错字。"), saying("甲处有文字。", "乙处有错字。", "丙处有错字。"), [1, 2]),
        (whole_lines, saying("第1处错字", "第2处错字", "第3处错字"), saying("第1处", "第2处错字", "第3处错字"), [1, 2]),
        (whole_lines, saying("2020年，甲处错字。", "2020年，乙处错字。"), saying("另起一段。", "2020年，乙处错字。"), [1]),
        (whole_lines, saying("同样的错字。", "同样的错字。"), saying("改好了。", "同样的错字。"), [0]),
        (whole_lines, saying("长" * 80 + "错字。", "乙处错字。"), saying("长" * 80 + "错字，又改了别处。"), [0]),
        (marked, saying("甲处错字，乙处错字；丙处错字。"), saying("甲处文字，乙处错字；丙处错字。"), [1, 2]),
        (marked, saying("错字" + "很长" * 500 + "错字"), saying("文字" + "很长" * 500 + "错字"), [1]),
        (marked, saying("甲处错字，错字。"), saying("乙处先加一句。甲处错字，错字。"), [0, 1]),
        (blanks, filled(A, B), filled(A), [0]),
        (missing, without_sections("overview", "active_disclosure"), without_sections("active_disclosure"), [1]),
    ],
)  # fmt: skip
def test_mending_one_moves_no_other(check: Check, before: Report, after: Report, kept: list[int]) -> None:
    first, then = marks(before, check), marks(after, check)

    assert len(set(first)) == len(first) > 1
    assert then == [first[number] for number in kept]


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda of: replace(of, agency="示 例 市公安局"), True),
        (lambda of: replace(of, title="另一标题"), True),
        (lambda of: replace(of, document=replace(of.document, source="别名.pdf", sha256="ef" * 32)), True),
        (lambda of: replace(of, agency="示例市人民政府"), False),
        (lambda of: replace(of, year=2022), False),
    ],
)
def test_a_mark_is_of_agency_and_year_whatever_the_file(change: Callable[[Report], Report], same: bool) -> None:
    of = saying("甲处有错字。")

    assert (marks(of, marked) == marks(change(of), marked)) is same


@pytest.mark.parametrize("unknown", [{"agency": ""}, {"year": None}])
def test_who_is_not_known_is_told_apart_by_the_file(unknown: dict[str, None]) -> None:
    of = replace(saying("甲处有错字。"), **unknown)  # type: ignore[arg-type]
    other = replace(of, document=replace(of.document, sha256="ef" * 32))

    assert marks(of, marked) == marks(of, marked)
    assert marks(of, marked) != marks(other, marked)


def test_values_change_the_evidence_fingerprint_alone() -> None:
    def received(of: Report) -> Iterator[Finding]:
        for line in of.lines:
            at = line.text.index("收到") + 2
            yield Finding(
                f"正文称 {line.text[at : at + 2]} 件", Evidence.marked(line, (at, at + 3)), "21", line.text[at : at + 2]
            )

    found = [run_rule(saying(f"本年收到{n}件，均已办结。"), of_check(received)).findings[0] for n in (22, 23)]

    assert found[0].fingerprint == found[1].fingerprint
    assert found[0].evidence_fingerprint != found[1].evidence_fingerprint


def test_a_waiver_outlives_what_is_written_elsewhere_in_the_paragraph() -> None:
    one, other = (run_rule(saying(f"甲处错字。{more}"), of_check(marked)).findings[0] for more in ("", "后文改了。"))

    assert one.evidence_fingerprint == other.evidence_fingerprint


def test_another_rule_has_marks_of_its_own() -> None:
    of, rule = saying("甲处有错字。"), of_check(marked)
    other = run_rule(of, replace(rule, id="acme/other")).findings[0]

    assert other.fingerprint != marks(of, marked)[0]


def test_a_renamed_rule_goes_on_with_the_marks_of_its_first_name() -> None:
    of, rule = saying("这里有错字。"), of_check(marked)
    renamed = replace(rule, id="acme/misprints", formerly=("slips", "misspellings"))
    before, after, other = (
        [found.fingerprint for found in run_rule(of, each).findings]
        for each in (rule, renamed, replace(renamed, formerly=()))
    )

    assert before == after
    assert before != other


@pytest.mark.parametrize(
    ("before", "after"), [("2021年4月5日", "2021年4月26日"), ("二〇二一年四月五日", "二〇二一年四月二十六日")]
)
def test_another_day_of_publication_is_the_same_finding_with_other_values(
    tmp_path: Path, before: str, after: str
) -> None:
    found = []
    for number, day in enumerate((before, after)):
        (tmp_path / f"{number}.txt").write_text(
            SAMPLE.read_text(encoding="utf-8").replace("2021年1月5日", day), encoding="utf-8"
        )
        run = gouji.check([tmp_path / f"{number}.txt"], select=["publication-deadline"])
        found += [finding for result in run.reports[0].results for finding in result.findings]

    assert found[0].fingerprint == found[1].fingerprint
    assert found[0].evidence_fingerprint != found[1].evidence_fingerprint
