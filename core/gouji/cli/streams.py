"""The standard streams: what cannot be printed is not printed, and costs nothing else."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO


def prepare_streams() -> None:
    """Print a mark where a console (GBK) lacks a character, and into nothing where a stream is closed, instead of failing."""
    for name in ("stdout", "stderr"):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  as long as the process
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(text: str) -> None:
    """Print a line of progress or summary; a reader who went away (`| head`) or a full disk does not end the work."""
    try:
        print(text, flush=True)
    except (OSError, ValueError):
        hear_nothing_more()


def hear_nothing_more() -> None:
    """Print into nothing from now on, also what is left to print when the interpreter ends."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
