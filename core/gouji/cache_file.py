"""The file of the cache: where it is, how it is opened, and what becomes of one that is of no use."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from gouji.errors import GoujiError
from gouji.folder import is_alive

FILE = "gouji.sqlite"
FOLDER_FROM = "GOUJI_CACHE"
"""The environment variable that names the folder of the cache."""
PREPARED = "prepared"
"""The folder in it for what packs hold, in a form that is read fast."""
_ASIDE = f"{FILE}.unusable"
_BESIDE = (f"{FILE}-wal", f"{FILE}-shm")
_APPLICATION = 0x676F756A
_SCHEMA = 1
_PAGE_BYTES = 8192
_WAIT_SECONDS = 60.0
"""How long a run waits for another one that is writing; each change takes a millisecond."""
_TABLES = """
CREATE TABLE entries (key BLOB PRIMARY KEY, kind TEXT, used INTEGER, size INTEGER, mark INTEGER, data BLOB);
CREATE INDEX by_use ON entries (used, size, kind);
CREATE TABLE files (path TEXT PRIMARY KEY, state TEXT, sha256 TEXT, used INTEGER) WITHOUT ROWID;
"""

Tell = Callable[[str], None]
"""Hears a line for people."""


def cache_folder() -> Path:
    """Return the folder that GOUJI_CACHE names, else one in the user's folder for caches."""
    if named := os.environ.get(FOLDER_FROM):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local", "gouji", "Cache")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "gouji"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "gouji")


def connected(folder: Path, tell: Tell) -> sqlite3.Connection | None:
    """Open the file in a folder, None (and a line) where it cannot be had; a damaged one, or a newer Gouji's, is set aside."""
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return _usable(path, tell)
    except (OSError, sqlite3.Error) as error:
        tell(f"{path}: the cache cannot be used, the run goes on without: {said(error)}")
        return None


def temporary_folder() -> Path:
    """Make a folder for what one run keeps for itself; first what killed runs of this machine left is cleared away."""
    place, prefix = Path(tempfile.gettempdir()), f"gouji-run-{re.sub(r'[^0-9A-Za-z]', '', platform.node())}-"
    for left in place.glob(f"{prefix}*"):
        owner = left.name.removeprefix(prefix).partition("-")[0]
        if owner.isdecimal() and not is_alive(int(owner)):
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-"))


def said(error: Exception) -> str:
    """Return what an error of the system or of SQLite says, without a path."""
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def _usable(path: Path, tell: Tell) -> sqlite3.Connection:
    try:
        return prepared(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        set_aside(path, said(error), tell)
        return prepared(path)


def set_aside(path: Path, problem: str, tell: Tell) -> None:
    """Rename a file that is of no use, and say so; one that was set aside before is replaced."""
    with suppress(FileNotFoundError):
        path.replace(path.with_name(_ASIDE))
        tell(f"{path}: the cache is of no use and was set aside as {_ASIDE}: {problem}")
    for name in _BESIDE:
        path.with_name(name).unlink(missing_ok=True)


def joined(folder: Path, *, only_read: bool = False) -> sqlite3.Connection:
    """Open a file that another process of the same run has opened before; `only_read` lets nothing in this process write into it."""
    where = f"{(folder / FILE).absolute().as_uri()}?mode=ro&readonly_shm=1" if only_read else folder / FILE
    return sqlite3.connect(where, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False, uri=only_read)


def prepared(path: Path) -> sqlite3.Connection:
    """Open a file, made where there is none; DatabaseError where it is none of this version of Gouji."""
    database = joined(path.parent)
    try:
        database.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        with transaction(database):
            _refuse_foreign(database)
            if not _number(database, "user_version"):
                for table in filter(str.strip, _TABLES.split(";")):
                    database.execute(table)
                database.execute(f"PRAGMA application_id = {_APPLICATION}")
                database.execute(f"PRAGMA user_version = {_SCHEMA}")
        return database
    except BaseException:
        database.close()
        raise


def _refuse_foreign(database: sqlite3.Connection) -> None:
    """Raise DatabaseError for a file of another program or of another schema."""
    is_new = not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if is_new:
        return
    if _number(database, "application_id") != _APPLICATION:
        raise sqlite3.DatabaseError("another program made it")
    if _number(database, "user_version") != _SCHEMA:
        raise sqlite3.DatabaseError("another version of Gouji made it")


def _number(database: sqlite3.Connection, pragma: str) -> int:
    return int(database.execute(f"PRAGMA {pragma}").fetchone()[0])


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Make changes as one; begun as a writer, so that two of them wait for each other instead of failing."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


class CacheContent(NamedTuple):
    """A cache as it lies there: its file, how large that is (0: there is none), and how many entries of each kind it has."""

    path: Path
    file_bytes: int
    entries: dict[str, int]


def content_of(folder: Path) -> CacheContent:
    """Look into the cache of a folder; GoujiError where it cannot be read."""
    path = folder / FILE
    if not path.is_file():
        return CacheContent(path, 0, {})
    try:
        with closing(prepared(path)) as database:
            counted = "SELECT kind, count(*) FROM entries GROUP BY kind ORDER BY kind"
            entries = dict(database.execute(counted).fetchall())
    except (OSError, sqlite3.Error) as error:
        raise GoujiError(f"{path}: {said(error)}") from error
    return CacheContent(path, sum(_size(path.with_name(name)) for name in (FILE, *_BESIDE)), entries)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def clear(folder: Path) -> int:
    """Take the cache of a folder away, with one set aside; returns the bytes. GoujiError where a run is using it."""
    path = folder / FILE
    names = (FILE, *_BESIDE, _ASIDE)
    prepared_files = list((folder / PREPARED).glob("*"))
    freed = sum(_size(each) for each in (*(folder / name for name in names), *prepared_files))
    try:
        if path.is_file():
            _refuse_used(path)
        for name in names:
            (folder / name).unlink(missing_ok=True)
        for each in prepared_files:
            each.unlink(missing_ok=True)
    except OSError as error:
        raise GoujiError(f"{path}: {said(error)}") from error
    return freed


def _refuse_used(path: Path) -> None:
    """Raise GoujiError where another process has the file open: only the last one may end its write-ahead log."""
    with closing(sqlite3.connect(path, timeout=1.0, isolation_level=None)) as database:
        try:
            database.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise GoujiError(f"{path}: a run is using the cache; clear it when that has ended") from error
        except sqlite3.DatabaseError:
            return
