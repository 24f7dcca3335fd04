"""The log as a whole: the tool, what became of the files, then the results, a line for each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TextIO
from urllib.parse import quote

from gouji import CheckedReport, Outcome, Result, Rule, Run, Status
from gouji_plugins.writers.sarif.results import result
from gouji_plugins.writers.sarif.rules import CLAUSES, Json, descriptors, message, rules_of, taxonomy
from gouji_plugins.writers.shared.rows import found_across, found_in
from gouji_plugins.writers.shared.words import Words

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "REPORTS"
"""Names the folder that the relative addresses of the reports start from."""
NOTICES = (Status.UNREADABLE.value, Status.NOT_A_REPORT.value, Outcome.ERROR.value)
_LEVEL_OF_REFUSED = {Status.UNREADABLE: "error", Status.NOT_A_REPORT: "warning"}


def write_log(run: Run, file: TextIO) -> None:
    """Write a log with one run; the results are written one by one, so that a large run needs little memory."""
    words, rules = Words(run.language), rules_of(run)
    file.write(f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{\n')
    for name, value in _head(run, rules, words).items():
        file.write(f'"{name}": {_dumped(value)},\n')
    file.write('"results": [')
    for number, line in enumerate(_results(run, rules, words)):
        file.write((",\n" if number else "\n") + _dumped(line))
    file.write("\n]}]}\n")


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _head(run: Run, rules: list[Rule], words: Words) -> Json:
    taxonomies = taxonomy(rules, words)
    index = {rule.id: at for at, rule in enumerate(rules)}
    return {
        "tool": _tool(run, rules, words, bool(taxonomies)),
        "language": "zh-CN" if words.chinese else "en",
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {BASE: {"description": message(words("start_folder"))}},
        "invocations": [_invocation(run, index, words)],
        "artifacts": [_artifact(checked, at, words) for at, checked in enumerate(run.reports)],
        **({"taxonomies": taxonomies} if taxonomies else {}),
    }


def _tool(run: Run, rules: list[Rule], words: Words, has_clauses: bool) -> Json:
    driver = {
        "name": "gouji",
        "version": version("gouji"),
        "semanticVersion": version("gouji"),
        "shortDescription": message(words("product")),
        "language": "zh-CN" if words.chinese else "en",
        "rules": descriptors(rules, run, words),
        "notifications": [{"id": notice, "shortDescription": message(words(notice))} for notice in NOTICES],
        **({"supportedTaxonomies": [{"name": CLAUSES, "index": 0}]} if has_clauses else {}),
    }
    parts = [
        {"name": words.show(part.name), "version": words.show(part.version), "properties": {"kind": kind, **digest}}
        for kind, components in (("pack", run.packs), ("plugin", run.plugins))
        for part in components
        for digest in ({"sha256": part.sha256} if part.sha256 else {},)
    ]
    return {"driver": driver, **({"extensions": parts} if parts else {})}


def _address(checked: CheckedReport, index: int) -> Json:
    """Return where a report stands: a relative address, percent-encoded, never taken for one with a scheme."""
    name = checked.source.encode("utf-8", "replace")
    return {"uri": quote(name, safe="/").lstrip("/"), "uriBaseId": BASE, "index": index}


def _artifact(checked: CheckedReport, at: int, words: Words) -> Json:
    report = checked.report
    known = {"agency": words.show(report.agency), "year": report.year, "form": report.form.id} if report else {}
    return {
        "location": _address(checked, at),
        "roles": ["analysisTarget"],
        **({"hashes": {"sha-256": checked.sha256}} if checked.sha256 else {}),
        "properties": {"status": checked.status.value, **known},
    }


def _invocation(run: Run, index: Mapping[str, int], words: Words) -> Json:
    notices = [notice for at, checked in enumerate(run.reports) for notice in _notices(checked, at, index, words)]
    broken = any(r.outcome is Outcome.ERROR for r in run.batch)
    unsuccessful = broken or any(notice["level"] == "error" for notice in notices)
    start = _utc(run.started)
    return {
        "executionSuccessful": not unsuccessful,
        **({"startTimeUtc": start} if start else {}),
        "toolExecutionNotifications": [*notices, *(_broke(r, None, index, words) for r in run.batch if _is_broken(r))],
    }


def _notices(checked: CheckedReport, at: int, index: Mapping[str, int], words: Words) -> Iterator[Json]:
    address = _address(checked, at)
    if checked.status is not Status.CHECKED:
        reason = words.of(checked.reason)
        said = words.pair(words.show(checked.source), words.pair(words(checked.status.value), reason))
        yield {
            "descriptor": _notice(checked.status.value),
            "level": _LEVEL_OF_REFUSED[checked.status],
            "message": message(said),
            "locations": [{"physicalLocation": {"artifactLocation": address}}],
        }
    yield from (_broke(each, address, index, words) for each in checked.results if _is_broken(each))


def _notice(name: str) -> Json:
    return {"id": name, "index": NOTICES.index(name)}


def _is_broken(each: Result) -> bool:
    return each.outcome is Outcome.ERROR


def _broke(each: Result, address: Json | None, index: Mapping[str, int], words: Words) -> Json:
    said = words.pair(words("rule_broke", rule=words.show(each.rule.id)), words.of(each.note))
    return {
        "descriptor": _notice(Outcome.ERROR.value),
        "associatedRule": {"id": each.rule.id, "index": index[each.rule.id]},
        "level": "error",
        "message": message(said),
        **({"locations": [{"physicalLocation": {"artifactLocation": address}}]} if address else {}),
    }


def _utc(started: str) -> str:
    """Return an ISO time in UTC as SARIF writes it, nothing where none is given."""
    try:
        moment = datetime.fromisoformat(started)
    except ValueError:
        return ""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _results(run: Run, rules: list[Rule], words: Words) -> Iterator[Json]:
    index = {rule.id: at for at, rule in enumerate(rules)}
    for at, checked in enumerate(run.reports):
        address = _address(checked, at)
        for found in found_in(checked):
            yield result(found, address, index[found.result.rule.id], words)
    for found in found_across(run):
        yield result(found, None, index[found.result.rule.id], words)
