"""A machine that is busy with much else: the limits count processor time, and every outcome is as on an idle one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import gouji
from gouji import CheckedReport, Outcome, Status
from hostile.files import HTML

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="not tried there yet"),
]

BUSY_A_CORE = 3
PLUGIN = """
from time import process_time
from gouji import Satisfied, hookimpl, rule

def works(seconds):
    until = process_time() + seconds
    while process_time() < until:
        pass

@hookimpl(tryfirst=True)
def read(source):
    works(600 if source.name == "hangs.html" else 0.2)

@rule("acme/hangs", title="Hangs", basis="-", severity="minor", theme="structure")
def hangs(report):
    \"\"\"Hangs.\"\"\"
    works(600)
    yield Satisfied(1)

@rule("acme/slow", title="Slow", basis="-", severity="minor", theme="structure")
def slow(report):
    \"\"\"Takes a fifth of what it may.\"\"\"
    works(0.2)
    yield Satisfied(1)

@hookimpl
def rules():
    return [hangs, slow]
"""


@contextmanager
def _busy_machine() -> Iterator[None]:
    """Keep every core busy with several other processes."""
    count = BUSY_A_CORE * (os.cpu_count() or 1)
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def _checked(folder: Path, jobs: int) -> list[CheckedReport]:
    paths = [folder / name for name in ("a.html", "hangs.html", "z.html")]
    config, plugins = folder / "gouji.toml", folder / "plugins"
    run = gouji.check(paths, plugins_dir=plugins, config=config, select=["acme"], jobs=jobs, cache=False)
    return list(run.reports)


def test_a_busy_machine_changes_no_outcome(tmp_path: Path) -> None:
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "bad.py").write_text(PLUGIN, encoding="utf-8")
    (tmp_path / "gouji.toml").write_text("[limits]\nseconds = 2\nrule_seconds = 1\n", encoding="utf-8")
    for name in ("a.html", "hangs.html", "z.html"):
        (tmp_path / name).write_bytes(HTML)

    idle = _checked(tmp_path, jobs=1)
    with _busy_machine():
        busy = _checked(tmp_path, jobs=2)

    assert busy == idle
    assert [report.status for report in idle] == [Status.CHECKED, Status.UNREADABLE, Status.CHECKED]
    outcomes = [{result.rule: result.outcome for result in report.results} for report in idle if report.results]
    assert outcomes == [{"acme/hangs": Outcome.ERROR, "acme/slow": Outcome.PASS}] * 2
