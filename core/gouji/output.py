"""Results on disk: the output folder is written whole or not at all, and nothing of the user's is lost."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from gouji.errors import GoujiError
from gouji.host import Host
from gouji.model.run import Run
from gouji.model.writer import Writer, write_all

MARK = ".gouji"
"""Lists what the last run wrote into an output folder, a name a line."""


class OutputRefused(GoujiError):
    """The output cannot be written there; the text names folder and reason."""


def chosen_writers(host: Host, formats: Sequence[str]) -> list[Writer]:
    """Return the writers of the formats; OutputRefused names one that no plugin writes."""
    for name in formats:
        if name not in host.writers:
            raise OutputRefused(f"no plugin writes {name}; there are {', '.join(sorted(host.writers))}")
    return [host.writers[name] for name in formats]


def refuse_foreign_folder(out: Path) -> None:
    """Raise OutputRefused where the output would replace something that Gouji did not write."""
    if out.exists() and not out.is_dir():
        raise OutputRefused(f"{out}: is a file, not an output folder")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise OutputRefused(f"{out}: holds other files; choose an empty folder or a new name with --out")


def write_run(run: Run, out: Path, writers: Sequence[Writer]) -> None:
    """Pass 3: write all formats into a temporary folder beside `out`, then put it in its place.

    Files that a person put into the old output folder move into the new one.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as scratch:
            fresh = Path(scratch, "new")
            fresh.mkdir()
            write_all(run, fresh, writers)
            names = sorted(path.name for path in fresh.iterdir())
            (fresh / MARK).write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
            _replace(out, fresh, Path(scratch, "old"))
    except OSError as error:
        raise OutputRefused(f"{out}: cannot be written: {error.strerror or error}") from error


def _replace(out: Path, fresh: Path, old: Path) -> None:
    if not out.exists():
        fresh.rename(out)
        return
    written = (out / MARK).read_text(encoding="utf-8").splitlines() if (out / MARK).exists() else []
    for path in out.iterdir():
        if path.name not in (*written, MARK) and not (fresh / path.name).exists():
            shutil.move(path, fresh / path.name)
    out.rename(old)
    fresh.rename(out)
