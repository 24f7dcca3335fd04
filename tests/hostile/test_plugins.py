"""Hostile plugins: each costs its own result only, whatever it does to the process that runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import gouji
from gouji import CheckedReport, Outcome, Status
from hostile.files import HTML

pytestmark = pytest.mark.slow
LOOKS = "import sys; from gouji.workers.apart import keep_signals_in; sys.exit(not keep_signals_in())"
APART = subprocess.run([sys.executable, "-c", LOOKS], check=False).returncode == 0
"""Whether the system keeps the signals of a worker among its own processes."""

RULES = '''
import ctypes, mmap, os, re, signal, sys, threading, time
from gouji import Evidence, Finding, Report, Satisfied, hookimpl, rule

class Silent(Exception):
    def __repr__(self):
        raise RuntimeError("in repr")
    __str__ = __repr__

class Deadly:
    def __del__(self):
        os._exit(9)

def spoil():
    while True:
        for number in range(3, 40):
            try:
                os.write(number, b"z" * 50)
            except OSError:
                pass

def deep(n):
    return deep(n + 1) + 1

@rule("acme/bad", title="Bad", basis="-", severity="minor", theme="structure")
def bad(report):
    """Bad."""
    {deed}
    yield Satisfied(1)

@rule("acme/good", title="Good", basis="-", severity="minor", theme="structure")
def good(report):
    """Good."""
    yield Satisfied(1)

@hookimpl
def rules():
    return [bad, good]
'''
SHORT = "[limits]\nseconds = 5\nrule_seconds = 0.5\nmemory_bytes = 2000000000\n"
SWALLOWING = """
    while True:
        try:
            sum(range(1000))
        except BaseException:
            pass
"""
BREAKING = {
    "raises": "raise ValueError('x')",
    "raises the highest": "raise BaseException('x')",
    "exits": "sys.exit(0)",
    "is interrupted": "raise KeyboardInterrupt",
    "closes a generator": "raise GeneratorExit",
    "cannot be shown": "raise Silent",
    "recurses": "deep(0)",
    "is no number": "yield Finding(5, at=report)",
    "has rubbish for evidence": "yield Finding('m', evidence=(Evidence('rubbish', 'r'),))",
    "has rubbish to expect": "yield Finding('m', expected=5, at=report)",
    "yields rubbish": "yield 5",
    "ends the process": "os._exit(0)",
    "closes all files": "os.closerange(3, 300)",
    "counts backwards": "yield Satisfied(-1)",
    "counts beyond all": "yield Satisfied(10 ** 6000)",
    "forgets all modules": "sys.modules.clear()",
    "takes a function from all": "import json; json.dumps = None",
    "forbids files to all": "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))",
    "leads its streams elsewhere": "[os.dup2(os.open('/dev/null', os.O_RDWR), number) for number in range(3, 20)]",
    "leaves a thread that writes everywhere": "import _thread; _thread.start_new_thread(spoil, ())",
    "leaves a process that writes everywhere": "os.fork() or spoil()",
    "drops what ends the process": "thing = Deadly(); thing.itself = thing",
    "lays into the report what ends the process": "vars(report)['thing'] = Deadly()",
    "ends the process with all that goes on": "sys.addaudithook(lambda *_: os._exit(3))",
    "ends the process when it is tidied": "import gc; gc.callbacks.append(lambda *_: os._exit(5)); gc.enable(); gc.set_threshold(1)",
    "kills itself": "os.kill(os.getpid(), signal.SIGKILL)",
    "breaks memory": "ctypes.string_at(0)",
    "loops": "while True: pass",
    "loops in C": "re.match('(a+)+b', 'a' * 60)",
    "loops and swallows": SWALLOWING.strip(),
    "loops where no alarm is heard": "signal.setitimer(signal.ITIMER_PROF, 0); exec('while True: pass')",
    "allocates": "hoard = [bytearray(100_000_000) for _ in range(1000)]",
}
HARMLESS = {
    "starts a thread": "threading.Thread(target=time.sleep, args=(600,)).start()",
    "prints": "print('x' * 100_000); os.write(1, b'x' * 1000)",
    "closes the output": "sys.stdout.close()",
    "reads the input": "sys.stdin.read()",
    "goes elsewhere": "os.chdir('/')",
    "closes the standard streams": "[os.close(number) for number in range(3)]",
    "finds no module any more": "sys.path.clear(); sys.meta_path.clear(); sys.path_hooks.clear()",
    "exits in the end": "import atexit; atexit.register(os._exit, 0)",
    "kills all that it may": "os.kill(-1, signal.SIGKILL) if APART else None",
}


def _checked(folder: Path, deed: str, jobs: int = 1, limits: str = SHORT) -> list[CheckedReport]:
    plugins = folder / "plugins"
    plugins.mkdir()
    (plugins / "bad.py").write_text(f"APART = {APART}\n{RULES.format(deed=deed)}", encoding="utf-8")
    config = folder / "gouji.toml"
    config.write_text(limits, encoding="utf-8")
    for name in ("a.html", "b.html"):
        (folder / name).write_bytes(HTML)
    paths = [folder / "a.html", folder / "b.html"]
    run = gouji.check(paths, plugins_dir=plugins, config=config, select=["acme"], jobs=jobs)
    return list(run.reports)


@pytest.mark.skipif(
    sys.platform == "win32", reason="many of these deeds (signals, limits, copies of a process) are those of POSIX"
)
@pytest.mark.parametrize("deed", BREAKING.values(), ids=BREAKING)
def test_a_rule_that_breaks_is_an_error_by_name_and_the_others_run(tmp_path: Path, deed: str) -> None:
    reports = _checked(tmp_path, deed)

    outcomes = [{result.rule: result.outcome for result in report.results} for report in reports]
    assert outcomes == [{"acme/bad": Outcome.ERROR, "acme/good": Outcome.PASS}] * 2
    notes = {result.note.en for report in reports for result in report.results if result.note}
    assert len(notes) == 1
    assert "(plugin bad)" in notes.pop()


def test_memory_that_the_platform_does_not_hold_back_costs_the_rule_that_takes_it(tmp_path: Path) -> None:
    limits = "[limits]\nrule_seconds = 30\nmemory_bytes = 900000000\n"
    deed = "hoard = mmap.mmap(-1, 10**9); [hoard.write(bytes(10**8)) for _ in range(10)]; time.sleep(60)"
    reports = _checked(tmp_path, deed, limits=limits)

    notes = {result.note.en for report in reports for result in report.results if result.note}
    assert [r.outcome for report in reports for r in report.results] == [Outcome.ERROR, Outcome.PASS] * 2
    assert notes == {"the rule itself broke (plugin bad); the report is not to blame: the process died (MemoryError)"}


@pytest.mark.parametrize("deed", HARMLESS.values(), ids=HARMLESS)
def test_what_a_rule_does_beside_its_work_changes_nothing(tmp_path: Path, deed: str) -> None:
    reports = _checked(tmp_path, deed)

    assert [result.outcome for report in reports for result in report.results] == [Outcome.PASS] * 4


def test_several_workers_find_the_same(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()

    deed = "os._exit(3) if 'a.html' in report.document.source else None"
    assert _checked(one, deed) == _checked(two, deed, jobs=2)


READER = """
import os, re, sys
from gouji import Document, Source, hookimpl

@hookimpl(tryfirst=True)
def {hook}(source):
    if source.name == "a.html":
        {deed}
"""


@pytest.mark.skipif(
    sys.platform == "win32", reason="memory is taken back there by ending the worker, with another reason"
)
@pytest.mark.parametrize(
    ("hook", "deed", "reason"),
    [
        ("read", "raise ValueError('ratio a / b is wrong')", "the reader broke (plugin bad): ValueError('ratio a / b is wrong')"),
        ("read", "sys.exit(0)", "the reader broke (plugin bad): SystemExit(0)"),
        ("convert", "raise BaseException('x')", "the reader broke (plugin bad): BaseException('x')"),
        ("read", "from gouji import UnreadableReport; raise UnreadableReport(5)", "the reader broke (plugin bad): UnreadableReport(5)"),
        ("read", "hoard = [bytearray(10_000_000) for _ in range(10_000)]", "out of memory"),
        ("convert", "return 5", "the reader broke (plugin bad): must be Source, not int"),
        ("read", "os._exit(0)", "the process died on this file (exit 0, plugin bad)"),
        ("read", "re.match('(a+)+b', 'a' * 60)", "took longer than 5 s"),
    ],
)  # fmt: skip
def test_a_reader_that_breaks_costs_its_file(tmp_path: Path, hook: str, deed: str, reason: str) -> None:
    (tmp_path / "bad.py").write_text(READER.format(hook=hook, deed=deed), encoding="utf-8")
    (tmp_path / "gouji.toml").write_text(SHORT, encoding="utf-8")
    paths = [tmp_path / "a.html", tmp_path / "b.html"]
    for path in paths:
        path.write_bytes(HTML)

    run = gouji.check(paths, plugins_dir=tmp_path, config=tmp_path / "gouji.toml")

    assert [report.status for report in run.reports] == [Status.UNREADABLE, Status.CHECKED]
    assert run.reports[0].reason is not None
    assert run.reports[0].reason.en == reason
    assert run.reports[0].traceback.endswith(
        ("Error: ratio a / b is wrong\n", "Exit: 0\n", "BaseException: x\n", "Report: 5\n", "")
    )
    assert bool(run.reports[0].traceback) == (deed.startswith("sys.exit") or "raise" in deed)


def test_a_rule_that_hangs_on_three_reports_is_stopped_on_all(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(
        RULES.format(deed="while report.document.source != '1.html': pass"), encoding="utf-8"
    )
    (tmp_path / "gouji.toml").write_text(SHORT, encoding="utf-8")
    for number in range(6):
        (tmp_path / f"{number}.html").write_bytes(HTML)
    paths = [tmp_path / f"{number}.html" for number in range(6)]

    run = gouji.check(paths, plugins_dir=tmp_path, config=tmp_path / "gouji.toml", select=["acme"])

    found = [
        (result.outcome, result.note)
        for report in run.reports
        for result in report.results
        if result.rule == "acme/bad"
    ]
    assert {outcome for outcome, _ in found} == {Outcome.ERROR}
    assert {note.en.rpartition(": ")[2] for _, note in found if note} == {
        "it took too long or ended its process on 3 reports and was not run any more"
    }


LATE = """
    threading.Timer(0.02, os._exit, [7]).start()
    yield Satisfied(1)

@rule("acme/next", title="Next", basis="-", severity="minor", theme="structure")
def next_rule(report):
    \"\"\"Next.\"\"\"
    time.sleep(0.5)
"""


def test_a_rule_that_leaves_a_thread_is_blamed_for_what_that_does_to_the_next_rule(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(
        RULES.format(deed=LATE.strip()).replace("[bad, good]", "[bad, next_rule, good]"), encoding="utf-8"
    )
    (tmp_path / "a.html").write_bytes(HTML)

    [report] = gouji.check([tmp_path / "a.html"], plugins_dir=tmp_path, select=["acme"]).reports

    assert {result.rule: result.outcome for result in report.results} == {
        "acme/bad": Outcome.ERROR, "acme/next": Outcome.PASS, "acme/good": Outcome.PASS,
    }  # fmt: skip


CHANGING = """
    import decimal, locale
    decimal.getcontext().prec = 1
    locale.setlocale(locale.LC_ALL, "C")
    os.environ.clear()
    os.umask(0o777)
    sys.setrecursionlimit(len(__import__("inspect").stack()) + 40)
    sys.setprofile(lambda *_: None)
    sys.stdout = sys.stderr = None
"""


def test_a_rule_that_changes_what_is_round_it_changes_no_other_result(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(RULES.format(deed=CHANGING.strip()), encoding="utf-8")
    paths = [tmp_path / "a.html", tmp_path / "b.html"]
    for path in paths:
        path.write_bytes(HTML)

    runs = [gouji.check(paths, plugins_dir=plugins, cache=False) for plugins in (None, tmp_path)]

    of_others = [
        [r for r in report.results if not r.rule.startswith("acme/")] for run in runs for report in run.reports
    ]
    assert of_others[0] == of_others[2]
    assert of_others[1] == of_others[3]


@pytest.mark.skipif(sys.platform != "linux", reason="who started whom is told by Linux")
def test_what_a_rule_started_ends_with_the_run(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    deed = (
        "import subprocess; started = subprocess.Popen(['sleep', '600'], start_new_session=True); "
        f"open('{kept}.' + str(started.pid), 'w').close()"
    )

    _checked(tmp_path, deed)

    started = [int(path.suffix[1:]) for path in tmp_path.glob("kept.*")]
    assert started
    assert not [each for each in started if is_running(each)]


def is_running(process: int) -> bool:
    """Tell whether a process still runs; one that only waits to be forgotten does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


RUBBISH = """
    for number in range(3, 40):
        with contextlib.suppress(OSError):
            os.write(number, b"z" * 50)
"""


def test_a_rule_that_writes_where_its_worker_answers_is_found_and_no_other_is_blamed(tmp_path: Path) -> None:
    reports = _checked(tmp_path, "import contextlib" + RUBBISH.rstrip())

    outcomes = [{result.rule: result.outcome for result in report.results} for report in reports]
    assert outcomes == [{"acme/bad": Outcome.ERROR, "acme/good": Outcome.PASS}] * 2


@pytest.mark.skipif(not APART, reason="signals are kept in by Linux 6.12 and later")
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGKILL", "SIGSTOP"])
def test_a_plugin_cannot_end_or_halt_the_run(tmp_path: Path, number: str) -> None:
    for jobs in (1, 2):
        folder = tmp_path / str(jobs)
        folder.mkdir()
        reports = _checked(folder, f"os.kill(os.getppid(), signal.{number})", jobs)

        outcomes = [{result.rule: result.outcome for result in report.results} for report in reports]
        assert outcomes == [{"acme/bad": Outcome.ERROR, "acme/good": Outcome.PASS}] * 2
        notes = [result.note.en for report in reports for result in report.results if result.note]
        assert all("PermissionError(1, 'Operation not permitted')" in note for note in notes)


ACROSS = """
import os, re, signal, sys
from gouji import Satisfied, hookimpl, rule

@rule("acme/bad", title="Bad", basis="-", severity="minor", theme="structure", scope="{scope}")
def bad(looked_at):
    \"\"\"Bad.\"\"\"
    {deed}
    yield Satisfied(1)

@rule("acme/good", title="Good", basis="-", severity="minor", theme="structure", scope="agency")
def good(history):
    \"\"\"Good.\"\"\"
    yield Satisfied(1)

@rule("acme/all", title="All", basis="-", severity="minor", theme="structure", scope="all")
def all_good(everyone):
    \"\"\"All.\"\"\"
    yield Satisfied(len(list(everyone)))

@hookimpl
def rules():
    return [bad, good, all_good]
"""
BREAKING_ACROSS = {
    "exits": ("agency", "os._exit(0)", "the process died (exit 0)"),
    "kills itself": ("all", "os.kill(os.getpid(), signal.SIGKILL)", "the process died (SIGKILL)"),
    "loops in C": ("agency", "re.match('(a+)+b', 'a' * 60)", "no end after 0.5 s"),
    "allocates": ("all", "hoard = bytearray(3_000_000_000)", "MemoryError()"),
    "raises": ("agency", "raise ValueError('x')", "ValueError('x')"),
}


@pytest.mark.skipif(
    sys.platform == "win32",
    reason="one of them kills itself by a signal, another one takes memory, which ends it there",
)
@pytest.mark.parametrize(("scope", "deed", "said"), BREAKING_ACROSS.values(), ids=BREAKING_ACROSS)
def test_a_rule_across_reports_that_breaks_costs_its_own_results(
    tmp_path: Path, scope: str, deed: str, said: str
) -> None:
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "bad.py").write_text(ACROSS.format(scope=scope, deed=deed), encoding="utf-8")
    (tmp_path / "gouji.toml").write_text(SHORT, encoding="utf-8")
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_bytes(HTML.replace(b"<body>", f"<body><!-- {name} -->".encode()))
    command = [sys.executable, "-m", "gouji", "check", "a.html", "b.html", "--plugins-dir", "plugins", "--lang", "en"]
    command += ["--format", "json", "--reproducible", "--traceback", "--no-cache", "--select", "acme"]

    written = []
    for jobs in ("1", "2"):
        done = subprocess.run([*command, "--jobs", jobs], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 3
        assert f"acme/bad: the rule itself broke (plugin bad); the report is not to blame: {said}" in done.stderr
        written.append((tmp_path / "gouji_out" / "run.json").read_bytes())

    assert written[0] == written[1]
    of: dict[str, list[str]] = {}
    for result in json.loads(written[0])["batch"]:
        of.setdefault(result["rule"], []).append(result["outcome"])
    assert set(of["acme/bad"]) == {"error"}
    assert set(of["acme/good"]) in ({"pass"}, {"not_checked"})
    assert of["acme/all"] == ["pass"]


def test_a_script_without_a_main_guard_may_check(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    (tmp_path / "json.py").write_text(
        "raise SystemExit('a file beside the script was taken for a module')", encoding="utf-8"
    )
    script = tmp_path / "scripts" / "script.py"
    script.parent.mkdir()
    script.write_text("import gouji\nprint(len(gouji.check(['a.html', 'a.html'], jobs=2).reports))\n", encoding="utf-8")

    done = subprocess.run([sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "1\n", "")


WRITERS = """
import os, re, signal, sys, threading, time
from gouji import Writer, hookimpl

def writer(name, deed, step):
    def does(at, folder, **known):
        if at == step:
            exec(deed, globals(), {"folder": folder, **known})

    class Whole:
        def __init__(self, run, folder):
            self.folder = folder
            (folder / f"{name}.txt").write_text("half")
            does("opens", folder)
        def add(self, checked, card):
            does("adds", self.folder)
        def close(self):
            does("closes", self.folder)

    def each(run, folder):
        return lambda checked, card: does("pages", folder, run=run, checked=checked)

    return Writer(name, Whole, each)

@hookimpl
def writers():
    return [writer(f"bad{number}", deed, STEP) for number, deed in enumerate(DEEDS)]
"""
BREAKING_WRITERS = {
    "raise ValueError('x')": "ValueError('x')",
    "open('/no/such/template')": "FileNotFoundError(2, 'No such file or directory')",
    "raise OSError(28, 'No space left on device')": "OSError(28, 'No space left on device')",
    "sys.exit(0)": "SystemExit(0)",
    "raise BaseException('x')": "BaseException('x')",
    "raise KeyboardInterrupt": "KeyboardInterrupt()",
    "os._exit(0)": "the process died (exit 0)",
    "os.kill(os.getpid(), signal.SIGKILL)": "the process died (SIGKILL)",
    "while True: pass": "no end after 0.5 s",
    "re.match('(a+)+b', 'a' * 60)": "no end after 0.5 s",
}
BREAKING_FOLDERS = {
    "(folder / 'run.json').write_text('x')": "another format writes run.json too",
    "import shutil; shutil.rmtree(folder)": "its folder is gone",
    "import shutil; shutil.rmtree(folder.parent.parent)": "its folder is gone",
    "import shutil; shutil.rmtree(folder); folder.symlink_to(folder.parent)": "its folder is gone",
    "(folder / 'deep').mkdir(); (folder / 'deep' / 'link').symlink_to('/')": "link is no regular file",
    "(folder / 'a\\nb').touch()": "a\ufffdb is no name for a file",
    "(folder / '.gouji').touch()": "another format writes .gouji too",
}


def _written(folder: Path, step: str, deeds: Sequence[str], *options: str) -> subprocess.CompletedProcess[str]:
    """Check two pages, the result written by one writer for each deed that does it at this step."""
    (folder / "plugins").mkdir()
    made = f"STEP = {step!r}\nDEEDS = {deeds!r}\n"
    (folder / "plugins" / "bad.py").write_text(made + WRITERS, encoding="utf-8")
    (folder / "gouji.toml").write_text("[limits]\nwriter_seconds = 0.5\n", encoding="utf-8")
    for name in ("a.html", "b.html"):
        (folder / name).write_bytes(HTML)
    formats = ",".join(["json", *(f"bad{number}" for number in range(len(deeds)))])
    command = [sys.executable, "-m", "gouji", "check", "a.html", "b.html", "--plugins-dir", "plugins", "--lang", "en"]
    command += ["--format", formats, "--quiet", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.skipif(
    sys.platform == "win32",
    reason="one of them kills itself by a signal, and errors of the system have other words there",
)
@pytest.mark.parametrize(("step", "jobs"), [("closes", "2"), ("pages", "1")])
def test_writers_that_break_cost_their_output(tmp_path: Path, step: str, jobs: str) -> None:
    done = _written(tmp_path, step, list(BREAKING_WRITERS), "--jobs", jobs)

    assert done.returncode == 3
    assert sorted(path.name for path in (tmp_path / "gouji_out").iterdir()) == [".gouji", "run.json"]
    assert done.stderr.splitlines() == [
        f"gouji: bad{number}: the writer broke, nothing is written: {said}"
        for number, said in enumerate(BREAKING_WRITERS.values())
    ]
    told = json.loads((tmp_path / "gouji_out" / "run.json").read_text(encoding="utf-8"))["unwritten"]
    assert [each["reason"] for each in told] == list(BREAKING_WRITERS.values())
    assert told[0]["traceback"].endswith("ValueError: x\n")
    assert {(each["plugin"], each["version"]) for each in told} == {("bad", "0")}


def test_a_writer_that_spoils_its_folder_costs_its_output(tmp_path: Path) -> None:
    done = _written(tmp_path, "closes", list(BREAKING_FOLDERS), "--in-process")

    assert done.returncode == 3
    assert [line.partition("written: ")[2] for line in done.stderr.splitlines()] == list(BREAKING_FOLDERS.values())
    assert sorted(path.name for path in (tmp_path / "gouji_out").iterdir()) == [".gouji", "run.json"]


@pytest.mark.parametrize("jobs", [["--in-process"], ["--jobs", "1"]])
def test_a_writer_that_makes_its_folder_a_link_to_a_persons_touches_nothing_there(
    tmp_path: Path, jobs: list[str]
) -> None:
    own = tmp_path / "own"
    (own / "bad1").mkdir(parents=True)
    for path in (own / "notes.txt", own / "bad1" / "notes.txt"):
        path.write_text("mine")
    target = f"import shutil; from pathlib import Path; own = Path({str(own)!r})"
    deeds = [
        f"{target}; shutil.rmtree(folder); folder.symlink_to(own)",
        f"{target}; shutil.rmtree(folder.parent); folder.parent.symlink_to(own)",
        f"{target}; shutil.rmtree(folder.parent.parent); folder.parent.parent.symlink_to(own)",
    ]
    done = _written(tmp_path, "closes", deeds, *jobs)

    assert done.returncode == 3
    assert [line.partition("written: ")[2] for line in done.stderr.splitlines()] == ["its folder is gone"] * 3
    assert sorted(path.name for path in (tmp_path / "gouji_out").iterdir()) == [".gouji", "run.json"]
    assert sorted(path.relative_to(own).as_posix() for path in own.rglob("*")) == [
        "bad1", "bad1/notes.txt", "notes.txt",
    ]  # fmt: skip


@pytest.mark.parametrize("step", ["opens", "adds", "pages"])
def test_a_writer_that_raises_in_this_process_costs_its_output(tmp_path: Path, step: str) -> None:
    done = _written(tmp_path, step, ["sys.exit(0)", "pass"], "--in-process", "--traceback")

    assert done.returncode == 3
    assert sorted(path.name for path in (tmp_path / "gouji_out").iterdir()) == [".gouji", "bad1.txt", "run.json"]
    assert done.stderr.startswith("gouji: bad0: the writer broke, nothing is written: SystemExit(0)\nTraceback")


def test_a_page_is_drawn_without_pictures_where_they_are_what_kills_it(tmp_path: Path) -> None:
    deed = "os._exit(1) if run.paths else (folder / (checked.slug + '.txt')).write_text('without')"
    done = _written(tmp_path, "pages", [deed])

    assert (done.returncode, done.stderr) == (1, "")
    assert len(list((tmp_path / "gouji_out").glob("*.txt"))) == 3


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x = 1", "plugin bad: has no hook"),
        ("raise SystemExit(0)", "plugin bad: bad.py:1: SystemExit: 0"),
        ("import os\nos._exit(0)", r"plugin bad: bad.py:2: RuntimeError: os._exit\(0\)"),
        ("import os\nfrom gouji import hookimpl\n@hookimpl\ndef rules():\n    os._exit(0)", r"plugin bad: rules: RuntimeError: os._exit\(0\)"),
        ("from gouji import Writer, hookimpl\n@hookimpl\ndef writers():\n    return [Writer('html', print)]", "writer html exists already"),
    ],
)  # fmt: skip
def test_a_plugin_file_that_is_none_or_takes_a_name_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "bad.py").write_text(text, encoding="utf-8")

    with pytest.raises(gouji.PluginBroken, match=problem):
        gouji.check([tmp_path], plugins_dir=tmp_path)


def test_plugins_of_several_folders_load_with_what_stands_beside_them(tmp_path: Path) -> None:
    for name in ("one", "two"):
        beside = tmp_path / name / f"beside_{name}"
        beside.mkdir(parents=True)
        (beside / "__init__.py").write_text("import re", encoding="utf-8")
        text = RULES.format(deed="pass").replace("acme/", f"{name}/")
        (tmp_path / name / f"rules_{name}.py").write_text(f"import beside_{name}\n{text}", encoding="utf-8")
    (tmp_path / "a.html").write_bytes(HTML)

    run = gouji.check([tmp_path / "a.html"], plugins_dir=[tmp_path / "one", tmp_path / "two"], select=["one", "two"])

    assert sorted(result.rule for result in run.reports[0].results) == ["one/bad", "one/good", "two/bad", "two/good"]
