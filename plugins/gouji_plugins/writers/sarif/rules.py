"""Rules as SARIF describes them, and the clauses that they rest on as a taxonomy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from gouji import Rule, Run, Severity
from gouji_plugins.writers.shared.rows import theme_title
from gouji_plugins.writers.shared.words import Words

Json = dict[str, Any]
LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.ADVICE: "note"}
CLAUSES = "gouji-clauses"
_LINK = re.compile(r"[\[\]]")


def message(text: str) -> Json:
    """Return a SARIF message that shows as it reads: braces are no placeholders, brackets no links."""
    literal = text.replace("{", "{{").replace("}", "}}")
    return {"text": _LINK.sub(r"\\\g<0>", literal) if "](" in literal else literal}


def clauses(basis: str) -> list[str]:
    """Split the basis of a rule into the clauses that it names; `-` names none."""
    return [clause.strip() for clause in basis.split("；") if clause.strip(" -—")]


def taxonomy(rules: Sequence[Rule], words: Words) -> list[Json]:
    """Return the clauses of all rules as one taxonomy, nothing where no rule names any."""
    taxa = dict.fromkeys(clause for rule in rules for clause in clauses(rule.basis))
    if not taxa:
        return []
    return [
        {
            "name": CLAUSES,
            "shortDescription": message(words("clauses")),
            "fullDescription": message(words("clauses_mean")),
            "isComprehensive": False,
            "taxa": [{"id": words.show(clause), "shortDescription": message(words.show(clause))} for clause in taxa],
        }
    ]


def descriptors(rules: Sequence[Rule], run: Run, words: Words) -> list[Json]:
    """Return the rules as reporting descriptors, each related to its clauses."""
    index = {clause: at for at, clause in enumerate(dict.fromkeys(c for rule in rules for c in clauses(rule.basis)))}
    return [_descriptor(rule, index, run, words) for rule in rules]


def _descriptor(rule: Rule, index: dict[str, int], run: Run, words: Words) -> Json:
    helped = words.of(rule.remedy)
    related = [_relationship(words.show(clause), index[clause]) for clause in dict.fromkeys(clauses(rule.basis))]
    return {
        "id": rule.id,
        "name": _pascal(rule.id),
        "shortDescription": message(words.of(rule.title)),
        "fullDescription": message(words.of(rule.rationale) or words.of(rule.title)),
        **({"help": message(helped)} if helped else {}),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        **({"relationships": related} if related else {}),
        "properties": {
            "severity": rule.severity.value, "theme": rule.theme, "themeTitle": theme_title(run, rule.theme, words),
            "plugin": rule.plugin, "tags": [rule.theme],
        },
    }  # fmt: skip


def _relationship(clause: str, index: int) -> Json:
    component = {"name": CLAUSES, "index": 0}
    return {"target": {"id": clause, "index": index, "toolComponent": component}, "kinds": ["relevant"]}


def _pascal(identifier: str) -> str:
    return "".join(part.capitalize() for part in re.split(r"[^0-9A-Za-z]+", identifier.rpartition("/")[2]))
