"""What reports count: the subjects of a vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Subject:
    """Something that reports count.

    A phrase is a set of words that must all stand in the statement. `bare` words do without their object where the words before
    speak of one of the `topics`. `every` are phrases that speak of all cases (均已办结), `about` the subjects whose cases a result
    belongs to. `group` joins subjects that one number may count together; a `flow` is no part of another number unless it opens
    the list, and the subjects `partly` counted in a part of it may be more elsewhere; words `plain` enough to mean something else
    count only where nothing is doubtful. `absent` tells whether 未 or 无 before it states a 0. One of the `context` words must
    stand in the clause, or have been said of such cases before, for a number to be sure; behind requests counted before, words do
    by which the cases are `against` the agency; by others it `decides` them itself. Of what is `lasting`, 累计 counts earlier
    years too; what is `shown` to the public need not be all there is; `telling` words are said of nothing else, though they name no
    object; a `noun` names only the object, not what became of it. What is left `at_end` may have come in a part of the year. Where
    no cases are named, results are those of the subject `otherwise`. A number that counts all that it `joins` is its own; it is what 其他 means
    behind `others_behind` of the group `others`, and what it is called `briefly` behind others on its topics. In
    `loose` units its noun alone counts what there may be of it, not what was done.
    """

    id: str
    phrases: tuple[frozenset[str], ...]
    units: frozenset[str]
    bare: tuple[frozenset[str], ...] = ()
    every: tuple[frozenset[str], ...] = ()
    topics: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    group: str = ""
    flow: bool = False
    partly: tuple[str, ...] = ()
    lasting: bool = False
    shown: bool = False
    telling: bool = False
    at_end: bool = False
    plain: bool = False
    noun: bool = False
    absent: bool = True
    context: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    decides: tuple[str, ...] = ()
    otherwise: str = ""
    joins: tuple[str, ...] = ()
    others: str = ""
    others_behind: int = 1
    briefly: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    next_year: str = ""
    last_year: str = ""


def subject_of(data: Mapping[str, Any], terms: Mapping[str, str]) -> Subject:
    """Make a subject of a pack's data; KeyError, TypeError or ValueError says what is wrong with it."""
    lists: dict[str, Any] = {
        name: tuple(data[name])
        for name in ("topics", "about", "context", "against", "decides", "partly", "joins", "briefly", "loose")
        if name in data
    }
    phrases: dict[str, Any] = {name: _phrases(data.get(name, ()), terms) for name in ("phrases", "bare", "every")}
    plain = {
        name: data[name]
        for name in (
            "group",
            "flow",
            "lasting",
            "shown",
            "telling",
            "at_end",
            "noun",
            "otherwise",
            "others",
            "others_behind",
            "plain",
            "absent",
            "next_year",
            "last_year",
        )
        if name in data
    }
    unknown = set(data) - {"id", "units", *lists, *plain, *phrases}
    if unknown:
        raise ValueError(f"subject {data['id']}: unknown {', '.join(sorted(unknown))}")
    return Subject(data["id"], units=frozenset(data["units"]), **phrases, **lists, **plain)


def _phrases(written: Iterable[str], terms: Mapping[str, str]) -> tuple[frozenset[str], ...]:
    found = tuple(frozenset(phrase.split()) for phrase in written)
    for word in {word for phrase in found for word in phrase}:
        if terms.get(word) != word:
            raise ValueError(f"{word} stands in a phrase, but not among the terms")
    return found
