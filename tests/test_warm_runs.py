"""A second run checks only what changed, and finds the same; nothing that happens to a run or to its cache changes a result."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from gouji import CheckedReport, Document, Source, store
from gouji.cache import Cache
from gouji.cache_file import FILE, content_of
from gouji.checking import Order, Selection
from gouji.cli import gouji as command
from gouji.files import find_files
from gouji.host import Host, HostOptions, make_host
from gouji.record import unpack
from gouji.run import check_files

SAMPLES = Path(__file__).parent.parent / "reports_in"
LOGGING = """
from pathlib import Path
from gouji import Satisfied, hookimpl, rule

@rule("acme/seen", title="Was looked at", basis="", severity="advice", theme="structure")
def seen(report):
    \"\"\"Notes which files were checked.\"\"\"
    with open({log!r}, "a", encoding="utf-8") as file:
        file.write(report.document.source + "\\n")
    yield Satisfied()

@hookimpl
def rules():
    return [seen]
"""


def _folder(tmp_path: Path, number: int = 3) -> Path:
    """Make a folder of so many reports that differ in a blank."""
    folder = tmp_path / "reports"
    folder.mkdir()
    text = (SAMPLES / "示例市公安局_2020.txt").read_text(encoding="utf-8")
    for count in range(number):
        (folder / f"{count}.txt").write_text(text + " " * count, encoding="utf-8")
    return folder


def _gouji(folder: Path, out: Path, *options: str) -> None:
    arguments = ["check", str(folder), "--out", str(out), "--reproducible", "--quiet", "--in-process", *options]
    result = CliRunner().invoke(command, arguments, standalone_mode=False)

    assert result.exception is None, result.exception


def _written(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


class _Checks:
    """Checks a folder again and again with a host of its own, and tells which files were looked at."""

    def __init__(self, plugins: Path, check: str = "yield Satisfied()") -> None:
        plugins.mkdir()
        self._log = plugins / "seen.log"
        text = LOGGING.format(log=str(self._log)).replace("yield Satisfied()", check)
        (plugins / f"seen{len(check)}.py").write_text(text, encoding="utf-8")
        self._order = Order(HostOptions(plugins_dir=(plugins,), own_only=True), Selection(("acme",)), in_process=True)
        self._host = make_host(self._order.options)

    def check(self, folder: Path, cache: Path | None) -> tuple[list[str], str]:
        files = find_files([folder])
        with closing(Cache(cache)) as kept:
            reports = list(check_files(files, self._host, self._order, cache=kept))
        lines = self._log.read_text(encoding="utf-8").split() if self._log.exists() else []
        self._log.unlink(missing_ok=True)
        return [line.rpartition("/")[2] for line in lines], repr(reports)


def test_a_second_run_checks_only_what_changed(tmp_path: Path, cache: Path) -> None:
    folder, checks = _folder(tmp_path), _Checks(tmp_path / "plugins")
    first, second = checks.check(folder, cache), checks.check(folder, cache)
    (folder / "1.txt").write_text((folder / "1.txt").read_text(encoding="utf-8") + "　", encoding="utf-8")
    (folder / "3.txt").write_text((folder / "2.txt").read_text(encoding="utf-8"), encoding="utf-8")
    third, anew = checks.check(folder, cache), checks.check(folder, None)

    assert first[0] == ["0.txt", "1.txt", "2.txt"]
    assert second == ([], first[1])
    assert third == (["1.txt", "3.txt"], anew[1])
    assert anew[0] == ["0.txt", "1.txt", "2.txt", "3.txt"]


def test_other_rules_judge_what_was_read_and_read_no_file_again(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, read, reading = _folder(tmp_path), list[str](), Host.read

    def heard(host: Host, source: Source, begins: Callable[[str], None] | None = None) -> Document:
        read.append(source.name)
        return reading(host, source, begins)

    (folder / "3.txt").write_text("no report", encoding="utf-8")
    monkeypatch.setattr(Host, "read", heard)
    checks = [_Checks(tmp_path / f"plugins{number}", f"yield Satisfied({number})") for number in range(1, 12, 10)]
    first, second = (each.check(folder, cache) for each in checks)
    times = len(read)
    anew = checks[1].check(folder, None)

    assert first[0] == ["0.txt", "1.txt", "2.txt"]
    assert second == anew
    assert times == 4


def test_what_broke_is_tried_again(tmp_path: Path, cache: Path) -> None:
    folder, checks = _folder(tmp_path), _Checks(tmp_path / "plugins", "raise ValueError")

    assert checks.check(folder, cache) == checks.check(folder, cache)
    assert len(checks.check(folder, cache)[0]) == 3


def test_what_could_not_be_read_is_tried_again(tmp_path: Path, cache: Path) -> None:
    folder, checks = _folder(tmp_path), _Checks(tmp_path / "plugins")
    (folder / "0.txt").write_bytes(b"%PDF-1.7 no more than that")
    before = checks.check(folder, cache)
    kept = content_of(cache).entries

    assert "unreadable" in before[1]
    assert (kept["report"], kept["reading"]) == (2, 2)


def test_without_a_cache_nothing_is_kept(tmp_path: Path, cache: Path) -> None:
    _gouji(_folder(tmp_path, 1), tmp_path / "out", "--no-cache")

    assert not (cache / FILE).exists()


def test_a_run_that_finds_nothing_new_leaves_what_the_last_one_wrote(tmp_path: Path) -> None:
    folder, out = _folder(tmp_path, 1), tmp_path / "out"
    page, states = out / "index.html", []
    for change in (lambda: None, lambda: None, lambda: page.write_text("by hand", encoding="utf-8")):
        change()
        _gouji(folder, out)
        states.append((page.stat().st_ino, page.read_bytes()))
    _gouji(folder, out, "--lang", "en")

    assert states[0] == states[1]
    assert states[2][0] != states[1][0]
    assert states[2][1] == states[1][1]
    assert b'lang="en"' in page.read_bytes()


def _times(factor: int, text: str) -> str:
    """Return a report with its figures multiplied, so that none has another's."""
    return re.sub(r"(?<=\t)[1-9]\d*", lambda number: str(int(number[0]) * factor), text)


def _of_agencies(tmp_path: Path) -> Path:
    """Make a folder of four reports: two of one agency, on two years, and two of others."""
    folder = tmp_path / "reports"
    folder.mkdir()
    text = (SAMPLES / "示例市公安局_2020.txt").read_text(encoding="utf-8")
    for name, year in (("公安局", 2020), ("公安局", 2021), ("民政局", 2020), ("财政局", 2020)):
        figures = _times(len(list(folder.iterdir())) + 1, text)
        own = figures.replace("公安局", name).replace("2021", str(year + 1)).replace("2020", str(year))
        (folder / f"{name}{year}.txt").write_text(own, encoding="utf-8")
    return folder


def _stamps(out: Path) -> dict[str, int]:
    return {path.name.partition("-")[0]: path.stat().st_ino for path in (out / "reports").iterdir()}


def _say_more(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "\n另行说明。\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("changed", "stay"),
    [
        ("民政局2020", {"公安局2020", "公安局2021", "财政局2020"}),
        ("公安局2020", {"民政局2020", "财政局2020"}),
    ],
)
def test_only_the_pages_are_written_again_of_which_something_is_another(
    tmp_path: Path, changed: str, stay: set[str]
) -> None:
    folder, out = _of_agencies(tmp_path), tmp_path / "out"
    _gouji(folder, out)
    before = _stamps(out)
    _say_more(folder / f"{changed}.txt")
    _gouji(folder, out)
    after = _stamps(out)
    _gouji(folder, tmp_path / "anew", "--no-cache")

    assert {name for name in before if before[name] == after[name]} == stay
    assert _written(out) == _written(tmp_path / "anew")


def test_of_reports_that_stay_nothing_is_unpacked_to_tell_of_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = _of_agencies(tmp_path), tmp_path / "out"
    unpacked: list[str] = []

    def heard(packed: bytes) -> CheckedReport:
        checked = unpack(packed)
        unpacked.append(checked.source.rpartition("/")[2])
        return checked

    _gouji(folder, out)
    _say_more(folder / "民政局2020.txt")
    monkeypatch.setattr(store, "unpack", heard)
    _gouji(folder, out)

    assert set(unpacked) == {"民政局2020.txt"}


def test_a_page_that_somebody_changed_or_took_away_is_written_again(tmp_path: Path) -> None:
    folder, out = _of_agencies(tmp_path), tmp_path / "out"
    _gouji(folder, out)
    before = _stamps(out)
    pages = sorted((out / "reports").iterdir())
    pages[0].write_text("by hand", encoding="utf-8")
    pages[1].unlink()
    _say_more(folder / "财政局2020.txt")
    _gouji(folder, out)
    after = _stamps(out)
    _gouji(folder, tmp_path / "anew", "--no-cache")

    assert {name for name in before if before[name] == after.get(name)} < set(before)
    assert _written(out) == _written(tmp_path / "anew")


@pytest.mark.parametrize(
    "options", [("--lang", "en", "--annex"), ("--ignore", "structure"), ("--config", "other.toml")]
)
def test_whatever_a_page_follows_from_makes_it_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: Sequence[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.toml").write_text('[rules."gid/review-total"]\nseverity = "minor"\n', encoding="utf-8")
    folder, out = _of_agencies(tmp_path), tmp_path / "out"
    _gouji(folder, out)
    _gouji(folder, out, *options)
    _gouji(folder, tmp_path / "anew", "--no-cache", *options)

    assert _written(out) == _written(tmp_path / "anew")


@pytest.mark.slow
def test_a_decision_makes_the_page_anew_that_it_concerns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder, out, ledger = _of_agencies(tmp_path), tmp_path / "out", tmp_path / "ledger"
    changed = folder / "民政局2020.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("一、总体情况", "", 1), encoding="utf-8")
    _gouji(folder, out, "--ledger", str(ledger))
    before, run = _stamps(out), json.loads((out / "run.json").read_text(encoding="utf-8"))
    marks = [
        (report["source"], mark) for report in run["reports"] for result in report["results"]
        for mark in result["fingerprints"] if "民政局" in report["source"]
    ]  # fmt: skip
    monkeypatch.setenv("GOUJI_USER", "甲")
    decided = ["decide", "dismiss", marks[0][1], "--cause", "reading", "--reason", "核对过原件"]
    decided += ["--ledger", str(ledger), "--run", str(out)]
    result = CliRunner().invoke(command, decided, standalone_mode=False)
    _gouji(folder, out, "--ledger", str(ledger))
    _gouji(folder, tmp_path / "anew", "--no-cache", "--ledger", str(ledger))

    assert result.exception is None, result.output
    assert {name for name, number in _stamps(out).items() if before[name] != number} == {"民政局2020"}
    assert _written(out) == _written(tmp_path / "anew")


def test_the_cache_is_shown_and_cleared_by_a_command(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    _gouji(_folder(tmp_path), tmp_path / "out")
    said = [
        CliRunner().invoke(command, ["cache", *what], standalone_mode=False).output for what in ((), ("clear",), ())
    ]

    kept = "1 comparison, 1 folder, 9 pieces, 3 readings, 3 reports, 1 run"
    assert said[0].startswith(f"{cache / FILE}: {kept}, ")
    assert said[1].endswith(" MB freed\n")
    assert said[2] == f"{cache / FILE}: nothing, 0.0 MB\n"


def test_a_damaged_cache_changes_no_result(tmp_path: Path, cache: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder, checks = _folder(tmp_path, 8), _Checks(tmp_path / "plugins")
    first = checks.check(folder, cache)
    whole = (cache / FILE).read_bytes()
    (cache / FILE).write_bytes(whole[:8192] + b"x" * (len(whole) - 8192))
    second = checks.check(folder, cache)

    assert first[1] == second[1]
    assert capfd.readouterr().err.count("was set aside as gouji.sqlite.unusable") == 1


def _started(folder: Path, out: Path, jobs: int = 1) -> subprocess.Popen[bytes]:
    arguments: Sequence[str] = ("check", str(folder), "--out", str(out), "--reproducible", "--quiet", "--exit-zero")
    return subprocess.Popen([sys.executable, "-m", "gouji", *arguments, "--jobs", str(jobs)], start_new_session=True)


@pytest.mark.slow
def test_two_runs_at_once_share_a_cache(tmp_path: Path) -> None:
    folder = _folder(tmp_path, 20)
    runs = [_started(folder, tmp_path / f"out{number}") for number in range(2)]

    assert [run.wait() for run in runs] == [0, 0]
    assert _written(tmp_path / "out0") == _written(tmp_path / "out1")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals as on POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_after_a_run_that_was_stopped_at_any_moment_the_next_one_goes_on(tmp_path: Path, how: signal.Signals) -> None:
    folder, times, chance = _folder(tmp_path, 40), int(os.environ.get("GOUJI_STOPS", "5")), random.Random(7)
    began = time.monotonic()
    assert _started(folder, tmp_path / "whole").wait() == 0
    lasts = time.monotonic() - began
    for number in range(times):
        if number % 5 == 0:
            gouji_cache = Path(os.environ["GOUJI_CACHE"], FILE)
            gouji_cache.unlink(missing_ok=True)
        run = _started(folder, tmp_path / "out")
        time.sleep(chance.uniform(0, lasts))
        os.killpg(run.pid, how) if how is signal.SIGKILL else run.send_signal(how)
        assert run.wait() in (-how, 0, 2)
    assert _started(folder, tmp_path / "out").wait() == 0

    assert _written(tmp_path / "out") == _written(tmp_path / "whole")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
