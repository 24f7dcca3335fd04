"""Ledgers, and a PostgreSQL server of our own, for the tests of decisions."""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from gouji import Entry, Verb
from gouji.decisions.ledger import Ledger

WRITER = """
import sys
from dataclasses import replace
from gouji.decisions.ledger import Ledger
from ledgers import entry
url, name, count = sys.argv[1:4]
ledger = Ledger(url)
for number in range(int(count)):
    ledger.add([entry(f"{name}-{number}-a", case=f"{name}{number}"), entry(f"{name}-{number}-b", case=f"{name}{number}")])
    print(number, flush=True)
"""
START_SECONDS = 1.5
"""So long a writer takes at most to begin, on a machine that is not busy."""
AT = "2026-03-01T08:00:00.000000+00:00"
_PLACES = (Path("/usr/lib/postgresql"), Path("/usr/pgsql"), Path("/opt/homebrew/opt/postgresql"))


def entry(key: str, verb: Verb = Verb.CONFIRM, **parts: object) -> Entry:
    """Return an entry on one finding, with a reason."""
    told = {
        "by": "王检查",
        "fingerprint": "f" * 16,
        "evidence": "e" * 16,
        "rule": "gid/review-total",
        "reason": "核实过",
    }
    return Entry(key, **{"at": AT, "verb": verb, **told, **parts})  # type: ignore[arg-type]


def writer(url: str, name: str, count: int) -> subprocess.Popen[str]:
    """Start a process that adds so many cases of two entries, and prints the number of each that is kept."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, url, name, str(count)],
        cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def kill_writers(url: str, kills: int, seed: int, most_seconds: float) -> int:
    """Kill one writer after another at random moments; each time the ledger in a file is whole. Returns how many cases are kept."""
    chance, told, kept = random.Random(seed), 0, 0
    for number in range(kills):
        process = writer(url, f"w{number}", 10_000)
        assert process.stdout is not None
        if number % 4:
            told += bool(process.stdout.readline())
            time.sleep(chance.random() * most_seconds)
        else:  # while it starts, opens the file, and makes the table
            time.sleep(chance.random() * START_SECONDS)
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        told += len(process.communicate()[0].splitlines())
        with sqlite3.connect(url) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
        entries = Ledger(url).entries()
        kept = len({each.case for each in entries})
        assert len(entries) == 2 * kept
        assert told <= kept <= told + number + 1
    return kept


def postgres_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, None where it is not installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return next((path.parent for place in _PLACES for path in sorted(place.glob("**/bin/initdb"), reverse=True)), None)


@contextmanager
def postgres(programs: Path) -> Iterator[str]:
    """Start a server with a data folder of its own, as the user postgres where we are root; gives its URL."""
    folder = Path(mkdtemp(prefix="gouji-pg-"))
    user = ["runuser", "-u", "postgres", "--"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    if user:
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def ran(program: str, *arguments: str) -> None:
        subprocess.run(
            [*user, str(programs / program), *arguments], check=True, capture_output=True, cwd=folder, timeout=60
        )

    ran("initdb", "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    ran("pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start")
    try:
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        ran("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
