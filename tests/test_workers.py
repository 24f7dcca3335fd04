"""Workers: where this process can be copied, what it loaded is loaded once; elsewhere each loads it, and finds the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import gouji
from gouji import Outcome
from gouji.checking import Order
from gouji.files import File
from gouji.host import HostOptions
from gouji.limits import Limits
from gouji.model.text import Text
from gouji.workers import kin, process
from gouji.workers.serving import CheckItem
from gouji.workers.tasks import CheckTask

SAMPLES = Path(__file__).parent.parent / "reports_in"
PLUGIN = """
import os, threading, time
from pathlib import Path
import gouji
from gouji import Deprecated, Satisfied, hookimpl, rule

gouji._GOING["Remark"] = Deprecated("1.3", "Finding")
with Path("loaded").open("a") as file:
    file.write(f"{os.getpid()}\\n")
if "THREAD" in os.environ:
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()

@rule("acme/own", title="Own", basis="-", severity="minor", theme="structure")
def own(report):
    \"\"\"Own.\"\"\"
    print("said by a rule")
    gouji.Remark
    yield Satisfied(1)

@hookimpl
def rules():
    return [own]
"""


def _checked(folder: Path, environment: dict[str, str]) -> tuple[int, dict[str, bytes]]:
    """Check two samples with two workers; returns how often the plugin was loaded, and what was written."""
    for name in ("plugins", "in"):
        (folder / name).mkdir(parents=True)
    (folder / "plugins" / "acme.py").write_text(PLUGIN, encoding="utf-8")
    for name in ("示例市公安局_2020.txt", "示例市交通运输局_2020.txt"):
        (folder / "in" / name).write_bytes((SAMPLES / name).read_bytes())
    command = [
        sys.executable,
        "-m",
        "gouji",
        "check",
        "in",
        "--plugins-dir",
        "plugins",
        "--reproducible",
        "--jobs",
        "2",
    ]
    done = subprocess.run(
        [*command, "--out", "out", "--exit-zero", "--no-cache", "--quiet"],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )

    told = "gouji: acme.py:17: gouji.Remark: deprecated since 1.3; write Finding instead"
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(done.stderr.splitlines()) == [told, "said by a rule", "said by a rule"]
    loaded = (folder / "loaded").read_text().split()
    out = folder / "out"
    return len(loaded), {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied")
def test_a_plugin_is_loaded_once_unless_it_starts_a_thread_and_the_result_is_the_same(tmp_path: Path) -> None:
    once, copied = _checked(tmp_path / "a", {})
    each, started = _checked(tmp_path / "b", {"THREAD": "1"})

    assert (once, each) == (1, 3)
    assert copied.keys() >= {"index.html", "run.json"}
    assert copied == started


def test_a_process_whose_signals_are_kept_in_reaches_only_what_it_started() -> None:
    script = """
import os, signal, subprocess, sys
from gouji.workers.apart import keep_signals_in
if not keep_signals_in():
    sys.exit(5)
started = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
started.terminate()
assert started.wait() == -signal.SIGTERM
try:
    os.kill(os.getppid(), signal.SIGCONT)
except PermissionError:
    sys.exit(0)
"""
    done = subprocess.run([sys.executable, "-c", script], check=False)

    if done.returncode == 5:
        pytest.skip("signals are kept in by Linux 6.12 and later")
    assert done.returncode == 0


def test_what_a_process_started_is_found_with_and_without_proc(monkeypatch: pytest.MonkeyPatch) -> None:
    started = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert started.pid in kin.descendants(os.getpid())
        monkeypatch.setattr(kin, "_TASKS", Path("/no/such/folder"))
        assert started.pid in kin.descendants(os.getpid())
    finally:
        started.kill()
        started.communicate()


MEETING = """
import time
from pathlib import Path
from gouji import Satisfied, hookimpl, rule

@rule("acme/meets", title="Meets", basis="-", severity="minor", theme="structure")
def meets(report):
    \"\"\"Waits until another report is checked at the same time.\"\"\"
    Path(report.document.source + ".here").touch()
    until = time.monotonic() + 8
    while len(list(Path().glob("*.here"))) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    if time.monotonic() < until:
        yield Satisfied(1)

@hookimpl
def rules():
    return [meets]
"""


def test_two_files_are_checked_by_two_workers_at_the_same_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "acme.py").write_text(MEETING, encoding="utf-8")
    for name in ("示例市公安局_2020.txt", "示例市交通运输局_2020.txt"):
        (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())
    run = gouji.check(["*.txt"], plugins_dir=tmp_path, select=["acme"], jobs=2, cache=False)

    assert [result.outcome for report in run.reports for result in report.results] == [Outcome.PASS] * 2


def _task() -> CheckTask:
    return CheckTask(0, File(Path("a.txt"), "a.txt"), Limits())


def _left_out(task: CheckTask) -> list[str]:
    item = task.item({})
    assert isinstance(item, CheckItem)
    return sorted(item.without)


def test_of_rules_that_may_have_ended_a_worker_later_the_one_that_did_is_found() -> None:
    task, how = _task(), Text.of("exit 9")

    assert [task.suspected(f"rule {rule}", how) for rule in ("acme/c", "acme/b", "acme/b")] == [True, True, False]
    assert _left_out(task) == ["acme/b", "acme/c"]
    assert task.cleared()
    assert _left_out(task) == ["acme/b"]
    assert not task.cleared()
    assert task.late == ["acme/b"]


def test_what_a_reader_did_before_is_suspected_of_nothing() -> None:
    assert not _task().suspected("reader acme", Text.of("exit 9"))


def test_a_run_that_was_halted_itself_blames_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(process, "monotonic", lambda: clock[0])
    worker = process.WorkerProcess(Order(HostOptions(own_only=True)))
    overdue = []
    try:
        for step in (0, 1, 3600, 4, 4, 4, 4):  # the limit is twenty seconds of waiting
            clock[0] += step
            overdue.append(worker.is_overdue(1))
    finally:
        worker.kill()

    assert overdue == [False] * 6 + [True]
