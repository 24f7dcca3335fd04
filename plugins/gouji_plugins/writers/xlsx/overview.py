"""The overview: a line for each file, with what the index of the pages shows and the number of its results by outcome."""

from __future__ import annotations

from gouji import CheckedReport, Outcome, Run, Scorecard, Severity, Status, Tally, name_of
from gouji_plugins.writers.shared.agencies import kind_of
from gouji_plugins.writers.shared.ranking import volume_of, volume_title
from gouji_plugins.writers.shared.rows import Value
from gouji_plugins.writers.shared.words import Words


def overview_columns(run: Run, words: Words) -> tuple[str, ...]:
    """Return the names of the columns, the number of the line first."""
    volume = volume_title(run, words)
    return (
        "number", "kind", "agency", "year", "published", "verdict", "score", "score_after_decisions", "grade", "coverage",
        *(f"failed_{severity}" for severity in Severity), *Outcome, *([volume] if volume else []), "status", "reason", "source", "form",
    )  # fmt: skip


def overview_row(checked: CheckedReport, card: Scorecard, tally: Tally, run: Run, words: Words) -> tuple[Value, ...]:
    """Return the line of a file, without its number."""
    done = checked.status is Status.CHECKED
    volume = [volume_of(checked, run)] if volume_title(run, words) else []
    return (
        kind_of(checked.agency, words),
        words.show(checked.agency.name or checked.source.rpartition("/")[2]),
        checked.year,
        checked.published.isoformat() if checked.published else "",
        words.of(name_of(card.verdict)) if card.verdict else "",
        _rounded(card.score),
        _rounded(card.score_after_decisions),
        card.grade or "",
        _rounded(card.coverage),
        *(tally.failed[severity].rules if done else None for severity in Severity),
        *(tally.outcomes[outcome].rules if done else None for outcome in Outcome),
        *volume,
        words(checked.status.value),
        words.of(checked.reason),
        words.show(checked.source),
        checked.form or "",
    )


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(float(number), 2)
