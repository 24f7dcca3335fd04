"""Results of every outcome for a report made by hand."""

from __future__ import annotations

from gouji import Evidence, EvidenceKind, Finding, Outcome, Report, Result, Rule, Severity, State, Text
from scorecard_report import CLAIM, cells

RULES: dict[str, Rule] = {}
"""The rules made by hand, by id."""


def rule(
    name: str, title: Text, severity: Severity = Severity.MAJOR, theme: str = "arithmetic", plugin: str = "arithmetic"
) -> str:
    """Make a rule that is never run, and return its id."""
    made = Rule(
        f"gid/{name}",
        title,
        Text("数据之间应当相互印证，公众才能信赖报告。", "Readers trust figures that confirm each other."),
        "国办公开办函〔2021〕30号 表三、表四勾稽关系",
        theme,
        severity,
        check=lambda report: (),
        remedy=Text("核对原始台账，更正后重新公布。", "Compare with the register, correct and publish again."),
        plugin=plugin,
    )
    RULES[made.id] = made
    return made.id


def results(of: Report, words: str = "") -> tuple[Result, ...]:
    """Return results of every outcome; `words` is added to the messages."""
    return (*_failures(of, words), *_reviews(of, words), *_others(words))


def _failures(of: Report, words: str) -> tuple[Result, ...]:
    every = ("upheld", "corrected", "other", "pending", "total")
    total = rule(
        "review-total",
        Text("复议、诉讼各项结果之和等于总计", "Outcomes of reviews add up to the total"),
        Severity.CRITICAL,
    )
    blank = rule("zero-fill", Text("没有数据的单元格填“0”", "Cells without a figure hold 0"), Severity.MINOR)
    claim = rule(
        "claim-received", Text("正文的收件数与表三一致", "The text agrees with table three on requests received")
    )
    heading = rule(
        "extra-sections", Text("只设规定的六个部分", "Only the six prescribed sections"), Severity.MINOR, "structure"
    )
    at = CLAIM.index("22件")
    said = Evidence(EvidenceKind.TEXT, CLAIM, section="overview", page=1, line=7, span=(at, at + 3))
    sums = (
        Finding(
            Text(
                f"行政复议：各项之和为 11，总计填报 0。{words}",
                f"Reconsideration: the parts sum to 11, the total is 0.{words}",
            ),
            cells(of, "review", "reconsideration", every),
            "11",
            "0",
            fingerprint="f1",
            evidence_fingerprint="e1",
        ),
        Finding(
            Text(
                "未经复议直接起诉：各项之和为 5，总计填报 0。", "Direct litigation: the parts sum to 5, the total is 0."
            ),
            cells(of, "review", "litigation_direct", every),
            "5",
            "0",
        ),
    )
    empty = [f for f in of.figures if f.state is State.BLANK]
    blanks = tuple(Finding(Text("此格空白。", "The cell is blank."), figure, "0", "") for figure in empty)
    received = Finding(
        Text("正文称收到申请 22 件，表三为 21 件。", "The text says 22 requests, table three 21."),
        [said, *cells(of, "requests", "new_received", ("total",))],
        "21",
        "22",
    )
    extra = Finding(Text("另设“附件”部分。", "A section 附件 was added."), of.sections[-1])
    return (
        Result(blank, Severity.MINOR, Outcome.FAIL, blanks, 175, len(blanks)),
        Result(total, Severity.CRITICAL, Outcome.FAIL, sums, 3, 2),
        Result(claim, Severity.MAJOR, Outcome.FAIL, (received,), 1, 1, Text("按“收到”理解。", "Read as received.")),
        Result(heading, Severity.ADVICE, Outcome.FAIL, (extra,), 1, 1),
    )


def _reviews(of: Report, words: str) -> tuple[Result, ...]:
    row = rule("requests-row-total", Text("每行各列之和等于总计", "Each row adds up to its total"), Severity.MINOR)
    names = rule("agency-name", Text("全文机关名称一致", "One agency name throughout"), Severity.MINOR, "structure")
    columns = [column.id for column in of.tables["requests"].form.columns.values()]
    doubtful = Finding(
        Text(
            f"“予以公开”一行读到的各列之和为 17，总计读作 19；有一格读取存疑。{words}",
            f"Granted: the parts read sum to 17, the total reads 19; one cell is in doubt.{words}",
        ),
        cells(of, "requests", "granted", columns),
        "17",
        "19",
        review=True,
    )
    other = Finding(
        Text(
            "标题与落款的名称写法不同，可能是规范简称。", "Title and signature differ; it may be a lawful short name."
        ),
        of,
        review=True,
    )
    return (
        Result(row, Severity.MINOR, Outcome.REVIEW, (doubtful,), 25, 1),
        Result(names, Severity.MINOR, Outcome.REVIEW, (other,), 1, 1),
    )


def _others(words: str) -> tuple[Result, ...]:
    balance = rule(
        "requests-balance",
        Text("新收加结转等于办结加结转下年", "Received plus carried in equals processed plus carried out"),
        Severity.CRITICAL,
    )
    sections = rule(
        "required-sections", Text("六个部分齐全", "All six sections are present"), Severity.CRITICAL, "structure"
    )
    stock = rule(
        "disclosed-stock",
        Text("对外公开总数不少于新公开数", "The stock is no smaller than what is new"),
        Severity.MINOR,
    )
    years = rule("carry-over-continuity", Text("上年结转与上年报告衔接", "The carry-over continues last year's"))
    broken = rule("local-rule", Text("本地补充要求", "A local requirement"), plugin="示例插件")
    blank = Text(f"空白单元格按 0 计。{words}", f"Blank cells count as 0.{words}")
    return (
        Result(balance, Severity.CRITICAL, Outcome.PASS, checks=7, note=blank),
        Result(sections, Severity.CRITICAL, Outcome.PASS, checks=6),
        Result(
            stock, Severity.MINOR, Outcome.NOT_APPLICABLE, note=Text("此格式没有该栏。", "The form has no such column.")
        ),
        Result(
            years,
            Severity.MAJOR,
            Outcome.NOT_CHECKED,
            note=Text("没有上一年度报告。", "Last year's report is not at hand."),
        ),
        Result(
            broken,
            Severity.MINOR,
            Outcome.ERROR,
            note=Text("规则自身出错。", "The rule broke."),
            traceback="Traceback /home/x",
        ),
    )
