"""The ledger: one table of entries that only grows, held so by the database itself, in one SQLite file or on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, astuple, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gouji.errors import GoujiError
from gouji.model.decision import Entry, Verb

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine, Table

TABLE = "gouji_decisions"
WAIT_SECONDS = 60.0
"""So long a writer waits for another one to end."""
_PARTS = tuple(each.name for each in fields(Entry))
_NUMBERS = ("revision", "year")
_USUAL: dict[str, Any] = {each.name: "" if each.default is MISSING else each.default for each in fields(Entry)}
_VERB = _PARTS.index("verb")
_AT_ONCE = 500
"""Keys asked for in one question."""
_WRITING = "gouji_writing"
_LOCK_KEY = 7_102_034
"""Names the lock that a writer on PostgreSQL holds, so that entries stand in the order in which they were made."""
_SQLITE_GUARDS = (
    *(
        f"CREATE TRIGGER {TABLE}_no_{verb} BEFORE {verb.upper()} ON {TABLE} "
        "BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
        for verb in ("update", "delete")
    ),
    f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} "
    f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE key = NEW.key OR number = NEW.number) "
    "BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END",
)
_POSTGRES_GUARDS = (
    f"CREATE OR REPLACE FUNCTION {TABLE}_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the ledger only grows'; END $$",
    f"CREATE TRIGGER {TABLE}_rows BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_grows()",
    f"CREATE TRIGGER {TABLE}_whole BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_grows()",
)


class LedgerUnusable(GoujiError):
    """A ledger that cannot be read or written; the text names it and says why."""


class LedgerMoved(GoujiError):
    """Somebody else has decided on a finding meanwhile; the text says who and what."""


class Ledger:
    """Reads and adds entries; `url` is a database's address, or a file's path. Nothing is made before the first entry."""

    def __init__(self, url: str) -> None:
        self._path = None if "://" in url else Path(url).absolute()
        self._url = url
        self._is_there = False

    @property
    def exists(self) -> bool:
        """Tell whether there may be entries: a file that is there, or any server."""
        return self._path is None or self._path.is_file()

    def entries(self) -> list[Entry]:
        """Return all entries, the oldest first; none where there is no ledger yet."""
        if not self.exists:
            return []
        with self._connected() as connection:
            return _read(connection)

    def add(self, entries: Sequence[Entry], latest: Mapping[str, str] | None = None) -> int:
        """Add entries, all or none; those whose keys are there already are passed over. Returns how many were added.

        `latest` gives for findings the key of the entry that was their latest when somebody decided, empty where there was none;
        LedgerMoved names who has decided since.
        """
        if not entries:
            return 0
        with self._connected(writing=True) as connection:
            table = _made(connection, is_there=self._is_there)
            if latest is not None:
                _refuse_moved(_read(connection), latest)
            known = _known(connection, table, [entry.key for entry in entries])
            fresh = {entry.key: entry for entry in entries if entry.key not in known}
            if fresh:
                connection.execute(table.insert(), [dict(zip(_PARTS, astuple(e), strict=True)) for e in fresh.values()])
        self._is_there = True
        return len(fresh)

    @contextmanager
    def _connected(self, *, writing: bool = False) -> Iterator[Connection]:
        """Connect; writers wait for one another, and what they add is kept when the block ends, whole."""
        from sqlalchemy.exc import DBAPIError, SQLAlchemyError

        engine = self._engine.execution_options(**{_WRITING: writing})
        called = str(self._path) if self._path else engine.url.render_as_string(hide_password=True)
        try:
            with engine.begin() if writing else engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise LedgerUnusable(f"{called}: {_reason(error.orig)}") from error
        except (SQLAlchemyError, OSError) as error:
            raise LedgerUnusable(f"{called}: {error}") from error

    @cached_property
    def _engine(self) -> Engine:
        from sqlalchemy import URL, create_engine
        from sqlalchemy.exc import ArgumentError, NoSuchModuleError
        from sqlalchemy.pool import NullPool

        try:
            if self._path is None:
                engine = create_engine(_with_driver(self._url), poolclass=NullPool)
                if not engine.url.username:
                    raise LedgerUnusable("the address of the ledger names no user: postgresql://USER@HOST/DATABASE")
                return engine
            file = URL.create("sqlite", database=str(self._path))
            engine = create_engine(file, poolclass=NullPool, connect_args={"timeout": WAIT_SECONDS})
        except (ArgumentError, NoSuchModuleError) as error:
            raise LedgerUnusable("the address of the ledger is neither a path nor a URL of PostgreSQL") from error
        except ImportError as error:
            raise LedgerUnusable("a ledger on PostgreSQL needs gouji[postgres]") from error
        _guard_file(engine)
        return engine


def _with_driver(url: str) -> str:
    """Name the driver; a database of another kind is refused, since nothing would guard its table."""
    for scheme in ("postgresql://", "postgres://", "postgresql+pg8000://"):
        if url.startswith(scheme):
            return f"postgresql+pg8000://{url.removeprefix(scheme)}"
    raise LedgerUnusable("the address of the ledger is neither a path nor a URL of PostgreSQL")


def _guard_file(engine: Engine) -> None:
    """Keep a file by a rollback journal, which holds on shared drives too, and take the lock before the first word."""
    from sqlalchemy import event

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:  # noqa: ANN401  of the driver
        connection.isolation_level = None
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "delete":
            _give_up_other_journal(connection)
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writing = connection.get_execution_options().get(_WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _give_up_other_journal(connection: Any) -> None:  # noqa: ANN401  of the driver
    """Return to the rollback journal; LedgerUnusable where somebody else has the file open with another one."""
    import sqlite3

    connection.execute("PRAGMA busy_timeout = 1000")
    try:
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except sqlite3.OperationalError:
        mode = "wal"
    if mode != "delete":
        raise LedgerUnusable("the ledger is open elsewhere with a journal (WAL) that shared drives do not bear")
    connection.execute(f"PRAGMA busy_timeout = {int(1000 * WAIT_SECONDS)}")


def _table() -> Table:
    from sqlalchemy import Column, Integer, MetaData, String, Table

    parts = [Column(name, Integer if name in _NUMBERS else String, unique=name == "key") for name in _PARTS]
    number = Column("number", Integer, primary_key=True, autoincrement=True)
    return Table(TABLE, MetaData(), number, *parts, sqlite_autoincrement=True)


def _made(connection: Connection, *, is_there: bool) -> Table:
    """Return the table, made with its guards where it is not there yet; on a server writers wait for one another here."""
    from sqlalchemy import inspect

    table = _table()
    on_file = connection.dialect.name == "sqlite"
    if not on_file:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK_KEY})")
    if is_there:
        return table
    if not inspect(connection).has_table(TABLE):
        table.create(connection)
        for guard in _SQLITE_GUARDS if on_file else _POSTGRES_GUARDS:
            connection.exec_driver_sql(guard)
    for name in sorted({*_PARTS} - _columns(connection), key=_PARTS.index):
        connection.exec_driver_sql(f"ALTER TABLE {TABLE} ADD COLUMN {name} VARCHAR")
    return table


def _columns(connection: Connection) -> set[str]:
    """Return the columns of the table as it is there: one made by an earlier version has fewer."""
    from sqlalchemy import inspect

    return {str(column["name"]) for column in inspect(connection).get_columns(TABLE)}


def _read(connection: Connection) -> list[Entry]:
    """Read all entries in the order of their times; the database numbers those of one moment."""
    from sqlalchemy import inspect, literal, select

    if not inspect(connection).has_table(TABLE):
        return []
    table, there = _table(), _columns(connection)
    columns = [table.c[name] if name in there else literal(usual) for name, usual in _USUAL.items()]
    rows = connection.execute(select(*columns).order_by(table.c.at, table.c.number))
    return [_entry(row) for row in rows]


def _entry(row: Sequence[Any]) -> Entry:
    """Return an entry; what was not known when it was made is empty."""
    parts = [usual if value is None else value for value, usual in zip(row, _USUAL.values(), strict=True)]
    parts[_VERB] = Verb(parts[_VERB])
    return Entry(*parts)


def _refuse_moved(entries: Sequence[Entry], latest: Mapping[str, str]) -> None:
    last = {entry.fingerprint: entry for entry in entries}
    for mark, key in latest.items():
        entry = last.get(mark)
        if entry is not None and entry.key != key:
            raise LedgerMoved(f"{mark}: {entry.by} has decided on it meanwhile: {entry.verb.value}, {entry.reason}")


def _known(connection: Connection, table: Table, keys: Sequence[str]) -> set[str]:
    """Return those of the keys that are in the ledger."""
    from sqlalchemy import select

    known: set[str] = set()
    for start in range(0, len(keys), _AT_ONCE):
        some = keys[start : start + _AT_ONCE]
        known.update(row[0] for row in connection.execute(select(table.c.key).where(table.c.key.in_(some))))
    return known


def _reason(error: BaseException | None) -> str:
    """Return what the driver says; pg8000 gives it as parts, with M for the message."""
    told = error.args[0] if error and error.args else error
    return str(told.get("M", told) if isinstance(told, dict) else told)
