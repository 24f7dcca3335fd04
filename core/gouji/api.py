"""What scripts call: check files, or read one and look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.model.document import Document
from gouji.model.report import Report
from gouji.model.run import Run
from gouji.model.text import Language

if TYPE_CHECKING:
    from gouji.host import Host, HostOptions

_HOSTS = 4
"""So many hosts are kept in a process, since it takes longer to make one than to read a file."""


def check(
    paths: Sequence[str | Path], *, packs: Sequence[str | Path] = (), config: str | Path | None = None,
    select: Sequence[str] = (), ignore: Sequence[str] = (), plugins_dir: str | Path | Sequence[str | Path] | None = None, jobs: int = 1,
    language: str = "zh", cache: bool = True, roster: str | Path | None = None,
    ledger: str | Path | None = None,
) -> Run:  # fmt: skip
    """Check files, folders and globs and return everything found; nothing is written.

    `packs` are ids of installed packs or folders. Without `config`, gouji.toml or [tool.gouji] of pyproject.toml is found from
    the working folder upwards, as on the command line. With `cache` files that an earlier run knows are not checked again.
    `roster` lists the agencies that are to report, `ledger` is where decisions are kept, by default as configured, else beside
    gouji_out in the working folder. Raises NothingToCheck, PluginBroken, PackInvalid or RosterInvalid; what is wrong
    with a single file stands in its CheckedReport.

    >>> run = check(["2023.html"], cache=False)
    >>> [(checked.source, checked.form) for checked in run.reports]
    [('2023.html', 'gid-2021')]
    """
    from gouji.cache import Cache
    from gouji.cache_file import cache_folder
    from gouji.checking import Order, Selection
    from gouji.decisions.loading import load_held
    from gouji.files import find_files
    from gouji.host import make_host
    from gouji.roster import identities, read_roster
    from gouji.run import check_files, make_run
    from gouji.workers.crew import Crew

    options = _options(packs, plugins_dir, config)
    order, files = Order(options, Selection(tuple(select), tuple(ignore)), jobs), find_files(paths)
    with Crew(order, len(files)) as crew:
        host = make_host(options)
        listed = read_roster(Path(roster), identities(host)) if roster else None
        reports = check_files(files, host, order, crew=crew, cache=Cache(cache_folder() if cache else None))
        told = str(ledger) if ledger else None
        held = load_held(host, options.config, Path("gouji_out"), told, date.today())
        return make_run(
            host, reports, files, Language(language), held=held, selection=order.selection, roster=listed, crew=crew
        )


def read_document(
    path: str | Path, *, packs: Sequence[str | Path] = (), plugins_dir: str | Path | Sequence[str | Path] | None = None,
    config: str | Path | None = None,
) -> Document:  # fmt: skip
    """Read a file into blocks, before any form; UnreadableReport gives the reason. The rest is as in `check`.

    >>> read_document("2023.html")
    Document('2023.html', read by html, 16 blocks)
    """
    from gouji.files import File, read_file

    return read_file(File(Path(path), Path(path).name), _host(_options(packs, plugins_dir, config)))


def read_report(
    path: str | Path, *, packs: Sequence[str | Path] = (), plugins_dir: str | Path | Sequence[str | Path] | None = None,
    config: str | Path | None = None,
) -> Report:  # fmt: skip
    """Read a file and bind it to the form of its year; raises UnreadableReport or NotAReport. The rest is as in `check`.

    >>> read_report("2023.html")
    Report('示例市样例局', 2023, 'gid-2021', 0 doubts)
    """
    from gouji.checking import bind_document

    document = read_document(path, packs=packs, plugins_dir=plugins_dir, config=config)
    return bind_document(document, _host(_options(packs, plugins_dir, config)))


def host_for(
    packs: str | Path | Sequence[str | Path] = (), plugins_dir: str | Path | Sequence[str | Path] | None = None,
    config: str | Path | None = None,
) -> Host:  # fmt: skip
    """Return the host for these packs and plugins, kept for the next call as long as their files stay as they are."""
    return _host(_options(packs, plugins_dir, config))


def _options(
    packs: str | Path | Sequence[str | Path],
    plugins_dir: str | Path | Sequence[str | Path] | None,
    config: str | Path | None,
) -> HostOptions:
    from gouji.host import HostOptions
    from gouji.settings import find_configuration

    named = Path(config) if config else find_configuration(Path.cwd())
    return HostOptions(
        _folders(plugins_dir), tuple(map(str, [packs] if isinstance(packs, str | Path) else packs)), named
    )


def _folders(plugins_dir: str | Path | Sequence[str | Path] | None) -> tuple[Path, ...]:
    given = [plugins_dir] if isinstance(plugins_dir, str | Path) else plugins_dir or ()
    return tuple(map(Path, given))


def _host(options: HostOptions) -> Host:
    return _kept_host(options, Path.cwd(), tuple(_stamps(options)))


@lru_cache(maxsize=_HOSTS)
def _kept_host(options: HostOptions, folder: Path, stamps: tuple[object, ...]) -> Host:
    """Keep a host for the next file as long as the files named by its options stay as they are."""
    from gouji.host import make_host

    return make_host(options)


def _stamps(options: HostOptions) -> Iterator[tuple[str, int, int]]:
    """Tell by size and time whether a configuration, a plugin file or a pack's folder is still the same."""
    folders = [Path(pack) for pack in options.packs if Path(pack).is_dir()]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in (".toml", ".py")]
    files += [path for folder in options.plugins_dir for path in sorted(folder.rglob("*.py"))]
    for path in (*files, *([options.config] if options.config else [])):
        if path.is_file():
            state = path.stat()
            yield str(path), state.st_mtime_ns, state.st_size
