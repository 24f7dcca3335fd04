"""What a run costs besides the checks: a checked report's size, its way out and back, and what a second process brings.

python benchmarks/run.py [FILE OR FOLDER …]; without any, the samples and the real reports beside this folder.
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

from gouji.checking import check_file
from gouji.files import File, find_files
from gouji.host import Host, HostOptions, make_host
from gouji.model.checked import Status
from gouji.record import pack, unpack

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "reports_in", ROOT.parent / "shared" / "reports")
ROUNDS = 9
COPIES = 300
"""Files of the run in one and in two processes: enough that starting a second process counts for little."""
PICTURES = (".png", ".jpg")


def main() -> None:
    """Print a line for each report, then their sum, then the two runs."""
    host = make_host(HostOptions(own_only=True))
    given: list[str | Path] = [*sys.argv[1:]] or [folder for folder in FOLDERS if folder.is_dir()]
    files = [file for file in find_files(given) if file.path.suffix not in PICTURES]
    print(f"{'check ms':>9} {'out ms':>7} {'back ms':>8} {'share':>6} {'bytes':>7}  file")
    costs = [cost for file in files if (cost := _cost(file, host)) is not None]
    check, out, back = (sum(cost[part] for cost in costs) for part in range(3))
    print(
        f"{check:9.1f} {out:7.2f} {back:8.2f} {(out + back) / check:6.1%} {max(c[3] for c in costs):7}  all; most bytes"
    )
    _compare_jobs(files)


def _cost(file: File, host: Host) -> tuple[float, float, float, int] | None:
    """Return the milliseconds of a check, of packing and of unpacking, and the bytes; None where nothing was checked."""
    checked = check_file(file, host, host.rules)
    if checked.status is not Status.CHECKED:
        return None
    packed = pack(checked)
    check, out, back = _milliseconds(
        [lambda: check_file(file, host, host.rules), lambda: pack(checked), lambda: unpack(packed)]
    )
    print(f"{check:9.1f} {out:7.2f} {back:8.2f} {(out + back) / check:6.1%} {len(packed):7}  {file.name}")
    return check, out, back, len(packed)


def _milliseconds(tasks: Sequence[Callable[[], object]]) -> list[float]:
    """Time tasks in turn, so that a busy machine slows all alike."""
    rounds = [[_time(task) for task in tasks] for _ in range(ROUNDS)]
    return [1000 * median(times) for times in zip(*rounds, strict=True)]


def _time(task: Callable[[], object]) -> float:
    """Return the processor time of one call, which a busy machine leaves as it is."""
    start = process_time()
    task()
    return process_time() - start


def _compare_jobs(files: Sequence[File]) -> None:
    """Check the same files in one process and in two, each time by the command itself, from its start to its end."""
    with TemporaryDirectory() as folder:
        reports = Path(folder, "reports")
        reports.mkdir()
        for number in range(COPIES):
            of = files[number % len(files)].path
            (reports / f"{number}{of.suffix}").write_bytes(of.read_bytes())
        (one, used_by_one), (two, used_by_two) = (_run(reports, Path(folder, f"out{jobs}"), jobs) for jobs in (1, 2))
    print(f"{COPIES} files: one process {one:.2f} s, two {two:.2f} s: {one / two:.2f} times as fast")
    print(f"processor time {used_by_one:.2f} s and {used_by_two:.2f} s")


def _run(reports: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Return the seconds of a run by the clock, and the processor time of all its processes (not on Windows)."""
    command = [sys.executable, "-m", "gouji", "check", str(reports), "--out", str(out), "--jobs", str(jobs)]
    start, before = perf_counter(), os.times()
    subprocess.run([*command, "--format", "json", "--quiet"], check=False)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return perf_counter() - start, used


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main()
