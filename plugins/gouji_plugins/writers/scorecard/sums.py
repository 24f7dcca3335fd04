"""How the score came about, in one line that can be added up by hand."""

from __future__ import annotations

from gouji import Scorecard, points
from gouji_plugins.writers.scorecard.words import Words

_FULL_SCORE = 100.0


def sum_of(card: Scorecard, words: Words) -> str:
    """Write 100 − 20 − 5 = 75, with what is given back and what the grade holds down; empty where there is no sum."""
    if card.sum is None or not card.deductions:
        return ""
    taken = [points(deduction.points) for deduction in card.deductions if deduction.points]
    back = [f" + {points(card.forgiven)}"] if card.forgiven else []
    line = "".join([points(_FULL_SCORE), *(f" − {each}" for each in taken), *back, f" = {points(card.sum)}"])
    notes = []
    if card.forgiven:
        notes.append(words("forgiven", n=points(card.forgiven)))
    if card.score is not None and points(card.score) != points(card.sum):
        notes.append(words("held", grade=card.grade, score=points(card.score)))
    return f"{line}{words.aside(words.clauses(notes))}" if notes else line
