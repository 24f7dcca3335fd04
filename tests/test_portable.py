"""A folder for machines without Python: what is put into it, for this system and for Windows."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import click
import pytest

from gouji.cli import gouji as group

VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


def _wheel(folder: Path) -> Path:
    """Write a wheel that stands for Gouji's: what is called prints how it was called."""
    files = {
        "gouji/__init__.py": "",
        "gouji/__main__.py": "import sys\nprint('called', *sys.argv[1:], sys.flags.utf8_mode)\n",
        "gouji-9.dist-info/METADATA": "Metadata-Version: 2.1\nName: gouji\nVersion: 9\n",
        "gouji-9.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    folder.mkdir()
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},{len(text)}\n"
        for name, text in files.items()
    )
    with zipfile.ZipFile(folder / "gouji-9-py3-none-any.whl", "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
        packed.writestr("gouji-9.dist-info/RECORD", f"{record}gouji-9.dist-info/RECORD,,\n")
    return folder


def _run(*arguments: str | Path) -> int:
    return int(group.main(["portable", *map(str, arguments)], standalone_mode=False))


@pytest.mark.skipif(os.name != "posix", reason="a shell script is started")
def test_a_folder_for_this_system_runs_with_the_python_in_it(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "python.tar.gz", "w:gz") as packed:
        (tmp_path / "python3").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
        (tmp_path / "python3").chmod(0o755)
        packed.add(tmp_path / "python3", "python/bin/python3")
        (tmp_path / "lib").mkdir()
        packed.add(tmp_path / "lib", f"python/lib/python{VERSION}")
    made = tmp_path / "别处 of mine"

    assert _run(made, "--python", tmp_path / "python.tar.gz", "--wheels", _wheel(tmp_path / "wheels")) == 0
    moved = made.rename(tmp_path / "moved")
    done = subprocess.run([moved / "gouji", "check", "报告"], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "called check 报告 1\n"


def test_a_folder_for_windows_is_made_on_any_system(tmp_path: Path) -> None:
    archive = tmp_path / "python-3.12.8-embed-amd64.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("python.exe", "MZ")
        packed.writestr("python312._pth", "python312.zip\n.\n\n#import site\n")

    assert _run(tmp_path / "made", "--python", archive, "--wheels", _wheel(tmp_path / "wheels")) == 0
    made = tmp_path / "made"
    assert (made / "python" / "python312._pth").read_text(encoding="utf-8").splitlines()[-2:] == [
        "..\\site-packages",
        "import site",
    ]
    assert (made / "gouji.bat").read_bytes() == b'@"%~dp0python\\python.exe" -X utf8 -m gouji %*\r\n'
    places = (made / "python" / "python312._pth").read_text(encoding="utf-8").splitlines()
    assert (made / "python" / places[-2].replace("\\", "/") / "gouji" / "__main__.py").is_file()


def test_what_is_no_python_and_what_is_there_already_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as packed:
        packed.writestr("a.txt", "a")

    with pytest.raises(click.ClickException, match="no embeddable package of Python"):
        _run(tmp_path / "made", "--python", tmp_path / "other.zip")
    with pytest.raises(click.ClickException, match="exists already"):
        _run(tmp_path, "--python", tmp_path / "other.zip")
