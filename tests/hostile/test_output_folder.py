"""The output folder: old or new as a whole at every moment, and nothing of a person's is ever lost."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gouji.folder import MARK, UNFINISHED, put_in_place, scratch_beside
from gouji.output import OutputRefused, refuse_unfit_folder

OWN = "own notes.txt"


def _write(out: Path, **files: str) -> None:
    """Write a result, each file in the folder reports, with an index."""
    with scratch_beside(out) as scratch:
        fresh = scratch / "new"
        (fresh / "reports").mkdir(parents=True)
        (fresh / "index.html").write_text("index")
        for name, text in files.items():
            (fresh / "reports" / f"{name}.html").write_text(text)
        put_in_place(fresh, out, scratch / "old")


def _contents(out: Path) -> dict[str, str]:
    files = (path for path in out.rglob("*") if path.is_file() and path.name != MARK)
    return {path.relative_to(out).as_posix(): path.read_text() for path in files}


def _with_own_files(out: Path) -> Path:
    _write(out, a="1", b="1")
    for folder in (out, out / "reports", out / "attic"):
        folder.mkdir(exist_ok=True)
        (folder / OWN).write_text("mine")
    return out


WANTED = {
    "index.html": "index", "reports/a.html": "2", OWN: "mine", f"reports/{OWN}": "mine", f"attic/{OWN}": "mine",
}  # fmt: skip


def test_what_the_last_run_wrote_goes_and_what_a_person_put_there_stays(tmp_path: Path) -> None:
    out = _with_own_files(tmp_path / "out")

    _write(out, a="2")

    assert _contents(out) == WANTED
    assert list(tmp_path.iterdir()) == [out]


def test_a_folder_that_cannot_be_moved_is_replaced_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = _with_own_files(tmp_path / "out")
    rename = Path.rename

    def busy(path: Path, target: Path) -> Path:
        if path == out:
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", busy)
    _write(out, a="2")

    assert _contents(out) == WANTED
    assert not (out / UNFINISHED).exists()


def test_a_new_folder_that_cannot_be_moved_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = _with_own_files(tmp_path / "out")
    before, rename = _contents(out), Path.rename

    def full(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space"):
        _write(out, a="2")

    assert _contents(out) == before


@pytest.mark.skipif(sys.platform == "win32", reason="whether a process lives is asked by POSIX means")
def test_what_a_killed_run_left_is_cleared_and_a_result_that_it_moved_aside_comes_back(tmp_path: Path) -> None:
    out = _with_own_files(tmp_path / "out")
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    node = re.sub(r"\W", "", platform.node())
    litter = tmp_path / f".out-{node}-{gone.pid}-abc"
    litter.mkdir()
    out.rename(litter / "old")
    alive = tmp_path / f".out-{node}-{os.getppid()}-abc"
    alive.mkdir()

    _write(out, a="2")

    assert _contents(out) == WANTED
    assert sorted(tmp_path.iterdir()) == sorted([out, alive])


KILLED = """
import os, sys
from itertools import count
from pathlib import Path
from hostile.test_output_folder import _write
steps, last = count(), int(sys.argv[2])
for of, name in ((Path, "rename"), (Path, "hardlink_to"), (Path, "mkdir"), (Path, "write_text"), (os, "rmdir"), (os, "unlink")):
    def step(*args, _real=getattr(of, name), **options):
        if next(steps) == last:
            os._exit(9)
        return _real(*args, **options)
    setattr(of, name, step)
_write(Path(sys.argv[1]), a="2")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="whether a process lives is asked by POSIX means")
@pytest.mark.slow
def test_a_run_killed_at_any_step_loses_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    for last in range(0, 40, 3):
        out = _with_own_files(tmp_path / str(last) / "out")
        before = _contents(out)
        command = [sys.executable, "-c", KILLED, str(out), str(last)]
        code = subprocess.run(command, env=environment, check=False).returncode

        if out.exists():
            assert _contents(out) in (before, WANTED)
        with scratch_beside(out):
            assert _contents(out) in (before, WANTED)
        if code == 0:
            break


def test_an_output_that_cannot_be_written_is_refused_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / OWN).write_text("mine")
    for out, words in (
        (tmp_path / "file", "is a file"),
        (tmp_path / "file" / "out", "is a file"),
        (tmp_path / "own", "holds other"),
    ):
        with pytest.raises(OutputRefused, match=words):
            refuse_unfit_folder(out)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(OutputRefused, match="read-only"):
        refuse_unfit_folder(tmp_path / "out")
