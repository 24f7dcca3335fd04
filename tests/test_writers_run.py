"""What holds for every file of a run: same bytes, harmless text, no file left out, and a stranger's writer beside them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from gouji import CheckedAgency, Language, Run
from gouji.host import Host
from gouji_plugins.writers.shared.agencies import kind_of
from gouji_plugins.writers.shared.words import Words
from scorecard_run import sample_run
from written import LONG, ROOT, WRITERS, files_of, hostile_run, samples

LISTING = ("sarif", "junit", "xlsx", "csv", "md")
STRANGER = """\
from pathlib import Path
from gouji import CheckedReport, Run, Scorecard, Writer, hookimpl

class Lines:
    def __init__(self, run: Run, folder: Path) -> None:
        self.file = (folder / "lines.txt").open("w", encoding="utf-8")

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        self.file.write(f"{checked.source}: {checked.status}\\n")

    def close(self) -> None:
        self.file.close()

@hookimpl
def writers() -> list[Writer]:
    return [Writer("lines", Lines)]
"""


def text_of(files: dict[str, bytes]) -> str:
    """Return all text of the files, of zipped ones that of their XML parts."""
    texts: list[str] = []
    for name, data in files.items():
        if name.endswith((".xlsx", ".docx")):
            with ZipFile(BytesIO(data)) as archive:
                texts.extend(archive.read(part).decode("utf-8") for part in archive.namelist())
        else:
            texts.append(data.decode("utf-8"))
    return "\n".join(texts)


def test_the_plugins_are_found_as_a_strangers_are(host: Host) -> None:
    assert set(WRITERS) == {"sarif", "junit", "xlsx", "csv", "md", "docx", "bulletin"}
    assert set(WRITERS) <= set(host.writers)


DAYS = ("2024-02-01", "2024年2月1日")


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("make", [sample_run, hostile_run, samples])
def test_same_run_same_bytes(name: str, make: Callable[[], Run]) -> None:
    run = make()

    assert files_of(run, name) == files_of(run, name)


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("language", Language)
def test_text_of_a_hostile_report_is_harmless(name: str, language: Language) -> None:
    files = files_of(hostile_run(language), name)
    text = text_of(files)

    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe]", text)
    assert LONG[:20_000] not in text
    assert name in ("sarif", "csv") or "<b>" not in text
    assert name in ("docx", "bulletin") or ("已截断" if language is Language.ZH else "characters in all") in text
    assert all(re.fullmatch(r"(notices/)?[\w.-]+", file) for file in files)


@pytest.mark.parametrize("name", LISTING)
def test_files_that_were_not_checked_are_listed_with_the_reason(name: str) -> None:
    text = text_of(files_of(sample_run(), name))

    assert "没有可读的文字。" in text
    assert "不是年度报告" in text


@pytest.mark.parametrize("name", LISTING)
def test_the_time_of_the_run_stands_only_where_it_is_given(name: str) -> None:
    timed = unescape(text_of(files_of(sample_run(started="2024-02-01T09:00:00+08:00"), name)))
    timeless = unescape(text_of(files_of(sample_run(), name)))

    assert not any(day in timeless for day in DAYS)
    assert any(day in timed for day in DAYS) is (name != "csv")


@pytest.mark.parametrize("name", WRITERS)
def test_no_path_of_this_machine_is_told(name: str) -> None:
    text = text_of(files_of(samples(), name))

    assert str(ROOT) not in text
    assert "Traceback" not in text


@pytest.mark.parametrize("name", WRITERS)
def test_a_run_without_reports_is_written_too(name: str) -> None:
    files = files_of(Run((), (), ()), name)

    assert (name == "docx") is not bool(files)


def test_a_strangers_short_writer_stands_beside_the_others(tmp_path: Path) -> None:
    assert len(STRANGER.splitlines()) <= 20
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "lines.py").write_text(STRANGER, encoding="utf-8")
    sample = ROOT / "reports_in" / "示例市公安局_2020.txt"
    options = ["--plugins-dir", "plugins", "--format", "lines,csv,docx", "--out", "out", "--quiet"]

    done = subprocess.run(
        [sys.executable, "-m", "gouji", "check", str(sample), *options],
        cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert done.returncode in (0, 1), done.stderr
    assert (tmp_path / "out" / "lines.txt").read_text(encoding="utf-8") == "示例市公安局_2020.txt: checked\n"
    assert (tmp_path / "out" / "findings.csv").is_file()


@pytest.mark.parametrize(
    ("agency", "zh", "en"),
    [
        (CheckedAgency("示例县人民政府", "government", ("county",)), "县级政府", "county government"),
        (CheckedAgency("示例局", "department", ("county", "prefecture")), "部门", "department"),
        (CheckedAgency("示例镇人民政府", "township", ("township",)), "乡镇", "township"),
        (CheckedAgency("Example Agency", "bureau"), "", ""),
    ],
)
def test_the_kind_of_an_agency_is_named(agency: CheckedAgency, zh: str, en: str) -> None:
    assert [kind_of(agency, Words(language)) for language in Language] == [zh, en]
