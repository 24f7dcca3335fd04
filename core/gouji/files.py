"""The files of a run: found, named as people see them, and read."""

from __future__ import annotations

import glob
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from stat import S_ISREG

from gouji.errors import NothingToCheck, UnreadableReport
from gouji.folder import MARK
from gouji.harmless import on_one_line
from gouji.host import Host
from gouji.limits import larger_than
from gouji.model.document import Document, Source
from gouji.record.document import unpack_document

NOT_A_FILE = "不是普通文件（管道、设备等） / not a regular file but a pipe, a device or the like"
CHANGING = "文件正在被改写，请稍后再查 / the file is being written; check it again later"
Known = Callable[["File"], bytes]
"""Returns what an earlier run read of a file, packed, empty where none did."""
AtPage = Callable[[str, int, int], None]
"""Hears of each page that takes long to read: the file's name, the page and how many there are."""

_NOT_SLUG = re.compile(r"[^\w-]+")
_BESIDE_REPORTS = re.compile(r"^(\.|~\$|README|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """A file to check and the name by which people see it; `known` is what an earlier run read of it, packed, if anything."""

    path: Path
    name: str
    known: bytes = field(default=b"", compare=False, repr=False)

    @property
    def slug(self) -> str:
        """A name for what is written about the file, the same in every run."""
        return slug_of(self.name)

    @property
    def sha256(self) -> str:
        """The hash of its bytes, empty where it cannot be opened."""
        try:
            if not S_ISREG(self.path.stat().st_mode):
                return ""
            with open(self.path, "rb", opener=_without_waiting) as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""


def slug_of(name: str) -> str:
    """Return a name for what is written about a file, by the name that people see."""
    stem = _NOT_SLUG.sub("-", Path(name).stem).strip("-")[:60] or "report"
    return f"{stem}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def find_files(paths: Sequence[str | Path | File]) -> list[File]:
    """List the files at paths, folders (walked) and globs, each once and under a name of its own, in a stable order.

    Raises NothingToCheck, naming the path, where one leads to no file. Notes about a folder (README), hidden and lock files, and
    the outputs of earlier runs are left out of folders. What is a file already stays as it is.
    """
    found: dict[Path, File] = {}
    for given in paths:
        for file in [given] if isinstance(given, File) else _files_at(str(given)):
            found.setdefault(Path(os.path.realpath(file.path)), file)
    return list(_told_apart(found))


def _told_apart(found: dict[Path, File]) -> Iterator[File]:
    """Name a file that is called like one before it after the folders round it too, as many as it takes."""
    taken: set[str] = set()
    for path, file in found.items():
        name, folders = on_one_line(file.name), list(path.parents)[file.name.count("/") :]
        for folder in folders:
            if name not in taken:
                break
            name = on_one_line(f"{folder.name}/{name}")
        taken.add(name)
        yield replace(file, name=name)


def _files_at(given: str) -> list[File]:
    path = Path(given)
    if path.is_dir():
        base = path.resolve().name
        inside = sorted(_walk(path), key=lambda p: p.relative_to(path).as_posix())
        files = [File(p, f"{base}/{p.relative_to(path).as_posix()}") for p in inside]
    elif path.exists():
        files = [File(path, shown_name(path))]
    else:
        files = [file for match in sorted(glob.glob(given, recursive=True)) for file in _files_at(match)]  # noqa: PTH207  absolute too
        if not files:
            raise NothingToCheck(f"{given}: no such file or folder")
    if not files:
        raise NothingToCheck(f"{given}: no files to check in this folder")
    return files


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        if MARK in names and Path(parent) != folder:  # what a run of ours wrote
            folders.clear()
            continue
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(parent, name) for name in names if not _BESIDE_REPORTS.match(name))
        yield from (path for path in paths if not path.is_symlink() or _stays_in(folder, path))


def _stays_in(folder: Path, link: Path) -> bool:
    """Tell whether a link leads to a file in the folder; one to itself, or to nothing, is listed and cannot be opened."""
    try:
        return link.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return True


def shown_name(path: Path) -> str:
    """Return the name by which people see a file named by itself: nothing of the folders of this machine."""
    plain = not path.is_absolute() and ".." not in path.parts
    return path.as_posix() if plain else path.name


def unknown(_: File) -> bytes:
    """Know nothing of any file."""
    return b""


def unheard(name: str, page: int, pages: int) -> None:
    """Take note of nothing."""


def read_file(
    file: File, host: Host, at_page: AtPage = unheard, begins: Callable[[str], None] | None = None
) -> Document:
    """Read a file into a document, unless it is known what stands in it; UnreadableReport gives the reason.

    `at_page` hears of each page that takes long to read, `begins` of each plugin that is asked.
    """
    if file.known:
        return unpack_document(file.known)
    try:
        data = _bytes_of(file.path, host.limits.file_bytes)
    except OSError as error:
        raise UnreadableReport(f"打不开文件：{error.strerror} / cannot be opened: {error.strerror}") from error
    if not data.strip():
        raise UnreadableReport("文件是空的 / the file is empty")
    source = Source(file.name, file.path.suffix.lower(), data, host.limits, partial(at_page, file.name))
    return host.read(source, begins)


def _bytes_of(path: Path, most: int) -> bytes:
    """Return what a regular file holds; a pipe or a device is never waited for, a growing file not followed."""
    if not S_ISREG(path.stat().st_mode):
        raise UnreadableReport(NOT_A_FILE)
    with open(path, "rb", opener=_without_waiting) as file:
        before = os.fstat(file.fileno())
        if not S_ISREG(before.st_mode):
            raise UnreadableReport(NOT_A_FILE)
        data = file.read(most + 1)
        after = os.fstat(file.fileno())
    if len(data) > most:
        raise UnreadableReport(larger_than(most))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) < after.st_size:
        raise UnreadableReport(CHANGING)
    return data


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
