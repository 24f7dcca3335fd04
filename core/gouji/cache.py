"""The cache: what was worked out stays for the next run, in one SQLite file, under keys of all that it follows from.

Safe for several runs at once and for one that is killed at any moment: each entry is a transaction of its own in a write-ahead
log. A power cut may lose the last few, and damages none. What no other run may use stands in a file of the run's own.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import threading
import time
import weakref
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from gouji.cache_file import FILE, Tell, connected, joined, prepared, said, set_aside, temporary_folder, transaction
from gouji.errors import GoujiError

MOST_BYTES = 8_000_000_000
"""What the entries may take together: a year of reports of all of China's agencies, with what was read and made of them."""
MOST_DAYS = 180
"""Days after which an entry leaves that no run has used."""
_SETTLED_NS = 2_000_000_000
"""Nanoseconds in which a file may change twice without a sign: the clocks of file systems are coarse."""
_DAY_SECONDS = 86_400
_AT_ONCE = 500
"""Changes that no result depends on are kept back until there are so many."""
_PUT = "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?)"
_GET = "SELECT data, mark, used FROM entries WHERE key = ?"
_USE = "UPDATE entries SET used = ? WHERE key = ?"
_HASHED = "SELECT sha256, used FROM files WHERE path = ? AND state = ?"
_HASH = "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)"


def to_error_output(words: str) -> None:
    """Print a line to the error output."""
    print(f"gouji: {words}", file=sys.stderr)


class Cache:
    """Keeps bytes by key: in the folder given, or without one for this run alone, as all that is put with `lasts=False`.

    May be used by several threads; pickled, it leads other processes of this machine to the same files. A file that breaks while it
    is used is set aside, and what it held is gone.
    """

    def __init__(self, folder: Path | None = None, tell: Tell = to_error_output) -> None:
        self._folder, self._tell, self._lock = folder, tell, threading.RLock()
        self._shared = connected(folder, tell) if folder else None
        self.lasts = self._shared is not None
        """Whether another run finds what is put."""
        self._own_folder: Path | None = None
        self._own: sqlite3.Connection | None = None
        self._is_joined = False
        self.guarded = False
        """Whether other processes only read the files: plugins of strangers run there, which may write into all that is open."""
        self.broke = False
        """Whether a file broke while it was used, so that what was put may be gone."""
        self._later: dict[str, list[tuple[Any, ...]]] = {_PUT: [], _USE: [], _HASH: []}

    def __reduce__(self) -> tuple[Any, ...]:
        self.flush()
        return _joined, (self._folder if self._shared else None, self._own_folder, self.guarded)

    def get(self, key: bytes) -> bytes | None:
        """Return what is kept under a key, None where nothing is, or something else than was put there."""
        row = self._row(self._own, (key,)) or self._row(self._shared, (key,))
        if row is None or zlib.crc32(row[0]) != row[1]:
            return None
        if row[2] != _today():
            self._do_later(_USE, (_today(), key))
        return bytes(row[0])

    def _row(
        self, database: sqlite3.Connection | None, key: tuple[Any, ...], query: str = _GET
    ) -> tuple[Any, ...] | None:
        if database is None:
            return None
        with self._lock:
            try:
                row: tuple[Any, ...] | None = database.execute(query, key).fetchone()
            except sqlite3.Error as error:
                self._fail(database, error)
                return None
        return row

    def put(self, key: bytes, data: bytes, kind: str = "", lasts: bool = True) -> None:
        """Keep bytes under a key; what was there before is replaced."""
        row = _entry(key, data, kind)
        if lasts and self._done(_PUT, [row]):
            return
        if self._own is None:
            self._own_folder = temporary_folder()
            self._own = prepared(self._own_folder / FILE)
            weakref.finalize(self, _forget, self._own, self._own_folder)
        with self._lock:
            try:
                self._own.execute(_PUT, row)
            except sqlite3.Error as error:
                raise GoujiError(f"{self._own_folder}: {said(error)}") from error

    def remember(self, key: bytes, data: bytes, kind: str) -> None:
        """Keep bytes for other runs, where that can be: what no result depends on, since it may be worked out again."""
        if self.lasts:
            self._do_later(_PUT, _entry(key, data, kind))

    def own_marks(self) -> list[tuple[bytes, int]]:
        """Return the keys of what is kept for this run alone, each with a mark of the bytes, in a stable order."""
        if self._own is None:
            return []
        with self._lock:
            return self._own.execute("SELECT key, mark FROM entries ORDER BY key").fetchall()

    def sha256(self, path: Path, work_out: Callable[[], str]) -> str:
        """Return the hash of a file, worked out only where the file may have changed since it was."""
        try:
            state = path.stat()
        except OSError:
            return work_out()
        if self._shared is None:
            return work_out()
        name = os.fsencode(os.path.abspath(path))  # noqa: PTH100  bytes: a name need not be text
        told = f"{state.st_size} {state.st_mtime_ns} {state.st_ctime_ns} {state.st_ino}"
        row = self._row(self._shared, (name, told), _HASHED)
        found = str(row[0]) if row else work_out()
        is_settled = time.time_ns() - max(state.st_mtime_ns, state.st_ctime_ns) > _SETTLED_NS
        if found and is_settled and (row is None or row[1] != _today()):
            self._do_later(_HASH, (name, told, found, _today()))
        return found

    def trim(self, most_bytes: int = MOST_BYTES, most_days: int = MOST_DAYS) -> None:
        """Let entries leave that no run has used for long, and the oldest beyond a size; what was used since yesterday stays."""
        self.flush()
        if self._shared is None:
            return
        self._leave(_today() - most_days)
        size = self._sum("SELECT sum(size) FROM entries")
        while size > most_bytes and (oldest := self._sum("SELECT min(used) FROM entries")) < _today() - 1:
            self._leave(oldest + 1)
            size = self._sum("SELECT sum(size) FROM entries")

    def _sum(self, query: str) -> int:
        row = self._row(self._shared, (), query)
        return row[0] or 0 if row else 0

    def _leave(self, before: int) -> None:
        for table in ("entries", "files"):
            self._done(f"DELETE FROM {table} WHERE used < ?", [(before,)])

    def flush(self) -> None:
        """Make the changes that were kept back."""
        for change, rows in self._later.items():
            with self._lock:
                now, rows[:] = rows[:], []
            if now:
                self._done(change, now)

    def close(self) -> None:
        """Let go of the files; what was kept for this run alone is gone."""
        with suppress(GoujiError):
            self.flush()
        self.lasts = False
        if self._shared is not None:
            self._shared.close()
        if self._own is not None and self._own_folder is not None:
            _forget(self._own, self._own_folder)

    def _do_later(self, change: str, row: tuple[Any, ...]) -> None:
        with self._lock:
            self._later[change].append(row)
            is_time = len(self._later[change]) >= _AT_ONCE
        if is_time:
            self.flush()

    def _done(self, change: str, rows: Sequence[tuple[Any, ...]]) -> bool:
        """Change the shared file; where it cannot be written (any more) say so once, and leave it as it is from then on."""
        if not self.lasts or self._shared is None:
            return False
        with self._lock:
            try:
                with transaction(self._shared):
                    self._shared.executemany(change, rows)
            except sqlite3.Error as error:
                self._fail(self._shared, error)
                return False
        return True

    def _fail(self, database: sqlite3.Connection, error: sqlite3.Error) -> None:
        """Go on without a file that cannot be used (any more), with a fresh one in the place of one that is damaged."""
        if self._is_joined and database is self._shared and self.lasts:
            self.lasts = False
            return
        if self._folder is None or database is not self._shared:
            raise GoujiError(f"{self._folder or self._own_folder}: {said(error)}") from error
        path = self._folder / FILE
        if isinstance(error, sqlite3.OperationalError):
            self._tell(f"{path}: the cache cannot be written, the run goes on without: {said(error)}")
            self.lasts = False
            return
        database.close()
        self._shared, self.broke = None, True
        with suppress(OSError):
            set_aside(path, said(error), self._tell)
            self._shared = connected(self._folder, self._tell)
        self.lasts = self._shared is not None


def _joined(folder: Path | None, own: Path | None, guarded: bool) -> Cache:
    """Return the cache of another process of this run, for reading, and for what no result depends on."""
    return _joined_by(os.getpid(), folder, own, guarded)


@lru_cache(maxsize=2)
def _joined_by(process: int, folder: Path | None, own: Path | None, guarded: bool) -> Cache:
    """Join a cache once for all that a process is sent: each connection keeps pages of its file in memory."""
    cache = Cache()
    cache._shared = joined(folder, only_read=guarded) if folder else None
    cache._own = joined(own, only_read=guarded) if own else None
    cache.lasts = cache._is_joined = cache._shared is not None
    return cache


def _forget(database: sqlite3.Connection, folder: Path) -> None:
    database.close()
    shutil.rmtree(folder, ignore_errors=True)


def _entry(key: bytes, data: bytes, kind: str) -> tuple[Any, ...]:
    return key, kind, _today(), len(data), zlib.crc32(data), data


def _today() -> int:
    """Return the day, counted: entries are as old as the day on which a run last used them."""
    return int(time.time() // _DAY_SECONDS)
