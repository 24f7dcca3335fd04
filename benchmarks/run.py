"""What a run costs besides the checks, and what a second process brings.

python benchmarks/run.py [FILE OR FOLDER …]; without any, 300 generated files (text, web pages, Word) and the samples.

For each file its check, its way out of the process and back, and the bytes of its checked report. Then the same reports by the command
itself, pages and run.json written, with one and with two jobs: seconds by the clock and processor time of all processes, the two in
turn, so that a busy machine slows both alike. What the clock says means something only where both processors are free.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

from gouji.checking import check_file
from gouji.files import File, find_files
from gouji.host import Host, HostOptions, make_host
from gouji.model.checked import Status
from gouji.record import pack, unpack

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "reports_in"
ROUNDS = 5
RUNS = 3
COPIES = 300
"""Generated files: enough that starting a second process counts for little."""
WRITTEN = 30
"""Different reports among them: to write one takes ten times as long as to check it."""
SHOWN = 12
"""Files whose single costs are measured."""
PICTURES = (".png", ".jpg")


class Cost(NamedTuple):
    """Milliseconds of a check, of packing and of unpacking, and the bytes of a packed report."""

    check: float
    out: float
    back: float
    size: int


class Used(NamedTuple):
    """Seconds of a run by the clock, and of the processor in all its processes (not on Windows)."""

    clock: float
    processor: float


def main() -> None:
    """Print a line for each report, then their sum, then the runs."""
    with TemporaryDirectory() as scratch:
        given = [Path(name) for name in sys.argv[1:]] or [SAMPLES, _generated(Path(scratch, "generated"))]
        files = [file for file in find_files(given) if file.path.suffix not in PICTURES]
        _print_costs(files[:SHOWN], make_host(HostOptions(own_only=True)))
        _print_runs(given, len(files), Path(scratch))


def _generated(folder: Path) -> Path:
    """Write lawful reports in three formats."""
    sys.path.insert(0, str(ROOT / "tests"))
    from gouji_rules.gid.testing import lawful, to_docx, to_html, to_text

    folder.mkdir()
    reports = [lawful(seed) for seed in range(WRITTEN)]
    makers = {"txt": lambda r: to_text(r).encode(), "html": lambda r: to_html(r).encode(), "docx": to_docx}
    made = [(suffix, make(report)) for suffix, make in makers.items() for report in reports]
    for number in range(COPIES):
        suffix, data = made[number % len(made)]
        (folder / f"{number}.{suffix}").write_bytes(data)
    return folder


def _print_costs(files: Sequence[File], host: Host) -> None:
    print(f"{'check ms':>9} {'out ms':>7} {'back ms':>8} {'share':>6} {'bytes':>7}  file")
    costs = []
    for file in files:
        cost = _cost(file, host)
        if cost is not None:
            costs.append(cost)
            _print_cost(cost, file.name)
    sums = (sum(cost[part] for cost in costs) for part in range(3))
    _print_cost(Cost(next(sums), next(sums), next(sums), max(cost.size for cost in costs)), "all; most bytes")


def _print_cost(cost: Cost, name: str) -> None:
    share = (cost.out + cost.back) / cost.check
    print(f"{cost.check:9.1f} {cost.out:7.2f} {cost.back:8.2f} {share:6.1%} {cost.size:7}  {name}")


def _cost(file: File, host: Host) -> Cost | None:
    """Measure a file; None where nothing was checked."""
    checked = check_file(file, host, host.rules)
    if checked.status is not Status.CHECKED:
        return None
    packed = pack(checked)
    tasks = [lambda: check_file(file, host, host.rules), lambda: pack(checked), lambda: unpack(packed)]
    check, out, back = _milliseconds(tasks)
    return Cost(check, out, back, len(packed))


def _milliseconds(tasks: Sequence[Callable[[], object]]) -> list[float]:
    """Time tasks in turn, so that a busy machine slows all alike."""
    rounds = [[_time(task) for task in tasks] for _ in range(ROUNDS)]
    return [1000 * median(times) for times in zip(*rounds, strict=True)]


def _time(task: Callable[[], object]) -> float:
    """Return the processor time of one call, which a busy machine leaves as it is."""
    start = process_time()
    task()
    return process_time() - start


def _print_runs(given: Sequence[Path], count: int, scratch: Path) -> None:
    runs = [[_run(given, scratch / f"out{jobs}", jobs) for jobs in (1, 2)] for _ in range(RUNS)]
    for jobs, used in zip((1, 2), zip(*runs, strict=True), strict=True):
        clock, processor = (median(each[part] for each in used) for part in (0, 1))
        print(f"{count} files, --jobs {jobs}: {clock:.2f} s by the clock, {processor:.2f} s of the processor")
    faster = median(one.clock / two.clock for one, two in runs)
    dearer = median(two.processor / one.processor for one, two in runs)
    print(f"two jobs are {faster:.2f} times as fast and take {dearer:.2f} times the processor")


def _run(given: Sequence[Path], out: Path, jobs: int) -> Used:
    """Check by the command itself, from its start to its end."""
    command = [sys.executable, "-m", "gouji", "check", *map(str, given), "--out", str(out), "--jobs", str(jobs)]
    start, before = perf_counter(), os.times()
    subprocess.run([*command, "--quiet", "--no-plugins"], check=False, stderr=subprocess.DEVNULL)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Used(perf_counter() - start, used)


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main()
