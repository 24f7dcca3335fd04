"""What run.json takes grows with the length of a report and stays bounded; the time is printed by `benchmarks/growth.py`."""

from __future__ import annotations

from importlib import import_module

import pytest

from gouji.host import Host

benchmark = import_module("growth")  # a script of `benchmarks/`
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", ["points", "titles"])
def test_ten_times_as_much_is_told_in_about_ten_times_as_much(host: Host, name: str) -> None:
    growth = benchmark.measured(name, host, rounds=1)

    assert growth.size < 1000 * growth.count * benchmark.TIMES
