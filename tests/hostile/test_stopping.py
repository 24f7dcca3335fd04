"""The end of a run that is stopped, or that Gouji itself breaks: one line, and never the exit code of findings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

from gouji.cli import main
from gouji.errors import PluginBroken
from gouji.host import HostOptions, make_host
from hostile.files import HTML


class _Interrupted:
    """Is interrupted at the one moment in which Python makes another error of it."""

    def __set_name__(self, owner: type, name: str) -> None:
        raise KeyboardInterrupt


def _stopped(_: object) -> None:
    type("Made", (), {"part": _Interrupted()})


def _broken(_: object) -> None:
    raise ValueError("a mistake of our own")


@pytest.mark.parametrize(
    ("fails", "code", "said"),
    [
        (_stopped, 2, "gouji: stopped\n"),
        (_broken, 3, "gouji: Gouji itself broke: ValueError('a mistake of our own') (--traceback says where)\n"),
    ],
)
def test_whatever_ends_a_run_is_one_line(
    fails: Callable[[object], None],
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("gouji.files.find_files", fails)
    monkeypatch.setattr("sys.argv", ["gouji", "check", "x"])
    monkeypatch.setattr("sys.unraisablehook", sys.unraisablehook)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    before = signal.getsignal(signal.SIGTERM)
    try:
        ended = main()
    finally:
        signal.signal(signal.SIGTERM, before)

    assert (ended, capsys.readouterr().err) == (code, said)


def test_a_hook_that_exits_stops_the_run_by_name(tmp_path: Path) -> None:
    (tmp_path / "acme.py").write_text(
        "import sys\nfrom gouji import hookimpl\n@hookimpl\ndef rules():\n    sys.exit(0)\n", encoding="utf-8"
    )

    with pytest.raises(PluginBroken, match="plugin acme: rules: SystemExit: 0"):
        make_host(HostOptions(plugins_dir=(tmp_path,)))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent by POSIX means")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_is_stopped_at_once_though_a_plugin_left_a_thread_behind(tmp_path: Path, number: int) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "acme.py").write_text(
        "import threading, time\nfrom gouji import hookimpl\nthreading.Thread(target=time.sleep, args=(600,)).start()\n"
        "@hookimpl\ndef read(source):\n    open('begun', 'w').close()\n    time.sleep(600)\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "gouji", "check", "a.html", "--plugins-dir", "plugins", "--no-cache", "--quiet"]
    process = subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env={**os.environ, "LANG": "en_US.UTF-8"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
    )  # fmt: skip
    while not (tmp_path / "begun").exists():
        sleep(0.05)
    start = monotonic()
    process.send_signal(number)
    _, said = process.communicate(timeout=30)

    assert (process.returncode, said.strip()) == (2, "gouji: stopped")
    assert monotonic() - start < 5


@pytest.mark.skipif(sys.platform != "linux", reason="a full disk is played by /dev/full")
@pytest.mark.parametrize(
    "command", [["check", "a.html", "--out", "-", "--format", "json", "--exit-zero"], ["parse", "a.html"]]
)
def test_what_cannot_be_printed_whole_is_told_and_incomplete(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    environment = {**os.environ, "LC_ALL": "en_US.UTF-8"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gouji", *command], cwd=tmp_path, env=environment, stdout=full, stderr=subprocess.PIPE,
            text=True, check=False,
        )  # fmt: skip

    assert (done.returncode, done.stderr) == (3, "gouji: cannot print: No space left on device\n")
