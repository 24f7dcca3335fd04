"""An output folder that is replaced as a whole: at every moment the old or the new result is whole, and people's files stay."""

from __future__ import annotations

import os
import platform
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MARK = ".gouji"
"""Lists what the last run wrote into an output folder, a file a line."""
UNFINISHED = ".gouji-unfinished"
"""Stands in an output folder while its files are replaced one by one, where it cannot be replaced as a whole."""
_LAST = ("index.html", "run.json")


@contextmanager
def scratch_beside(out: Path) -> Iterator[Path]:
    """Make a folder beside `out` for the time that it takes; first what a killed run left there is cleared away."""
    out.parent.mkdir(parents=True, exist_ok=True)
    _clear_litter(out)
    with tempfile.TemporaryDirectory(
        prefix=f"{_prefix(out)}{os.getpid()}-", dir=out.parent, ignore_cleanup_errors=True
    ) as scratch:
        yield Path(scratch)


def put_in_place(fresh: Path, out: Path, old: Path) -> None:
    """Put a fresh folder in the place of `out`, which moves to `old`; file by file where it cannot be moved (a mount)."""
    names = sorted(_files(fresh))
    (fresh / MARK).write_text("".join(f"{name}\n" for name in names), encoding="utf-8", errors="surrogateescape")
    if not out.exists():
        fresh.rename(out)
        return
    _take_over(out, fresh)
    try:
        out.rename(old)
    except OSError:
        _replace_files(out, fresh, _written(out))
        return
    try:
        fresh.rename(out)
    except OSError:
        old.rename(out)
        raise
    _take_over(old, out)
    old.rename(old.with_name("gone"))


def _files(folder: Path) -> list[str]:
    return [Path(parent, name).relative_to(folder).as_posix() for parent, _, names in os.walk(folder) for name in names]


def _written(folder: Path) -> set[str]:
    """Return the files that a run wrote; a folder named by an earlier version stands for all in it."""
    try:
        names = (folder / MARK).read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return set()
    folders = [name for name in names if (folder / name).is_dir()]
    inside = (f"{name}/{file}" for name in folders for file in _files(folder / name))
    return {*names, *inside, MARK, UNFINISHED}


def state_of(out: Path) -> str:
    """Return a text that changes when a file that the last run wrote into a folder does, empty where there is no whole result."""
    names = sorted(_written(out))
    if not names or (out / UNFINISHED).exists():
        return ""
    stats = {name: (out / name).lstat() for name in names if os.path.lexists(out / name)}
    return "\n".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in stats.items())


def held(out: Path) -> str:
    """Return the first file of the last run that another program has open and keeps to itself, as office programs on Windows do.

    Elsewhere an open file can be replaced. Pages of single reports are not looked at: browsers keep nothing to themselves.
    """
    names = sorted(name for name in _written(out) if os.name == "nt" and "/" not in name and (out / name).is_file())
    return next((name for name in names if _is_held(out / name)), "")


def _is_held(path: Path) -> bool:
    try:
        path.open("r+b").close()
    except PermissionError:
        return True
    return False


def _take_over(before: Path, after: Path) -> None:
    """Give the files of people in one folder a place in another too; what is there already is left alone."""
    ours = _written(before)
    for name in _files(before):
        if name not in ours and not os.path.lexists(after / name):
            (after / name).parent.mkdir(parents=True, exist_ok=True)
            link(before / name, after / name)


def link(source: Path, target: Path) -> None:
    """Give a file a second place, as the same file where the file system can, else as a copy."""
    if source.is_symlink():
        target.symlink_to(source.readlink())
        return
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)


def _replace_files(out: Path, fresh: Path, ours: set[str]) -> None:
    """Replace a folder's files, those that lead to the others last."""
    (out / UNFINISHED).touch()
    names = sorted(_files(fresh), key=lambda name: (name == MARK, name in _LAST, name))
    for name in names:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        if name in ours or not os.path.lexists(out / name):
            beside = (out / name).with_name(f"{Path(name).name}.new")
            shutil.copy2(fresh / name, beside)
            beside.replace(out / name)
    for name in ours.difference(names, (UNFINISHED,)):
        with suppress(OSError):
            (out / name).unlink()
    (out / UNFINISHED).unlink()


def _prefix(out: Path) -> str:
    node = re.sub(r"\W", "", platform.node())
    return f".{out.name}-{node}-"


def _clear_litter(out: Path) -> None:
    """Remove what runs of this machine that are gone left beside `out`; a result that one had moved aside comes back."""
    for path in out.parent.glob(f"{_literal(_prefix(out))}*"):
        owner = path.name.removeprefix(_prefix(out)).partition("-")[0]
        if not owner.isdecimal() or is_alive(int(owner)) or path.is_symlink():
            continue
        old = path / "old"
        if old.is_dir() and not old.is_symlink():
            if out.exists():
                _take_over(old, out)
            else:
                old.rename(out)
        shutil.rmtree(path, ignore_errors=True)


def _literal(text: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", text)


def is_alive(process: int) -> bool:
    """Tell whether a process of this machine is still there."""
    import psutil

    return psutil.pid_exists(process)
