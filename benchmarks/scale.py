"""What many reports cost: time, memory and bytes of whole runs over N generated reports, with and without pages.

Each is run cold, warm with nothing new, and warm with one report changed.

python benchmarks/scale.py [N …] [--jobs N] [--no-pages] [--keep FOLDER]; without N 1,000 and 10,000. Of 1,000 reports 940 are web
pages, half of them in a portal, each of another agency, 30 are Word documents and 30 PDF files. Times are of the command itself, from
start to end; memory is that of all its processes together.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

import pandas as pd

from gouji.checking import Made, check_file
from gouji.files import File
from gouji.host import HostOptions, make_host

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

A_FOLDER = 1000
EVERY = 100
WORD, PDF = (11, 44, 77), (22, 55, 88)
"""Which of a hundred files are no web pages."""
OF_ONE_SIGN = 300
"""Places whose made-up names begin with one sign."""
LOOK_SECONDS = 0.25
PEER_FILES, PEER_ROUNDS = 60, 5
MILLION = 1_000_000


class Cost(NamedTuple):
    """What a run cost: seconds by the clock and of all processors, the most bytes of memory of all its processes."""

    wall: float
    cpu: float
    memory: int


def main() -> None:
    """Print a line for each run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("numbers", nargs="*", type=int, default=[1000, 10_000])
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--no-pages", action="store_true")
    options.add_argument("--keep", type=Path, help="a folder for the reports, used again by the next call")
    given = options.parse_args()
    with TemporaryDirectory() as scratch:
        for number in given.numbers:
            reports = (given.keep or Path(scratch)) / f"reports{number}"
            make_reports(number, reports)
            _compare_with_peer(sorted(reports.rglob("*.html"))[:PEER_FILES])
            _measure(number, reports, Path(scratch), given.jobs, not given.no_pages)


def make_reports(number: int, folder: Path) -> None:
    """Write so many reports, all different, unless they are there."""
    from gouji_rules.gid.testing.composing import lawful
    from gouji_rules.gid.testing.docx_file import to_docx
    from gouji_rules.gid.testing.pages import to_html
    from gouji_rules.gid.testing.portal import to_portal

    printed = [path.read_bytes() for path in sorted((ROOT / "reports_in").glob("*.pdf"))]
    for seed in range(number):
        place = folder / f"{seed // A_FOLDER:04}"
        place.mkdir(parents=True, exist_ok=True)
        kind = seed % EVERY
        path = place / f"{seed:06}{'.pdf' if kind in PDF else '.docx' if kind in WORD else '.html'}"
        if path.exists():
            continue
        if kind in PDF:
            path.write_bytes(printed[seed % len(printed)] + b"\n%% %d\n" % seed)
        elif kind in WORD:
            path.write_bytes(to_docx(lawful(seed)))
        else:
            report = lawful(seed)
            page = to_portal(report, "示例市") if seed % 2 else to_html(report)
            path.write_bytes(_elsewhere(page, report.agency[:2], seed))


def _elsewhere(page: str | bytes, place: str, seed: int) -> bytes:
    """Return a page with another place in the names of its agency: in a folder of real reports hardly two are on one agency and year."""
    own = chr(0x7000 + seed // OF_ONE_SIGN) + chr(0x6000 + seed % OF_ONE_SIGN)
    if isinstance(page, str):
        return page.replace(place, own).encode()
    try:
        return page.decode().replace(place, own).encode()
    except UnicodeDecodeError:
        return page.decode("gb18030").replace(place, own).encode("gb18030")


def _compare_with_peer(paths: Sequence[Path]) -> None:
    """Check web pages, and read and add up their tables with pandas: in turn, so that a busy machine slows both alike."""
    host = make_host(HostOptions(own_only=True))
    pages = [(File(path, path.name), _decoded(path.read_bytes())) for path in paths]
    ratios = []
    for _ in range(PEER_ROUNDS):
        own = peer = 0.0
        for file, page in pages:
            start = process_time()
            Made.of(check_file(file, host, host.rules))
            middle = process_time()
            sums(page)
            own, peer = own + middle - start, peer + process_time() - middle
        ratios.append((own / peer, 1000 * own / len(pages), 1000 * peer / len(pages)))
    ratio, own, peer = sorted(ratios)[len(ratios) // 2]
    print(f"a web page read, bound, judged and packed: {own:.1f} ms; pandas {peer:.1f} ms; ratio {ratio:.2f}")


def sums(page: str) -> list[float]:
    """Read all tables of a page with pandas and add up their columns: the peer, which stays as it is."""
    totals: list[float] = []
    for frame in pd.read_html(io.StringIO(page)):
        numbers = frame.apply(pd.to_numeric, errors="coerce")
        totals.extend(float(total) for total in numbers.sum())
    return totals


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _measure(number: int, reports: Path, scratch: Path, jobs: int, pages: bool) -> None:
    cache = scratch / f"cache{number}"
    print(f"{number} reports, {_bytes(reports) / number / 1000:.0f} KB each, {jobs} jobs")
    print(f"{'run':26} {'wall s':>8} {'cpu s':>8} {'reports/s':>10} {'MB':>6}")
    for name, formats in (("without pages", "json"), ("with pages", "html,json"))[: 2 if pages else 1]:
        costs = []
        for which in ("cold", "warm", "one changed"):
            if which == "one changed":
                first = next(iter(sorted(reports.rglob("*.html"))))
                first.write_bytes(first.read_bytes() + b"<!-- -->")
            if which == "cold":
                subprocess.run([sys.executable, "-m", "gouji", "cache", "clear"], env=_environment(cache), check=True,
                               capture_output=True)  # fmt: skip
            out = scratch / f"out{number}{formats}"
            costs.append(_run(reports, out, formats, jobs, cache))
            cost = costs[-1]
            rate = number / cost.wall
            print(
                f"{which + ', ' + name:26} {cost.wall:8.1f} {cost.cpu:8.1f} {rate:10.1f} {cost.memory / MILLION:6.0f}"
            )
        cold = costs[0]
        for which, cost in zip(("warm", "one changed"), costs[1:], strict=True):
            faster = (
                f"{cold.wall / cost.wall:.1f} times as fast by the clock, {cold.cpu / cost.cpu:.1f} by the processor"
            )
            print(f"{'':26} {which}: {faster}")
        print(f"{'':26} {_bytes(out) / number:.0f} bytes of output and {_bytes(cache) / number:.0f} of cache a report")


def _environment(cache: Path) -> dict[str, str]:
    return {**os.environ, "GOUJI_CACHE": str(cache)}


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _run(reports: Path, out: Path, formats: str, jobs: int, cache: Path) -> Cost:
    """Run the command and watch it."""
    command = [sys.executable, "-m", "gouji", "check", str(reports), "--out", str(out), "--jobs", str(jobs)]
    command += ["--format", formats, "--quiet", "--exit-zero", "--no-plugins", "--reproducible"]
    start, before = perf_counter(), os.times()
    process = subprocess.Popen(command, env=_environment(cache))
    with _watched(process.pid) as seen:
        status = process.wait()
    after = os.times()
    if status not in (0, 3):
        raise SystemExit(f"the run ended with {status}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(perf_counter() - start, used, max(seen, default=0))


@contextmanager
def _watched(process: int) -> Iterator[list[int]]:
    """Look at the memory of a process with all that it started, now and again."""
    seen: list[int] = []
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(LOOK_SECONDS):
            seen.append(_memory(process))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        is_over.set()
        watcher.join()


def _memory(process: int) -> int:
    """Return the bytes of memory of a process and of those that it started, shared ones shared out (Linux)."""
    total = 0
    for each in (process, *_children(process)):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def _children(process: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        found = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [*found, *(below for child in found for below in _children(child))]


if __name__ == "__main__":
    main()
