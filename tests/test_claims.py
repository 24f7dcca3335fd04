"""What is read out of prose, and that a wrong number in it brings out the right rule and no other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.alarm import alarm
from gouji.checking import bind_document
from gouji.engine import run_rule
from gouji.errors import PackInvalid
from gouji.host import Host, HostOptions, make_host
from gouji.model.claim import Claim, Polarity
from gouji.model.document import Source
from gouji.model.prose import TextLine
from gouji.model.report import Report, Section
from gouji.model.result import Outcome
from gouji.testing import report_of, result_of
from gouji_plugins.locales.zh.claims import Lexicon, find_claims, read_number
from gouji_rules.gid.testing import lawful, to_html

BUREAU, CITY, YEAR = "示例市审计局", "示例市人民政府", 2023
DIGITS = "零一二三四五六七八九"
RULE_OF = {
    "received": "claim-received", "to_process": "claim-received", "processed": "claim-processed",
    "carried_in": "claim-carried-over", "carried_out": "claim-carried-over", "granted": "claim-outcomes",
    "partially_granted": "claim-outcomes", "denied": "claim-outcomes", "unavailable": "claim-outcomes",
    "not_processed": "claim-outcomes", "other_outcome": "claim-outcomes", "natural_person": "claim-applicants",
    "organisations": "claim-applicants", "reconsiderations": "claim-reconsiderations", "litigations": "claim-litigations",
    "upheld": "claim-review-results", "corrected": "claim-review-results", "other_result": "claim-review-results",
    "pending": "claim-review-results", "documents_made": "claim-documents", "documents_repealed": "claim-documents",
    "documents_in_force": "claim-documents", "licences": "claim-decisions", "penalties": "claim-decisions",
    "compulsory_measures": "claim-decisions",
}  # fmt: skip
# A wrong part or whole shows in these too.
BESIDE = {"gid/claim-parts", "gid/claim-part-over-whole", "gid/claim-shares"}


def chinese(number: int) -> str:
    """Write a number below 100 million as a Chinese numeral."""
    if number >= 10_000:
        low = number % 10_000
        return chinese(number // 10_000) + "万" + ("零" if 0 < low < 1000 else "") + (chinese(low) if low else "")
    words, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        gap = gap or (bool(words) and not digit)
        if digit:
            words += ("零" if gap else "") + DIGITS[digit] + name
            gap = False
    return words or "零"


def read(host: Host, text: str, agency: str = BUREAU) -> list[Claim]:
    section = Section("overview", "一", "总体情况", (TextLine(text),))
    words = host.packs[0].words
    assert isinstance(words, Lexicon)
    return list(find_claims(words, [section], agency, YEAR))


def facts(claims: list[Claim]) -> list[tuple[str, object]]:
    return [("+".join(c.subjects), c.polarity.value if c.value is None else int(c.value)) for c in claims]


@given(st.integers(0, 99_999_999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert read_number(chinese(number)) == number


@given(st.integers(0, 10**9))
def test_arabic_numbers_are_read_with_and_without_separators(number: int) -> None:
    assert read_number(f"{number:,}") == read_number(str(number)) == number


@given(st.text("零一二三四五六七八九十百千万亿两〇,.", max_size=8), st.sampled_from(["", "万", "亿"]))
def test_no_words_break_the_reader(words: str, scale: str) -> None:
    value = None if set(words) & set(",.") else read_number(words, scale)

    assert value is None or value >= 0


def test_ten_thousands_and_tens_alone() -> None:
    assert read_number("12.36", "万") == Decimal(123600)
    assert [read_number(words) for words in ("十二", "两百", "二〇", "三百二")] == list(
        map(Decimal, (12, 200, 20, 320))
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年，我局共收到政府信息公开申请 23 件，无上年结转，均已办结。", [("received", 23), ("carried_in", 0), ("processed", "all")]),
        ("本年度共收到７０件申请，依法依规办结1,069件，1件结转下年度继续办理。", [("received", 70), ("processed", 1069), ("carried_out", 1)]),
        ("受理政府信息公开申请10件，办理上年度结转1件，答复11件。", [("received", 10), ("carried_in", 1), ("processed", 11)]),
        (
            "政府信息公开申请答复50件（含上年度结转申请4件，另有3件顺延到下年度答复）。",
            [("processed", 50), ("carried_in", 4), ("carried_out", 3)],
        ),
        ("收到政府信息公开申请5件，结转2024年继续办理2件。", [("received", 5), ("carried_out", 2)]),
        ("从2022年结转政府信息公开申请3件。", [("carried_in", 3)]),
        ("予以公开及部分公开申请8件。", [("granted+partially_granted", 8)]),
        ("因政府信息公开被申请行政复议、提起行政诉讼各2件。", [("reconsiderations", 2), ("litigations", 2)]),
        ("未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。", [("reconsiderations", 0), ("litigations", 0)]),
        ("政府信息公开行政复议3件，其中结果维持2件，尚未审结1件；行政诉讼1件，均获维持。",
         [("reconsiderations", 3), ("upheld", 2), ("pending", 1), ("litigations", 1), ("upheld", "all")]),
        ("制定行政规范性文件3件，废止1件，现行有效25件。", [("documents_made", 3), ("documents_repealed", 1), ("documents_in_force", 25)]),
        ("我局依法作出行政许可决定7件、行政处罚决定十二件。", [("licences", 7), ("penalties", 12)]),
        ("行政事业性收费3.5万元。", [("fees_amount", 35000)]),
        ("没有发生收取信息处理费的情况。", [("fee_amount", 0)]),
        ("收到政府信息公开申请5件，办结率100%。", [("received", 5), ("completion_rate", 100)]),
        ("2022年收到政府信息公开申请9件。", []),
        ("政府信息公开申请较上年增加13件，同比增长12.3%。", []),
        ("上半年收到政府信息公开申请9件。", []),
        ("2024年，将办结政府信息公开申请100件。", []),
        ("截至3月底收到政府信息公开申请9件。", []),
        ("本年度累计受理政府信息公开申请145件。", [("received", 145)]),
        ("收到因政府信息公开申请引起的行政复议1件、行政诉讼2件。", [("reconsiderations", 1), ("litigations", 2)]),
        ("收到政府信息公开申请13件，其中通过示例市政府信息依申请公开系统收到11件；予以公开2件。", [("received", 13), ("granted", 2)]),
        ("因政府信息公开产生行政复议案件6件和行政诉讼案件3件。", [("reconsiderations", 6), ("litigations", 3)]),
        ("新受理政府信息公开申请5件。", [("newly_received", 5)]),
        ("自2008年以来累计收到政府信息公开申请900件。", []),
        ("收到政府信息公开申请50余件。", [("received", 50)]),
        ("收到群众来信300件，答复300件，均已办结。", []),
        ("收到行政许可申请500件，办结498件。", []),
        ("办理行政复议案件120件，其中维持80件。", []),
        ("规范性文件备案15件。", []),
        ("《关于收到政府信息公开申请5件的通知》（国办函〔2020〕109号）。", []),
    ],
)  # fmt: skip
def test_statements_are_read(host: Host, text: str, expected: list[tuple[str, object]]) -> None:
    assert facts([claim for claim in read(host, text) if claim.subjects]) == expected


def test_the_number_is_marked_in_the_printed_line(host: Host) -> None:
    text = "2023 年，全 市 共收到政府信息公开申请 1 203 件， 办结１２００件。"
    received, processed = read(host, text, CITY)

    assert text[slice(*received.number)] == "1 203 件"
    assert text[slice(*processed.number)] == "１２００件"
    assert [received.value, processed.value] == [Decimal(1203), Decimal(1200)]


def test_another_scope_is_a_doubt(host: Host) -> None:
    text = "全市共收到政府信息公开申请9件。"

    assert read(host, text, CITY)[0].doubt is None
    assert read(host, text, BUREAU)[0].doubt is not None


@pytest.mark.parametrize(
    ("agency", "doubtful"), [("示例市示例区人民政府办公室", False), ("示例市示例区人民政府", True)]
)
def test_an_office_by_its_short_name_is_the_office(host: Host, agency: str, *, doubtful: bool) -> None:
    claims = read(host, "2023年，区政府办公室共受理政府信息公开申请36件。", agency)

    assert [claim.doubt is not None for claim in claims] == [doubtful]


def test_a_sub_district_is_named_without_its_office(host: Host) -> None:
    claims = read(host, "2023年，示镇街道共受理政府信息公开申请3件。", "示镇街道办事处")

    assert [(claim.scope, claim.doubt) for claim in claims] == [("", None)]


def test_parts_and_their_whole(host: Host) -> None:
    listed, shared = read(
        host, "公开信息9条（其中政策、规划类5条，其他4条）。收到政府信息公开申请4件，予以公开3件，占75%。"
    )[:3:2]

    assert [int(part.value or 0) for part in listed.parts] == [5, 4]
    assert listed.complete
    assert shared.share is not None
    assert shared.share.value == 75
    assert shared.wholes == (Decimal(4),)


def test_lawful_reports_agree_with_themselves(host: Host) -> None:
    rules = [rule for rule in host.rules if rule.id.startswith("gid/claim-")]
    for seed in range(120):
        report = _bound(host, seed)
        for rule in rules:
            result = run_rule(report, rule)

            assert result.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE), (seed, result)


@pytest.mark.slow
def test_a_wrong_number_brings_out_its_rule_and_no_other(host: Host) -> None:
    rules = [rule for rule in host.rules if rule.id.startswith("gid/claim-")]
    broken: set[str] = set()
    for seed in range(100):
        report = _bound(host, seed)
        for claim in report.claims:
            if claim.polarity is not Polarity.COUNT or not claim.subjects or claim.subjects[0] not in RULE_OF:
                continue
            right = f"gid/{RULE_OF[claim.subjects[0]]}"
            if not any(rule.id == right and rule.applies_to(report.form.id) for rule in rules):
                continue
            wrong = _with_number(host, report, claim, 700_001)
            failed = {rule.id for rule in rules if run_rule(wrong, rule).outcome is Outcome.FAIL}

            assert right in failed, (seed, claim.words)
            assert failed <= {right} | BESIDE, (seed, claim.words, failed)
            broken.update(claim.subjects)

    assert broken == set(RULE_OF)


def _bound(host: Host, seed: int) -> Report:
    return bind_document(host.read(Source("report.html", ".html", to_html(lawful(seed)).encode())), host)


def _with_number(host: Host, report: Report, claim: Claim, surplus: int) -> Report:
    start, end = claim.number
    text = claim.text[:start] + f"{int(claim.value or 0) + surplus}件" + claim.text[end:]
    sections = tuple(
        replace(s, lines=tuple(replace(line, text=text) if line.text == claim.text else line for line in s.lines))
        for s in report.sections
    )
    return replace(report, sections=sections)


def test_a_mistake_in_the_vocabulary_is_named(tmp_path: Path) -> None:
    pack = 'id = "own"\nversion = "1"\nlocale = "zh"\ntitle = { zh = "甲", en = "A" }\ntitles = ["年度报告"]\n'
    (tmp_path / "pack.toml").write_text(pack, encoding="utf-8")
    (tmp_path / "words.toml").write_text(
        '[terms]\n"申请" = []\n[roles]\n[units]\n"件" = ["件", 1]\n'
        '[[subject]]\nid = "received"\nphrases = ["收到 申请"]\nunits = ["件"]\n',
        encoding="utf-8",
    )

    with pytest.raises(PackInvalid, match=r"words\.toml: 收到 stands in a phrase"):
        make_host(HostOptions(packs=(str(tmp_path),), own_only=True))


def test_endless_paragraphs_are_cut_short(host: Host) -> None:
    for text in ("《" * 50_000, "一" * 50_000, "9" * 50_000 + "件", "其中1件，" * 20_000, "（" * 50_000):
        with alarm(30):
            assert len(read(host, text)) < 1_000


def test_a_number_whose_cells_are_blank_is_told_as_a_blank_table() -> None:
    report = report_of(
        "gid-2021",
        overview="本年度新收政府信息公开申请12件。",
        requests={"new_received.total": "", "new_received.natural_person": ""},
    )
    finding = result_of("gid/claim-received", report).findings[0]

    assert "空白" in str(finding.message)
    assert "为 0" not in str(finding.message)
    assert (finding.expected, finding.actual) == ("12", None)
