"""`gouji decide` and what the next check makes of it; what a baseline knows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from gouji.cli import gouji as command
from gouji.decisions.ledger import Ledger

SAMPLE = Path(__file__).parent.parent / "reports_in" / "示例市交通运输局_2020.txt"
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
