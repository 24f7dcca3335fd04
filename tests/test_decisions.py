"""A decision follows its finding, holds while what it rests on stands, and changes the score after decisions alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gouji import (
    CheckedReport,
    Decided,
    Decision,
    Entry,
    Evidence,
    EvidenceKind,
    Finding,
    Outcome,
    Plan,
    Result,
    Rule,
    Run,
    Severity,
    Standing,
    Status,
    Text,
    Verb,
)
from gouji.cache import Cache
from gouji.decisions.applied import After, Held, hold
from gouji.decisions.standing import Seen, standing_of
from gouji.decisions.waivers import Waiver
from gouji.grounds import Grounds
from gouji.masking import masked
from gouji.model.checked import CheckedAgency
from gouji.record import pack, unpack
from gouji.scoring import Scoring
from gouji.store import StoredReports
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


def decided(verb: Verb, **parts: object) -> Decided:
    made = standing(entry("1", verb, **parts))
    assert made is not None
    return Decided(dict.fromkeys((FAULT.fingerprint, LEAD.fingerprint), made))


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


def test_a_change_that_waits_for_somebody_else_changes_nothing() -> None:
    made = standing(entry("1", Verb.CHANGE, severity="minor"), four_eyes="major")
    assert made is not None
    (left,) = After(Decided({FAULT.fingerprint: made}), {RULE.id: RULE})([FAILED], 2025)

    assert (made.standing, left.severity) == (Standing.PENDING, FAILED.severity)


def test_a_grave_finding_that_is_gone_leaves_the_usual_severity() -> None:
    grave = replace(FAULT, grave=True, fingerprint="b" * 16)
    rule = replace(RULE, severity=Severity.MINOR, grave=Severity.CRITICAL)
    result = replace(FAILED, severity=Severity.CRITICAL, findings=(FAULT, grave), failed=2)
    made = standing(entry("1", Verb.DISMISS))
    assert made is not None
    (left,) = After(Decided({grave.fingerprint: made}), {rule.id: rule})([result], 2025)

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


@pytest.mark.parametrize("waived", [False, True])
def test_only_reports_on_which_somebody_decided_are_unpacked(
    cache: Path, waived: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[str] = []

    def noted(packed: bytes) -> CheckedReport:
        report = unpack(packed)
        fetched.append(report.source)
        return report

    monkeypatch.setattr("gouji.store.unpack", noted)
    kept, keys = Cache(cache), [b"1", b"2", b"3"]
    for key, mark in zip(keys, ("f", "b", "c"), strict=True):
        name = f"示例市{mark}局"
        own = replace(FAILED, findings=(replace(FAULT, at=None, fingerprint=mark * 16, evidence=FAULT.evidence),))
        about = CheckedAgency(name, "department", (), "示例市", name)
        kept.put(key, pack(_checked(f"{mark}.html", about, own)), "report")
    reports = StoredReports(kept, keys)
    said = entry("1", Verb.WAIVE, agency="示例市f局", year=2023, fingerprint="" if waived else "f" * 16)
    waivers = [Waiver(said, "", "gouji.toml")] if waived else []
    held = Held.of([] if waived else [said], waivers, {RULE.id: RULE}, TODAY)
    decided = hold(held, reports)

    assert list(decided.by_fingerprint) == ["f" * 16]
    assert fetched == ["f.html"]
    assert Grounds(Run(reports, decided=decided, paths={f"{mark}.html": "" for mark in "fbc"})).of(1)
    assert fetched == ["f.html"]


def _checked(source: str, agency: CheckedAgency, result: Result) -> CheckedReport:
    return CheckedReport(
        source,
        "0" * 64,
        Status.CHECKED,
        source,
        pack="gid",
        form="gid-2021",
        agency=agency,
        year=2023,
        results=(result,),
    )
