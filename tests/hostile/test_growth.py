"""The time of a check grows with the length of a report, not with its square; run.json stays bounded."""

from __future__ import annotations

from importlib import import_module

import pytest

from gouji.host import Host

benchmark = import_module("growth")  # a script of `benchmarks/`
pytestmark = pytest.mark.slow

NOISE = 2
"""Times as much as the benchmark allows: a busy machine measures badly, and what is quadratic grows a hundredfold."""


@pytest.mark.parametrize("name", ["points", "totals", "parts of a sum", "titles", "rows"])
def test_ten_times_as_much_takes_about_ten_times_as_long(host: Host, name: str) -> None:
    growth = benchmark.measured(name, host, rounds=2)

    assert growth.times < benchmark.MOST_GROWTH * NOISE
    assert growth.size < 1000 * growth.count * benchmark.TIMES
