"""Memory stays flat: what a run needs grows by little for each report, whatever it writes."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from gouji.cache import Cache
from gouji.checking import check_file, taken_of
from gouji.files import File, find_files
from gouji.host import Host
from gouji.model.brief import Brief
from gouji.model.checked_table import CheckedTable
from gouji.model.clauses import Marks
from gouji.record import pack
from gouji.store import Keys

FEW, MANY = 1000, 5000
MOST_BYTES = 5_000
"""A report may cost so much in the largest process, where each has words of its own."""
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _known(host: Host, folder: Path, number: int) -> None:
    """Make so many files, and tell the cache what a check of them would find: a sample each, in words and figures of its own agency."""
    sample = Path(__file__).parent.parent / "reports_in" / "示例市公安局_2020.txt"
    checked = check_file(File(sample, sample.name), host, host.rules)
    folder.mkdir()
    for count in range(number):
        (folder / f"{count:06}.txt").write_text(f"{count}\n", encoding="utf-8")
    keys = Keys.of(host, host.rules)
    with closing(Cache(Path(os.environ["GOUJI_CACHE"]))) as cache:
        for count, file in enumerate(find_files([folder])):
            agency = checked.agency._replace(name=f"示例{chr(0x4E00 + count)}县公安局", key=f"{count}")
            marks = {section: _own(written, count) for section, written in checked.marks.items()}
            own = replace(checked, source=file.name, slug=file.slug, sha256=file.sha256, agency=agency, marks=marks)
            own = replace(own, tables={name: _times(table, count + 1) for name, table in checked.tables.items()})
            brief = Brief.of(own).within(host.forms[own.pack, own.form or ""], host.packs[0].locale)
            own = replace(own, taken=taken_of(brief, host.rules, host.limits))
            cache.put(keys.judgement_of(file.name, file.sha256), pack(own), "report")


def _times(table: CheckedTable, factor: int) -> CheckedTable:
    """Return a table with all figures so many times as large: no other agency has the same."""
    data = table.data["figures"]
    raws = [str(int(raw) * factor) if raw.isdecimal() else raw for raw in data.get("raw", ())]
    return CheckedTable(table.id, {**table.data, "figures": {**data, "raw": raws}} if raws else table.data)


def _own(written: str, number: int) -> str:
    """Return the clauses of a section as if no other agency had written them."""
    marks = Marks.read(written)
    return replace(marks, marks=tuple((mark + (number + 1) * 2_654_435_761) % 2**32 for mark in marks.marks)).written


def _peak(folder: Path, out: Path, formats: str) -> int:
    """Return the bytes of memory of the largest process of a run."""
    command = ["-m", "gouji", "check", str(folder), "--out", str(out), "--format", formats, "--no-plugins"]
    measured = [sys.executable, "-c", MEASURED, sys.executable, *command, "--quiet", "--exit-zero"]
    return 1024 * int(subprocess.run(measured, check=True, capture_output=True, text=True).stdout)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="memory of processes as on POSIX")
def test_memory_grows_by_little_for_each_report(tmp_path: Path, host: Host) -> None:
    peaks = []
    for number in (FEW, MANY):
        _known(host, tmp_path / f"reports{number}", number)
        peaks.append(_peak(tmp_path / f"reports{number}", tmp_path / f"out{number}", "json"))

    assert (peaks[1] - peaks[0]) / (MANY - FEW) <= MOST_BYTES
