"""The rule kind `text_reuse`: prose that is last year's."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from gouji import Finding, History, NotApplicable, Observation, Parameters, Satisfied, SectionId, Text, longest_passage


class TextReuse(Parameters):
    """Sections whose prose is new each year, names and numbers left aside."""

    sections: tuple[SectionId, ...] = Field(
        default=(), description="The sections taken together; empty: all of the form."
    )
    share: float = Field(
        default=0.5, gt=0, le=1, description="The share of the text above which it is called the same."
    )
    letters: int = Field(default=200, description="Letters of text below which nothing is said.")
    usual: tuple[str, ...] = Field(default=(), description="Clauses that any such report has, which do not count.")


def check_text_reuse(history: History, parameters: TextReuse) -> Iterator[Observation]:
    """Measure how much of the text stands in last year's clause by clause."""
    report, last = history.report, history.last
    own, other = (
        report.marks(parameters.sections).but(report.marks_of(parameters.usual)),
        last.marks(parameters.sections),
    )
    same, whole = own.shared(other)
    if whole < parameters.letters:
        raise NotApplicable(Text("文字太少，无法比对", "too little text to compare"))
    if same <= parameters.share * whole:
        yield Satisfied()
        return
    percent = 100 * same / whole
    words = Text(
        f"去掉名称和数字后，{whole}字中有{same}字（{percent:.1f}%）与{last.year}年的报告逐句相同，请核实是否沿用",
        f"names and numbers left aside, {same} of {whole} letters ({percent:.1f} %) stand clause by clause in the report on "
        f"{last.year}; please see whether the text was copied",
    )
    passages = longest_passage(report, last, parameters.sections)
    yield Finding(words, passages, f"≤ {100 * parameters.share:.0f}%", f"{percent:.1f}%", review=True)
