"""How long readers and rules take, for `gouji check --timings`."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator

LONGEST = 20
"""So many are listed, the slowest first."""
BINDING = "binding"
"""What happens between reading and rules: tables, sections and who reports are found."""
KEEPING = "results"
"""What happens behind the rules: what they found is put together and kept."""


class Clock:
    """Charges the time from one beginning to the next to what began."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._times = Counter[str]()
        self._what, self._since = "", time.perf_counter()

    def begins(self, what: str) -> None:
        """Hear that something begins: `reader NAME`, `rule ID`; empty where reading is over, or the rules are."""
        now = time.perf_counter()
        if self._what:
            self._seconds[self._what] = self._seconds.get(self._what, 0.0) + now - self._since
        behind = BINDING if self._what.startswith("reader ") else KEEPING
        self._what, self._since = what or behind, now
        self._times[self._what] += 1

    def lines(self) -> Iterator[str]:
        """Tell the slowest, with how often each ran."""
        self.begins("end")
        yield f"{'seconds':>9} {'times':>6}"
        slowest = sorted(self._seconds, key=lambda what: -self._seconds[what])
        for what in slowest[:LONGEST]:
            yield f"{self._seconds[what]:9.3f} {self._times[what]:6} {what}"
