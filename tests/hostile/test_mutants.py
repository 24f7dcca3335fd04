"""Mutated files of every format: no error but the two that say what is wrong with the file, and no hang."""

from __future__ import annotations

import pytest

from gouji import NotAReport, Source, UnreadableReport
from gouji.alarm import alarm
from gouji.checking import bind_document
from gouji.host import Host
from hostile.mutants import WHOLE, mutant

pytestmark = pytest.mark.slow

MUTATIONS = 40
SECONDS = 60.0


@pytest.mark.parametrize("suffix", WHOLE)
def test_no_mutation_escapes_as_another_error(host: Host, suffix: str, caplog: pytest.LogCaptureFixture) -> None:
    for number in range(MUTATIONS):
        data = mutant(suffix, number)
        try:
            with alarm(SECONDS):
                bind_document(host.read(Source(f"a{suffix}", suffix, data)), host)
        except (NotAReport, UnreadableReport) as reason:
            problem = str(reason)
        except Exception as error:
            raise AssertionError(f"mutation {number} of {suffix}") from error
        else:
            continue

        assert "读取器出错" not in problem, f"mutation {number} of {suffix}: {problem}"

    assert caplog.messages == []
