"""Much more of what the suite tries, and a table of what came of it: run `python -m hostile` in the tests folder, on Linux.

python -m hostile [--mutants 10000] [--kills 200] [--stops 200] [--write]

Damaged files of every format are checked by the command itself, a folder at a time. Runs are killed (`kill -9`) and stopped (Ctrl-C,
SIGTERM) at random moments with a file of a person in their output folder. `--write` puts the table into docs/robustness.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from uuid import uuid4

from hostile.files import HTML
from hostile.mutants import WHOLE, mutant

PAGE = Path(__file__).parents[2] / "docs" / "robustness.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"
PYTHON_STARTS = 0.15
"""Seconds in which Python itself starts, before any of our code runs."""
AT_ONCE = 300
"""Damaged files of one run."""
FATES = ("checked", "attachment", "unreadable", "not_a_report", "crashed or lost")


def main() -> None:
    """Try everything and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, count in (("--mutants", 10_000), ("--kills", 200), ("--stops", 200)):
        parser.add_argument(name, type=int, default=count)
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    with TemporaryDirectory() as scratch:
        lines = [*_mutants(wanted.mutants, Path(scratch)), "", *_faults(wanted.kills, wanted.stops, Path(scratch))]
    table = "\n".join(lines) + "\n"
    print(table)
    if wanted.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def _mutants(count: int, scratch: Path) -> Iterator[str]:
    """Check damaged files, as many of each format; yields the lines of a table."""
    yield f"| damaged files | number | {' | '.join(FATES)} |"
    yield "|---|" + "---:|" * (len(FATES) + 1)
    each = count // len(WHOLE)
    for suffix in WHOLE:
        fates: Counter[str] = Counter()
        for start in range(0, each, AT_ONCE):
            fates.update(_checked(suffix, range(start, min(each, start + AT_ONCE)), scratch))
        yield f"| {suffix} | {each} | {' | '.join(str(fates[fate]) for fate in FATES)} |"
        print(f"{suffix}: {dict(fates)}", file=sys.stderr, flush=True)


def _checked(suffix: str, numbers: range, scratch: Path) -> Mapping[str, int]:
    """Check one folder of damaged files; returns what became of them."""
    with TemporaryDirectory(dir=scratch) as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for number in numbers:
            (folder / "in" / f"{number}{suffix}").write_bytes(mutant(suffix, number))
        done = _run(folder, "--jobs", "2").communicate()
        fates: Counter[str] = Counter()
        if b"Traceback" not in done[1] and (folder / "out" / "run.json").is_file():
            run = json.loads((folder / "out" / "run.json").read_bytes())
            for report in run["reports"]:
                broke = "Gouji itself broke" in (report["reason"] or "") or "程序出错" in (report["reason"] or "")
                fates["crashed or lost" if broke else report["status"]] += 1
        fates["crashed or lost"] += len(numbers) - fates.total()
        return fates


def _run(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start a run of a folder's files `in`, marked so that all its processes can be found."""
    command = [sys.executable, "-m", "gouji", "check", "in", "--out", "out", "--quiet", *options]
    environment = {**os.environ, "GOUJI_HOSTILE": folder.name}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=pipe, stderr=pipe,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
    )  # fmt: skip


def _faults(kills: int, stops: int, scratch: Path) -> Iterator[str]:
    """End runs at random moments; yields the lines of a table."""
    yield "| ended at a random moment by | runs | result whole, files of a person kept | processes left | longest s to end |"
    yield "|---|---:|---:|---:|---:|"
    ways = {
        "kill -9": (signal.SIGKILL, kills),
        "Ctrl-C": (signal.SIGINT, stops // 2),
        "SIGTERM": (signal.SIGTERM, stops // 2),
    }
    for name, (number, count) in ways.items():
        whole = left = 0
        longest = 0.0
        with TemporaryDirectory(dir=scratch, prefix=uuid4().hex) as folder:
            usual = _with_a_result(Path(folder))
            for trial in range(count):
                kept, others, seconds = _ended(
                    Path(folder), number, random.Random(trial).uniform(PYTHON_STARTS, usual), trial
                )
                whole, left, longest = whole + kept, left + others, max(longest, seconds)
        yield f"| {name} | {count} | {whole} | {left} | {longest:.2f} |"
        print(f"{name}: {whole} of {count} whole", file=sys.stderr, flush=True)


def _with_a_result(folder: Path) -> float:
    """Write a first result with a file of a person in it; returns how long the run took."""
    (folder / "in").mkdir()
    for name in ("a.html", "b.html"):
        (folder / "in" / name).write_bytes(HTML)
    start = monotonic()
    _run(folder, "--no-cache").communicate()
    (folder / "out" / "reports" / "own.txt").write_text("mine")
    return monotonic() - start


def _ended(folder: Path, number: int, after: float, trial: int) -> tuple[bool, int, float]:
    """Start a run and end it; returns whether all is whole, the processes left, and how long it took to end."""
    process = _run(folder, "--no-cache", "--jobs", str(1 + trial % 2))
    sleep(after)
    start = monotonic()
    process.send_signal(number)
    _, errors = process.communicate()
    seconds = monotonic() - start
    sleep(0.5)
    return _is_whole(folder) and b"Traceback" not in errors, len(_alive(folder.name)), seconds


def _is_whole(folder: Path) -> bool:
    """Tell whether a result stands there, or beside it where the next run brings it back, with the person's file."""
    places = [folder / "out", *folder.glob(".out-*/old")]
    for out in places:
        if out.is_dir() and (out / "index.html").is_file() and (out / "reports" / "own.txt").is_file():
            return bool(json.loads((out / "run.json").read_bytes()))
    return False


def _alive(mark: str) -> list[int]:
    """Return the processes that carry a mark in their environment."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"GOUJI_HOSTILE={mark}".encode() in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


if __name__ == "__main__":
    main()
