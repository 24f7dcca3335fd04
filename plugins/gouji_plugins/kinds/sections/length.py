"""The rule kinds `section_length` and `section_empty`: neither too long nor hollow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import Field

from gouji import Finding, NotApplicable, Observation, Parameters, Pattern, Report, Satisfied, SectionId, Text
from gouji_plugins.kinds.sections.reading import ABRIDGED, CUT, Abridgeable

_NO_TEXT = Text("没有内容", "is empty")
_OTHER_TEXT = Text("只有引言", "holds only the preamble")
_NO_WORDS = Text("没有实际内容", "says nothing")
_SENTENCE = re.compile(r"[^。；;\n]+")


class Length(Parameters):
    """How long a section may be."""

    section: SectionId = Field(description="The section.")
    most: int = Field(description="The most characters that its prose may have, white space not counted.")


class Emptiness(Abridgeable):
    """What a section must hold to say something."""

    section: SectionId = Field(description="The section.")
    preamble: Pattern = Field(description="What finds sentences that belong into the preamble.")
    nothing: Pattern = Field(description="What finds sentences that say nothing.")
    fewest: int = Field(description="How many characters there must be besides; fewer are left to a person.")


def check_length(report: Report, parameters: Length) -> Iterator[Observation]:
    """Count the characters of a section's prose."""
    section = report.section(parameters.section)
    if not section.lines:
        raise NotApplicable(Text("该部分没有文字", "the section has no text"))
    length = sum(len("".join(line.text.split())) for line in section.lines)
    if length <= parameters.most:
        yield Satisfied()
        return
    message = Text(
        f"“{section.heading}”共 {length} 字，超过 {parameters.most} 字",
        f"section “{report.form.section(parameters.section).name.en}” has {length} characters, more than {parameters.most}",
    )
    yield Finding(message, at=section, expected=f"≤ {parameters.most}", actual=str(length))


def check_empty(report: Report, parameters: Emptiness) -> Iterator[Observation]:
    """Look for prose of the section's own, beside sentences of the preamble; what a visibly cut text says is for a person."""
    section = report.section(parameters.section)
    abridged = parameters.is_abridged(report)
    sentences = _SENTENCE.findall(section.prose.compact())
    own: list[str] = []
    for sentence in sentences:
        if not re.search(parameters.preamble, sentence):
            own.append(sentence)
            if sum(map(len, own)) >= parameters.fewest:
                yield Finding(CUT, at=section, review=True) if abridged else Satisfied()
                return
    nothing = all(re.search(parameters.nothing, sentence) for sentence in own)
    what = _NO_TEXT if not sentences else _OTHER_TEXT if not own else _NO_WORDS
    note = ABRIDGED if abridged else Text("", "")
    called = report.form.section(parameters.section).name.en
    message = Text(f"“{section.heading}”{what.zh}{note.zh}", f"section “{called}” {what.en}{note.en}")
    yield Finding(message, at=[section, *section.lines], actual="".join(own) or None, review=abridged or not nothing)
