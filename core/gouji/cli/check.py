"""`gouji check`: the main job."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.options import host_options, language, loading, patterns
from gouji.cli.progress import progress, words_of

if TYPE_CHECKING:
    from gouji.model.run import CheckedReport, Run

FINDINGS = 1
INCOMPLETE = 3


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
    from gouji.model.rule import Severity
    from gouji.model.text import Language
    from gouji.output import chosen_writers, refuse_foreign_folder, write_run
    from gouji.run import Selection, check_files, find_files, make_run

    options = host_options(pack, config, plugins_dir, plugin, no_plugins)
    refuse_foreign_folder(out)
    files = find_files(paths or ("reports_in",))
    selection = Selection(patterns(select), patterns(ignore))
    with progress(len(files), quiet, Language(lang)) as heard:
        host, checked = check_files(
            files, options, selection, jobs or os.cpu_count() or 1, heard.done, patterns(formats), heard.at_page
        )
    run = make_run(host, checked, Language(lang), "" if reproducible else _now(), Severity(fail_on))
    write_run(run, out, chosen_writers(host, patterns(formats)))
    for report in run.reports:
        if report.status.value == "unreadable":
            print(f"gouji: {report.source}: {words_of(report, run.language)}", file=sys.stderr)
    if not quiet:
        print(_summary(run, out))
    return exit_code(run)


def exit_code(run: Run) -> int:
    """Return 3 where a report was not read or not assessed or a rule broke, else 1 where a finding is severe enough, else 0."""
    outcomes = [(r.outcome.value, r.severity) for report in run.reports for r in report.results]
    if any(map(_is_incomplete, run.reports)) or any(outcome == "error" for outcome, _ in outcomes):
        return INCOMPLETE
    severe = any(outcome == "fail" and severity.at_least(run.fail_on) for outcome, severity in outcomes)
    return FINDINGS if severe else 0


def _is_incomplete(report: CheckedReport) -> bool:
    """Tell whether a file could not be read, or too little of it for a grade; what is not such a report is no fault."""
    card = report.scorecard
    return report.status.value == "unreadable" or (
        card is not None and card.coverage is not None and card.grade is None
    )


def _summary(run: Run, out: Path) -> str:
    count = {
        name: sum(r.status.value == name for r in run.reports) for name in ("checked", "unreadable", "not_a_report")
    }
    index = (out / "index.html").as_posix()
    if run.language.value == "zh":
        return (
            f"共 {len(run.reports)} 个文件：已检查 {count['checked']}，无法读取 {count['unreadable']}，"
            f"不是年度报告 {count['not_a_report']}。结果：{index}"
        )
    return (
        f"{len(run.reports)} files: {count['checked']} checked, {count['unreadable']} unreadable, "
        f"{count['not_a_report']} not such reports. Result: {index}"
    )


def _now() -> str:
    from datetime import datetime

    return datetime.now().astimezone().isoformat(timespec="seconds")
