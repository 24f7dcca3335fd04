"""What the last run wrote and said, where it still stands: then nothing is looked at together, and nothing is written again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from gouji.cache import Cache
from gouji.cli.outcome import Ending
from gouji.folder import state_of


class Standing:
    """An output folder as the last run left it, `about` all that decides what stands in it but the time of the run."""

    def __init__(self, cache: Cache, out: Path, about: Iterable[object]) -> None:
        self._cache, self._out = cache, out
        words = "\0".join((str(out), str(out.absolute()), *map(str, about)))
        self._key = sha256(words.encode("utf-8", "surrogatepass")).digest()

    def ending(self, *, with_lines: bool) -> Ending | None:
        """Return how the run ended that wrote the folder, None where it would be another one, or the folder has been changed.

        Likewise `with_lines` where that run said nothing of each file.
        """
        kept = self._cache.get(self._key)
        if kept is None:
            return None
        state, problems, summary, code, lines = json.loads(kept)
        told = None if lines is None else tuple(lines)
        return (
            Ending(tuple(problems), summary, code, told)
            if state == self._state() and not (with_lines and told is None)
            else None
        )

    def keep(self, ending: Ending) -> None:
        """Note how the run ended that wrote the folder."""
        self._cache.put(self._key, json.dumps([self._state(), *ending]).encode(), "run")

    def _state(self) -> str:
        return sha256(state_of(self._out).encode("utf-8", "surrogateescape")).hexdigest()
