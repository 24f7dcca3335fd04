"""The line of each key of a TOML file, whatever way the file is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from gouji.rulebook.places import Key, lines_of

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "rules" / "gouji_rules").rglob("*.toml"))


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("a = 1\nb = 2", ("b",), 2),
        ("# a = 1\n\n  b = 2", ("b",), 3),
        ("a.b = 1", ("a", "b"), 1),
        ("[a.'b c'.\"d\\u00e9\"]\ne = 1", ("a", "b c", "dé", "e"), 2),
        ('a = """\nb = 1\n"""\nb = 2', ("b",), 4),
        ("a = '''\nb = 1'''\nb = 2", ("b",), 3),
        ('a = """x\\"""y"""\nb = 2', ("b",), 2),
        ('a = "[x] # \\" {"\nb = 2', ("b",), 2),
        ("a = [\n  1, # one\n  2,\n]\nb = 2", ("a", 1), 3),
        ("a = [\n  1, # one\n  2,\n]\nb = 2", ("b",), 5),
        ("a = [[1,\n2], [3]]\nb = 1", ("a", 0, 1), 2),
        ("a = [\n{ b = 1, c = [\n5] },\n]", ("a", 0, "c", 0), 3),
        ("[[a]]\nb = 1\n[[a]]\nb = 2", ("a", 1, "b"), 4),
        ("[[a]]\n[[a.b]]\n[[a.b]]\n[[a]]\n[[a.b]]\nc = 1", ("a", 1, "b", 0, "c"), 6),
        ("[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 1", ("a", 1, "b", "c"), 6),
        ("a = 1.5\nb = 1979-05-27 07:32:00\nc = 3", ("c",), 3),
        ("a = {}\nb = []\nc = 3", ("c",), 3),
    ],
)
def test_a_key_is_found_on_its_line(text: str, key: Key, line: int) -> None:
    assert tomllib.loads(text)

    assert lines_of(text)[key] == line


@pytest.mark.parametrize("path", [*FILES, ROOT / "pyproject.toml"], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_key_of_a_real_file_is_found_where_it_is_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines, written = lines_of(text), text.splitlines()

    for key in _keys(tomllib.loads(text)):
        name = next(part for part in reversed(key) if isinstance(part, str))
        assert key in lines
        assert name in written[lines[key] - 1] or isinstance(key[-1], int)


def _keys(value: object, key: Key = ()) -> Iterator[Key]:
    if key:
        yield key
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, inner in inside:
        yield from _keys(inner, (*key, part))
