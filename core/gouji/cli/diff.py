"""`gouji diff`: what has changed between two runs, or between two versions of a report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from gouji.cli.streams import say

if TYPE_CHECKING:
    from gouji.decisions.differences import Differences
    from gouji.decisions.places import Places
    from gouji.decisions.runs import PastRun
    from gouji.model.text import Language


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print schema gouji.diff/1.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write a page with both side by side.")
@click.option(
    "--side-by-side/--no-side-by-side",
    "-y",
    "beside",
    default=None,
    help="Print both sides beside one another; the default on a terminal that is wide enough.",
)
@click.option("--all", "every", is_flag=True, help="List what is as it was, too.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; by default that of the console.")
def diff(
    before: Path, after: Path, as_json: bool, html: Path | None, beside: bool | None, every: bool, lang: str | None
) -> int:
    """Compare two output folders, or two files or folders of reports, which are checked first.

    Reports are paired by agency and year, else by agency alone: two versions of a report, two years. Figures are compared where
    both runs wrote them (--format csv), and always between files.
    """
    import sys
    from shutil import get_terminal_size

    from gouji.cli.diff_columns import NARROWEST, columns
    from gouji.cli.language import spoken
    from gouji.cli.options import forms_at_hand
    from gouji.decisions.diff_page import diff_data, diff_page
    from gouji.decisions.differences import differences
    from gouji.decisions.places import Places
    from gouji.model.text import Language

    language = Language(lang) if lang else spoken()
    places = Places(forms_at_hand, language)
    with ExitStack() as folders:
        found = differences(*(_run(path, folders) for path in (before, after)))
    if html is not None:
        try:
            html.write_text(diff_page(found, language, places), encoding="utf-8", newline="\n")
        except OSError as error:
            raise click.UsageError(f"{html}: cannot be written: {error.strerror or error}") from error
    if as_json:
        click.echo(json.dumps(diff_data(found), ensure_ascii=False, indent=1))
    else:
        width = get_terminal_size((120, 0)).columns
        wide = beside if beside is not None else sys.stdout.isatty() and width >= NARROWEST
        if wide:
            for line in columns(found, language, places, max(width, NARROWEST), every=every):
                say(line)
        for line in lines(found, language, places, every=every, sums_only=wide):
            say(line)
    return 0


def _run(path: Path, folders: ExitStack) -> PastRun:
    """Return a run that was written, or check reports into a folder of their own."""
    from gouji.decisions.runs import PastRun, RunUnreadable

    if path.name == "run.json" or (path / "run.json").is_file():
        return PastRun.read(path)
    from gouji.checking import Order, Selection
    from gouji.cli.options import host_options
    from gouji.files import find_files
    from gouji.host import make_host
    from gouji.model.checked import Status
    from gouji.output import chosen_writers, write_run
    from gouji.run import check_files, make_run
    from gouji.workers.crew import Crew

    options = host_options((), None, (), (), no_plugins=False)
    files, order = find_files([str(path)]), Order(options, Selection((), ()), 1)
    with Crew(order, len(files)) as crew:
        host = make_host(options)
        run = make_run(host, check_files(files, host, order, crew=crew), files, crew=crew)
    out = Path(folders.enter_context(TemporaryDirectory())) / "out"
    write_run(run, out, chosen_writers(host, ("json", "csv")), host.limits)
    past = PastRun.read(out)
    if not run.totals.statuses[Status.CHECKED]:
        raise RunUnreadable(f"{path}: no report in it could be checked")
    return PastRun(str(path), past.data, past.folder)


def lines(
    found: Differences, language: Language, places: Places, *, every: bool, sums_only: bool = False
) -> Iterator[str]:
    """Yield what a terminal shows: a block for each report that has changed, then the sum."""
    from gouji.cli.diff_columns import SIGNS, apart
    from gouji.decisions.diff_page import WORDS
    from gouji.decisions.differences import Change
    from gouji.harmless import legible

    def word(key: str) -> str:
        return WORDS[key].to(language)

    for report in () if sums_only else found.reports:
        shown = [each for each in report.findings if every or each.change is not Change.UNCHANGED]
        if not shown and not report.figures and report.before and report.after:
            continue
        yield legible(_head(report.latest, word("same_file") if report.same_file else "", word("across")))
        if report.before is None or report.after is None:
            yield f"  {word('only_after' if report.before is None else 'only_before')}"
        for each in shown:
            values = (
                f" [{' → '.join(apart(each.before.printed, each.after.printed))}]"
                if each.change is Change.CHANGED and each.before and each.after
                else ""
            )
            title = found.titles.get(each.latest.rule) or each.latest.rule
            yield legible(f"  {SIGNS[each.change]} {word(each.change)} {title}: {each.latest.message}{values}")
        for cell in report.figures:
            name = places.said(report.latest, cell.table, cell.row, cell.column)
            yield legible(f"  # {name}: {cell.before or '∅'} → {cell.after or '∅'}")
    for rule, what in found.rules.items():
        yield legible(f"{word(f'rule_{what}')} {rule}")
    if found.tools:
        yield legible(f"{word('tools')} {', '.join(found.tools)}")
    yield " · ".join(f"{SIGNS[change]} {word(change)} {found.count(change)}" for change in Change)


def _head(report: Mapping[str, Any], same: str, across: str) -> str:
    about = " ".join(str(part) for part in (report["agency"] or report["source"], report["year"]) if part)
    aside = f" ({same})" if same.isascii() else f"（{same}）"
    return f"{about or across}{aside if same else ''}"
