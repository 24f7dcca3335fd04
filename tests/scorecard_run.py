"""A run made by hand, with every outcome, for the tests of the writers."""

from __future__ import annotations

from dataclasses import replace

from gouji import (
    CheckedReport,
    Component,
    Deduction,
    DeductionShare,
    Evidence,
    EvidenceKind,
    Finding,
    Language,
    Outcome,
    Report,
    Result,
    Run,
    Scorecard,
    Severity,
    Status,
    Text,
    Verdict,
)
from gouji.checking import checked_report
from gouji.model.charts import Charts, YearsLine
from scorecard_report import form, report
from scorecard_results import RULES, results, rule

HOSTILE = "<script>document.title='owned'</script>\u202e反\u2066\x00\u200b"
FORM = form()
THEMES = {"arithmetic": Text("数据勾稽", "Arithmetic"), "structure": Text("结构要素", "Structure")}


def scorecard() -> Scorecard:
    """Return the score that the results above give, as the core's model does."""
    deductions = (
        Deduction("gid/review-total", Severity.CRITICAL, 20.0, 1),
        Deduction("gid/claim-received", Severity.MAJOR, 0.0, 0, DeductionShare.SAME_CAUSE, "gid/review-total"),
    )
    return Scorecard(
        "deduction", 79.0, 79.0, 100 * 37 / 43, "C", Verdict.RECTIFY, 80.0, "B", ("gid/review-total",), 1, deductions
    )


def checked(of: Report, slug: str, found: tuple[Result, ...]) -> CheckedReport:
    """Return a checked report."""
    return checked_report(replace(of, pack="gid"), found, slug)


CARDS = {
    "shili-gonganju-2023": scorecard(),
    "示例县-2023": scorecard(),
    "clean": Scorecard("deduction", 100.0, 100.0, 100.0, "A", Verdict.ACCEPTABLE, 100.0, "A"),
    "hostile": scorecard(),
    "wild": scorecard(),
}


YEARS = tuple(
    YearsLine(row, Text(zh, en), "requests", (row,))
    for row, zh, en in (("new_received", "新收申请", "New requests"), ("total_processed", "办结", "Processed"))
)


def score(of: CheckedReport) -> Scorecard:
    """Return the score of a report made by hand."""
    return CARDS.get(of.slug, Scorecard())


def sample_run(language: Language = Language.ZH, started: str = "") -> Run:
    """Return a run with a report of every kind: faulty, hostile, faultless, undecided and two that were refused."""
    faulty, hostile = report(), report(f"示例县{HOSTILE}", "示例县.html", {"requests.granted.total": HOSTILE})
    clean, empty = report("示例区司法局", "示例区司法局.docx"), report("", "无结论.txt")
    passes = tuple(r for r in results(clean) if r.outcome is Outcome.PASS)
    files = (
        checked(faulty, "shili-gonganju-2023", results(faulty)),
        checked(hostile, "示例县-2023", results(hostile, HOSTILE)),
        checked(clean, "clean", passes),
        checked(replace(empty, year=None, published=None), "empty", ()),
        CheckedReport(
            "扫描件.pdf", "cd" * 32, Status.UNREADABLE, "scan", Text("没有可读的文字。", "It holds no readable text.")
        ),
        CheckedReport(
            "通知.docx", "ef" * 32, Status.NOT_A_REPORT, "notice", Text("不是年度报告。", "It is no annual report.")
        ),
    )
    filed = Result(
        rule("filed", Text("每个机关都有报告", "Every agency has a report")),
        Severity.MAJOR,
        Outcome.FAIL,
        (
            Finding(
                Text("缺示例镇的报告。", "The report of 示例镇 is missing."), Evidence(EvidenceKind.DOCUMENT, "示例镇")
            ),
        ),
        1,
        1,
    )
    return Run(
        files,
        (Component("pdf", "0.1.0"), Component("arithmetic", "0.1.0")),
        (Component("gid", "0.1.0", "09" * 32),),
        language,
        started,
        (filed,),
        THEMES,
        rules=RULES,
        forms={("gid", FORM.id): FORM},
        charts={"gid": Charts(years=YEARS)},
        score=score,
    )
