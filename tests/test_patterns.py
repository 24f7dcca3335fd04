"""Patterns that are kept from one start to the next are those that Python would compile anew."""

from __future__ import annotations

import re
import re._compiler as compiler  # type: ignore[import-not-found]
from pathlib import Path

import pytest

from gouji.patterns import KeptPatterns

TEXTS = ("收到申请21件", "2023年度", "aAbb", "一、总体情况\n二、主动公开", "")
PATTERNS = (
    (r"(?P<number>\d+)(?P<unit>件|个)?", 0), (r"(?<![一-龥])a++b{1,2}(?=b|$)", re.IGNORECASE), (r"^[一二三]、(.+)$", re.MULTILINE),
    (r"(?i:A)(b)\1?|(c)", 0), (r"[^\W\d_]+ # words", re.VERBOSE), (r"(a)(?(1)A|x)", 0), (r".\Z", re.DOTALL | re.ASCII),
)  # fmt: skip


_COMPILE, _CODE = compiler.compile, compiler._code


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder for the cache, and let `re` be what it was afterwards."""
    monkeypatch.setenv("GOUJI_CACHE", str(tmp_path))
    monkeypatch.setattr(compiler, "compile", _COMPILE)
    monkeypatch.setattr(compiler, "_code", _CODE)
    return tmp_path


def _start() -> KeptPatterns:
    compiler.compile, compiler._code = _COMPILE, _CODE
    return KeptPatterns()


def _compiled() -> list[re.Pattern[str]]:
    re.purge()
    return [re.compile(*pattern) for pattern in PATTERNS]


def _found(patterns: list[re.Pattern[str]]) -> list[object]:
    found = [[(m.groups(), m.groupdict()) for text in TEXTS for m in pattern.finditer(text)] for pattern in patterns]
    return [*zip(PATTERNS, found, [(each.flags, each.groups, each.groupindex) for each in patterns], strict=True)]


def test_kept_patterns_find_what_new_ones_find(folder: Path) -> None:
    new = _compiled()
    first = _start()
    _compiled()
    first.keep()
    second = _start()
    kept = _compiled()

    assert kept == new
    assert _found(kept) == _found(new)
    assert not second._new


def test_what_is_no_pattern_is_an_error_as_ever(folder: Path) -> None:
    _start()

    with pytest.raises(re.error, match="unterminated"):
        re.compile("(a")


@pytest.mark.parametrize("damage", [b"", b"5\n[]", b"x", b"\xff\xfe"])
def test_a_damaged_file_is_written_anew(folder: Path, damage: bytes) -> None:
    first = _start()
    _compiled()
    first.keep()
    [path] = folder.rglob("patterns-*")
    whole = path.read_bytes()
    path.write_bytes(damage)
    second = _start()
    _compiled()
    second.keep()

    assert path.read_bytes() == whole


def test_where_nothing_can_be_kept_nothing_is_lost(folder: Path) -> None:
    (folder / "prepared").write_text("a file in the place of the folder")
    patterns = _start()

    assert _compiled()
    patterns.keep()


def test_a_python_that_compiles_otherwise_does_so_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(compiler, "_code")
    patterns = KeptPatterns()

    assert compiler.compile is _COMPILE
    patterns.keep()
    assert not [*folder.rglob("patterns-*")]
