"""`gouji check`: the main job."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.options import host_options, loading, patterns
from gouji.cli.printed import STANDARD, Printed
from gouji.cli.progress import progress
from gouji.cli.streams import say
from gouji.cli.timings import Clock

if TYPE_CHECKING:
    from gouji.files import File

OUT = Path("gouji_out")


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--stdin-name", metavar="NAME", help="Name of the report that comes through the standard input, for the path -."
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=OUT, show_default=True,
    help="Output folder; - prints the file of one format to standard output.",
)  # fmt: skip
@click.option("--format", "formats", default="html,json", show_default=True, help="Output formats, by commas.")
@click.option("--select", default="", metavar="RULES", help="Only these rules or themes, by commas.")
@click.option("--ignore", default="", metavar="RULES", help="All but these rules or themes, by commas.")
@click.option(
    "--jobs", "-j", type=click.IntRange(0), metavar="N", default=1, show_default=True, help="Processes; 0: one a core."
)
@click.option(
    "--workers", type=click.Choice(["local", "dask"]), default="local", show_default=True,
    help="Where files are checked: here, or on a Dask cluster that sees the same folders.",
)  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS", help="Scheduler of the Dask cluster, as tcp://HOST:8786.")
@click.option("--in-process", is_flag=True, help="Check in this process, for debuggers: a plugin may then end the run.")
@click.option("--no-cache", is_flag=True, help="Check all files anew, and keep no result for the next run.")
@click.option(
    "--timings", is_flag=True, help="Say how long each reader and rule takes; checks all files anew, in this process."
)
@click.option("--traceback", is_flag=True, help="Print where plugins that broke did so.")
@click.option(
    "--fail-on", type=click.Choice(["critical", "major", "minor", "advice"]), default="major", show_default=True,
    help="Least severity that makes the exit code 1.",
)  # fmt: skip
@click.option(
    "--roster", type=click.Path(path_type=Path), metavar="FILE", help="CSV of the agencies that are to report."
)
@click.option(
    "--exit-zero", is_flag=True, help="End with 0 whatever the findings; what is incomplete still ends with 3."
)
@click.option("--ledger", metavar="PATH|URL", help="Where decisions are kept; by default beside the output folder.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="Day that counts for what expires; by default today.",
)
@click.option(
    "--baseline", type=click.Path(path_type=Path), metavar="OUT",
    help="Output folder of an earlier run; only what is new since then counts for the exit code.",
)  # fmt: skip
@click.option("--reproducible", is_flag=True, help="Leave the time of the run out of the output.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")
@click.option("--verbose", "-v", is_flag=True, help="Print the findings of each report, too.")
@click.option("--annex", is_flag=True, help="Pages print their annex too: what was met, and the report as read.")
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), help="Language of the pages; by default the first of the pack."
)
@loading
def check(
    paths: tuple[str, ...], stdin_name: str | None, out: Path, formats: str, select: str, ignore: str, jobs: int, workers: str,
    scheduler: str | None, in_process: bool,
    no_cache: bool, timings: bool, traceback: bool, fail_on: str, roster: Path | None, exit_zero: bool, ledger: str | None,
    as_of: datetime | None,
    baseline: Path | None, reproducible: bool, quiet: bool, verbose: bool, annex: bool, lang: str | None,
    pack: tuple[str, ...], config: Path | None, plugins_dir: tuple[Path, ...], plugin: tuple[str, ...], no_plugins: bool,
) -> int:  # fmt: skip
    """Check files, folders (walked), globs and - (the standard input); without PATHS, the folder reports_in/."""
    from gouji.patterns import KeptPatterns

    patterns_of_before = KeptPatterns()
    from gouji.cache import Cache
    from gouji.cache_file import cache_folder
    from gouji.checking import Order, Selection
    from gouji.cli.language import spoken
    from gouji.cli.outcome import FINDINGS, Ending, lines_of
    from gouji.cli.standing import Standing
    from gouji.decisions.ledger import Ledger
    from gouji.decisions.loading import load_held
    from gouji.decisions.runs import load_baseline
    from gouji.files import find_files
    from gouji.host import make_host
    from gouji.kept import KeptFiles
    from gouji.model.rule import Severity
    from gouji.model.text import Language, Text
    from gouji.output import chosen_writers, refuse_unfit_folder, write_run
    from gouji.pieces import counted
    from gouji.roster import identities, read_roster
    from gouji.run import Heard, check_files, make_run
    from gouji.workers.crew import Crew

    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    if (workers == "dask") != bool(scheduler):
        raise click.UsageError("--workers dask and --scheduler ADDRESS go together")
    in_process, no_cache, clock = in_process or timings, no_cache or timings, Clock() if timings else None
    options = host_options(pack, config, plugins_dir, plugin, no_plugins)
    printed, kept = Printed(patterns(formats)) if out == STANDARD else None, OUT if out == STANDARD else out
    out, quiet = (printed.folder, True) if printed else (out, quiet)
    refuse_unfit_folder(out)
    files = find_files(_with_standard_input(paths or ("reports_in",), stdin_name))
    known = load_baseline(baseline) if baseline else None
    order = Order(options, Selection(patterns(select), patterns(ignore)), jobs or os.cpu_count() or 1, in_process)
    with Crew.of(order, len(files), scheduler) as crew:
        host = make_host(options)
        crew.lend(host)
        patterns_of_before.keep()
        cache = Cache(None if no_cache else cache_folder())
        click.get_current_context().call_on_close(cache.close)
        writers = chosen_writers(host, patterns(formats))
        listed = read_roster(roster, identities(host)) if roster else None
        held = load_held(host, options.config, kept, ledger, (as_of or datetime.now()).date())
        if ledger and not Ledger(ledger).exists:
            absent = Text("那里还没有处理决定台账", "no ledger is there yet")
            print(f"gouji: {ledger}: {absent.to(spoken())}", file=sys.stderr)
        language = Language(lang) if lang else None
        console = Language(lang) if lang else spoken()
        with progress(len(files), quiet, console) as heard:
            reports = check_files(
                files, host, order, Heard(heard.done, heard.at_page, clock.begins if clock else None), crew, cache
            )
        about = [
            reports.fingerprint, host.fingerprint, formats, language, console, annex, fail_on, order.selection, bool(reproducible),
            traceback, verbose, (held.entries, held.waivers, held.today, sorted(held.four_eyes)) if held else None, known, listed,
        ]  # fmt: skip
        standing = Standing(cache, out, about)
        ending = standing.ending(with_lines=not quiet)
        if ending is None:
            made = make_run(
                host, reports, files, language, "" if reproducible else _now(), Severity(fail_on), held, known,
                order.selection, listed, crew,
            )  # fmt: skip
            run = counted(made.changed(annex=annex))
            lines = None if quiet else lines_of(run.changed(language=console), verbose)
            _say_each(lines, quiet)
            unwritten = write_run(run, out, writers, host.limits, crew, KeptFiles(cache, out))
            ending = Ending.of(run.changed(language=console), out, unwritten, traceback, verbose, lines)
            if printed is not None and not unwritten:
                printed.show()
            elif not unwritten:
                standing.keep(ending)
        else:
            _say_each(ending.lines, quiet)
    for problem in ending.problems:
        print(problem, file=sys.stderr)
    if clock is not None:
        told = "\n".join(clock.lines())
        print(told, file=sys.stderr) if printed else say(told)
    if not quiet:
        say(ending.summary)
    return 0 if exit_zero and ending.code == FINDINGS else ending.code


def _say_each(lines: Iterable[str] | None, quiet: bool) -> None:
    for line in () if quiet else lines or ():
        say(line)


def _with_standard_input(paths: tuple[str, ...], name: str | None) -> list[str | File]:
    """Put the report that comes through the standard input where the path - stands, for as long as the command lasts."""
    from gouji.cli.standard_input import UNNAMED, standard_input

    if "-" not in paths:
        if name is not None:
            raise click.UsageError("--stdin-name goes with the path -")
        return [*paths]
    file = click.get_current_context().with_resource(standard_input(name or UNNAMED))
    return [file if path == "-" else path for path in paths]


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
