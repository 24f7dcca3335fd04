"""A decision follows its finding, holds while what it rests on stands, and changes the score after decisions alone."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from gouji import (
    CheckedReport,
    Decision,
    Entry,
    Evidence,
    EvidenceKind,
    Finding,
    Outcome,
    PackInvalid,
    Plan,
    Result,
    Rule,
    Severity,
    Standing,
    Status,
    Text,
    Verb,
)
from gouji.cli import gouji as command
from gouji.decisions.applied import After, Held, hold
from gouji.decisions.ledger import Ledger
from gouji.decisions.settings import settings_of
from gouji.decisions.standing import Seen, standing_of
from gouji.decisions.waivers import waivers_of
from gouji.masking import masked
from gouji.model.checked import CheckedAgency
from gouji.rulebook.schemas import SCHEMAS
from gouji.scoring import Scoring
from gouji.settings import load_configuration
from ledgers import entry

TODAY = date(2026, 4, 1)
SEEN = Seen("e" * 16, Severity.MAJOR, TODAY)
RULE = Rule("gid/review-total", Text.of("合计相符"), Text.of("-"), "-", "arithmetic", Severity.MAJOR, lambda report: ())
FAULT = Finding(
    "合计不符", Evidence(EvidenceKind.CELL, "21", "review", "all", "total"), "11", "21", fingerprint="f" * 16,
    evidence_fingerprint="e" * 16,
)  # fmt: skip
LEAD = replace(FAULT, message="疑似", review=True, fingerprint="a" * 16)
FAILED = Result("gid/review-total", Severity.MAJOR, Outcome.FAIL, (FAULT,), 3, 1)
SAMPLE = Path(__file__).parent.parent / "reports_in" / "示例市交通运输局_2020.txt"


def standing(*entries: Entry, seen: Seen = SEEN, rule: Rule = RULE, four_eyes: str = "") -> Decision | None:
    return standing_of(entries, seen, rule, frozenset(filter(None, [four_eyes])))


@pytest.mark.parametrize(
    ("verb", "expected", "takes_away"),
    [
        (Verb.CONFIRM, Standing.CONFIRMED, False), (Verb.DISMISS, Standing.DISMISSED, True),
        (Verb.WAIVE, Standing.WAIVED, True), (Verb.RECTIFY, Standing.STILL_OPEN, False),
        (Verb.ADMIT, Standing.ADMITTED, False), (Verb.CONTEST, Standing.CONTESTED, False),
        (Verb.UPHOLD, Standing.UPHELD, False), (Verb.CHANGE, Standing.CHANGED, False),
        (Verb.ANNUL, Standing.ANNULLED, True),
    ],
)  # fmt: skip
def test_each_verb_leaves_a_finding_standing_in_its_way(verb: Verb, expected: Standing, takes_away: bool) -> None:
    made = standing(entry("1", verb))

    assert made is not None
    assert (made.standing, made.takes_away) == (expected, takes_away)


def test_a_decision_is_void_when_its_evidence_changes_and_tells_what_stood_there() -> None:
    made = standing(entry("1", Verb.WAIVE, printed="21"), seen=replace(SEEN, evidence="d" * 16))

    assert made is not None
    assert (made.standing, made.then, made.takes_away) == (Standing.STALE, "21", False)


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2026, 3, 31), Standing.WAIVED), (date(2026, 4, 1), Standing.EXPIRED)]
)
def test_a_waiver_holds_on_its_last_day_and_not_on_the_next(day: date, expected: Standing) -> None:
    made = standing(entry("1", Verb.WAIVE, expires="2026-03-31"), seen=replace(SEEN, today=day))

    assert made is not None
    assert made.standing is expected


def test_a_decision_is_void_when_its_rule_means_something_else() -> None:
    for revision, expected in ((1, Standing.WAIVED), (2, Standing.STALE)):
        made = standing(entry("1", Verb.WAIVE), rule=replace(RULE, revision=revision))

        assert made is not None
        assert made.standing is expected


def test_a_rule_that_is_not_waivable_refuses_waivers() -> None:
    made = standing(entry("1", Verb.WAIVE), rule=replace(RULE, waivable=False))

    assert made is not None
    assert made.standing is Standing.REFUSED


@pytest.mark.parametrize(
    ("rule", "four_eyes"), [(replace(RULE, four_eyes=True), ""), (RULE, "major"), (RULE, "gid/review-total")]
)
def test_where_four_eyes_are_asked_for_somebody_else_must_approve(rule: Rule, four_eyes: str) -> None:
    waived, own = entry("1", Verb.WAIVE), entry("2", Verb.APPROVE, refers="1")
    other = entry("3", Verb.APPROVE, refers="1", by="李处长")
    alone, by_self, both = (
        standing(*entries, rule=rule, four_eyes=four_eyes)
        for entries in ([waived], [waived, own], [waived, own, other])
    )

    assert alone is not None
    assert alone.standing is Standing.PENDING
    assert by_self == alone
    assert both is not None
    assert (both.standing, both.approver) == (Standing.WAIVED, "李处长")
    assert standing(entry("1"), rule=rule, four_eyes=four_eyes) == standing(entry("1"))


def test_what_is_withdrawn_gives_way_to_what_was_decided_before() -> None:
    first, second = entry("1", Verb.CONFIRM), entry("2", Verb.DISMISS, cause="reading")
    back = standing(first, second, entry("3", Verb.WITHDRAW, refers="2"))

    assert back is not None
    assert back.standing is Standing.CONFIRMED
    assert standing(first, entry("3", Verb.WITHDRAW, refers="1")) is None


def decided(verb: Verb, **parts: object) -> dict[str, Decision]:
    return {
        mark: made for mark in (FAULT.fingerprint, LEAD.fingerprint) if (made := standing(entry("1", verb, **parts)))
    }


@pytest.mark.parametrize(
    ("verb", "finding", "expected"),
    [
        (Verb.WAIVE, FAULT, (Outcome.PASS, 0, 0)), (Verb.CONFIRM, FAULT, (Outcome.FAIL, 1, 1)),
        (Verb.CONFIRM, LEAD, (Outcome.FAIL, 1, 1)), (Verb.DISMISS, LEAD, (Outcome.PASS, 0, 0)),
        (Verb.CONTEST, LEAD, (Outcome.REVIEW, 1, 0)),
    ],
)  # fmt: skip
def test_results_are_left_as_people_decided(verb: Verb, finding: Finding, expected: tuple[Outcome, int, int]) -> None:
    outcome = Outcome.REVIEW if finding.review else Outcome.FAIL
    result = replace(FAILED, findings=(finding,), outcome=outcome, failed=int(not finding.review))
    (left,) = After(decided(verb), {})([result], 2025)

    assert (left.outcome, left.places, left.failed) == expected


def test_a_changed_finding_counts_with_its_new_severity() -> None:
    (left,) = After(decided(Verb.CHANGE, severity="minor"), {RULE.id: RULE})([FAILED], 2025)

    assert (left.outcome, left.severity) == (Outcome.FAIL, Severity.MINOR)


def test_a_grave_finding_that_is_gone_leaves_the_usual_severity() -> None:
    grave = replace(FAULT, grave=True, fingerprint="b" * 16)
    rule = replace(RULE, severity=Severity.MINOR, grave=Severity.CRITICAL)
    result = replace(FAILED, severity=Severity.CRITICAL, findings=(FAULT, grave), failed=2)
    made = standing(entry("1", Verb.DISMISS))
    assert made is not None
    (left,) = After({grave.fingerprint: made}, {rule.id: rule})([result], 2025)

    assert (left.severity, left.failed, left.findings) == (Severity.MINOR, 1, (FAULT,))


def checked(*results: Result) -> CheckedReport:
    passed = tuple(Result(f"gid/p{n}", Severity.MAJOR, Outcome.PASS, checks=1) for n in range(20))
    return CheckedReport(
        "a.txt", "0" * 64, Status.CHECKED, "a", pack="gid", agency=CheckedAgency("示例市教育局"), year=2025,
        results=(*passed, *results),
    )  # fmt: skip


def test_the_score_stands_as_found_and_after_decisions() -> None:
    made = decided(Verb.WAIVE)
    scoring = Scoring({"gid": Plan()}, After(made, {}))
    card, untouched = scoring(checked(FAILED)), scoring(checked())

    assert (card.score, card.score_after_decisions) == (89.0, 100.0)
    assert card.decided is not None
    assert (card.grade, card.decided.grade) == ("B", "A")
    assert untouched.decided is None


def held(*entries: Entry, waivers: str = "", folder: Path | None = None) -> Held:
    loaded = ()
    if folder is not None:
        (folder / "gouji.toml").write_text(waivers, encoding="utf-8")
        configuration = load_configuration(folder / "gouji.toml")
        loaded = waivers_of(configuration, settings_of(configuration), folder, {RULE.id: RULE})  # type: ignore[assignment]
    return Held.of(entries, loaded, {RULE.id: RULE}, TODAY)


def test_a_decision_on_one_of_two_versions_of_a_report_does_not_hold_for_other_values() -> None:
    other = replace(FAILED, findings=(replace(FAULT, evidence_fingerprint="d" * 16),))
    for reports in ([checked(FAILED), checked(other)], [checked(other), checked(FAILED)]):
        made = hold(held(entry("7", Verb.WAIVE)), reports)

        assert [each.standing for each in made.by_fingerprint.values()] == [Standing.STALE]


@pytest.mark.parametrize(
    ("said", "waived"),
    [
        (f'fingerprint = "{"f" * 16}"', True), (f'fingerprint = "{"f" * 16}"\nevidence = "{"e" * 16}"', True),
        (f'fingerprint = "{"c" * 16}"', False), ('agency = "示例市 教育局"\nexpires = 2026-12-31', True),
        ('agency = "示例市公安局"\nexpires = 2026-12-31', False), ("year = 2024\nexpires = 2026-12-31", False),
    ],
)  # fmt: skip
def test_waivers_in_toml_hold_for_what_they_name(tmp_path: Path, said: str, waived: bool) -> None:
    text = f'[[waiver]]\nrule = "gid/review-total"\nreason = "统一口径"\nby = "王检查"\n{said}\n'
    made = hold(held(waivers=text, folder=tmp_path), [checked(FAILED)])

    assert [each.standing for each in made.by_fingerprint.values()] == ([Standing.WAIVED] if waived else [])


def test_a_waiver_that_meets_nothing_is_named_unless_its_report_is_not_here(tmp_path: Path) -> None:
    head = '[[waiver]]\nrule = "gid/review-total"\nreason = "x"\nby = "y"\nexpires = 2026-12-31\n'
    text = f'{head}agency = "示例市教育局"\nyear = 2025\n\n{head}agency = "示例市公安局"\n'
    gone = entry("7", fingerprint="9" * 16, agency="示例市教育局", year=2025)
    elsewhere = replace(gone, key="8", fingerprint="8" * 16, year=2024)
    assigned = replace(gone, key="9", fingerprint="7" * 16, verb=Verb.ASSIGN)
    made = hold(held(gone, elsewhere, assigned, waivers=text, folder=tmp_path), [checked()])

    assert [each.key for each in made.unused] == ["gouji.toml:1", "7"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[waiver]]\nrule = "gid/review-totla"\nreason = "x"\nby = "y"', "did you mean"),
        ('[[waiver]]\nrule = "gid/review-total"\nreason = " "\nby = "y"', "must not be empty"),
        ('[[waiver]]\nrule = "gid/review-total"\nreason = "x"\nby = "y"', "expires is missing"),
        ('[[waiver]]\nrule = "gid/review-total"\nreason = "x"\nby = "y"\napprover = "y"', "must be somebody else"),
        ('[[waiver]]\nrule = "gid/review-total"\nreason = "x"\nby = "y"\nexpires = "soon"', "must be a day"),
        ('[[waiver]]\nrule = "gid/review-total"\nby = "y"', "reason is missing"),
        ('[waiver]\nrule = "gid/review-total"', "two pairs of brackets"),
        ('[decisions]\nledgre = "x"', 'did you mean "ledger"'),
    ],
)
def test_a_slip_in_the_configuration_is_told_with_its_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(PackInvalid, match=f"gouji.toml:.*{problem}"):
        held(waivers=text, folder=tmp_path)


def test_the_schema_of_configurations_knows_decisions_and_waivers() -> None:
    schema = SCHEMAS["config"]([])
    said = '[decisions]\nledger = "a.sqlite"\nfour_eyes = ["major"]\n[[waiver]]\nrule = "r"\nreason = "x"\nby = "y"\nexpires = 2026-12-31'

    jsonschema.validate(tomllib.loads(said), schema)
    with pytest.raises(jsonschema.ValidationError, match="ledgre"):
        jsonschema.validate(tomllib.loads('[decisions]\nledgre = "a"'), schema)


def test_a_renamed_rule_keeps_the_marks_of_its_first_name() -> None:
    renamed = replace(RULE, id="gid/outcomes-total", formerly=("review-total", "reviews-total"))

    assert renamed.first_id == RULE.first_id == "gid/review-total"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("申请人 110101199003074512 来电", "申请人 110101************ 来电"), ("电话13812345678。", "电话138****5678。"),
        ("共 20211234567890 件", "共 20211234567890 件"), ("支出 13812345678901 元", "支出 13812345678901 元"),
    ],
)  # fmt: skip
def test_personal_data_is_masked(text: str, kept: str) -> None:
    assert masked(text) == kept


Gouji = Callable[..., Any]


@pytest.fixture
def gouji(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gouji:
    """Return what runs a command in an empty folder, and gives its exit code, or the error that it ends with."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")

    def run(*arguments: object) -> object:
        done = CliRunner().invoke(command, list(map(str, arguments)), standalone_mode=False)
        return str(done.exception) if done.exception else done.return_value

    return run


def written(folder: Path, out: str = "gouji_out") -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / out / "run.json").read_text(encoding="utf-8"))
    return data


def test_decide_and_check_again(gouji: Gouji, tmp_path: Path) -> None:
    formats = "json,html,sarif,junit,csv"
    assert gouji("check", SAMPLE, "--in-process", "-q", "--reproducible", "--format", formats) == 1
    report = written(tmp_path)["reports"][0]
    failed = [result for result in report["results"] if result["outcome"] == "fail"]
    for result in failed:
        assert (
            gouji("decide", "waive", "--rule", result["rule"], "--reason", "统一口径 13812345678", "--by", "王检查")
            == 0
        )
    mark = failed[0]["fingerprints"][0]
    assert gouji("decide", "withdraw", mark, "--reason", "记错", "--by", "王检查") == 0
    assert gouji("check", SAMPLE, "-q", "--reproducible", "--format", formats) in (0, 1)
    data = written(tmp_path)
    after = data["reports"][0]
    standings = {
        f["fingerprint"]: f["decision"] and f["decision"]["standing"] for r in after["results"] for f in r["findings"]
    }

    assert standings[mark] is None
    assert standings[failed[1]["fingerprints"][0]] == "waived"
    assert after["score"] == report["score"]
    assert after["score_after_decisions"] > after["score"]
    schema = json.loads((Path(__file__).parent.parent / "core/gouji/schemas/run.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, schema)
    sarif = json.loads((tmp_path / "gouji_out" / "gouji.sarif").read_text(encoding="utf-8"))
    statuses = [each["status"] for result in sarif["runs"][0]["results"] for each in result["suppressions"]]
    assert set(statuses) == {"accepted"}
    assert "已处理，不再计入" in (tmp_path / "gouji_out" / "junit.xml").read_text(encoding="utf-8")
    page = next((tmp_path / "gouji_out" / "reports").glob("*.html")).read_text(encoding="utf-8")
    assert "统一口径 138****5678" in page
    assert "13812345678" not in page
    before = [(path.name, path.read_bytes()) for path in sorted((tmp_path / "gouji_out").glob("*.*"))]
    entries = Ledger(str(tmp_path / "gouji_decisions.sqlite")).entries()
    assert gouji("decisions", "export", "out.json") == 0
    assert gouji("decisions", "import", "out.json", "--ledger", "other.sqlite") == 0
    assert Ledger("other.sqlite").entries() == entries
    gouji("check", SAMPLE, "--in-process", "-q", "--reproducible", "--format", formats, "--ledger", "other.sqlite")
    assert [(path.name, path.read_bytes()) for path in sorted((tmp_path / "gouji_out").glob("*.*"))] == before


def test_decisions_that_may_not_be_made_are_refused_in_one_line(gouji: Gouji) -> None:
    gouji("check", SAMPLE, "--in-process", "-q", "--reproducible", "--format", "json")

    for arguments, problem in (
        (["waive", "--reason", "x"], "which findings"),
        (["waive", "--rule", "no-such-rule", "--reason", "x"], "no finding of rule"),
        (["waive", "--agency", "示例市交通运输局"], "needs a reason"),
        (["dismiss", "--agency", "示例市交通运输局", "--reason", "x"], "needs --cause"),
        (["uphold", "--agency", "示例市交通运输局", "--reason", "x"], "nobody contests"),
        (["approve", "--agency", "示例市交通运输局"], "nothing was decided"),
        (["confirm", "--rule", "zero-fill", "--reason", "x", "--severity", "advice"], "--severity goes with change"),
        (["confirm", "--rule", "zero-fill", "--reason", "x", "--due", "2030-01-01"], "--due goes with assign"),
        (
            ["waive", "--rule", "zero-fill", "--reason", "x", "--expires", "2030年2月30日"],
            "there is no day 2030年2月30日",
        ),
        (["waive", "abcdef", "--reason", "x"], "no finding abcdef"),
        (
            ["waive", "--agency", "示例市交通运输局", "--reason", "x", "--expires", "2020-01-01"],
            "has passed already",
        ),
        (["waive", "--rule", "x", "--reason", "x", "--run", "nowhere"], "cannot be read"),
    ):
        said = gouji("decide", *arguments)

        assert problem in said
        assert "\n" not in said


def test_only_what_is_new_since_the_baseline_counts(gouji: Gouji, tmp_path: Path) -> None:
    assert gouji("check", SAMPLE, "--in-process", "-q", "--out", "before", "--format", "json") == 1
    assert gouji("check", SAMPLE, "--in-process", "-q", "--baseline", "before", "--format", "json,sarif,junit") == 0
    sarif = json.loads((tmp_path / "gouji_out" / "gouji.sarif").read_text(encoding="utf-8"))

    assert {result["baselineState"] for result in sarif["runs"][0]["results"]} == {"unchanged"}
    junit = (tmp_path / "gouji_out" / "junit.xml").read_text(encoding="utf-8")
    assert "基线已有" in junit
    assert "<failure" not in junit
    assert "已处理" not in junit
