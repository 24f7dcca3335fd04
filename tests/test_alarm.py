"""Alarms, one inside the other."""

from __future__ import annotations

import signal
from time import monotonic, process_time, sleep

import pytest

from gouji.alarm import alarm

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this platform has no alarm")


def _work(seconds: float) -> None:
    end = process_time() + seconds
    while process_time() < end:
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

    assert signal.getitimer(signal.ITIMER_REAL) == signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is signal.getsignal(signal.SIGPROF) is signal.SIG_DFL


def test_an_inner_alarm_that_is_due_later_leaves_the_outer_one_in_force() -> None:
    with pytest.raises(TimeoutError, match=r"0\.1 s"), alarm(0.1), alarm(10):
        _work(5)


def test_waiting_is_cut_off_ten_times_later_than_work() -> None:
    started = monotonic()
    with alarm(0.05):
        sleep(0.2)

    with pytest.raises(TimeoutError, match=r"0\.05 s"), alarm(0.05):
        sleep(20)

    assert monotonic() - started < 10


def test_parts_that_begin_close_behind_one_another_have_nearly_their_whole_time() -> None:
    with alarm(0.3) as anew:
        for _ in range(1000):
            anew()
        _work(0.25)
        anew()
        _work(0.25)


def test_an_alarm_that_starts_anew_measures_each_part_of_the_work() -> None:
    with alarm(0.2) as anew:
        for _ in range(4):
            anew()
            _work(0.1)

    with pytest.raises(TimeoutError), alarm(0.2):
        _work(0.4)
