"""What a worker is at, told through memory that it shares: whoever watches it knows even after it died."""

from __future__ import annotations

import mmap
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import NamedTuple

_HEAD = Struct("<QQB")
_SIZE = 256
_MOST_WORDS = _SIZE - _HEAD.size


class Stage(NamedTuple):
    """What is going on: how many stages there were before it, the number of the item, and what about it (`rule ID`)."""

    number: int
    item: int
    words: str


class Board:
    """A few bytes of shared memory on which one process writes its stage and another looks."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _SIZE)
        self._count = self._item = 0

    @classmethod
    def new(cls) -> Board:
        """Hang up a board with nothing on it, in the folder for temporary files."""
        handle, path = tempfile.mkstemp(prefix="gouji-")
        os.write(handle, bytes(_SIZE))
        os.close(handle)
        return cls(Path(path))

    def take(self, item: int) -> None:
        """Say that an item is begun."""
        self._item = item
        self.begins("")

    def begins(self, words: str) -> None:
        """Say what begins; takes a microsecond."""
        said = words.encode("utf-8", "replace")[:_MOST_WORDS]
        self._count += 1
        self._memory[: _HEAD.size + len(said)] = _HEAD.pack(self._count, self._item, len(said)) + said

    def look(self) -> Stage:
        """Return the present stage."""
        count, item, length = _HEAD.unpack_from(self._memory)
        return Stage(count, item, self._memory[_HEAD.size : _HEAD.size + length].decode("utf-8", "replace"))

    def forget(self) -> None:
        """Take the file away; where the platform can, both sides still see what is written."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
