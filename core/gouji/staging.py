"""Folders that writers write into: taken over only where they are still the ones that were given, and hold nothing but files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from gouji.harmless import on_one_line
from gouji.model.text import Text

_GONE = Text("输出文件夹不见了", "its folder is gone")


class Staged:
    """A folder for one format in a scratch folder of its own; known again by its number on the disk, never through a link."""

    def __init__(self, scratch: Path, name: str) -> None:
        self.path = scratch / "output" / name
        self.path.mkdir(parents=True)
        self._number = self._number_now()

    def _number_now(self) -> tuple[int, int] | None:
        try:
            found = self.path.lstat()
        except OSError:
            return None
        return (found.st_dev, found.st_ino) if stat.S_ISDIR(found.st_mode) else None

    @property
    def problem(self) -> Text | None:
        """What is wrong with what was written, if anything."""
        if self._number_now() != self._number:
            return _GONE
        try:
            return next(_no_files(self.path), None)
        except OSError as error:
            return Text.of(error.strerror or str(error))

    @property
    def names(self) -> list[str]:
        """The files and folders in it."""
        return sorted(path.name for path in self.path.iterdir())

    def move_into(self, folder: Path) -> None:
        """Move what is in it into another folder, by way of a place beside that, where no writer reaches it any more."""
        taken = folder.with_name(f"{folder.name}-{self.path.name}")
        self.path.rename(taken)
        for path in taken.iterdir():
            path.rename(folder / path.name)


def _no_files(folder: Path) -> Iterator[Text]:
    """Yield what stands in a folder, or below it, and is neither a file nor a folder with a name that can be written down."""
    with os.scandir(folder) as entries:
        for entry in entries:
            shown = on_one_line(entry.name)
            if shown != entry.name:
                yield Text(f"文件名 {shown} 不可用", f"{shown} is no name for a file")
            elif entry.is_dir(follow_symlinks=False):
                yield from _no_files(Path(entry.path))
            elif not entry.is_file(follow_symlinks=False):
                yield Text(f"{shown} 不是普通文件", f"{shown} is no regular file")
