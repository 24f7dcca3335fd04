"""Gouji in pipelines: the hook and the action run as they are written, and others can read what comes out."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml
from sarif_pydantic import Sarif

from test_differences import SAMPLE, ran

ROOT = Path(__file__).parent.parent
CLEAN = SAMPLE.parent / "示例市教育局_2024.docx"
WITH_GOUJI = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture(scope="module")
def hook() -> dict[str, Any]:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert isinstance(hook, dict)
    return hook


def test_the_hook_is_one_that_pre_commit_takes(hook: dict[str, Any]) -> None:
    clientlib = pytest.importorskip("pre_commit.clientlib")
    clientlib.load_manifest(ROOT / ".pre-commit-hooks.yaml")

    assert [bool(re.search(hook["files"], name)) for name in ("报告.pdf", "a/b.docx", "x.py", "run.json")] == [
        True, True, False, False,
    ]  # fmt: skip


@pytest.mark.slow
def test_the_hook_stops_a_commit_of_a_faulty_report_and_lets_a_right_one_pass(
    hook: dict[str, Any], tmp_path: Path
) -> None:
    pytest.importorskip("pre_commit")
    own = {"repo": "local", "hooks": [{**hook, "language": "system"}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(
        yaml.safe_dump({"repos": [own]}, allow_unicode=True), encoding="utf-8"
    )

    def did(*command: str) -> subprocess.CompletedProcess[str]:
        home = {"PRE_COMMIT_HOME": str(tmp_path / ".cache"), "GIT_CONFIG_GLOBAL": os.devnull}
        return subprocess.run(
            command, cwd=tmp_path, env=WITH_GOUJI | home, capture_output=True, text=True, encoding="utf-8", check=False
        )

    did("git", "init", "-q")
    outcomes = []
    for sample in (SAMPLE, CLEAN):
        shutil.copy(sample, tmp_path / sample.name)
        did("git", "add", sample.name)
        outcomes.append(did(sys.executable, "-m", "pre_commit", "run").returncode)
        did("git", "rm", "-q", "--cached", sample.name)

    assert outcomes == [1, 0]


def test_the_action_is_one_that_github_takes() -> None:
    """By the schema of an independent validator, which brings GitHub's with it."""
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")
@pytest.mark.parametrize(("paths", "code"), [(f"{SAMPLE}\n\n", 1), (f"{CLEAN}", 0), ("$(touch owned); no\n", 2)])
def test_the_action_checks_what_it_is_given_and_runs_nothing_else(tmp_path: Path, paths: str, code: int) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    step = action["runs"]["steps"][-1]
    names = {name: re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", value) for name, value in step["env"].items()}
    given = {name: action["inputs"][match[1]]["default"] for name, match in names.items() if match}
    assert given.keys() == names.keys()
    environment = WITH_GOUJI | given | {"GOUJI_PATHS": paths, "GITHUB_OUTPUT": str(tmp_path / "output")}
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]], cwd=tmp_path, env=environment, capture_output=True, check=False
    )

    assert done.returncode == code, done.stderr.decode()
    assert not (tmp_path / "owned").exists()
    assert (tmp_path / "output").read_text(encoding="utf-8") == "folder=gouji_out\nsarif=gouji_out/gouji.sarif\n"
    assert (tmp_path / "gouji_out" / "gouji.sarif").exists() is (code != 2)


def test_others_read_our_junit_and_sarif_with_what_was_decided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    check = ("check", SAMPLE, "--in-process", "-q", "--format", "json,sarif,junit")
    ran(*check)
    before = JUnitXml.fromfile("gouji_out/junit.xml")
    ran("decide", "waive", "--rule", "required-sections", "--reason", "机构改革，次年补报", "--by", "王检查")
    ran("decide", "contest", "--rule", "zero-fill", "--reason", "不认可", "--by", "示例局")
    ran(*check)
    after = JUnitXml.fromfile("gouji_out/junit.xml")
    log = Sarif.model_validate(json.loads(Path("gouji_out/gouji.sarif").read_text(encoding="utf-8")))
    results = {result.rule_id: result for result in log.runs[0].results or ()}
    suite = next(iter(after))

    assert (after.failures, after.skipped) == (before.failures - 1, before.skipped + 1)
    assert suite.tests == len(list(suite))
    assert sum(bool(case.result) and case.result[0].type == "major" for case in suite) <= suite.failures
    (waived,) = list(results["gid/required-sections"].suppressions)
    assert "机构改革，次年补报" in waived["justification"]
    assert (waived["kind"], waived["status"]) == ("external", "accepted")
    assert [each["status"] for each in results["gid/zero-fill"].suppressions] == ["underReview"]


def test_others_read_what_is_new_since_a_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = SAMPLE.read_text(encoding="utf-8")
    (tmp_path / SAMPLE.name).write_text(text, encoding="utf-8")
    ran("check", SAMPLE.name, "--in-process", "-q", "--out", "before", "--format", "json")
    (tmp_path / SAMPLE.name).write_text(text.replace("2021年1月5日", "2021年3月5日"), encoding="utf-8")
    ran("check", SAMPLE.name, "--in-process", "-q", "--baseline", "before", "--format", "json,sarif,junit")
    log = Sarif.model_validate(json.loads(Path("gouji_out/gouji.sarif").read_text(encoding="utf-8")))
    states = {result.rule_id: (result.model_extra or {})["baselineState"] for result in log.runs[0].results or ()}
    failed = [case for case in next(iter(JUnitXml.fromfile("gouji_out/junit.xml"))) if case.is_failure]

    assert [rule for rule, state in states.items() if state == "new"] == ["gid/publication-deadline"]
    assert set(states.values()) <= {"new", "unchanged", "updated"}
    assert len(failed) == 1
