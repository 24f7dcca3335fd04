"""How far a command has come: files that are done, and pages of scans, which take seconds each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gouji.model.checked import CheckedReport
    from gouji.model.result import Result
    from gouji.model.score import Scorecard
    from gouji.model.text import Language


BAR_WIDTH = 24
"""Characters of the bar."""


TELL_SECONDS = 10.0
"""Where there is no terminal, a line tells so often how many files are done."""


class Progress(NamedTuple):
    """What hears of each file that is done, by its name, and of each page that takes long: file name, page, number of pages."""

    done: Callable[[str], None] | None
    at_page: Callable[[str, int, int], None]


@contextmanager
def progress(total: int, quiet: bool, lang: Language) -> Iterator[Progress]:
    """Show a bar on a terminal, a line now and then and for each slow page elsewhere, nothing when quiet.

    The bar shows how many of all files are done, how many a second, the time left, and the file that was done last or the page
    that takes long. What became of the files is said when all are looked at together, since that may change it.
    """
    if quiet:
        yield Progress(None, lambda name, page, pages: None)
    elif not sys.stderr.isatty():
        yield Progress(_counter(total, lang), page_printer(lang))
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

            def done(name: str) -> None:
                speed = bar.tasks[0].finished_speed or bar.tasks[0].speed
                bar.update(task, advance=1, description=escape(name), rate=_rate(speed, lang) if speed else "")

            def at_page(name: str, page: int, pages: int) -> None:
                bar.update(task, description=escape(_page(name, page, pages, lang)))

            yield Progress(done, at_page)


def _counter(total: int, lang: Language) -> Callable[[str], None]:
    """Return what counts files that are done, and prints a line to the error output now and then."""
    count, last = 0, monotonic()

    def done(_: str) -> None:
        nonlocal count, last
        count += 1
        if monotonic() - last >= TELL_SECONDS:
            last = monotonic()
            told = (
                f"已检查 {count} 个文件，共 {total} 个" if lang.value == "zh" else f"{count} of {total} files checked"
            )
            print(told, file=sys.stderr, flush=True)

    return done


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


def told(
    report: CheckedReport, card: Scorecard, across: Iterable[Result], lang: Language, *, verbose: bool = False
) -> str:
    """Return the line that says what became of a file, of what was found across reports too; when verbose, its findings below."""
    return "\n".join([_line(report, card, across, lang), *(findings(report.results, lang) if verbose else ())])


def _line(report: CheckedReport, card: Scorecard, across: Iterable[Result], lang: Language) -> str:
    from gouji.model.checked import Status
    from gouji.model.result import Outcome
    from gouji.model.score import points
    from gouji.model.totals import Tally
    from gouji.model.words import name_of

    if report.status is not Status.CHECKED:
        return f"{report.source}: {words_of(report, lang)}"
    outcomes = Tally.of((*report.results, *across)).outcomes
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
