"""The audit year that the documentation tells: every command of it is run, in its order, in both languages the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gouji.decisions.ledger import Ledger
from gouji.decisions.sheet import COLUMNS
from test_bulletin import cells, said

STORY = Path(__file__).parent.parent / "docs" / "review"
BLOCK = re.compile(r"^```bash\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(name: str) -> list[str]:
    blocks = BLOCK.findall((STORY / name).read_text(encoding="utf-8"))
    return [line for block in blocks for line in block.splitlines()]


def test_both_languages_tell_the_same_commands() -> None:
    assert commands("README.md") == commands("README.zh-CN.md")


def reviewed(command: str, folder: Path, environment: dict[str, str]) -> str:
    """Walk through a review: the first finding is confirmed, then it ends."""
    pexpect = pytest.importorskip("pexpect")
    screen = pexpect.spawn("bash", ["-c", command], cwd=str(folder), encoding="utf-8", timeout=60, env=environment)
    screen.expect(r"\[1/3\]")
    screen.expect(">")
    screen.send("c")
    screen.expect("理由：")
    screen.send("与表三不符\r")
    screen.expect(r"\[2/3\]")
    screen.expect(">")
    screen.send("q")
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 0
    return str(screen.before)


def filled(folder: Path) -> None:
    """Confirm the first line of the workbook."""
    book = load_workbook(folder / "待办.xlsx")
    for name, value in (("verb", "确认"), ("reason", "确无该部分")):
        book.worksheets[0].cell(2, list(COLUMNS).index(name) + 1, value)
    book.save(folder / "待办.xlsx")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the story is told for bash")
def test_the_year_goes_from_check_to_notice(tmp_path: Path) -> None:
    folder = tmp_path / "审计 年"
    shutil.copytree(STORY, folder)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "LANG": "zh_CN.UTF-8", "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    told: dict[str, str] = {}
    for command in commands("README.md"):
        if command.startswith("gouji decisions take"):
            filled(folder)
        if command.startswith("gouji review"):
            told[command] = reviewed(command, folder, environment)
            continue
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{command}: {done.stderr}{done.stdout}"
        told[" ".join(command.split()[:3])] = done.stdout
    notice = said(folder / "复查" / "bulletin.docx")
    verbs = [entry.verb.value for entry in Ledger(str(folder / "gouji_decisions.sqlite")).entries()]

    assert told["gouji decisions take"] == "写入 1 条，冲突 0 条。\n"
    assert "认领 1 项，不认可 0 项，未写入 0 项" in told["gouji decisions answer"]
    assert "第 1 轮回头看：2 份更正后的报告" in told["gouji decisions recheck"]
    assert "承诺" not in told["gouji decisions recheck"]
    assert verbs[:11] == [*["assign"] * 3, "confirm", *["dismiss"] * 3, *["waive"] * 3, "confirm"]
    assert sorted(verbs[11:13]) == ["admit", "contest"]
    assert verbs[13:] == ["uphold", "rectify", "confirm", "confirm"]
    assert "共检查报告3份" in notice
    assert "合格率66.7%" in notice
    assert "（一）内容全面方面。共核实问题 1 项，涉及 1 个单位。" in notice
    assert "示例市交通运输局（缺少“六、其他需要报告的事项”部分）" in notice
    assert "水利局" not in notice
    assert "按时公布3份，逾期公布0份，未公布1份" in notice
    assert "未公布的单位：示例市统计局" in notice
    assert "已整改1处，仍存在1处" in notice
    assert len(cells(folder / "复查" / "bulletin-results.xlsx")) == 5
    assert "∅" not in (folder / "对比.html").read_text(encoding="utf-8")
    assert (folder / "台账.csv").read_text(encoding="utf-8-sig").count("gid/") == len(verbs)
