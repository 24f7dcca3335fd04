"""Files that the last run wrote of one report alone, such as its page: where it would write the same they stay."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from gouji.cache import Cache
from gouji.files import slug_of
from gouji.folder import link
from gouji.grounds import Grounds
from gouji.model.run import Run
from gouji.model.writer import Writer

State = tuple[str, int, int]
"""What a file was written for, its size and the time of its last change."""


class KeptFiles:
    """What stands in an output folder of each report, and what it was written for; the cache keeps it between runs."""

    def __init__(self, cache: Cache, out: Path) -> None:
        self._cache, self._out = cache, out
        self._key = sha256(b"files\0" + os.fsencode(out.absolute())).digest()
        found = cache.get(self._key)
        self._before: Mapping[str, State] = {name: (mark, *rest) for name, mark, *rest in json.loads(found or b"[]")}
        self._now: dict[str, str] = {}

    def take_over(self, run: Run, writer: Writer, folder: Path) -> set[int]:
        """Link what still stands of a format into a folder; returns the numbers of the reports that it need not be written of."""
        if writer.keeps is None:
            return set()
        known = set()
        grounds = Grounds(run)
        for number, source in enumerate(run.paths):
            name, found = writer.keeps.format(slug=slug_of(source)), grounds.with_agency(number)
            mark = self._now[name] = found.hex() if found else ""
            if mark and self._stands(name, mark):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                link(self._out / name, folder / name)
                known.add(number)
        return known

    def _stands(self, name: str, mark: str) -> bool:
        before = self._before.get(name)
        return before is not None and before[0] == mark and before == self._state(name, mark)

    def _state(self, name: str, mark: str) -> State | None:
        try:
            stat = (self._out / name).stat(follow_symlinks=False)
        except OSError:
            return None
        return mark, stat.st_size, stat.st_mtime_ns

    def keep(self) -> None:
        """Note what stands there now."""
        states = ((name, self._state(name, mark)) for name, mark in self._now.items() if mark)
        rows = [[name, *state] for name, state in states if state is not None]
        if rows:
            self._cache.put(self._key, json.dumps(rows, ensure_ascii=True).encode(), "folder")
