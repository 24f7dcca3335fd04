"""`gouji check --out -`: the file of one format on standard output, in place of a folder."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from gouji.cli.streams import hear_nothing_more

STANDARD = Path("-")
"""What stands for standard output in place of a folder."""
FEW = 3
"""So many files are named of a format that writes several."""


class Printed:
    """A folder that lasts as long as the command; what a format wrote into it is printed when it is whole."""

    def __init__(self, formats: Sequence[str]) -> None:
        if len(formats) != 1:
            raise click.UsageError("--out - prints one format; name it with --format")
        self._format = formats[0]
        scratch = TemporaryDirectory(prefix="gouji-", ignore_cleanup_errors=True)
        click.get_current_context().call_on_close(scratch.cleanup)
        self.folder = Path(scratch.name) / "out"

    def show(self) -> None:
        """Print the file, byte for byte; a format that writes several is refused. OSError where it cannot be printed whole."""
        from gouji.folder import MARK

        written = [path for path in sorted(self.folder.rglob("*")) if path.is_file() and path.name != MARK]
        if len(written) != 1:
            named = ", ".join(path.relative_to(self.folder).as_posix() for path in written[:FEW]) or "nothing"
            raise click.ClickException(f"{self._format}: writes {named}; --out - prints formats of a single file")
        if sys.stdout.name == os.devnull:  # it was closed
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        try:
            sys.stdout.buffer.write(written[0].read_bytes())
            sys.stdout.flush()
        except BrokenPipeError:  # who read it has enough
            hear_nothing_more()
