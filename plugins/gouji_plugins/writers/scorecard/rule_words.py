"""What a page says of a rule, worked out once a run: its requirement, its clause, what to do, and why it is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from gouji import Rule
from gouji_plugins.writers.scorecard.words import Words


@dataclass(frozen=True, slots=True)
class RuleWords:
    """The words of one rule for reports of one form; `about` is the explanation that opens under its id."""

    id: str
    title: str
    basis: str
    remedy: str
    plugin: str
    about: Markup


@dataclass(slots=True)
class RuleTexts:
    """The words of all rules of a run, each made when it is first asked for."""

    rules: Mapping[str, Rule]
    words: Words
    made: dict[tuple[str, str], RuleWords] = field(default_factory=dict)

    def of(self, rule_id: str, form_id: str) -> RuleWords:
        """Return the words of a rule for reports of a form."""
        key = rule_id, form_id
        if key not in self.made:
            self.made[key] = self._make(self.rules[rule_id], form_id)
        return self.made[key]

    def _make(self, rule: Rule, form_id: str) -> RuleWords:
        words = self.words
        basis = words.of(rule.basis_for(form_id).text).strip(" -—")
        title = words.of(rule.title)
        return RuleWords(rule.id, title, basis, words.of(rule.remedy), rule.plugin, self._about(rule, title))

    def _about(self, rule: Rule, title: str) -> Markup:
        words = self.words
        said = {
            "requirement": title, "rationale": words.of(rule.rationale), "good": words.of(rule.good), "bad": words.of(rule.bad),
            "caution": words.of(rule.caution),
        }  # fmt: skip
        lines = "".join([f"<dt>{words(key)}<dd>{escape(text)}" for key, text in said.items() if text])
        name = f"{words('about')} <code>{escape(rule.id)}</code>"
        return Markup(f"<details class=about><summary>{name}</summary><dl>{lines}</dl></details>")
