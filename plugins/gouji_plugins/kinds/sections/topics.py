"""The rule kinds `topics` (what a section must speak of) and `own_facts` (a fact that could not stand in any report)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field, field_validator, model_validator

from gouji import (
    Finding,
    NotApplicable,
    Observation,
    Parameters,
    Pattern,
    Place,
    Prose,
    Report,
    Satisfied,
    SectionId,
    Text,
)
from gouji_plugins.kinds.sections.reading import ABRIDGED, Abridgeable, holds, lines_of

_SHORT = 12
"""Characters of a text that is quoted as a whole."""


class Topic(Parameters):
    """A topic, and how a text speaks of it."""

    name: Text = Field(description="What it is called.")
    words: tuple[str, ...] = Field(
        (),
        description="Words of which one at least speaks of it. They are looked for as they stand: a dot is a dot. Patterns belong "
        "into `patterns`.",
    )
    patterns: tuple[Pattern, ...] = Field(
        (), description="Regular expressions; what one of them finds speaks of it too.", examples=[["第\\d+次会议"]]
    )
    near: tuple[str, ...] = Field((), description="Words that may mean it, and leave it to a person.")
    set_aside: Pattern = Field("", description="What does not count as one of the words, though it may be near.")
    none: Pattern = Field("", description="What says outright that there is nothing on the topic.")

    @model_validator(mode="after")
    def _speaks_of_something(self) -> Topic:
        """Refuse a topic that nothing can speak of."""
        if not (self.words or self.patterns):
            raise ValueError("a topic has words or patterns")
        return self

    @field_validator("words", "near")
    @classmethod
    def _no_broken_patterns(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        """Refuse what reads like a pattern and is a broken one: words are looked for as they stand."""
        for word in words:
            try:
                re.compile(word)
            except re.error as error:
                raise ValueError(
                    f"words are looked for as they stand, and {word} is a broken pattern: {error}"
                ) from error
        return words

    def is_denied(self, text: str) -> bool:
        """Tell whether the text says that there is nothing."""
        return bool(self.none) and re.search(self.none, text) is not None

    def is_told(self, text: str) -> bool:
        """Tell whether the text speaks of it."""
        words = re.sub(self.set_aside, "", text) if self.set_aside else text
        found = holds(words, self.words) or any(re.search(pattern, words) for pattern in self.patterns)
        return found and not self.is_denied(text)

    def may_be_told(self, text: str) -> bool:
        """Tell whether something near to it stands in the text."""
        return holds(text, self.near) and not self.is_denied(text)


class Topics(Abridgeable):
    """The topics, where they are looked for, and who must speak of them."""

    topics: tuple[Topic, ...] = Field(min_length=1, description="The topics.")
    sections: tuple[SectionId, ...] = Field(
        (), description="The sections in which they are looked for; empty: the whole text."
    )
    kinds: tuple[str, ...] = Field((), description="The kinds of agency concerned; empty: all.")
    agencies: Pattern = Field("", description="What finds the agencies concerned by their names; empty: all.")
    empty_fails: bool = Field(False, description="Whether a section without text fails.")
    grave_from: int = Field(0, description="How many missing topics are a grave breach; 0: no number of them.")
    never_grave: tuple[str, ...] = Field((), description="The kinds of agency for which none is.")
    fewest: int = Field(1, description="A text of fewer characters is not judged.")

    def concern(self, report: Report) -> bool:
        """Tell whether the topics are asked of the agency of a report."""
        of_kind = not self.kinds or report.locale.agency(report.agency).kind in self.kinds
        return of_kind and re.search(self.agencies, report.agency) is not None

    def is_grave(self, report: Report, missing: int) -> bool:
        """Tell whether so many missing topics are a grave breach for the agency of a report."""
        counted = 0 < self.grave_from <= missing
        return counted and report.locale.agency(report.agency).kind not in self.never_grave


class Facts(Parameters):
    """A section, and what is a fact of its own."""

    section: SectionId = Field(description="The section.")
    facts: tuple[Pattern, ...] = Field(description="What finds a fact; one is enough.")
    set_aside: Pattern = Field("", description="What is no fact, though it looks like one.")


def check_topics(report: Report, parameters: Topics) -> Iterator[Observation]:
    """Look for words of each topic; what is missing is one finding."""
    if not parameters.concern(report):
        raise NotApplicable(Text("此项要求不针对该类机关", "not required of this kind of agency"))
    lines = lines_of(report, parameters.sections)
    text = Prose.of(lines).compact()
    if len(text) < parameters.fewest and not parameters.empty_fails:
        raise NotApplicable(Text("该部分没有文字或文字太少", "the section has no text, or too little"))
    missing = [topic for topic in parameters.topics if not topic.is_told(text)]
    yield Satisfied(len(parameters.topics) - len(missing))
    if not missing:
        return
    lacking = [topic for topic in missing if not topic.may_be_told(text)]
    abridged = parameters.is_abridged(report)
    printed = "".join(line.text for line in lines).strip()
    finding = _missing(_place(report, parameters), lacking or missing, not lacking or abridged, printed, abridged)
    yield replace(finding, grave=parameters.is_grave(report, len(lacking)))


def _place(report: Report, parameters: Topics) -> Place:
    return next((section for section in report.sections if section.id in parameters.sections), report)


def _missing(place: Place, topics: list[Topic], unsure: bool, printed: str, abridged: bool) -> Finding:
    zh, en = "、".join(topic.name.zh for topic in topics), ", ".join(topic.name.en for topic in topics)
    if not printed:
        message = Text(f"该部分没有文字，未写{zh}", f"the section has no text: nothing on {en}")
    elif len(printed) <= _SHORT and not abridged:
        message = Text(f"该部分只写“{printed}”，没有写到{zh}", f"the section only says “{printed}”: nothing on {en}")
    elif unsure and not abridged:
        message = Text(
            f"没有直接写到{zh}，只有相近的表述，请人工确认", f"only something near to {en} is said; please see"
        )
    else:
        message = Text(f"没有写到{zh}", f"nothing is said on {en}")
    if abridged:
        message = Text(message.zh + ABRIDGED.zh, message.en + ABRIDGED.en)
    return Finding(
        message, at=place, expected=Text(zh, en), actual=printed if 0 < len(printed) <= _SHORT else None, review=unsure
    )


def check_facts(report: Report, parameters: Facts) -> Iterator[Observation]:
    """Look for a number, a name or the like."""
    section = report.section(parameters.section)
    text = section.prose.compact(parameters.set_aside)
    if not text.strip():
        raise NotApplicable(Text("该部分没有文字", "the section has no text"))
    if any(re.search(pattern, text) for pattern in parameters.facts):
        yield Satisfied()
        return
    message = Text(
        f"“{section.heading}”没有一项具体事实（数字、名称、实例），可能是套话，请人工判断",
        f"section “{report.form.section(parameters.section).name.en}” holds no fact of its own (number, name, example); it may be boilerplate",
    )
    yield Finding(message, at=[section, *section.lines[:3]], review=True)
