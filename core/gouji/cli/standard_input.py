"""A report that comes through the standard input: kept in a file of its own while the command lasts, as workers open files."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from gouji.errors import NothingToCheck
from gouji.files import File, shown_name

UNNAMED = "stdin"


@contextmanager
def standard_input(name: str) -> Iterator[File]:
    """Give what stands in the standard input as a file, called `name`; its suffix tells readers what it is."""
    if sys.stdin is None:
        raise NothingToCheck("-: the standard input is closed")
    with TemporaryDirectory(prefix="gouji") as folder:
        path = Path(folder, "report").with_suffix(Path(name).suffix)
        with path.open("wb") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
        yield File(path, shown_name(Path(name)))
