"""Years in the text: another year where the year reported on belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from gouji import (
    Evidence,
    Finding,
    NotChecked,
    Observation,
    Parameters,
    Prose,
    Report,
    Satisfied,
    Section,
    SectionId,
    Text,
    TextLine,
)
from gouji_plugins.locales.zh.kinds.years.misnamed import misnamed, with_other_year

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_CLAUSE = re.compile(r"[^；;]+[；;]?")
_YEAR = re.compile(
    r"(?<![\d〔\[【(（])((?:19|20)\d{2})\s*年(?!\s*[）)\]〕])(度)?(?!\s*(?:\d{1,2}|元|[一二三四五六七八九十]{1,2})\s*月)"
)
_CITED = re.compile(
    r"《[^》]*》|〔[^〕]*〕|\[[^\]]*\]|https?://\S+|“[^”]*年[^”]*”|[（(][^（）()]*(?:号|修订|施行|印发|公布|令)[^（）()]*[）)]"
)
_OPENS = re.compile(r"^[\s（(一二三四五六七八九十\d、）).]*(?:一是|二是|三是|四是|五是|在|截至|截止)?\s*$")
_ITEM = re.compile(r"^[\s（(一二三四五六七八九十\d、）).]*(?:一是|二是|三是|四是|五是)?\s*$")
_SELF = re.compile(r"(?:[我本](?:行政机关|机关|单位|部门|街道|管委会|[一-龥])|全(?:系统|街道|[省市县区州盟旗镇乡局]))$")
_PHRASE = re.compile(r"[^，,。；;：:]{0,18}")
_LONGEST_QUOTE = 20
_NEXT = 1
"""How many years ahead plans are for that open with their year."""
_BARE_DATE = re.compile(r"[\s（(]*(?:19|20)\d{2}\s*年[\d\s月日号Xx×_＿]*[\s）)]*")


class BodyYear(Parameters):
    """What makes a year right that is not the one reported on; nothing is asked where the same sentence names that one too."""

    behind: tuple[str, ...] = Field(description="Words right behind a year that make it right.")
    before: tuple[str, ...] = Field(description="Words right before it that do.")
    past: tuple[str, ...] = Field(description="Words that do among those right behind it.")
    plans: tuple[str, ...] = Field(description="Words of its sentence that make a later year right.")
    references: tuple[str, ...] = Field(
        description="Words of its sentence that make a year right that does not open it."
    )
    background: tuple[str, ...] = Field(
        description="Words of its sentence that leave a year that opens it to a person."
    )
    plan_sections: tuple[SectionId, ...] = Field(
        (), description="Sections where later years are expected, and earlier ones are left to a person."
    )
    copied_from: int = Field(
        5, description="How many years old a copied text may be; a year further back is left to a person."
    )


@dataclass(frozen=True, slots=True)
class _Mention:
    """A year in its clause: the words before and behind it, `own` where the agency itself stands right before it."""

    year: int
    words: str
    before: str
    behind: str
    own: bool

    @property
    def opens(self) -> bool:
        """Tell whether the year dates what the whole clause reports."""
        return (_ITEM if self.own else _OPENS).match(self.before) is not None


def check_body_year(report: Report, parameters: BodyYear) -> Iterator[Observation]:
    """Look at every year that is not the report's own: where the report names itself, in headings, in the sections.

    Another year as the only one of a sentence that tells what the agency did fails; one that may belong to something else is
    a lead.
    """
    if report.year is None:
        raise NotChecked(Text("年度不明", "the year reported on is not known"))
    for line in with_other_year(Prose.of(report.preamble), report.year):
        for span in misnamed(line.text, report.year, preamble=True):
            yield _finding(report.year, line, span, certain=True)
    for section in report.sections:
        if section.id is not None and section.id not in parameters.plan_sections:
            yield from _in_heading(report.year, section, parameters)
        for line in with_other_year(section.prose, report.year):
            if "年" in line.text and not _BARE_DATE.fullmatch(line.text):
                yield from _in_line(report, report.year, section, line, parameters)
    yield Satisfied()


def _in_heading(year: int, section: Section, parameters: BodyYear) -> Iterator[Finding]:
    match = _YEAR.search(_blanked(section.heading))
    if match and int(match[1]) != year and not any(word in section.heading for word in parameters.plans):
        yield _finding(year, TextLine(section.heading, section.at), match.span(), certain=True)


def _in_line(
    report: Report, year: int, section: Section, line: TextLine, parameters: BodyYear
) -> Iterator[Observation]:
    named = list(misnamed(line.text, year))
    for span in named:
        yield _finding(year, line, span, certain=True)
    text, this = _blanked(line.text), re.compile(rf"{year}\s*年")
    for sentence in _SENTENCE.finditer(text):
        if this.search(line.text, *sentence.span()):
            continue
        for match in _YEAR.finditer(text, *sentence.span()):
            mention = _mention(report, text, sentence.span(), match)
            if match.span() not in named and not _lawful(mention, year, section, parameters):
                followed = _SENTENCE.match(text, sentence.end())
                certain = _certain(mention, year, section, parameters) and not (followed and this.search(followed[0]))
                yield _finding(year, line, match.span(), certain)


def _blanked(text: str) -> str:
    """Blank out what is cited, so that places stay the same."""
    return _CITED.sub(lambda cited: "　" * len(cited[0]), text)


def _mention(report: Report, text: str, sentence: tuple[int, int], match: re.Match[str]) -> _Mention:
    clause = next(c for c in _CLAUSE.finditer(text, *sentence) if c.start() <= match.start() < c.end())
    before = text[clause.start() : match.start()].rstrip()
    own = _own_name(before, report.agency)
    return _Mention(
        int(match[1]),
        clause[0],
        before[: len(before) - own].rstrip(),
        text[match.end() : clause.end()].lstrip(),
        own > 0,
    )


def _own_name(before: str, agency: str) -> int:
    """Return the length of the agency's own name, or of a word for itself, at the end of the words before a year."""
    match = _SELF.search(before)
    if match:
        return len(match[0])
    return next((n for n in range(min(len(agency), len(before)), 3, -1) if before.endswith(agency[-n:])), 0)


def _lawful(mention: _Mention, year: int, section: Section, parameters: BodyYear) -> bool:
    """Tell whether a sentence has a reason to name another year."""
    if mention.year > year + 1 and mention.before.endswith(("截至", "截止")):
        return False
    if mention.behind.startswith(parameters.behind) or mention.before.endswith(parameters.before):
        return True
    phrase = _PHRASE.match(mention.behind)
    if phrase and any(word in phrase[0] for word in parameters.past):
        return True
    planned = any(word in mention.words for word in parameters.plans)
    beyond = mention.year > year + _NEXT and mention.opens
    if mention.year > year and not beyond and (planned or section.id in parameters.plan_sections):
        return True
    if mention.opens or mention.own:
        return False
    return planned or any(word in mention.words for word in parameters.references)


def _certain(mention: _Mention, year: int, section: Section, parameters: BodyYear) -> bool:
    """Tell whether the sentence can only be this year's work under another year."""
    if mention.year < year - parameters.copied_from:
        return False
    background = any(word in mention.words for word in parameters.background)
    return mention.opens and not background and section.id not in parameters.plan_sections


def _finding(year: int, line: TextLine, span: tuple[int, int], certain: bool) -> Finding:
    other = _YEAR.match(line.text, span[0])
    assert other is not None
    words = re.split(r"[。！？；;\n]", line.text[span[0] :], maxsplit=1)[0].strip()
    words = words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rstrip("，、 ") + "…"
    message = Text(
        f"正文“{words}”写作{other[1]}年，报告年度为{year}年"
        if certain
        else f"正文提到“{words}”，请核对是否应为{year}年",
        f"“{words}” says {other[1]} where the report is on {year}"
        if certain
        else f"the text mentions “{words}”; please see whether {year} is meant",
    )
    return Finding(
        message, at=Evidence.marked(line, span), expected=f"{year}年", actual=f"{other[1]}年", review=not certain
    )
