"""Two runs compared: what is new, fixed, as it was, or has other figures, and what else has changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from gouji.cli import gouji as command
from gouji.cli.diff_columns import apart, cells
from gouji.decisions.differences import Change, differences
from gouji.decisions.runs import PastRun, RunUnreadable

SAMPLE = Path(__file__).parent.parent / "reports_in" / "示例市交通运输局_2020.txt"


def ran(*arguments: object) -> str:
    done = CliRunner().invoke(command, list(map(str, arguments)), standalone_mode=False)
    assert done.exception is None, done.exception
    return done.output


def finding(
    mark: str, evidence: str = "e", raw: str = "1", rule: str = "gid/a", outcome: str = "fail", **more: object
) -> dict[str, Any]:
    said = {
        "message": f"问题{mark}<b>", "expected": None, "actual": None, "fingerprint": mark, "evidence_fingerprint": evidence,
        "decision": None, "evidence": [{"kind": "cell", "table": "review", "row": mark[:1], "column": "total", "section": None, "raw": raw}],
    }  # fmt: skip
    found = outcome in ("fail", "review")
    return {
        "rule": rule, "severity": "major", "outcome": outcome, "fingerprints": [mark] if found else [],
        "evidence_fingerprints": [evidence] if found else [], "findings": [said] if found else [], **more,
    }  # fmt: skip


def schema_of(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(ran("schema", name))
    return schema


def test_the_data_of_a_comparison_keep_their_schema(tmp_path: Path) -> None:
    past(tmp_path / "a", ("甲局", 2024, "x", [finding("1"), finding("3", "e3")]), ("乙局", 2024, "x", []))
    past(tmp_path / "b", ("甲局", 2024, "y", [finding("2"), finding("3", "other", "9")]))

    jsonschema.validate(json.loads(ran("diff", tmp_path / "a", tmp_path / "b", "--json")), schema_of("diff"))


def past(folder: Path, *reports: tuple[str, int, str, list[dict[str, Any]]], **more: object) -> PastRun:
    """Write a run of reports (agency, year, hash of the file, results), and read it back."""
    told = [
        {"source": f"{agency}{year}.pdf", "agency": agency, "year": year, "sha256": sha, "score": 90.0, "verdict": "rectify",
         "results": results}
        for agency, year, sha, results in reports
    ]  # fmt: skip
    rules = {"gid/a": {"title": "a", "revision": 1, "waivable": True, "four_eyes": False}}
    data = {
        "schema": "gouji.run/1",
        "gouji": "1",
        "packs": [],
        "plugins": [],
        "settings": {},
        "batch": [],
        "rules": rules,
        "reports": told,
    }
    folder.mkdir()
    (folder / "run.json").write_text(json.dumps(data | more), encoding="utf-8")
    return PastRun.read(folder)


def test_findings_are_new_fixed_unchanged_or_have_other_values(tmp_path: Path) -> None:
    before = past(tmp_path / "a", ("甲局", 2024, "x", [finding("1"), finding("2"), finding("3", "e3")]))
    after = past(tmp_path / "b", ("甲局", 2024, "y", [finding("2"), finding("3", "other", "9"), finding("4")]))
    found = differences(before, after)

    assert {change.value: found.count(change) for change in Change} == {
        "new": 1,
        "fixed": 1,
        "changed": 1,
        "unchanged": 1,
        "unseen": 0,
    }
    assert not found.reports[0].same_file
    assert [each.latest.fingerprint for each in found.reports[0].of(Change.CHANGED)] == ["3"]


def test_only_what_was_looked_at_again_is_fixed(tmp_path: Path) -> None:
    """A rule that was left out, a report that is not there, or the other report of a comparison that is not: nobody knows."""
    across = [finding(mark, rule="gid/x", reports=["甲局2024.pdf", "乙局2024.pdf"]) for mark in "56"]
    one, other = ("甲局", 2024, "x", [finding("1"), finding("2", rule="gid/b")]), ("乙局", 2024, "x", [finding("3")])
    before = past(tmp_path / "a", one, other, batch=across[:1])
    mended = ("甲局", 2024, "y", [finding("1", outcome="pass"), finding("2", rule="gid/b", outcome="not_applicable")])
    for name, reports, batch, expected in (
        ("b", [mended], [], {"fixed": "1", "unseen": "235"}),
        ("c", [mended, other], [], {"fixed": "1", "unseen": "25"}),
        ("d", [mended], [finding("", rule="gid/x", outcome="pass", reports=[])], {"fixed": "1", "unseen": "235"}),
        ("e", [mended, other], [finding("", rule="gid/x", outcome="pass", reports=[])], {"fixed": "15", "unseen": "2"}),
        ("f", [mended, other], [finding("", rule="gid/x", outcome="not_checked", reports=["甲局2024.pdf"])], {"fixed": "1", "unseen": "25"}),
        ("g", [mended, other], across[1:], {"new": "6", "fixed": "15", "unseen": "2"}),
    ):  # fmt: skip
        found = differences(before, past(tmp_path / name, *reports, batch=batch))
        told = {
            change.value: "".join(sorted(e.latest.fingerprint for r in found.reports for e in r.of(change)))
            for change in Change
        }

        assert {change: marks for change, marks in told.items() if marks and change != "unchanged"} == expected, name


def test_reports_of_two_years_are_matched_by_rule_and_place(tmp_path: Path) -> None:
    before = past(tmp_path / "a", ("甲局", 2023, "x", [finding("1a"), finding("2a")]), ("乙局", 2023, "z", []))
    after = past(tmp_path / "b", ("甲局", 2024, "y", [finding("1b", "f"), finding("3b")]), ("丙局", 2024, "z", []))
    found = differences(before, after)

    assert [(each.change.value, each.latest.fingerprint) for each in found.reports[0].findings] == [
        ("unchanged", "1b"), ("new", "3b"), ("fixed", "2a"),
    ]  # fmt: skip
    assert [(r.before and r.before["agency"], r.after and r.after["agency"]) for r in found.reports[1:]] == [
        ("乙局", None), (None, "丙局"),
    ]  # fmt: skip


def test_rules_that_changed_are_told_apart_from_reports_that_did(tmp_path: Path) -> None:
    rules = {name: {"title": name, "revision": 2, "waivable": True, "four_eyes": False} for name in ("gid/a", "gid/b")}
    before = past(tmp_path / "a", ("甲局", 2024, "x", []))
    after = past(tmp_path / "b", ("甲局", 2024, "x", [finding("1")]), rules=rules, gouji="2", settings={"rules": {}})
    found = differences(before, after)

    assert found.reports[0].same_file
    assert found.rules == {"gid/b": "new", "gid/a": "revised"}
    assert found.tools == ("gouji 1 → 2", "gouji.toml")


def test_the_page_escapes_what_reports_say_and_needs_no_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    past(tmp_path / "a", ("甲局<i>", 2024, "x", [finding("1")]))
    past(tmp_path / "b", ("甲局<i>", 2024, "y", [finding("1", outcome="pass")]))
    told = ran("diff", tmp_path / "a", tmp_path / "b", "--html", tmp_path / "d.html")
    page = (tmp_path / "d.html").read_text(encoding="utf-8")

    assert told.splitlines()[-1] == "+ new 0 · - fixed 1 · ? not looked at again 0 · ~ changed 0 · = unchanged 0"
    assert "问题1&lt;b&gt;" in page
    assert "<b>问题" not in page
    assert "<i>" not in page
    assert "<script" not in page


@pytest.mark.slow
def test_two_versions_of_a_report_are_checked_and_compared_figure_by_figure(tmp_path: Path) -> None:
    mended = SAMPLE.read_text(encoding="utf-8").replace("规范性文件\t6\t6\t17", "规范性文件\t6\t6\t71")
    (tmp_path / "修订.txt").write_text(mended, encoding="utf-8")
    found = json.loads(ran("diff", SAMPLE, tmp_path / "修订.txt", "--json"))

    jsonschema.validate(found, schema_of("diff"))
    assert [(each["before"], each["after"]) for each in found["reports"][0]["figures"]] == [("17", "71")]
    assert found["counts"]["unchanged"] == 3


def test_both_sides_stand_beside_one_another_in_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    past(tmp_path / "a", ("甲局", 2024, "x", [finding("1" * 16), finding("3" * 16, "e3")]), ("乙局", 2024, "x", []))
    past(tmp_path / "b", ("甲局", 2024, "y", [finding("2" * 16), finding("3" * 16, "other", "9")]))
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    told = ran("diff", tmp_path / "a", tmp_path / "b", "-y").splitlines()
    sides = [(cells(line[:at]), line[at]) for line in told for at in [line.find("~"), line.find("+")] if at > 0]

    assert sides[:2] == [(49, "+"), (49, "~")]
    assert all(cells(line) <= 100 for line in told)
    assert any(line.startswith("问题1111") for line in told)
    assert told[-1] == "+ 新增 1 · - 已消除 1 · ? 未再检查 0 · ~ 数据有变 1 · = 未变 0"


@pytest.mark.parametrize(
    ("content", "problem"),
    [("{}", "no run of schema"), ('{"schema": "gouji.run/1"}', "no run of schema"), ("[", "is no run.json")],
)
def test_what_is_no_run_is_named(tmp_path: Path, content: str, problem: str) -> None:
    (tmp_path / "run.json").write_text(content, encoding="utf-8")

    with pytest.raises(RunUnreadable, match=problem):
        PastRun.read(tmp_path)


def test_of_long_texts_what_differs_is_shown_with_a_little_round_it() -> None:
    long = "前文" * 20

    assert apart(f"{long}收到45件{long}", f"{long}收到43件{long}") == (
        "…文前文前文前文前文收到45件前文前文前文前文前文前…",
        "…文前文前文前文前文收到43件前文前文前文前文前文前…",
    )
    assert apart("1", "11") == ("1", "11")
    assert apart("", "空") == ("", "空")
