"""How far a command has come: files that are done, and pages of scans, which take seconds each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from gouji.cli.streams import say

if TYPE_CHECKING:
    from gouji.model.checked import CheckedReport
    from gouji.model.score import Scorecard
    from gouji.model.text import Language


class Progress(NamedTuple):
    """What hears of each file that is done, and of each page that takes long: file name, page, number of pages."""

    done: Callable[[CheckedReport, Scorecard], None] | None
    at_page: Callable[[str, int, int], None]


@contextmanager
def progress(total: int, quiet: bool, lang: Language) -> Iterator[Progress]:
    """Show a bar on a terminal, a line for each file and each slow page elsewhere, nothing when quiet."""
    if quiet:
        yield Progress(None, lambda name, page, pages: None)
    elif not sys.stderr.isatty():
        yield Progress(lambda report, card: say(_line(report, card, lang)), page_printer(lang))
    else:
        from rich.console import Console
        from rich.markup import escape
        from rich.progress import Progress as Bar

        with Bar(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("gouji check", total=total)

            def done(report: CheckedReport, card: Scorecard) -> None:
                bar.console.print(_line(report, card, lang), markup=False, highlight=False)
                bar.update(task, advance=1, description="gouji check")

            def at_page(name: str, page: int, pages: int) -> None:
                bar.update(task, description=escape(_page(name, page, pages, lang)))

            yield Progress(done, at_page)


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
    from gouji.model.totals import Tally
    from gouji.model.words import name_of

    if report.status is not Status.CHECKED:
        return f"{report.source}: {words_of(report, lang)}"
    outcomes = Tally.of(report.results).outcomes
    failed, review = outcomes[Outcome.FAIL].said.to(lang), outcomes[Outcome.REVIEW].rules
    score = "—" if card.score is None else f"{card.score:.2f}"
    grade = card.grade or "—"
    verdict = name_of(card.verdict).to(lang) if card.verdict else "—"
    if lang.value == "zh":
        return f"{report.source}: {verdict}，得分 {score}，等级 {grade}，严重 {card.open_critical} 项，不符合 {failed}，需复核 {review} 项"
    return f"{report.source}: {verdict}, score {score}, grade {grade}, {card.open_critical} critical, not met: {failed}, {review} to review"


def words_of(report: CheckedReport, lang: Language) -> str:
    """Return why a file was not checked."""
    return report.reason.to(lang) if report.reason else report.status.value
