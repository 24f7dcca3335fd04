"""What a run costs besides the checks: a checked report's size, its way out and back, and what a second process brings.

python benchmarks/run.py [FILE OR FOLDER …]; without any, the samples and the real reports beside this folder.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from gouji.checking import Order, Selection, check_file
from gouji.files import File, find_files
from gouji.host import Host, HostOptions, make_host
from gouji.model.checked import Status
from gouji.record import pack, unpack
from gouji.run import check_files

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "reports_in", ROOT.parent / "shared" / "reports")
ROUNDS = 9
COPIES = 120
"""Files of the run in one and in two processes: enough that starting a second process counts for little."""
PICTURES = (".png", ".jpg")


def main() -> None:
    """Print a line for each report, then their sum, then the two runs."""
    host = make_host(HostOptions(own_only=True))
    given = sys.argv[1:] or [folder for folder in FOLDERS if folder.is_dir()]
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


def _watched(task: Callable[[], object]) -> tuple[float, float, float]:
    """Return the seconds of one call by the clock, and the processor time of this process and of those that it starts."""
    start, before = perf_counter(), os.times()
    task()
    after = os.times()
    children = after.children_user + after.children_system - before.children_user - before.children_system
    return perf_counter() - start, after.user + after.system - before.user - before.system, children


def _compare_jobs(files: Sequence[File]) -> None:
    """Check the same files in one process and in two, the start of both included."""
    options = HostOptions(own_only=True)
    with TemporaryDirectory() as folder:
        for number in range(COPIES):
            of = files[number % len(files)].path
            Path(folder, f"{number}{of.suffix}").write_bytes(of.read_bytes())
        copies = find_files([folder])
        (one, alone, _), (two, parent, children) = (
            _watched(lambda jobs=jobs: check_files(copies, make_host(options), Order(options, Selection(), jobs)))  # type: ignore[misc]
            for jobs in (1, 2)
        )
    print(f"{len(copies)} files: one process {one:.2f} s, two {two:.2f} s: {one / two:.2f} times as fast")
    print(
        f"processor time {alone:.2f} s and {parent:.2f} + {children:.2f} s: on two free cores {alone / max(parent, children / 2):.2f} times"
    )


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main()
