"""The rule kinds `topics` (what a section must speak of) and `own_facts` (a fact that could not stand in any report)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from gouji import Finding, NotApplicable, Observation, Place, Report, Satisfied, Text
from gouji_plugins.kinds.prose.reading import ABRIDGED, Abridgeable, Pattern, lines_of, words_of
from gouji_plugins.locales.zh import AgencyKind, agency_of


class Topic(BaseModel):
    """A topic and the words of which one at least speaks of it; words of `near` may mean it and leave it to a person.

    What `set_aside` matches does not count as one of the `words`, though it may be `near`. Text that matches `none` says outright that
    there is nothing on the topic.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text
    words: tuple[str, ...]
    near: tuple[str, ...] = ()
    set_aside: Pattern = ""
    none: Pattern = ""

    def is_denied(self, text: str) -> bool:
        """Tell whether the text says that there is nothing."""
        return bool(self.none) and re.search(self.none, text) is not None

    def is_told(self, text: str) -> bool:
        """Tell whether the text speaks of it."""
        words = re.sub(self.set_aside, "", text) if self.set_aside else text
        return any(word in words for word in self.words) and not self.is_denied(text)

    def may_be_told(self, text: str) -> bool:
        """Tell whether something near to it stands in the text."""
        return any(word in text for word in self.near) and not self.is_denied(text)


class Topics(Abridgeable):
    """Parameters: the topics, the sections in which they are looked for (empty: the whole text), the agencies concerned.

    `kinds` are the agencies' kinds and `agencies` matches their names; where left out, all are concerned. A section without text
    fails where `empty_fails`, else one of less than `fewest` characters is not judged.
    """

    topics: tuple[Topic, ...]
    sections: tuple[str, ...] = ()
    kinds: tuple[AgencyKind, ...] = ()
    agencies: Pattern = ""
    empty_fails: bool = False
    fewest: int = 1

    def concern(self, agency: str) -> bool:
        """Tell whether the topics are asked of an agency."""
        return (not self.kinds or agency_of(agency).kind in self.kinds) and re.search(self.agencies, agency) is not None


class Facts(BaseModel):
    """Parameters: the section, and patterns of which one at least finds a fact in it, outside what `set_aside` matches."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    section: str
    facts: tuple[Pattern, ...]
    set_aside: Pattern = ""


def check_topics(report: Report, parameters: Topics) -> Iterator[Observation]:
    """Look for words of each topic; what is missing is one finding."""
    if not parameters.concern(report.agency):
        raise NotApplicable(Text("此项要求不针对该类机关", "not required of this kind of agency"))
    lines = lines_of(report, parameters.sections)
    text = words_of(lines)
    if len(text) < parameters.fewest and not parameters.empty_fails:
        raise NotApplicable(Text("该部分没有文字或文字太少", "the section has no text, or too little"))
    missing = [topic for topic in parameters.topics if not topic.is_told(text)]
    yield Satisfied(len(parameters.topics) - len(missing))
    if not missing:
        return
    lacking = [topic for topic in missing if not topic.may_be_told(text)]
    abridged = bool(lines) and parameters.is_abridged(report)
    yield _missing(_place(report, parameters), lacking or missing, not lacking or abridged, bool(lines), abridged)


def _place(report: Report, parameters: Topics) -> Place:
    return next((section for section in report.sections if section.id in parameters.sections), report)


def _missing(place: Place, topics: list[Topic], unsure: bool, written: bool, abridged: bool) -> Finding:
    zh, en = "、".join(topic.name.zh for topic in topics), ", ".join(topic.name.en for topic in topics)
    if not written:
        message = Text(f"该部分没有文字，未写{zh}", f"the section has no text: nothing on {en}")
    elif unsure and not abridged:
        message = Text(
            f"没有直接写到{zh}，只有相近的表述，请人工确认", f"only something near to {en} is said; please see"
        )
    else:
        message = Text(f"没有写到{zh}", f"nothing is said on {en}")
    if abridged:
        message = Text(message.zh + ABRIDGED.zh, message.en + ABRIDGED.en)
    return Finding(message, at=place, expected=zh, actual="", review=unsure)


def check_facts(report: Report, parameters: Facts) -> Iterator[Observation]:
    """Look for a number, a name or the like."""
    section = report.section(parameters.section)
    text = words_of(section.lines, parameters.set_aside)
    if not text.strip():
        raise NotApplicable(Text("该部分没有文字", "the section has no text"))
    if any(re.search(pattern, text) for pattern in parameters.facts):
        yield Satisfied()
        return
    message = Text(
        f"“{section.heading}”没有一项具体事实（数字、名称、实例），可能是套话，请人工判断",
        f"section {section.id} holds no fact of its own (number, name, example); it may be boilerplate",
    )
    yield Finding(message, at=[section, *section.lines[:3]], review=True)
