"""The rule kind `table_form`: tables printed after the form of other years, known by words that only that form has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydantic import Field

from gouji import Evidence, Finding, Locale, Observation, Report, RuleId, Satisfied, Table, TableForm, Text, TextLine
from gouji_plugins.kinds.tables.presence import Tables, present

_FEWEST_WORDS = 2


class OfTheYear(Tables):
    """The tables looked at, and the rule that reports those of other years' forms."""

    table_form: RuleId | None = Field(
        None,
        description="The rule that reports tables of other years' forms: what is wrong with such a table is one finding for a "
        "person, which points to it.",
    )


@dataclass(frozen=True, slots=True)
class OtherForm:
    """The form that a table follows instead of its year's, and the printed words that tell so."""

    id: str
    words: tuple[TextLine, ...]


def check_form(report: Report, parameters: Tables) -> Iterator[Observation]:
    """Look in each table for words of the form of other years."""
    for table in present(report, parameters):
        other = other_form(table, report.locale)
        if other is None:
            yield Satisfied()
            continue
        printed = "、".join("".join(line.text.split()) for line in other.words)
        message = Text(
            f"{table.form.title}用的是其他年度的表式（出现“{printed}”），应按“{report.form.title}”填写",
            f"{table.form.name.en} follows the form of other years (it prints {printed}), where that in force is: "
            f"{report.form.name.en}",
        )
        yield Finding(message, at=other.words, expected=report.form.name, actual=printed)


def other_form(table: Table, locale: Locale) -> OtherForm | None:
    """Return the other form that a table follows, None where fewer than two different words tell so."""
    if not table.form.other_forms:
        return None
    labels = (*table.rows, *(label for block in table.headers for label in block))
    form, places = _told(table.form, tuple([label.label for label in labels]), locale)
    return OtherForm(form, tuple(TextLine(labels[at].label, labels[at].at) for at in places)) if places else None


@lru_cache(maxsize=256)
def _told(table: TableForm, labels: tuple[str, ...], locale: Locale) -> tuple[str, Sequence[int]]:
    """Return the other form that words among the labels of a table tell, and their places; most tables print the same labels."""
    printed = {locale.fold(label): place for place, label in enumerate(labels)}
    for form, words in table.other_forms.items():
        found = [printed[word] for word in map(locale.fold, words) if word in printed]
        if len(found) >= _FEWEST_WORDS:
            return form, found
    return "", ()


def settled(
    report: Report, table: Table, observations: Iterable[Observation], rule: str | None
) -> Iterator[Observation]:
    """Pass observations on; those about a table of another form put together, since they are one fault."""
    other = other_form(table, report.locale) if rule else None
    if other is None:
        yield from observations
        return
    evidence: list[Evidence] = []
    for observation in observations:
        if isinstance(observation, Finding):
            evidence += observation.evidence
        else:
            yield observation
    if evidence:
        message = Text(
            f"{table.form.title}用的是其他年度的表式，因此与规定不符，已另行指出",
            f"{table.form.name.en} differs because it follows the form of other years, which is reported by itself",
        )
        yield Finding(message, at=evidence, review=True, told_by=rule or "")
