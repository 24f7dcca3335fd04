"""Years in the text: another year where the year reported on belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from gouji import (
    Evidence,
    EvidenceKind,
    Finding,
    NotChecked,
    Observation,
    Report,
    Satisfied,
    Section,
    Text,
    TextLine,
)  # fmt: skip

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
_YEAR = re.compile(r"(?<![\d〔\[【(（])((?:19|20)\d{2})\s*年(?!\s*[）)\]〕])(度)?(?!\s*\d{1,2}\s*月)")
_CITED = re.compile(
    r"《[^》]*》|〔[^〕]*〕|\[[^\]]*\]|https?://\S+|“[^”]*年[^”]*”|[（(][^（）()]*(?:号|修订|施行|印发|公布|令)[^（）()]*[）)]"
)
_OPENS = re.compile(r"^[\s（(一二三四五六七八九十\d、）).]*(?:一是|二是|三是|四是|五是|在|截至|截止)?\s*$")


class BodyYear(BaseModel):
    """Parameters: words that make another year right.

    A year that opens its sentence is right with one of the words `behind` or `before` it, or as a later year in a sentence with
    one of the `plans`; a year within a sentence also with any of the `references` in that sentence. In `plan_sections` later
    years are expected.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    behind: tuple[str, ...]
    before: tuple[str, ...]
    plans: tuple[str, ...]
    references: tuple[str, ...]
    plan_sections: tuple[str, ...] = ()


def check_body_year(report: Report, parameters: BodyYear) -> Iterator[Observation]:
    """Look at every year in the sections that is not the report's own.

    A sentence that opens with the wrong year fails; a wrong year inside one, which may belong to something cited, is a lead.
    """
    if report.year is None:
        raise NotChecked(Text("年度不明", "the year reported on is not known"))
    for section in report.sections:
        for line in section.lines:
            for sentence in _SENTENCE.finditer(line.text):
                yield from _years_in(report.year, section, line, sentence, parameters)
    yield Satisfied()


def _years_in(
    year: int, section: Section, line: TextLine, sentence: re.Match[str], parameters: BodyYear
) -> Iterator[Observation]:
    words = _CITED.sub(lambda cited: "　" * len(cited[0]), sentence[0])
    for match in _YEAR.finditer(words):
        other = int(match[1])
        opens = _OPENS.match(words[: match.start()]) is not None
        if other != year and not _lawful(other > year, opens, section, (words, match), parameters):
            start = sentence.start() + match.start()
            yield _finding(year, other, line, (start, start + len(match[0])), opens)


def _lawful(later: bool, opens: bool, section: Section, found: tuple[str, re.Match[str]], parameters: BodyYear) -> bool:
    """Tell whether a sentence has a reason to name another year."""
    words, match = found
    behind, before = words[match.end() :].lstrip(), words[: match.start()].rstrip()
    if behind.startswith(parameters.behind) or before.endswith(parameters.before):
        return True
    if later and (section.id in parameters.plan_sections or any(word in words for word in parameters.plans)):
        return True
    return not opens and any(word in words for word in (*parameters.references, *parameters.plans))


def _finding(year: int, other: int, line: TextLine, span: tuple[int, int], certain: bool) -> Finding:
    evidence = Evidence(
        EvidenceKind.TEXT, line.text, page=line.at.page, bbox=line.at.bbox, line=line.at.line, span=span
    )
    message = Text(
        f"正文写作{other}年，报告年度为{year}年" if certain else f"正文提到{other}年，请核对是否应为{year}年",
        f"the text says {other} where the report is on {year}"
        if certain
        else f"the text mentions {other}; please see whether {year} is meant",
    )
    return Finding(message, at=evidence, expected=f"{year}年", actual=f"{other}年", review=not certain)
