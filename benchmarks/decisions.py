"""What decisions cost and stand: applying them, two writers at once, kills at random moments, the same bytes from PostgreSQL.

Run `python benchmarks/decisions.py`; `--kills 200 --entries 1000` are the defaults. PostgreSQL is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from gouji import CheckedReport, Entry, Evidence, EvidenceKind, Finding, Outcome, Result, Severity, Status  # noqa: E402
from gouji.decisions.applied import After, Held, hold  # noqa: E402
from gouji.decisions.exchange import to_csv, to_json  # noqa: E402
from gouji.decisions.ledger import Ledger  # noqa: E402
from gouji.model.checked import CheckedAgency  # noqa: E402
from gouji.model.decision import Verb  # noqa: E402
from ledgers import entry, kill_writers, postgres, postgres_programs, writer  # noqa: E402

REPORTS, FINDINGS, DECISIONS = 1_000, 100, 10_000
TODAY = date(2026, 4, 1)


def reports() -> list[CheckedReport]:
    """Make a thousand reports with a hundred findings each."""
    return [_report(number) for number in range(REPORTS)]


def _report(number: int) -> CheckedReport:
    results = tuple(_result(number, rule) for rule in range(FINDINGS // 4))
    return CheckedReport(
        f"{number}.pdf", f"{number:064x}", Status.CHECKED, str(number), pack="gid", agency=CheckedAgency(f"示例市第{number}局"),
        year=2025, results=results,
    )  # fmt: skip


def _result(number: int, rule: int) -> Result:
    def finding(place: int) -> Finding:
        mark = f"{number:06x}{rule:05x}{place:05x}"
        cells = tuple(Evidence(EvidenceKind.CELL, str(n), "requests", f"row_{n}", "total", page=3) for n in range(3))
        return Finding("各项之和为 21，总计填报 20", cells, "21", "20", False, cells, mark, f"e{mark[1:]}")

    return Result(f"gid/rule-{rule}", Severity.MAJOR, Outcome.FAIL, tuple(map(finding, range(4))), 4, 4)


def as_json(checked: Sequence[CheckedReport]) -> str:
    """Write the findings as run.json does."""
    found = [f for report in checked for result in report.results for f in result.findings]
    told = [
        {"message": f.message, "expected": f.expected, "actual": f.actual, "fingerprint": f.fingerprint,
         "evidence_fingerprint": f.evidence_fingerprint, "decision": None,
         "evidence": [{"kind": e.kind, "table": e.table, "row": e.row, "column": e.column, "section": None, "raw": e.raw, "page": e.page,
                       "line": None, "bbox": None, "confidence": 1.0} for e in f.evidence]}
        for f in found
    ]  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def decisions(checked: Sequence[CheckedReport]) -> list[Entry]:
    """Decide on every tenth finding."""
    every = [f for report in checked for result in report.results for f in result.findings]
    chosen = every[:: len(every) // DECISIONS][:DECISIONS]
    return [
        entry(f"k{n}", Verb.WAIVE, fingerprint=f.fingerprint, evidence=f.evidence_fingerprint)
        for n, f in enumerate(chosen)
    ]


def seconds(of: Callable[[], object]) -> float:
    """Return the processor time of the fastest of three."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        of()
        taken.append(time.process_time() - start)
    return min(taken)


def applying(folder: Path) -> None:
    """Hold 10,000 decisions against 100,000 findings, and read the findings' JSON."""
    checked = reports()
    text, ledger = as_json(checked), Ledger(str(folder / "many.sqlite"))
    ledger.add(decisions(checked))

    def applied() -> None:
        decided = hold(Held.of(ledger.entries(), (), {}, TODAY), checked)
        after = After(decided)
        for report in checked:
            after(report.results, report.year)
        assert len(decided.by_fingerprint) == DECISIONS

    reading, applying_ = seconds(lambda: json.loads(text)), seconds(applied)
    print(f"reading the JSON of {REPORTS * FINDINGS:,} findings  {reading:6.2f} s")
    print(
        f"applying {DECISIONS:,} decisions to them, ledger and all  {applying_:6.2f} s  ({applying_ / reading:.2f} of it)"
    )


def two_writers(url: str, count: int, name: str) -> None:
    """Let two processes add entries at once, two at a time."""
    start = time.perf_counter()
    for process in [writer(url, each, count // 2) for each in ("one", "two")]:
        process.communicate()
        assert process.returncode == 0
    found = len({each.key for each in Ledger(url).entries()})
    print(
        f"two writers of {count:,} entries each, {name}: {found:,} kept, {2 * count - found} lost  ({time.perf_counter() - start:.0f} s)"
    )
    assert found == 2 * count


def kills(folder: Path, count: int) -> None:
    """Kill a writer at random moments; each time all cases are whole, and what it had reported is there."""
    kept = kill_writers(str(folder / "killed.sqlite"), count, seed=1, most_seconds=0.05)
    print(f"killed at {count} random moments: whole each time, {kept:,} cases of two entries kept, none lost")


def same_bytes(folder: Path, url: str) -> None:
    """Compare the exports of both databases."""
    file, entries = Ledger(str(folder / "copy.sqlite")), Ledger(url).entries()
    file.add(entries)
    assert to_json(file.entries()) == to_json(entries)
    assert to_csv(file.entries()) == to_csv(entries)
    print(
        f"PostgreSQL and SQLite: the same {len(to_json(entries).encode()):,} bytes of JSON and {len(to_csv(entries).encode()):,} of CSV"
    )


def main() -> None:
    """Measure all of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--entries", type=int, default=1_000)
    chosen = options.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        applying(folder)
        two_writers(str(folder / "two.sqlite"), chosen.entries, "one file")
        if (programs := postgres_programs()) is not None:
            url = stack.enter_context(postgres(programs))
            two_writers(url, chosen.entries, "PostgreSQL")
            same_bytes(folder, url)
        kills(folder, chosen.kills)


if __name__ == "__main__":
    main()
