"""What a worker is at, told through memory that it shares: whoever watches it knows even after it died."""

from __future__ import annotations

import mmap
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import NamedTuple

_HEAD = Struct("<QQ")
_TEXT_BYTES = 200
_WORDS, _SUSPECT, _SPOILT, _AFTER = (_HEAD.size + place * _TEXT_BYTES for place in range(4))
_SIZE = _HEAD.size + 4 * _TEXT_BYTES


class Stage(NamedTuple):
    """What is going on: how many stages there were before it, the number of the item, and what about it (`rule ID`).

    `suspect` is the stage of the item that left a thread or a process behind, if one did; `spoilt` what the present one took from all
    others; `after` the last stage of a stranger's plugin in this process, while it is at something else.
    """

    number: int
    item: int
    words: str
    suspect: str = ""
    spoilt: str = ""
    after: str = ""


class Board:
    """A few bytes of shared memory on which one process writes its stage and another looks."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("r+b") as file:
            file.seek(_SIZE)  # where the next one writes who writes into any file that is open
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
        self.suspects("")
        self.begins("")

    def begins(self, words: str) -> None:
        """Say what begins; takes a microsecond."""
        self._count += 1
        self._memory[:_WORDS] = _HEAD.pack(self._count, self._item)
        self._write(_WORDS, words)

    def suspects(self, words: str) -> None:
        """Say which stage left something behind that goes on."""
        self._write(_SUSPECT, words)

    def comes_after(self, words: str) -> None:
        """Say which stage of a stranger's plugin is over, empty where one begins."""
        self._write(_AFTER, words)

    def is_spoilt(self, what: str) -> None:
        """Say what the present stage took from all others; calls nothing that could be gone."""
        self._write(_SPOILT, what)

    def look(self) -> Stage:
        """Return the present stage."""
        count, item = _HEAD.unpack_from(self._memory)
        return Stage(count, item, self._read(_WORDS), self._read(_SUSPECT), self._read(_SPOILT), self._read(_AFTER))

    def _write(self, at: int, text: str) -> None:
        self._memory[at : at + _TEXT_BYTES] = text.encode("utf-8", "replace")[:_TEXT_BYTES].ljust(_TEXT_BYTES, b"\0")

    def _read(self, at: int) -> str:
        return self._memory[at : at + _TEXT_BYTES].rstrip(b"\0").decode("utf-8", "replace")

    def forget(self) -> None:
        """Take the file away; where the platform can, both sides still see what is written."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
