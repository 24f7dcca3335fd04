"""Files that are none, or lead elsewhere: one reason each, and nothing is waited for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from stat import S_ISREG

import pytest

import gouji
from gouji import Status
from gouji.checking import check_file
from gouji.files import find_files
from gouji.host import HostOptions, make_host
from hostile.files import HTML

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and links are made by POSIX means")


def test_pipes_devices_and_links_to_themselves_are_given_a_reason(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "itself.html").symlink_to("itself.html")
    (tmp_path / "nothing.html").symlink_to("missing.html")
    (tmp_path / "report.html").write_bytes(HTML)

    run = gouji.check([tmp_path, "/dev/zero"])

    found = {report.source.rpartition("/")[2]: report for report in run.reports}
    assert found["report.html"].status is Status.CHECKED
    reasons = {name: report.reason.en for name, report in found.items() if report.reason}
    assert reasons["pipe.html"] == reasons["zero"] == "not a regular file but a pipe, a device or the like"
    assert {name for name in reasons if reasons[name].startswith("cannot be opened")} == {"itself.html", "nothing.html"}


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("secret.html", "reports/own.html"):
        (tmp_path / name).write_bytes(HTML)
    (folder / "out.html").symlink_to(tmp_path / "secret.html")
    (folder / "in.html").symlink_to("own.html")

    assert {file.path.resolve() for file in find_files([folder])} == {folder / "own.html"}


def test_what_a_run_wrote_among_the_reports_is_no_report(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    (tmp_path / "result" / "reports").mkdir(parents=True)
    for name in (".gouji", "index.html", "reports/a.html"):
        (tmp_path / "result" / name).write_bytes(HTML)

    assert [file.path.relative_to(tmp_path).as_posix() for file in find_files([tmp_path])] == ["a.html"]


def test_a_link_as_output_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    (tmp_path / "out").symlink_to("elsewhere")
    command = [sys.executable, "-m", "gouji", "check", "a.html", "--out", "out", "--format", "json", "--quiet"]

    subprocess.run(command, cwd=tmp_path, check=False)
    (tmp_path / "elsewhere" / "own.txt").write_text("mine", encoding="utf-8")
    subprocess.run(command, cwd=tmp_path, check=False)

    assert (tmp_path / "out").readlink() == Path("elsewhere")
    assert sorted(path.name for path in (tmp_path / "elsewhere").iterdir()) == [".gouji", "own.txt", "run.json"]


def test_a_file_name_cannot_write_to_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    name = "a\x1b]0;b\x07\n\u202ec.html"
    (tmp_path / name).write_text("x", encoding="utf-8")

    assert [file.name for file in find_files([tmp_path / name])] == ["a\ufffd]0;b\ufffd\ufffd\ufffdc.html"]
    command = [sys.executable, "-m", "gouji", "check", "no\x1b[31m"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stderr) == (2, "gouji: no\ufffd[31m: no such file or folder\n")


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are text there")
def test_a_file_whose_name_is_no_text_is_checked(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"a\xff.html")
    path.write_bytes(HTML)

    assert [report.status for report in gouji.check([path]).reports] == [Status.CHECKED]


def test_a_file_that_vanishes_or_is_written_while_it_is_read_is_given_a_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("gone.html", "grows.html", "still.html"):
        (tmp_path / name).write_bytes(HTML)
    files = find_files([tmp_path])
    (tmp_path / "gone.html").unlink()

    def looked_at(mode: int) -> bool:  # between the first look at a file and its last
        with (tmp_path / "grows.html").open("ab") as file:
            file.write(b" ")
        return S_ISREG(mode)

    monkeypatch.setattr("gouji.files.S_ISREG", looked_at)
    host = make_host(HostOptions(own_only=True))
    read = {file.path.name: check_file(file, host, ()) for file in files}

    assert read["still.html"].status is Status.CHECKED
    reasons = {name: checked.reason.en for name, checked in read.items() if checked.reason}
    assert reasons == {
        "gone.html": "cannot be opened: No such file or directory",
        "grows.html": "the file is being written; check it again later",
    }
