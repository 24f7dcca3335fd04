"""The rule kind `lexicon`: words that a list calls wrong, outdated or sensitive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from pydantic import Field

from gouji import Evidence, Finding, NotApplicable, Observation, Parameters, Pattern, Prose, Report, Satisfied, Text
from gouji_plugins.kinds.words.doubled import Doubled


class Entry(Parameters):
    """A wording that is wrong."""

    wrong: str = Field(description="The wording.")
    right: str = Field("", description="The right one, where there is one.")
    unless: tuple[str, ...] = Field((), description="Words within which it is right after all.")


class Shape(Parameters):
    """A turn of phrase that is wrong."""

    find: Pattern = Field(description="What finds it.")
    says: Text = Field(description="What is said about it.")


class Lexicon(Parameters):
    """What must not stand in title and prose."""

    words: tuple[Entry, ...] = Field((), description="Wordings; one that the end of a line cuts is left alone.")
    shapes: tuple[Shape, ...] = Field((), description="Turns of phrase.")
    doubled: Doubled | None = Field(None, description="Words set twice.")
    cited: bool = Field(False, description="Whether wordings count within 《titles》 too.")

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The entries by their word."""
        return {entry.wrong: entry for entry in self.words}

    @cached_property
    def wordings(self) -> re.Pattern[str]:
        """What finds one of the words, longer ones first."""
        return re.compile("|".join(map(re.escape, sorted(self.entries, key=len, reverse=True))) or "(?!)")


def check_lexicon(report: Report, parameters: Lexicon) -> Iterator[Observation]:
    """Look for every entry of the list; a word cut by the end of a line is left alone."""
    if not parameters.words and not parameters.shapes:
        raise NotApplicable(Text("词表为空，没有配置", "the list of words is empty"))
    prose = report.titled_prose
    for match in parameters.wordings.finditer(prose.text):
        entry = parameters.entries[match[0]]
        if not _excused(prose.text, match.span(), entry) and (
            parameters.cited or not _in_title(prose.text, match.start())
        ):
            yield _finding(prose, match.span(), entry)
    for shape in parameters.shapes:
        for match in re.finditer(shape.find, prose.text):
            yield Finding(shape.says, at=Evidence.marked(*prose.locate(match.span())), actual=match[0])
    for match in parameters.doubled.find(prose.text) if parameters.doubled else ():
        yield _finding(prose, match.span(), Entry(wrong=match[0], right=match[2], unless=()))
    yield Satisfied()


def _in_title(text: str, place: int) -> bool:
    """Tell whether a place stands between 《 and 》 of its line."""
    start = text.rfind("\n", 0, place) + 1
    return text.rfind("《", start, place) > text.rfind("》", start, place)


def _excused(text: str, span: tuple[int, int], entry: Entry) -> bool:
    """Tell whether the word is part of one that is right, or may be where a line's end cuts it."""
    start, end = span
    for word in entry.unless:
        if text.find(word, max(0, start - len(word) + 1), end + len(word) - 1) >= 0:
            return True
    return (
        entry.wrong[-1].isalnum()
        and text[end : end + 1] in ("", "\n")
        and any(word.startswith(entry.wrong) for word in entry.unless)
    )


def _finding(prose: Prose, span: tuple[int, int], entry: Entry) -> Finding:
    if entry.right:
        words = Text(f"“{entry.wrong}”应为“{entry.right}”", f"“{entry.wrong}” should read “{entry.right}”")
    else:
        words = Text(f"出现“{entry.wrong}”，请核对", f"“{entry.wrong}” occurs; please verify")
    return Finding(words, at=Evidence.marked(*prose.locate(span)), expected=entry.right or None, actual=entry.wrong)
