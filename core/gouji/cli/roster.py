"""`gouji roster`: a list of the agencies that are to report, begun from the reports at hand."""

from __future__ import annotations

import os
from pathlib import Path

import click

from gouji.cli.language import spoken
from gouji.cli.options import host_options, loading
from gouji.harmless import on_one_line
from gouji.model.text import Text

_NAMED = 5
"""Agencies named on the console."""


@click.group()
def roster() -> None:
    """Begin the roster that `gouji check --roster FILE` holds reports against."""


@roster.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("roster.csv"), show_default=True, help="The file to write."
)
@click.option(
    "--jobs", "-j", type=click.IntRange(0), metavar="N", default=1, show_default=True, help="Processes; 0: one a core."
)
@loading
def init(
    folder: Path, out: Path, jobs: int, pack: tuple[str, ...], config: Path | None, plugins_dir: tuple[Path, ...],
    plugin: tuple[str, ...], no_plugins: bool,
) -> int:  # fmt: skip
    """Write a roster of the agencies whose reports stand in FOLDER: add those that are missing, and who is below whom."""
    from gouji.briefs import Briefs
    from gouji.cache import Cache
    from gouji.cache_file import cache_folder
    from gouji.checking import Order
    from gouji.files import find_files
    from gouji.host import make_host
    from gouji.roster_starter import begun, written
    from gouji.run import check_files

    if out.exists():
        raise click.ClickException(f"{out} exists already; choose another name with --out")
    order = Order(host_options(pack, config, plugins_dir, plugin, no_plugins), jobs=jobs or os.cpu_count() or 1)
    host = make_host(order.options)
    reports = check_files(find_files([folder]), host, order, cache=Cache(cache_folder()))
    members = begun(Briefs(reports, host))
    out.write_text(written(members, spoken()), encoding="utf-8-sig", newline="")
    ended = [member for member in members if member.until]
    said = Text(f"{out}：{len(members)} 个单位", f"{out}: {len(members)} agencies")
    if ended:
        names = "、".join(member.agency for member in ended[:_NAMED]) + ("等" if len(ended) > _NAMED else "")
        said = Text(
            f"{said.zh}；其中 {len(ended)} 个没有最近年度的报告，已填终止年度，仍须报告的请删去：{names}",
            f"{said.en}; {len(ended)} have no report on the latest year and are taken to have ended (column until; clear it for "
            f"those that still owe reports): {names}",
        )
    print(on_one_line(said.to(spoken())))
    return 0
