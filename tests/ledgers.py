"""Ledgers, and a PostgreSQL server of our own, for the tests of decisions."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from gouji import Entry, Verb

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
