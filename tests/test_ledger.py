"""The ledger only grows, whoever writes at once and whenever a writer dies, in a file and on a server."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from gouji import Verb
from gouji.decisions.exchange import EntriesUnreadable, read_entries, to_csv, to_json
from gouji.decisions.ledger import TABLE, Ledger, LedgerMoved, LedgerUnusable
from ledgers import entry, kill_writers, postgres, postgres_programs, writer
from test_differences import SAMPLE, ran, schema_of


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    programs = postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres(programs) as url:
        yield url


def test_what_is_added_is_read_back_in_the_order_of_its_times(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path / "账本?a=1#%20.sqlite"))
    early, late = entry("b", at="2026-01-01T00:00:00+00:00", year=2025), entry("a", Verb.WAIVE, expires="2027-01-01")

    assert ledger.entries() == []
    assert not ledger.exists
    assert ledger.add([late, early]) == 2
    assert ledger.add([early, late]) == 0
    assert ledger.entries() == [early, late]


@pytest.mark.parametrize(
    "change",
    [
        f"UPDATE {TABLE} SET reason = 'x'",
        f"DELETE FROM {TABLE}",
        f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE}",
        f"INSERT OR REPLACE INTO {TABLE} (number, key, at, by, verb) VALUES (1, 'z', '', '', 'waive')",
    ],
)
def test_the_file_itself_refuses_what_is_no_addition(tmp_path: Path, change: str) -> None:
    ledger = Ledger(str(tmp_path / "l.sqlite"))
    ledger.add([entry("a")])
    with sqlite3.connect(tmp_path / "l.sqlite") as connection, pytest.raises(sqlite3.DatabaseError, match="only grows"):
        connection.execute(change)
    connection.close()

    assert ledger.entries() == [entry("a")]


def test_a_ledger_of_an_earlier_version_is_read_and_gets_the_new_columns_when_it_grows(tmp_path: Path) -> None:
    old, ledger = entry("a", Verb.ADMIT), Ledger(str(tmp_path / "l.sqlite"))
    ledger.add([old])
    with sqlite3.connect(tmp_path / "l.sqlite") as connection:
        for name in ("figure", "address", "published"):
            connection.execute(f"ALTER TABLE {TABLE} DROP COLUMN {name}")
    connection.close()
    new = entry("b", Verb.ADMIT, at="2026-03-02T08:00:00+00:00", figure="21", address="http://a.cn")
    before = Ledger(str(tmp_path / "l.sqlite")).entries()
    Ledger(str(tmp_path / "l.sqlite")).add([new])

    assert before == [old]
    assert ledger.entries() == [old, new]


def test_all_of_a_case_is_added_or_nothing(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path / "l.sqlite"))
    broken = entry("b", year="二〇二四" * 3, revision=object())
    with pytest.raises(LedgerUnusable):
        ledger.add([entry("a"), broken])

    assert ledger.entries() == []


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    url = str(tmp_path / "l.sqlite")
    for each in [writer(url, "one", 10), writer(url, "two", 10)]:
        each.communicate(timeout=60)

        assert each.returncode == 0
    assert len(Ledger(url).entries()) == 40


def test_what_somebody_decided_meanwhile_is_not_passed_over(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path / "l.sqlite"))
    ledger.add([entry("a", by="李处长")], {"f" * 16: ""})
    with pytest.raises(LedgerMoved, match="李处长 has decided on it meanwhile"):
        ledger.add([entry("b", Verb.WAIVE)], {"f" * 16: ""})
    ledger.add([entry("c", Verb.WAIVE)], {"f" * 16: "a"})

    assert [each.key for each in ledger.entries()] == ["a", "c"]


@pytest.mark.slow
def test_a_writer_killed_at_any_moment_leaves_whole_cases(tmp_path: Path) -> None:
    assert kill_writers(str(tmp_path / "l.sqlite"), 8, seed=7, most_seconds=0.1) >= 6


def test_a_file_that_is_open_elsewhere_with_another_journal_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    Ledger(str(path)).add([entry("a")])
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("BEGIN")
    other.execute(f"SELECT * FROM {TABLE}").fetchone()
    with pytest.raises(LedgerUnusable, match="WAL"):
        Ledger(str(path)).entries()
    other.close()

    assert Ledger(str(path)).entries() == [entry("a")]


@pytest.mark.parametrize(
    "url", ["mysql://x:geheim@y/z", "postgresql://nobody:geheim@127.0.0.1:1/x", "postgresql://127.0.0.1:1/x"]
)
def test_a_ledger_that_cannot_be_opened_is_named_without_its_password(url: str) -> None:
    with pytest.raises(LedgerUnusable) as refused:
        Ledger(url).entries()

    assert "geheim" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_marks_that_look_like_telephone_numbers_stay_as_they_are(tmp_path: Path) -> None:
    told = entry("a", fingerprint="a13812345678bcde", evidence="f" + "13812345678" + "abcd", reason="电话13812345678")
    (tmp_path / "e.json").write_text(to_json([told]), encoding="utf-8")
    (read,) = read_entries(tmp_path / "e.json")

    assert (read.fingerprint, read.evidence, read.reason) == (told.fingerprint, told.evidence, "电话138****5678")


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / "l.sqlite").write_text("hello " * 100)

    with pytest.raises(LedgerUnusable, match=r"l\.sqlite: file is not a database"):
        Ledger(str(tmp_path / "l.sqlite")).entries()


@pytest.mark.parametrize("name", ["out.csv", "out.json"])
def test_entries_go_out_and_come_back_the_same(tmp_path: Path, name: str) -> None:
    entries = [
        entry("a", reason='=1+1 "引号"\n第二行', year=2024),
        entry("b", Verb.CHANGE, severity="minor", reason="'-"),
    ]
    text_of = to_json if name.endswith("json") else to_csv
    (tmp_path / name).write_text(text_of(entries), encoding="utf-8", newline="")
    read = read_entries(tmp_path / name)

    assert read == entries
    assert text_of(read) == text_of(entries)
    jsonschema.validate(json.loads(to_json(read)), schema_of("decisions"))


def test_a_file_that_a_spreadsheet_has_saved_comes_back_the_same(tmp_path: Path) -> None:
    told = entry("a", Verb.WAIVE, reason="表样如此", expires="2030-12-31")
    (tmp_path / "e.csv").write_bytes(to_csv([told]).lstrip("\ufeff").replace("2030-12-31", "2030/12/31").encode("gbk"))

    assert read_entries(tmp_path / "e.csv") == [told]


def test_an_entry_that_the_ledger_holds_with_other_words_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    Ledger("gouji_decisions.sqlite").add([entry("a"), entry("b")])
    (tmp_path / "e.json").write_text(to_json([entry("a"), entry("b", reason="改过"), entry("c")]), encoding="utf-8")

    assert ran("decisions", "import", "e.json") == "b：与台账所记不同，未写入\n新增 1 条，已有 1 条。\n"


def test_a_ledger_that_is_named_and_not_there_is_not_taken_for_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(AssertionError, match=r"typo\.sqlite: no ledger is there"):
        ran("decisions", "export", "e.csv", "--ledger", "typo.sqlite")
    assert not (tmp_path / "e.csv").exists()


def test_a_formula_does_not_leave_the_ledger_as_one() -> None:
    assert "\n'=1+1" in to_csv([entry("=1+1")]).replace("\r", "")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.json", "{}", "is not of schema"),
        ("a.json", "[", "is no JSON"),
        ("a.csv", "key,at\n1,2\n", "lacks the column by"),
        ("a.csv", "key,at,by,verb,reason\n1,2026-01-01,x,shout,y\n", "entry 1: 'shout' is not a valid Verb"),
        ("a.csv", "key,at,by,verb,reason\n1,2026-01-01,x,waive,\n", "entry 1: reason is missing"),
        ("a.csv", "key,at,by,verb,reason\n1,soon,x,waive,y\n", "entry 1: Invalid isoformat"),
    ],
)
def test_a_file_of_entries_that_is_wrong_is_told_where(tmp_path: Path, name: str, content: str, problem: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")

    with pytest.raises(EntriesUnreadable, match=problem):
        read_entries(tmp_path / name)


@pytest.mark.slow
def test_a_server_holds_the_same_and_gives_the_same_bytes(server: str, tmp_path: Path) -> None:
    pytest.importorskip("pg8000")
    file = Ledger(str(tmp_path / "l.sqlite"))
    for each in [writer(server, "one", 10), writer(server, "two", 10)]:
        each.communicate(timeout=60)
        assert each.returncode == 0
    entries = Ledger(server).entries()
    file.add(entries)
    for change in (f"UPDATE {TABLE} SET reason = 'x'", f"DELETE FROM {TABLE}", f"TRUNCATE {TABLE}"):
        engine = create_engine(server.replace("postgresql:", "postgresql+pg8000:"))
        with engine.connect() as connection, pytest.raises(DBAPIError, match="only grows"):
            connection.execute(text(change))
        engine.dispose()

    assert len(entries) == 40
    assert to_json(file.entries()) == to_json(Ledger(server).entries())
    assert to_csv(file.entries()) == to_csv(Ledger(server).entries())
    assert json.loads(to_json(entries))["schema"] == "gouji.decisions/1"


@pytest.mark.slow
def test_a_run_is_the_same_with_a_ledger_on_a_server(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    check = ("check", SAMPLE, "--in-process", "-q", "--reproducible", "--no-cache", "--format", "json,html,csv,sarif")
    ran(*check)
    for verb in ("waive", "contest"):
        ran(
            "decide", verb, "--agency", "示例市交通运输局", "--reason", "统一口径", "--by", "王检查", "--ledger", server
        )
    ran("decisions", "export", "all.json", "--ledger", server)
    ran("decisions", "import", "all.json")
    outputs = []
    for ledger in (server, "gouji_decisions.sqlite"):
        ran(*check, "--ledger", ledger)
        outputs.append({path.name: path.read_bytes() for path in (tmp_path / "gouji_out").rglob("*") if path.is_file()})

    assert b"contested" in outputs[0]["run.json"]
    assert outputs[0] == outputs[1]
