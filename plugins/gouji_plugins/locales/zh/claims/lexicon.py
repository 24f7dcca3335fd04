"""The vocabulary of a pack: which words speak of what, as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from gouji_plugins.locales.zh.claims.bounds import AND, CARRIED_IN
from gouji_plugins.locales.zh.claims.numbers import AFTER, FRACTION, NUMBER, PERCENT, PLAIN, STARTS, TENTHS, WRITTEN
from gouji_plugins.locales.zh.claims.subject import Subject, subject_of

_BRANCHES = 12
_ANSWER = ("告知", "答复", "决定")
"""What words end with that say no more of an answer than its title does."""
_UNMEASURED = (
    r"[为是数到收办转:：]\d{1,5}(?:[,，;；。、)）和]|$)|\d[,，]是|[一-龥]\d{1,5}(?:[,，;；。、)）]|$)|"
    r"数[一二两三四五六七八九十百千零]{1,8}(?:[,，;；。、)）]|$)|百分之|[二三四五六七八九十]分之|一半|半数|[一二两三四五六七八九]成[^立为员]"
)
"""Numbers without a unit, and percentages in words."""
SHORT = r"(?=[收办结转])(?<![\u4e00-\u9fff])[收办结转](?=,?(?:是|为|了)?\d)"
"""Verbs of one character, which mean something only where nothing stands before them and a number behind."""
_MARKS = "[,，、;；。!！?？:：()（）\n]"
_YEAR = r"(?<!\d)(?:19|20)\d\d年度?"
_DAY = rf"(?:{_YEAR})?(?<!\d)\d{{1,2}}月(?:\d{{1,2}}日|份|底)?"
_MONTHS = rf"(?:{_YEAR})?(?<!\d)1月?份?[-—－~～至到]{{1,2}}12月(?:份|底)?(?!\d)"
"""The whole year by its months: 1月至12月."""
_CITED = r"《[^《》]{0,99}》|〔[^〔〕]{0,99}〕|〈[^〈〉]{0,99}〉"


Index = Mapping[str, tuple[tuple[frozenset[str], Subject], ...]]
"""Phrases with their subjects, the longest first, by each word of theirs."""


@dataclass(frozen=True)
class Scope:
    """Words for whom a number counts, and a regular expression on the agencies whose own it is."""

    words: tuple[str, ...]
    agencies: re.Pattern[str]


@dataclass(frozen=True)
class Lexicon:
    """Words by the part they play; `terms` gives the word that each spelling stands for, `sections` what a section is about."""

    terms: Mapping[str, str] = field(default_factory=dict)
    subjects: tuple[Subject, ...] = ()
    scopes: tuple[Scope, ...] = ()
    units: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.subjects)

    @cached_property
    def words(self) -> dict[str, tuple[str, str]]:
        """Every word with its role and what it stands for."""
        found = {word: (role, word) for role, words in self.roles.items() for word in words}
        found |= {word: ("scope", word) for scope in self.scopes for word in scope.words}
        return found | {spelling: ("term", term) for spelling, term in self.terms.items()}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What a statement is made of, compiled once."""
        units = "|".join(map(re.escape, sorted(self.units, key=len, reverse=True)))
        number = rf"(?P<number>{NUMBER}(?P<unit>{units})(?P<after>{AFTER})?)"
        parts = (
            f"(?=[《〔〈])(?P<cited>{_CITED})",
            rf"(?=\d)(?:(?P<months>{_MONTHS})|(?P<day>{_DAY})|(?P<year>{_YEAR}))", f"(?=[{STARTS}]){number}",
            f"(?=百分){PERCENT}", f"(?=[一二两三四五六七八九]成){TENTHS}", f"(?=[一二三四五六七八九十半])(?:{FRACTION})",
            f"(?=\\d){PLAIN}", WRITTEN, f"(?P<short>{SHORT})",
            f"(?P<mark>{_MARKS})", f"(?=[{_set({word[0] for word in self.words})}])(?P<word>{_trie(self.words)})",
        )  # fmt: skip
        return re.compile("|".join(parts))

    def worth_reading(self, sentence: str) -> bool:
        """Tell whether a sentence may state anything: a number with its unit, or of something counted its absence or that it is all."""
        if self._numbered.search(sentence):
            return True
        return bool(self._told.search(sentence) and self._named.search(sentence))

    @cached_property
    def _numbered(self) -> re.Pattern[str]:
        """A number with its unit, or as one may stand without."""
        return re.compile(
            rf"[\d零一二两三四五六七八九十百千万亿余多几来壹贰叁肆伍陆柒捌玖拾佰仟](?:{_trie(self.units)})|{_UNMEASURED}"
        )

    @cached_property
    def _told(self) -> re.Pattern[str]:
        """Words of absence or of all."""
        return re.compile(_trie((*self.roles.get("none", ()), *self.roles.get("all", ()))))

    @cached_property
    def _named(self) -> re.Pattern[str]:
        """Words for what is counted."""
        return re.compile(_trie(self.terms))

    @cached_property
    def naming(self) -> re.Pattern[str]:
        """What names a topic, in a heading."""
        return re.compile(_trie(spelling for spelling, term in self.terms.items() if term in self.topics))

    @cached_property
    def by_id(self) -> dict[str, Subject]:
        """The subjects by id."""
        return {subject.id: subject for subject in self.subjects}

    @cached_property
    def phrases(self) -> Index:
        """The phrases that need no words before them, by each of their words."""
        return _index((phrase, subject) for subject in self.subjects for phrase in subject.phrases)

    @cached_property
    def bare(self) -> Index:
        """The phrases without their object, by each of their words."""
        return _index((phrase, subject) for subject in self.subjects for phrase in subject.bare)

    @cached_property
    def every(self) -> Index:
        """The phrases that speak of all cases, by each of their words."""
        return _index((phrase, subject) for subject in self.subjects for phrase in subject.every)

    @cached_property
    def units_on(self) -> dict[str, frozenset[str]]:
        """The units in which things of a topic are counted."""
        found: dict[str, frozenset[str]] = {}
        for subject in self.subjects:
            for topic in subject.topics:
                found[topic] = found.get(topic, frozenset()) | subject.units
        return found

    @cached_property
    def scope_of(self) -> dict[str, re.Pattern[str]]:
        """The agencies whose own number it is, by the words for whom it counts."""
        return {word: scope.agencies for scope in reversed(self.scopes) for word in scope.words}

    @cached_property
    def cases(self) -> tuple[tuple[str, ...], frozenset[str], tuple[str, ...]]:
        """The context words of cases, the topics of such cases, and all spellings of these."""
        subjects = [subject for subject in self.subjects if subject.context and subject.topics]
        context = dict.fromkeys(word for subject in subjects for word in subject.context)
        topics = frozenset(topic for subject in subjects for topic in subject.topics)
        return tuple(context), topics, tuple(spelling for spelling, term in self.terms.items() if term in topics)

    @cached_property
    def dealings(self) -> frozenset[str]:
        """The words of what is received and dealt with, and of what became of it."""
        received = {topic for subject in self.subjects if subject.flow for topic in subject.topics}
        subjects = [subject for subject in self.subjects if received.intersection(subject.topics)]
        return frozenset(word for s in subjects for phrase in (*s.phrases, *s.bare) for word in phrase)

    @cached_property
    def joined(self) -> dict[frozenset[str], str]:
        """The subject of a number that counts several together."""
        return {frozenset(subject.joins): subject.id for subject in self.subjects if subject.joins}

    @cached_property
    def left(self) -> str:
        """The word for what is left at the end of the year."""
        return next((word for s in self.subjects if s.at_end for phrase in s.bare for word in phrase), "")

    @cached_property
    def carried(self) -> frozenset[str]:
        """The words for what was carried in from the year before."""
        return frozenset(word for s in self.subjects if s.id == CARRIED_IN for phrase in s.bare for word in phrase)

    @cached_property
    def idle(self) -> frozenset[str]:
        """The words that change nothing wherever they stand."""
        return frozenset(word for word, (role, _) in self.words.items() if role == "filler") - frozenset(AND)

    @cached_property
    def endings(self) -> frozenset[str]:
        """The words of what became of requests: an outcome, or that they are left over."""
        subjects = [s for s in self.subjects if s.topics and (s.at_end or s.group == "outcomes" or s.last_year)]
        return frozenset(word for s in subjects for phrase in (*s.phrases, *s.bare) for word in phrase) - self.topics

    @cached_property
    def asked(self) -> frozenset[str]:
        """The words for what is asked, and for its receipt."""
        subjects = [
            s for s in self.subjects if s.flow and s.topics and not (s.every or s.context or s.telling or s.next_year)
        ]
        received = [s for s in subjects if set(s.topics) <= set(self.sections.values())]
        return frozenset(word for s in received for phrase in (*s.phrases, *s.bare) for word in phrase)

    @cached_property
    def outcome_in(self) -> re.Pattern[str]:
        """The words for what became of requests, as they stand in the title of an answer."""
        outcomes = {word for s in self.subjects if s.group == "outcomes" for phrase in s.phrases for word in phrase}
        return re.compile(
            _trie(w for w, term in self.terms.items() if term in outcomes - self.topics and not w.endswith(_ANSWER))
        )

    @cached_property
    def others(self) -> dict[str, tuple[str, int]]:
        """What 其他 means behind those of a group, and behind how many."""
        return {
            s.others: (word, s.others_behind)
            for s in self.subjects
            if s.others
            for phrase in s.phrases
            for word in phrase
        }

    @cached_property
    def asking(self) -> frozenset[str]:
        """The words for those who ask."""
        subjects = [s for s in self.subjects if s.group == "applicants"]
        return frozenset(word for s in subjects for phrase in s.phrases for word in phrase) - self.topics

    @cached_property
    def briefly(self) -> dict[str, tuple[str, Subject]]:
        """The word that a word of another role stands for behind something on the same topic, and what it counts."""
        return {brief: (word, s) for s in self.subjects for brief in s.briefly for phrase in s.bare for word in phrase}

    @cached_property
    def channels(self) -> frozenset[str]:
        """The ways in which requests come in."""
        return frozenset(self.roles.get("channel", ()))

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The words that name what is counted by themselves, so that words right before them may make a part of it."""
        return self.topics | {
            word for s in self.subjects for phrase in s.phrases if len(phrase) == 1 for word in phrase
        }

    @cached_property
    def supporting(self) -> frozenset[str]:
        """The words that name nothing by themselves, and those of being through with something."""
        naming = {
            word for s in self.subjects for phrase in (*s.phrases, *s.bare) if len(phrase) == 1 for word in phrase
        }
        done = {word for s in self.subjects if s.flow and s.every for phrase in s.bare for word in phrase}
        return frozenset(set(self.terms.values()) - naming - self.topics | done)

    @cached_property
    def decided(self) -> frozenset[str]:
        """The nouns of what is decided."""
        return frozenset(topic for s in self.subjects if s.group == "decisions" for topic in s.topics)

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The words that stand beside such a noun, and name nothing by themselves."""
        phrases = [phrase for s in self.subjects if s.group == "decisions" for phrase in s.phrases]
        return (frozenset(word for phrase in phrases for word in phrase) & self.supporting) - self.topics

    @cached_property
    def topics(self) -> frozenset[str]:
        """The words that say what the following words are about."""
        own = {topic for subject in self.subjects for topic in subject.topics}
        return frozenset(own | {self.terms.get(word, word) for word in self.roles.get("topics", ())})


def _trie(words: Iterable[str]) -> str:
    """Write words as alternatives, the longest first, so that few of them are tried at any one character."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    firsts = sorted(by_first)
    groups = [firsts[n : n + _BRANCHES] for n in range(0, len(firsts), _BRANCHES)]
    return "|".join(f"(?=[{_set(group)}])(?:{_branches(group, by_first)})" for group in groups)


def _branches(group: Iterable[str], by_first: Mapping[str, list[str]]) -> str:
    return "|".join(f"{re.escape(first)}(?:{'|'.join(by_first[first])})" for first in group)


def _set(characters: Iterable[str]) -> str:
    return "".join(map(re.escape, characters))


def _index(pairs: Iterable[tuple[frozenset[str], Subject]]) -> Index:
    by_word: dict[str, list[tuple[frozenset[str], Subject]]] = {}
    for phrase, subject in sorted(pairs, key=lambda pair: -len(pair[0])):
        for word in phrase:
            by_word.setdefault(word, []).append((phrase, subject))
    return {word: tuple(found) for word, found in by_word.items()}


def lexicon_of(data: Mapping[str, Any]) -> Lexicon:
    """Make a pack's vocabulary of its data; KeyError, TypeError or ValueError says what is wrong with it."""
    terms = {spelling: term for term, spellings in data["terms"].items() for spelling in (term, *spellings)}
    units = {unit: (str(plain), int(factor)) for unit, (plain, factor) in data["units"].items()}
    subjects = tuple(subject_of(subject, terms) for subject in data["subject"])
    scopes = tuple(Scope(tuple(s["words"]), re.compile(s["agencies"])) for s in data.get("scope", ()))
    return Lexicon(
        terms,
        subjects,
        scopes,
        units,
        {role: tuple(words) for role, words in data["roles"].items()},
        dict(data.get("sections", {})),
    )
