"""What pass 2 costs: rules across many reports, over packed reports made of lawful ones with other names and years.

`python benchmarks/reports_together.py 10000` prints reports a second, seconds in all and the peak memory of the process.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import process_time

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from across import read
from gouji.briefs import Briefs
from gouji.cache import Cache
from gouji.checking import Selection, taken_of
from gouji.cross_report import look_across
from gouji.host import Host, HostOptions, make_host
from gouji.model.brief import Brief
from gouji.model.checked import CheckedReport
from gouji.model.checked_table import CheckedTable
from gouji.model.clauses import Marks
from gouji.record import pack
from gouji.store import StoredReports
from gouji_rules.gid.testing import series, to_html
from gouji_rules.gid.testing.agencies import Kind, department, government

YEARS = range(2021, 2026)
PATTERNS = 40
"""Agencies whose reports are made; the others are these under other names, with marks and figures of their own."""


def patterns() -> list[list[CheckedReport]]:
    """Return the reports of some agencies on all years, checked."""
    host = make_host(HostOptions(own_only=True))
    made = []
    for seed in range(PATTERNS):
        agency = department("示例市", "shili", "公安局") if seed % 2 else government("示例县", "shilixian", Kind.COUNTY)
        reports = series(agency, YEARS, Random(seed))
        made.append([read(host, f"{seed}-{report.year}.html", to_html(report), judge=True) for report in reports])
    return made


def stored(host: Host, cache: Cache, made: Sequence[Sequence[CheckedReport]], count: int) -> StoredReports:
    """Put so many reports into a cache: every agency has a name, a key, marks and figures of its own."""
    keys = []
    for number in range(count):
        agency, year = divmod(number, len(YEARS))
        checked = made[agency % len(made)][year]
        name = f"示例{agency}局"
        named = checked.agency._replace(name=name, key=f"示例市/department/{name}")
        key = number.to_bytes(32)
        marks = {section: _own(written, agency) for section, written in checked.marks.items()}
        tables = {name: _times(table, 1 + agency // len(made)) for name, table in checked.tables.items()}
        own = replace(
            checked, source=f"{agency}-{year}.html", sha256=f"{number:064x}", agency=named, marks=marks, tables=tables
        )
        locale = next(each.locale for each in host.packs if each.id == own.pack)
        brief = Brief.of(own).within(host.forms[own.pack, own.form or ""], locale)
        cache.put(key, pack(replace(own, taken=taken_of(brief, host.rules, host.limits))))
        keys.append(key)
    return StoredReports(cache, keys)


def _times(table: CheckedTable, factor: int) -> CheckedTable:
    """Return a table with all figures so many times as large: what is the sum of others stays it."""
    data = table.data["figures"]
    raws = [str(int(raw) * factor) if raw.isdecimal() else raw for raw in data.get("raw", ())]
    return CheckedTable(table.id, {**table.data, "figures": {**data, "raw": raws}} if raws else table.data)


def _own(written: str, agency: int) -> str:
    """Return marks that are those of no other agency."""
    marks = Marks.read(written)
    return replace(marks, marks=tuple((mark + agency * 2_654_435_761) % 2**32 for mark in marks.marks)).written


def main() -> None:
    """Print what so many reports cost."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    host, made = make_host(HostOptions(own_only=True)), patterns()
    with TemporaryDirectory() as folder:
        reports = stored(host, Cache(Path(folder)), made, count)
        before, start = getrusage(RUSAGE_SELF).ru_maxrss, process_time()
        briefs = Briefs(reports, host)
        batch = look_across(briefs, host, Selection().of(host.rules))
        seconds = process_time() - start
        peak = getrusage(RUSAGE_SELF).ru_maxrss
        print(f"{count} reports: {seconds:.1f} s, {1e3 * seconds / count:.2f} ms each, {len(batch)} results")
        print(f"peak {peak / 1024:.0f} MB, {before / 1024:.0f} MB before")


if __name__ == "__main__":
    main()
