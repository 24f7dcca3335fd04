"""JUnit XML: a suite for each report, a case for each rule, counts that add up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from gouji import Language, Outcome, Run
from scorecard_run import sample_run
from written import files_of, hostile_run, samples

COUNTS = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def suites(run: Run) -> etree._Element:
    return etree.fromstring(files_of(run, "junit")["junit.xml"])


@pytest.mark.parametrize("make", [sample_run, hostile_run, samples])
def test_counts_add_up(make: Callable[[], Run]) -> None:
    run = make()
    root = suites(run)

    for element in (root, *root.findall("testsuite")):
        assert int(element.get("tests", "")) == len(list(element.iter("testcase")))
        for count, tag in COUNTS.items():
            assert int(element.get(count, "")) == len(list(element.iter(tag)))
    assert len(root.findall("testsuite")) == len(run.reports) + bool(run.batch)


def test_each_outcome_has_its_element() -> None:
    run = sample_run()
    suite = suites(run).findall("testsuite")[0]
    elements = {
        Outcome.PASS: None, Outcome.FAIL: "failure", Outcome.ERROR: "error", Outcome.REVIEW: "skipped",
        Outcome.NOT_APPLICABLE: "skipped", Outcome.NOT_CHECKED: "skipped",
    }  # fmt: skip

    for result, case in zip(run.reports[0].results, suite, strict=True):
        tags = [element.tag for element in case]
        assert case.get("name", "").startswith(result.rule)
        assert tags == ([elements[result.outcome]] if elements[result.outcome] else [])
        assert result.outcome is Outcome.PASS or case[0].get("message")


def test_a_failure_tells_place_and_both_figures() -> None:
    root = suites(sample_run())
    failure = next(root.iter("failure"))
    lines = (failure.text or "").splitlines()

    assert failure.get("message") == "此格空白。（另有 4 处）"
    assert failure.get("type") == "minor"
    assert len(lines) == 6
    assert lines[0].endswith("“法律服务机构”列，第 4 页 | 应填数 0，填报数 （空白）")
    assert lines[-1].startswith("依据：国办公开办函")


def test_files_that_were_not_checked_are_cases_too() -> None:
    root = suites(sample_run(Language.EN))
    scan, notice = root.findall("testsuite")[4:6]

    assert [element.tag for element in scan[0]] == ["error"]
    assert scan[0][0].get("message") == "Unreadable: It holds no readable text."
    assert [element.tag for element in notice[0]] == ["skipped"]
    assert scan[0].get("file") == "扫描件.pdf"
