"""Alarms, one inside the other."""

from __future__ import annotations

import signal
from time import monotonic

import pytest

from gouji.alarm import alarm

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this platform has no alarm")


def _work(seconds: float) -> None:
    end = monotonic() + seconds
    while monotonic() < end:
        try:
            sum(range(1000))
        except Exception:
            continue


def _work_inside_inner_alarms() -> None:
    with alarm(10):
        _work(0.01)
    with pytest.raises(TimeoutError, match=r"0\.1 s"), alarm(0.1):
        _work(5)
    _work(5)


def test_the_outer_alarm_goes_on_after_an_inner_one() -> None:
    with pytest.raises(TimeoutError, match=r"0\.3 s"), alarm(0.3):
        _work_inside_inner_alarms()

    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL


def test_an_inner_alarm_that_is_due_later_leaves_the_outer_one_in_force() -> None:
    with pytest.raises(TimeoutError, match=r"0\.1 s"), alarm(0.1), alarm(10):
        _work(5)
