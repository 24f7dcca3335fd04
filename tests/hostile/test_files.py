"""Hostile files: each gets one clear reason, the others are checked, time and memory stay bounded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import gouji
from hostile.files import HTML, LAWFUL, MOST_PAGES, hostile

MOST_MEMORY = 1_500_000_000
MEASURED = """
import resource, sys
from gouji.cli import main
code = main()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
open("peak", "w").write(str(peak))
sys.exit(code)
"""
ENDLESS = """
from gouji import hookimpl

@hookimpl(tryfirst=True)
def read(source):
    while source.name.endswith("慢.html"):
        try:
            source.data[:10]
        except Exception:
            pass
"""


def _schema() -> Any:  # noqa: ANN401
    return json.loads((Path(gouji.__file__).parent / "schemas" / "run.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured by POSIX means")
def test_a_folder_of_hostile_files_is_checked_to_the_end(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    wanted = hostile()
    for name, data in {**LAWFUL, **{name: data for name, (data, _) in wanted.items()}}.items():
        (folder / name).write_bytes(data)
    (tmp_path / "gouji.toml").write_text(f"[limits]\npages = {MOST_PAGES}\n", encoding="utf-8")

    command = [sys.executable, "-c", MEASURED, "check", "reports", "--config", "gouji.toml", "--format", "json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)

    run = json.loads((tmp_path / "gouji_out" / "run.json").read_text(encoding="utf-8"))
    jsonschema.validate(run, _schema())
    found = {report["source"].removeprefix("reports/"): report for report in run["reports"]}
    assert done.returncode == 3
    assert {name: found[name]["status"] for name in LAWFUL} == dict.fromkeys(LAWFUL, "checked")
    refused = {name: found[name]["reason"] for name in wanted}
    assert {name: reason for name, reason in refused.items() if not reason or wanted[name][1] not in reason} == {}
    lines = done.stderr.splitlines()
    assert len(lines) == sum(report["status"] == "unreadable" for report in found.values())
    assert all(line.startswith("gouji: reports/") for line in lines)
    assert int((tmp_path / "peak").read_text()) < MOST_MEMORY


def test_a_file_that_takes_too_long_is_cut_off(tmp_path: Path) -> None:
    (tmp_path / "endless.py").write_text(ENDLESS, encoding="utf-8")
    config = tmp_path / "gouji.toml"
    config.write_text("[limits]\nseconds = 8\n", encoding="utf-8")
    slow, good = tmp_path / "慢.html", tmp_path / "好.html"
    for path in (slow, good):
        path.write_bytes(HTML)

    run = gouji.check([slow, good], plugins_dir=tmp_path, config=config)

    assert [report.status for report in run.reports] == [gouji.Status.UNREADABLE, gouji.Status.CHECKED]
    assert run.reports[0].reason == gouji.Text("读取超时（超过 8 秒）", "took longer than 8 s")


def test_parse_takes_limits_too(tmp_path: Path) -> None:
    (tmp_path / "gouji.toml").write_text("[limits]\nfile_bytes = 2000\n", encoding="utf-8")
    (tmp_path / "a.html").write_bytes(HTML)

    command = [sys.executable, "-m", "gouji", "parse", "a.html", "--config", "gouji.toml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)

    assert (done.returncode, "0.002 MB" in done.stderr) == (3, True)
