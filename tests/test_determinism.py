"""The same files give the same bytes: whoever does the work, in whatever order, language of the machine, time zone or load."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parent.parent / "reports_in"
NAMES = (
    "示例区人民政府_2023.pdf", "示例县卫生健康局_2022.docx", "示例市住房和城乡建设局_2020.html", "示例市公安局_2020.txt", "示例_会议通知.html",
)  # fmt: skip
FORMATS = "html,json,xlsx,csv,sarif,junit,md,docx"


def _results(folder: Path, name: str, options: Sequence[str], environment: Mapping[str, str]) -> dict[str, bytes]:
    out = folder / name
    command = [
        sys.executable,
        "-m",
        "gouji",
        "check",
        *(str(SAMPLES / each) for each in NAMES),
        "--out",
        str(out),
        "--quiet",
    ]
    command += ["--reproducible", "--format", FORMATS, *options]
    done = subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (1, b"")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if not path.is_dir()}


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    ways: Mapping[str, tuple[Sequence[str], Mapping[str, str]]] = {
        "one": (["--jobs", "1"], {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8"}),
        "three": (["--jobs", "3"], {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C"}),
        "here": (["--in-process"], {"PYTHONHASHSEED": "3", "TZ": "UTC", "LC_ALL": "tr_TR.UTF-8"}),
    }
    one, *others = (_results(tmp_path, name, *way) for name, way in ways.items())

    assert one.keys() >= {
        "index.html",
        "run.json",
        "gouji.xlsx",
        "findings.csv",
        "gouji.sarif",
        "junit.xml",
        "gouji.md",
    }
    for other in others:
        assert other.keys() == one.keys()
        assert [name for name in one if other[name] != one[name]] == []


def test_a_result_follows_the_order_of_files_and_nothing_else(tmp_path: Path) -> None:
    pages = []
    for name, files in (("ab", "ab"), ("ba", "ba")):
        folder = tmp_path / name
        folder.mkdir()
        for file in files:
            source = SAMPLES / NAMES[2 if file == "a" else 3]
            (folder / f"{file}{source.suffix}").write_bytes(source.read_bytes())
        paths = [next(folder.glob(f"{file}.*")).name for file in files]
        command = [sys.executable, "-m", "gouji", "check", *paths, "--quiet", "--reproducible", "--format", "html"]
        subprocess.run(command, cwd=folder, capture_output=True, check=False)
        pages.append({page.name: page.read_bytes() for page in (folder / "gouji_out" / "reports").iterdir()})

    assert len(pages[0]) == 2
    assert pages[0] == pages[1]
