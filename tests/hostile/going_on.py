"""Ends runs with a cache at random moments, and sees that the next one goes on, with nothing lost or doubled.

python -m hostile.going_on [--ends 200] in the tests folder, on POSIX

The same folder is checked again and again, and each run is ended after a random time (in turn by kill -9 of all its processes, and by
Ctrl-C), until one comes to its end before: that one's output must be that of a run that nothing ended, byte for byte. Then the cache is
cleared, and all begins anew. After each end the cache must be sound, hold all reports that it held before, none of them written once more, and
no more than there are files.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

SAMPLE = Path(__file__).parents[2] / "reports_in" / "示例市公安局_2020.txt"
FILES = 60
WAYS = (("kill -9", signal.SIGKILL), ("Ctrl-C", signal.SIGINT))
Kept = frozenset[tuple[bytes, int]]
"""Keys of reports with the row that each stands in: one that is written once more gets another."""


def main() -> int:
    """End runs and print a table; returns 1 where anything was lost, doubled or left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ends", type=int, default=200)
    wanted = parser.parse_args()
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # else a shell that starts this behind itself has all of them ignore Ctrl-C
    with TemporaryDirectory() as scratch:
        trials = Trials(Path(scratch))
        for number in range(wanted.ends):
            trials.end(number)
            print(f"{number + 1}: {dict(trials.counts)}", file=sys.stderr, flush=True)
        trials.finish()
    print("\n".join(trials.lines()))
    return int(any(trials.wrong.values()))


class Trials:
    """One folder of reports, what a run of it writes that nothing ends, and what came of the runs that were ended."""

    def __init__(self, folder: Path, files: int = FILES) -> None:
        self._folder, self._files = folder, files
        self.counts: Counter[str] = Counter()
        self.wrong = Counter(
            {"cache damaged": 0, "reports lost or written again": 0, "reports doubled": 0, "output differs": 0}
        )
        (folder / "in").mkdir()
        text = SAMPLE.read_text(encoding="utf-8")
        for number in range(files):
            own = text.replace("公安局", f"第{number // 3}局").replace("2021", f"{2019 + number % 3}")
            own = own.replace("2020", f"{2018 + number % 3}")
            (folder / "in" / f"{number}.txt").write_text(own, encoding="utf-8")
        began = monotonic()
        self._start("whole", 1).wait()
        self._lasts = monotonic() - began
        self._whole = _written(folder / "whole")
        self._clear()

    def end(self, trial: int) -> None:
        """Start a run and end it at a random moment, unless it comes to its end before."""
        way, number = WAYS[trial % len(WAYS)]
        chance, before = random.Random(trial), self._kept()
        run = self._start("out", 1 + trial // len(WAYS) % 2)
        began = monotonic()
        sleep(chance.uniform(0, self._lasts))
        is_ended = run.poll() is None
        if is_ended and number is signal.SIGKILL:
            os.killpg(run.pid, number)
        elif is_ended:
            run.send_signal(number)
        is_ended = run.wait() not in (0, 1, 3) and is_ended
        self._look(before)
        self.counts[way if is_ended else "came to its end"] += 1
        if not is_ended:
            self._lasts = min(self._lasts, monotonic() - began)
            self._compare()

    def finish(self) -> None:
        """Let one run come to its end on what the others left."""
        before = self._kept()
        self._start("out", 2).wait()
        self._look(before)
        self._compare()

    def lines(self) -> Iterator[str]:
        """Yield the lines of a table."""
        yield "| ended by | runs |"
        yield "|---|---:|"
        yield from (f"| {way} | {count} |" for way, count in sorted(self.counts.items()))
        yield ""
        yield "| wrong after it | runs |"
        yield "|---|---:|"
        yield from (f"| {what} | {count} |" for what, count in self.wrong.items())

    def _look(self, before: Kept) -> None:
        after = self._kept()
        self.wrong["reports lost or written again"] += not before <= after
        self.wrong["reports doubled"] += len(after) > self._files

    def _compare(self) -> None:
        self.wrong["output differs"] += _written(self._folder / "out") != self._whole
        self.counts["outputs compared"] += 1
        self._clear()

    def _kept(self) -> Kept:
        path = self._folder / "cache" / "gouji.sqlite"
        if not path.exists():
            return frozenset()
        with closing(sqlite3.connect(path)) as database:
            try:
                if database.execute("PRAGMA quick_check").fetchone() == ("ok",):
                    rows = database.execute("SELECT key, rowid FROM entries WHERE kind = 'report'").fetchall()
                    return frozenset(rows)
            except sqlite3.Error as error:
                if "no such table" in str(error):
                    return frozenset()
            self.wrong["cache damaged"] += 1
            return frozenset()

    def _clear(self) -> None:
        for path in (self._folder / "cache").glob("gouji.sqlite*"):
            path.unlink()

    def _start(self, out: str, jobs: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "gouji", "check", str(self._folder / "in"), "--out", str(self._folder / out)]
        command += ["--jobs", str(jobs), "--reproducible", "--quiet", "--exit-zero"]
        environment = {**os.environ, "GOUJI_CACHE": str(self._folder / "cache")}
        return subprocess.Popen(
            command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )


def _written(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    sys.exit(main())
