"""An earlier run read back from its output folder: its reports, its findings, its rules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from gouji.errors import GoujiError

SCHEMA = "gouji.run/1"
SHOWN = ("fail", "review")
"""Outcomes with findings."""
Json = Mapping[str, Any]


class RunUnreadable(GoujiError):
    """An output folder without a run that can be read; the text names it and says why."""


class PastRule(NamedTuple):
    """What is said of a rule that ran."""

    id: str
    title: str = ""
    revision: int = 1
    waivable: bool = True
    four_eyes: bool = False
    formerly: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its id, and those that it had."""
        return (self.id, *self.formerly)


class Found(NamedTuple):
    """A finding of an earlier run; `said` is what is written out of it, None where only its marks are.

    One found across reports is the first one's, for which it counts and who must act; `others` are those that it was found with.
    """

    fingerprint: str
    evidence: str
    rule: str
    severity: str
    outcome: str
    source: str
    agency: str
    year: int | None
    said: Json | None
    others: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What it says, empty where that is not written out."""
        return self.said["message"] if self.said else ""

    @property
    def printed(self) -> str:
        """What stands in the report."""
        return " | ".join(piece["raw"] for piece in self.said["evidence"] if piece["raw"]) if self.said else ""

    @property
    def place(self) -> str:
        """Where it stands, by the ids of the form; equal for the same place of another year."""
        pieces = self.said["evidence"] if self.said else ()
        ids = (
            ".".join(piece[part] or "" for part in ("table", "row", "column", "section")).strip(".") for piece in pieces
        )
        return " ".join(dict.fromkeys(filter(None, ids)))


@dataclass(frozen=True)
class PastRun:
    """A run as `run.json` tells it."""

    name: str
    data: Json
    folder: Path

    @classmethod
    def read(cls, path: Path) -> PastRun:
        """Read an output folder or a run.json; RunUnreadable says what is wrong with it."""
        file = path / "run.json" if path.is_dir() else path
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
        except OSError as error:
            raise RunUnreadable(f"{file}: cannot be read: {error.strerror or error}") from error
        except ValueError as error:
            raise RunUnreadable(f"{file}: is no run.json") from error
        whole = isinstance(data, dict) and isinstance(data.get("reports"), list) and isinstance(data.get("batch"), list)
        if not whole or data.get("schema") != SCHEMA:
            raise RunUnreadable(f"{file}: is no run of schema {SCHEMA}")
        return cls(str(path), data, file.parent)

    @property
    def reports(self) -> Iterator[Json]:
        """The reports, one by one, from wherever they were written."""
        yield from self.data["reports"]
        for path in sorted(self.folder.glob("reports-*.jsonl")):
            with path.open(encoding="utf-8") as lines:
                yield from map(json.loads, lines)

    @property
    def findings(self) -> Iterator[Found]:
        """All findings, those across reports last."""
        about: dict[str, tuple[str, str, int | None]] = {"": ("", "", None)}
        for report in self.reports:
            about[report["source"]] = who = report["source"], report["agency"] or "", report["year"]
            yield from findings_of(report["results"], *who)
        for source, results in self.across.items():
            yield from findings_of(results, *about.get(source, about[""]))

    @cached_property
    def across(self) -> Mapping[str, list[Any]]:
        """The results across reports by the report that each counts for, under an empty name those that count for none."""
        found: dict[str, list[Any]] = {}
        for result in self.data["batch"]:
            found.setdefault((result.get("reports") or [""])[0], []).append(result)
        return found

    @cached_property
    def on_roster(self) -> Mapping[str, str]:
        """What the roster calls the agency of each report, by the names of the files; nothing without one."""
        filings = self.data.get("filings") or ()
        return {source: each["agency"] for each in filings for source in each["sources"]}

    @cached_property
    def rules(self) -> Mapping[str, PastRule]:
        """What is said of the rules that ran, by id."""
        told = self.data.get("rules", {})
        return {
            name: PastRule(
                name,
                rule["title"],
                rule["revision"],
                rule["waivable"],
                rule["four_eyes"],
                tuple(rule.get("formerly", ())),
            )
            for name, rule in told.items()
        }

    def rule(self, name: str) -> PastRule:
        """Return what is said of a rule."""
        return self.rules.get(name, PastRule(name))


def findings_of(results: list[Any], source: str, agency: str, year: int | None) -> Iterator[Found]:
    """Return the findings of results as they are written."""
    for result in results:
        if result["outcome"] in SHOWN:
            marks = result.get("evidence_fingerprints") or [each["evidence_fingerprint"] for each in result["findings"]]
            for number, fingerprint in enumerate(result["fingerprints"]):
                said = result["findings"][number] if number < len(result["findings"]) else None
                whose = (source, *_member(said)) if said and not source else (source, agency, year)
                evidence = marks[number] if number < len(marks) else ""
                yield Found(
                    fingerprint,
                    evidence,
                    result["rule"],
                    result["severity"],
                    result["outcome"],
                    *whose,
                    said,
                    tuple(result.get("reports") or ())[1:],
                )


def _member(said: Json) -> tuple[str, int | None]:
    """Return agency and year of a finding on who of a roster has reported; empty where it speaks of something else."""
    piece = said["evidence"][0] if said["evidence"] else {}
    row = piece.get("row") or ""
    return (piece["raw"], int(row)) if piece.get("kind") == "document" and row.isdecimal() else ("", None)


def load_baseline(path: Path) -> dict[str, str]:
    """Return the evidence fingerprint of each finding of an earlier run, by fingerprint."""
    return {found.fingerprint: found.evidence for found in PastRun.read(path).findings}
