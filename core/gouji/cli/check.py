"""`gouji check`: the main job."""

from __future__ import annotations

import os
from pathlib import Path

import click

from gouji.cli.options import host_options, language, loading, patterns
from gouji.cli.progress import progress


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("gouji_out"), show_default=True, help="Output folder."
)
@click.option("--format", "formats", default="html,json", show_default=True, help="Output formats, by commas.")
@click.option("--select", default="", metavar="RULES", help="Only these rules or themes, by commas.")
@click.option("--ignore", default="", metavar="RULES", help="All but these rules or themes, by commas.")
@click.option("--jobs", "-j", type=click.IntRange(0), default=1, show_default=True, help="Processes; 0: one a core.")
@click.option(
    "--fail-on", type=click.Choice(["critical", "major", "minor", "advice"]), default="major", show_default=True,
    help="Least severity that makes the exit code 1.",
)  # fmt: skip
@click.option("--reproducible", is_flag=True, help="Leave the time of the run out of the output.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")
@language
@loading
def check(
    paths: tuple[str, ...], out: Path, formats: str, select: str, ignore: str, jobs: int, fail_on: str,
    reproducible: bool, quiet: bool, lang: str, pack: tuple[str, ...], config: Path | None, plugins_dir: Path | None,
    plugin: tuple[str, ...], no_plugins: bool,
) -> int:  # fmt: skip
    """Check files, folders (walked) and globs; without PATHS, the folder reports_in/."""
    from gouji.checking import Order, Selection
    from gouji.cli.outcome import exit_code, name_unreadable, summary
    from gouji.files import find_files
    from gouji.host import make_host
    from gouji.model.rule import Severity
    from gouji.model.text import Language
    from gouji.output import chosen_writers, refuse_foreign_folder, write_run
    from gouji.run import Heard, check_files, make_run
    from gouji.workers.spread import Spread

    options = host_options(pack, config, plugins_dir, plugin, no_plugins)
    refuse_foreign_folder(out)
    files = find_files(paths or ("reports_in",))
    order = Order(options, Selection(patterns(select), patterns(ignore)), jobs or os.cpu_count() or 1)
    with Spread(order, len(files)) as workers:
        host = make_host(options)
        writers = chosen_writers(host, patterns(formats))
        with progress(len(files), quiet, Language(lang)) as heard:
            reports = check_files(files, host, order, Heard(heard.done, heard.at_page), workers)
    run = make_run(host, reports, files, Language(lang), "" if reproducible else _now(), Severity(fail_on))
    write_run(run, out, writers)
    name_unreadable(run)
    if not quiet:
        print(summary(run, out))
    return exit_code(run)


def _now() -> str:
    from datetime import datetime

    return datetime.now().astimezone().isoformat(timespec="seconds")
