"""What is kept for the next run: found again, safe for two, and never in the way of a run."""

from __future__ import annotations

import os
import pickle
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from gouji.cache import MOST_DAYS, Cache
from gouji.cache_file import FILE, cache_folder, clear, content_of
from gouji.errors import GoujiError

DAY = 86_400


class _Told(list[str]):
    """Hears lines."""

    def __call__(self, words: str) -> None:
        self.append(words)


def _days_later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now + days * DAY)


def test_what_is_put_is_found_by_the_next_run(tmp_path: Path) -> None:
    first = Cache(tmp_path)
    first.put(b"a", b"one")
    first.put(b"a", b"two")
    first.put(b"b", b"", lasts=False)
    found = [first.get(key) for key in (b"a", b"b", b"c")]
    first.close()

    assert found == [b"two", b"", None]
    assert [Cache(tmp_path).get(key) for key in (b"a", b"b", b"c")] == [b"two", None, None]


def test_without_a_folder_a_run_keeps_what_it_made_for_itself_alone() -> None:
    cache = Cache()
    cache.put(b"a", b"one")
    other = pickle.loads(pickle.dumps(cache))
    found = cache.get(b"a"), other.get(b"a")
    own = cache._own_folder
    other.close()
    cache.close()

    assert found == (b"one", b"one")
    assert own is not None
    assert not own.exists()


def test_other_processes_of_a_run_find_what_lasts_and_what_does_not(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(b"a", b"one")
    cache.put(b"b", b"two", lasts=False)
    other = pickle.loads(pickle.dumps(cache))

    assert [other.get(key) for key in (b"a", b"b", b"c")] == [b"one", b"two", None]


def _garbage(path: Path) -> None:
    path.write_bytes(b"garbage" * 5000)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def _of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE bookmarks (url)")


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize("spoil", [_garbage, _cut, _of_another_program, _newer])
def test_a_file_of_no_use_is_set_aside_with_one_line(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    told, first = _Told(), Cache(tmp_path)
    first.put(b"a", b"one")
    first.close()
    spoil(tmp_path / FILE)
    second = Cache(tmp_path, told)
    missing = second.get(b"a")
    second.put(b"b", b"two")
    second.close()

    assert missing is None
    assert len(told) == 1
    assert "set aside as gouji.sqlite.unusable" in told[0]
    assert (tmp_path / f"{FILE}.unusable").is_file()
    assert Cache(tmp_path, told).get(b"b") == b"two"
    assert len(told) == 1


def test_a_file_that_breaks_while_it_is_used_is_set_aside_and_the_run_goes_on(tmp_path: Path) -> None:
    told, first = _Told(), Cache(tmp_path)
    for number in range(200):
        first.put(b"%d" % number, bytes(2000))
    first.close()
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[:16384] + b"x" * (len(whole) - 16384))
    second = Cache(tmp_path, told)
    found = [second.get(b"%d" % number) for number in range(200)]
    second.put(b"new", b"one")

    assert None in found
    assert second.get(b"new") == b"one"
    assert second.broke
    assert len(told) == 1


def test_an_entry_that_is_not_what_was_put_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(b"a", b"one")
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute("UPDATE entries SET data = ?", (b"eno",))

    assert cache.get(b"a") is None


def test_a_folder_that_cannot_be_had_costs_only_the_cache(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told = _Told()
    cache = Cache(tmp_path / "file", told)
    cache.put(b"a", b"one")

    assert cache.get(b"a") == b"one"
    assert len(told) == 1
    assert "the run goes on without" in told[0]


def test_a_full_disk_costs_only_the_cache(tmp_path: Path) -> None:
    told, cache = _Told(), Cache(tmp_path)
    cache.close()
    cache = Cache(tmp_path, told)
    assert cache._shared is not None
    cache._shared.execute("PRAGMA max_page_count = 20")
    for number in range(200):
        cache.put(b"%d" % number, os.urandom(2000))

    assert all(cache.get(b"%d" % number) is not None for number in range(200))
    assert len(told) == 1
    assert "full" in told[0]


@pytest.mark.parametrize(("days", "stays"), [(MOST_DAYS - 1, True), (MOST_DAYS + 1, False)])
def test_what_no_run_used_for_long_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, stays: bool
) -> None:
    cache = Cache(tmp_path)
    cache.put(b"a", b"one")
    _days_later(monkeypatch, days)
    cache.trim()

    assert (cache.get(b"a") is not None) is stays


def test_what_is_used_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    cache.put(b"a", b"one")
    _days_later(monkeypatch, MOST_DAYS - 1)
    cache.get(b"a")
    cache.flush()
    _days_later(monkeypatch, MOST_DAYS - 1)
    cache.trim()

    assert cache.get(b"a") == b"one"


@pytest.mark.parametrize(("most_bytes", "left"), [(30, [b"old", b"new"]), (29, [b"new"])])
def test_beyond_a_size_the_oldest_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most_bytes: int, left: list[bytes]
) -> None:
    cache = Cache(tmp_path)
    cache.put(b"old", bytes(20))
    _days_later(monkeypatch, 5)
    cache.put(b"new", bytes(10))
    cache.trim(most_bytes)

    assert [key for key in (b"old", b"new") if cache.get(key) is not None] == left


@pytest.mark.parametrize(("days", "left"), [(1, 2), (2, 1)])
def test_what_was_used_since_yesterday_never_leaves_since_a_run_may_need_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, left: int
) -> None:
    cache = Cache(tmp_path)
    cache.put(b"old", bytes(20))
    _days_later(monkeypatch, days)
    cache.put(b"new", bytes(10))
    cache.trim(most_bytes=1)

    assert sum(cache.get(key) is not None for key in (b"old", b"new")) == left


def test_a_file_is_hashed_again_only_where_it_may_have_changed(tmp_path: Path) -> None:
    cache, file, worked = Cache(tmp_path / "cache"), tmp_path / "report.html", []

    def hashed() -> str:
        worked.append(file.read_text())
        return worked[-1]

    def ask(text: str, age: int) -> str:
        if not file.exists() or file.read_text() != text:
            file.write_text(text)
        os.utime(file, (time.time() - age, time.time() - age))
        return cache.sha256(file, hashed)

    assert [ask("one", 60), ask("one", 60), ask("two", 60)] == ["one", "one", "two"]
    assert cache.sha256(tmp_path / "missing", lambda: "") == ""
    assert len(worked) >= 2


def test_a_file_that_has_settled_is_not_hashed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache, file, worked = Cache(tmp_path / "cache"), tmp_path / "report.html", []
    file.write_text("one")

    def hashed() -> str:
        worked.append(1)
        return "hash"

    for ahead in (1.9, 2.1, 2.1):
        now = file.stat().st_mtime_ns + int(ahead * 1e9)
        monkeypatch.setattr("time.time_ns", lambda now=now: now)
        cache.sha256(file, hashed)
        cache.flush()

    assert len(worked) == 2


def test_the_cache_is_shown_and_cleared(tmp_path: Path) -> None:
    nothing = content_of(tmp_path)
    cache = Cache(tmp_path)
    cache.put(b"a", b"one", "report")
    with pytest.raises(GoujiError, match="a run is using the cache"):
        clear(tmp_path)
    cache.close()
    content = content_of(tmp_path)

    assert nothing.file_bytes == 0
    assert content.entries == {"report": 1}
    assert clear(tmp_path) == content.file_bytes > 0
    assert content_of(tmp_path) == nothing


def test_a_cache_of_no_use_is_cleared_too(tmp_path: Path) -> None:
    _garbage(tmp_path / FILE)
    clear(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_the_one_named_else_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = cache_folder()
    monkeypatch.delenv("GOUJI_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    linux = cache_folder()
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))

    assert named.name.startswith("cache")
    assert linux == tmp_path / "gouji"
    assert cache_folder() == tmp_path / "gouji" / "Cache"
