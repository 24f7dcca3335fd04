"""Rules as SARIF describes them, and the clauses that they rest on as a taxonomy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from gouji import Rule, Run, Severity, Text
from gouji_plugins.writers.shared.rows import theme_title
from gouji_plugins.writers.shared.words import Words

Json = dict[str, Any]
LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.ADVICE: "note"}
CLAUSES = "gouji-clauses"
_LINK = re.compile(r"[\[\]]")
_BETWEEN_CLAUSES = re.compile("；|; ")


def message(text: str) -> Json:
    """Return a SARIF message that shows as it reads: braces are no placeholders, brackets no links."""
    literal = text.replace("{", "{{").replace("}", "}}")
    return {"text": _LINK.sub(r"\\\g<0>", literal) if "](" in literal else literal}


class Clauses:
    """What the rules of a run rest on, clause by clause, as a taxonomy; forms have clauses of their own."""

    def __init__(self, rules: Sequence[Rule], words: Words) -> None:
        self._words = words
        bases = (basis for rule in rules for basis in (*_by_form(rule), rule.basis_for("").text))
        clauses = dict.fromkeys(clause for basis in bases for clause in self._split(basis))
        self._index = {clause: at for at, clause in enumerate(clauses)}
        self._of_every_form = {rule.id: self._in_all(_by_form(rule)) for rule in rules}

    def __bool__(self) -> bool:
        return bool(self._index)

    @property
    def taxonomy(self) -> Json:
        """All of them."""
        return {
            "name": CLAUSES,
            "shortDescription": message(self._words("clauses")),
            "fullDescription": message(self._words("clauses_mean")),
            "isComprehensive": False,
            "taxa": [{"id": clause, "shortDescription": message(clause)} for clause in self._index],
        }

    def of_every_form(self, rule: Rule) -> list[Json]:
        """Name the clauses that a rule rests on whatever the form of the report."""
        return [self._reference(clause) for clause in self._of_every_form[rule.id]]

    def of_one_form(self, rule: Rule, basis: Text) -> list[Json]:
        """Name the clauses of a report's form that do not hold for every form."""
        return [self._reference(clause) for clause in self._split(basis) if clause not in self._of_every_form[rule.id]]

    def _in_all(self, bases: Sequence[Text]) -> list[str]:
        first, *others = map(self._split, bases)
        return [clause for clause in first if all(clause in other for other in others)]

    def _split(self, basis: Text) -> list[str]:
        """Split a basis into the clauses that it names; `-` names none."""
        clauses = _BETWEEN_CLAUSES.split(self._words.of(basis))
        return [clause.strip() for clause in clauses if clause.strip(" -—")]

    def _reference(self, clause: str) -> Json:
        return {"id": clause, "index": self._index[clause], "toolComponent": {"name": CLAUSES, "index": 0}}


def _by_form(rule: Rule) -> list[Text]:
    """Return what a rule rests on for each form, the one text for all where no form has its own."""
    return [basis.text for basis in rule.bases.values()] or [rule.basis_for("").text]


def descriptors(rules: Sequence[Rule], clauses: Clauses, run: Run, words: Words) -> list[Json]:
    """Return the rules as reporting descriptors, each related to the clauses that it rests on for every form."""
    return [_descriptor(rule, clauses, run, words) for rule in rules]


def _descriptor(rule: Rule, clauses: Clauses, run: Run, words: Words) -> Json:
    helped = words.of(rule.remedy)
    related = [{"target": clause, "kinds": ["relevant"]} for clause in clauses.of_every_form(rule)]
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


def _pascal(identifier: str) -> str:
    return "".join(part.capitalize() for part in re.split(r"[^0-9A-Za-z]+", identifier.rpartition("/")[2]))
