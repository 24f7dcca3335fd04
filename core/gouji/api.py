"""What scripts call: check files, or read one and look."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.model.document import Document
from gouji.model.report import Report
from gouji.model.run import Run
from gouji.model.text import Language

if TYPE_CHECKING:
    from gouji.host import Host


def check(
    paths: Sequence[str | Path], *, packs: Sequence[str] = (), config: str | Path | None = None,
    select: Sequence[str] = (), ignore: Sequence[str] = (), plugins_dir: str | Path | None = None, jobs: int = 1,
    language: str = "zh",
) -> Run:  # fmt: skip
    """Check files, folders and globs and return everything found; nothing is written.

    Raises NothingToCheck, PluginBroken or PackInvalid; what is wrong with a single file stands in its CheckedReport.
    """
    from gouji.checking import Order, Selection
    from gouji.files import find_files
    from gouji.host import HostOptions, make_host
    from gouji.run import check_files, make_run

    options = HostOptions(Path(plugins_dir) if plugins_dir else None, tuple(packs), Path(config) if config else None)
    host, files = make_host(options), find_files(paths)
    order = Order(options, Selection(tuple(select), tuple(ignore)), jobs)
    return make_run(host, check_files(files, host, order), files, Language(language))


def read_document(path: str | Path) -> Document:
    """Read a file into blocks, before any form; UnreadableReport gives the reason."""
    from gouji.files import File, read_file

    return read_file(File(Path(path), Path(path).name), _default_host())


def read_report(path: str | Path) -> Report:
    """Read a file and bind it to the form of its year; raises UnreadableReport or NotAReport."""
    from gouji.checking import bind_document

    return bind_document(read_document(path), _default_host())


@cache
def _default_host() -> Host:
    """Load the installed plugins and packs once in a process, since that takes longer than to read a file."""
    from gouji.host import HostOptions, make_host

    return make_host(HostOptions())
