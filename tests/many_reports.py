"""A run over many reports, as few different ones under many names, for what is made of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import overload

from gouji import CheckedAgency, CheckedReport, Language, Run, Scorecard, Verdict
from scorecard_run import sample_run

KINDS = (
    ("government", "county", "示例县人民政府"),
    ("department", "county", "示例县局"),
    ("township", "township", "示例镇"),
)
CARDS = (
    Scorecard("deduction", 48.0, 48.0, 100.0, "D", Verdict.UNACCEPTABLE, open_critical=1),
    Scorecard("deduction", 79.0, 79.0, 86.5, "C", Verdict.RECTIFY, open_critical=1),
    Scorecard("deduction", 100.0, 100.0, 100.0, "A", Verdict.ACCEPTABLE),
    Scorecard("deduction", None, None, 41.0, None, Verdict.UNASSESSED),
)


@dataclass(frozen=True)
class Many(Sequence[CheckedReport]):
    """So many reports, made when they are asked for; every fiftieth file is none."""

    base: Sequence[CheckedReport]
    size: int

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[CheckedReport]:
        return (self._made(number) for number in range(self.size))

    @overload
    def __getitem__(self, number: int) -> CheckedReport: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[CheckedReport]: ...
    def __getitem__(self, number: int | slice) -> CheckedReport | Sequence[CheckedReport]:
        return [*self][number] if isinstance(number, slice) else self._made(number)

    def _made(self, number: int) -> CheckedReport:
        if number % 50 == 49:
            return replace(self.base[4], slug=f"r{number}", source=f"坏{number}.pdf")
        faultless = number % 4 == 2
        kind, level, name = KINDS[min(number % 7, 2)]
        return replace(
            self.base[2 if faultless else 0], slug=f"r{number}", source=f"{number}.pdf", year=2022 + number % 2,
            agency=CheckedAgency(f"{name}{number}", kind, (level,)),
        )  # fmt: skip


def many_reports(count: int, language: Language = Language.ZH) -> Run:
    """Return a run over so many reports, of every verdict but one."""
    run = sample_run(language)
    return replace(run, reports=Many(run.reports, count), score=_score, batch=())


def _score(of: CheckedReport) -> Scorecard:
    return CARDS[int(of.slug[1:]) % len(CARDS)] if of.slug[1:].isdecimal() else Scorecard()
