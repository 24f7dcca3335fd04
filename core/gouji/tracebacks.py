"""Errors of plugins put into words that are the same on every machine: no folder of its own, no address in memory."""

from __future__ import annotations

import re
import sys
import traceback
from pathlib import Path
from traceback import walk_tb

from gouji.alarm import Rung

_CORE = Path(__file__).parent
_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
_FILE = re.compile(r'(?<=File ")[^"\n]+(?=")')


def harmless_repr(error: BaseException) -> str:
    """Return the error as Python writes it, without addresses in memory; by its class alone where even that fails."""
    try:
        return _ADDRESS.sub("", repr(error))
    except Rung:
        raise
    except BaseException:  # an error of a stranger's may raise anything when it is asked what it is
        return type(error).__name__


def told_traceback(error: BaseException) -> str:
    """Return the traceback, each file named from the folder on the path in which its package lies."""
    try:
        lines = "".join(traceback.format_exception(error))
    except Rung:
        raise
    except BaseException:  # likewise
        return ""
    return _ADDRESS.sub("", _FILE.sub(lambda file: _short(file[0]), lines))


def place_in_plugin(error: BaseException) -> str:
    """Return file and line in a plugin at which an error came about: the last ones in the folder of what was called first.

    Empty where no plugin was called, or what it gave back was wrong.
    """
    frames = [(Path(frame.f_code.co_filename), line) for frame, line in walk_tb(error.__traceback__)]
    own = [(path, line) for path, line in frames if _CORE not in path.parents]
    return next((f"{path.name}:{line}" for path, line in reversed(own) if path.parent == own[0][0].parent), "")


def _short(file: str) -> str:
    """Return a file's path below the longest folder that modules are imported from, its bare name where there is none."""
    path = Path(file)
    folders = [Path(folder) for folder in sys.path if folder and path.is_relative_to(folder)]
    if not folders:
        return path.name
    return path.relative_to(max(folders, key=lambda folder: len(folder.parts))).as_posix()
