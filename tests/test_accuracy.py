"""Lawful reports give no finding; a broken one gives exactly the rules of its fault."""

from __future__ import annotations

import pytest

from gouji.host import Host
from gouji_rules.gid.testing import ProgramMissing, lawful, to_html
from mutations import Mutation, fired, mutations, rendered

pytestmark = pytest.mark.slow

LAWFUL = 500
EVERY = {".html": 1, ".txt": 1, ".docx": 8, ".pdf": 4}
"""Which mutations are tried in a format: all, or every nth where making the files is slow; the benchmark tries all."""


def test_an_agency_that_did_nothing_wrong_gets_no_finding(host: Host) -> None:
    found = {seed: rules for seed in range(LAWFUL) if (rules := fired(host, to_html(lawful(seed)).encode(), ".html"))}

    assert found == {}


@pytest.mark.parametrize("suffix", EVERY)
def test_one_broken_thing_gives_exactly_its_rules(host: Host, suffix: str) -> None:
    chosen = mutations()[:: EVERY[suffix]]
    try:
        files = list(rendered(chosen, suffix))
    except ProgramMissing as missing:
        pytest.skip(str(missing))

    wrong = [_difference(mutation, fired(host, data, suffix)) for mutation, data in files]

    assert [difference for difference in wrong if difference] == []
    assert len(files) > 20


def _difference(mutation: Mutation, found: set[str]) -> str:
    if found == mutation.expected:
        return ""
    missing, besides = sorted(mutation.expected - found), sorted(found - mutation.expected)
    return f"{mutation.rule}, {mutation.case['name']}: missing {missing}, besides {besides}"
