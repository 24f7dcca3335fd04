"""How far a command has come: files that are done, and pages of scans, which take seconds each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from gouji.cli.streams import say

if TYPE_CHECKING:
    from gouji.model.checked import CheckedReport
    from gouji.model.result import Result
    from gouji.model.score import Scorecard
    from gouji.model.text import Language


BAR_WIDTH = 24
"""Characters of the bar."""


class Progress(NamedTuple):
    """What hears of each file that is done, and of each page that takes long: file name, page, number of pages."""

    done: Callable[[CheckedReport, Scorecard], None] | None
    at_page: Callable[[str, int, int], None]


@contextmanager
def progress(total: int, quiet: bool, lang: Language, *, verbose: bool = False) -> Iterator[Progress]:
    """Show a bar on a terminal, a line for each file and each slow page elsewhere, nothing when quiet.

    The bar shows how many of all files are done, how many a second, the time left, and the file that was done last or the page
    that takes long. When verbose, the findings of a file stand below its line.
    """

    def told(report: CheckedReport, card: Scorecard) -> str:
        return "\n".join([_line(report, card, lang), *(findings(report.results, lang) if verbose else ())])

    if quiet:
        yield Progress(None, lambda name, page, pages: None)
    elif not sys.stderr.isatty():
        yield Progress(lambda report, card: say(told(report, card)), page_printer(lang))
    else:
        from rich import progress as parts
        from rich.console import Console
        from rich.markup import escape

        rate = "{task.fields[rate]}"
        columns = (
            parts.BarColumn(BAR_WIDTH), parts.MofNCompleteColumn(), parts.TextColumn(rate), parts.TimeRemainingColumn(),
            parts.TextColumn("{task.description}"),
        )  # fmt: skip
        with parts.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=total, rate="")

            def done(report: CheckedReport, card: Scorecard) -> None:
                bar.console.print(told(report, card), markup=False, highlight=False)
                speed = bar.tasks[0].finished_speed or bar.tasks[0].speed
                bar.update(task, advance=1, description=escape(report.source), rate=_rate(speed, lang) if speed else "")

            def at_page(name: str, page: int, pages: int) -> None:
                bar.update(task, description=escape(_page(name, page, pages, lang)))

            yield Progress(done, at_page)


def _rate(speed: float, lang: Language) -> str:
    return f"{speed:.1f} 份/秒" if lang.value == "zh" else f"{speed:.1f}/s"


def findings(results: Iterable[Result], lang: Language) -> Iterator[str]:
    """Tell each finding in a line: how grave it is, or that a person must look, and its message."""
    from gouji.harmless import legible
    from gouji.model.result import Outcome
    from gouji.model.words import name_of

    for result in results:
        for finding in result.findings:
            weight = name_of(Outcome.REVIEW if finding.review else result.severity).to(lang)
            yield legible(f"  {weight}  {finding.words.to(lang)}  ({result.rule})")


def page_printer(lang: Language) -> Callable[[str, int, int], None]:
    """Return what prints a line for each page to the error output."""
    return lambda name, page, pages: print(_page(name, page, pages, lang), file=sys.stderr, flush=True)


def _page(name: str, page: int, pages: int, lang: Language) -> str:
    if lang.value == "zh":
        return f"{name}：识别第 {page} 页，共 {pages} 页"
    return f"{name}: recognising page {page} of {pages}"


def _line(report: CheckedReport, card: Scorecard, lang: Language) -> str:
    from gouji.model.checked import Status
    from gouji.model.result import Outcome
    from gouji.model.score import points
    from gouji.model.totals import Tally
    from gouji.model.words import name_of

    if report.status is not Status.CHECKED:
        return f"{report.source}: {words_of(report, lang)}"
    outcomes = Tally.of(report.results).outcomes
    failed, review = outcomes[Outcome.FAIL].said.to(lang), outcomes[Outcome.REVIEW].rules
    score = "—" if card.score is None else points(card.score)
    grade = card.grade or "—"
    verdict = name_of(card.verdict).to(lang) if card.verdict else "—"
    if lang.value == "zh":
        return f"{report.source}: {verdict}，得分 {score}，等级 {grade}，严重 {card.open_critical} 项，不符合 {failed}，需复核 {review} 项"
    return f"{report.source}: {verdict}, score {score}, grade {grade}, {card.open_critical} critical, not met: {failed}, {review} to review"


def words_of(report: CheckedReport, lang: Language) -> str:
    """Return why a file was not checked."""
    return report.reason.to(lang) if report.reason else report.status.value
