"""The log as a whole: the tool, what became of the files, then the results, a line for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from urllib.parse import quote

from gouji import CheckedReport, Outcome, Result, Run, Scorecard, Status
from gouji_plugins.writers.sarif.results import result
from gouji_plugins.writers.sarif.rules import CLAUSES, Clauses, Json, descriptors, message
from gouji_plugins.writers.shared.rows import Found, found_across, found_in
from gouji_plugins.writers.shared.words import Words

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "REPORTS"
"""Names the folder that the relative addresses of the reports start from."""
NOTICES = (Status.UNREADABLE.value, Status.NOT_A_REPORT.value, Status.ATTACHMENT.value, Outcome.ERROR.value)
_LEVEL_OF_REFUSED = {Status.UNREADABLE: "error", Status.NOT_A_REPORT: "warning", Status.ATTACHMENT: "warning"}


class Log:
    """A log with one run; what is said of the files comes before the results, which wait in a file until the end."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run, self._words, self._path = run, Words(run.language), folder / "gouji.sarif"
        self._index = {rule.id: at for at, rule in enumerate(run.rules_run)}
        self._clauses = Clauses(run.rules_run, self._words)
        self._artifacts: list[Json] = []
        self._notices: list[Json] = []
        self._count = 0
        self._results = TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115  closed with the log

    def add(self, checked: CheckedReport, card: Scorecard) -> None:
        """Take a report: the file, what is to be said of it, and its findings."""
        at = len(self._artifacts)
        self._artifacts.append(_artifact(checked, at, self._words))
        self._notices.extend(_notices(checked, at, self._index, self._words))
        self._write(found_in(checked, self._run), _address(checked, at))

    def close(self) -> None:
        """Write the log."""
        self._write(found_across(self._run), None)
        with self._path.open("w", encoding="utf-8", newline="\n") as file, self._results as results:
            file.write(f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{\n')
            for name, value in self._head().items():
                file.write(f'"{name}": {_dumped(value)},\n')
            file.write('"results": [')
            results.seek(0)
            copyfileobj(results, file)
            file.write("\n]}]}\n")

    def _write(self, found: Iterable[Found], address: Json | None) -> None:
        for each in found:
            line = _dumped(result(each, address, self._index[each.rule.id], self._clauses, self._run, self._words))
            self._results.write((",\n" if self._count else "\n") + line)
            self._count += 1

    def _head(self) -> Json:
        words = self._words
        return {
            "tool": _tool(self._run, self._clauses, words),
            "language": "zh-CN" if words.chinese else "en",
            "columnKind": "utf16CodeUnits",
            "originalUriBaseIds": {BASE: {"description": message(words("start_folder"))}},
            "invocations": [_invocation(self._run, self._notices, self._index, words)],
            "artifacts": self._artifacts,
            **({"taxonomies": [self._clauses.taxonomy]} if self._clauses else {}),
        }


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _tool(run: Run, clauses: Clauses, words: Words) -> Json:
    driver = {
        "name": "gouji",
        "version": version("gouji"),
        "semanticVersion": version("gouji"),
        "shortDescription": message(words("product")),
        "language": "zh-CN" if words.chinese else "en",
        "rules": descriptors(run.rules_run, clauses, run, words),
        "notifications": [{"id": notice, "shortDescription": message(words(notice))} for notice in NOTICES],
        **({"supportedTaxonomies": [{"name": CLAUSES, "index": 0}]} if clauses else {}),
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
    done = checked.status is Status.CHECKED
    known = {"agency": words.show(checked.agency.name), "year": checked.year, "form": checked.form} if done else {}
    return {
        "location": _address(checked, at),
        "roles": ["analysisTarget"],
        **({"hashes": {"sha-256": checked.sha256}} if checked.sha256 else {}),
        "properties": {"status": checked.status.value, **known},
    }


def _invocation(run: Run, notices: Sequence[Json], index: Mapping[str, int], words: Words) -> Json:
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
    said = words.pair(words("rule_broke", rule=words.show(each.rule)), words.of(each.note))
    return {
        "descriptor": _notice(Outcome.ERROR.value),
        "associatedRule": {"id": each.rule, "index": index[each.rule]},
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
