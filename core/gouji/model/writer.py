"""An output format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gouji.model.run import Run


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes a run in one format: `write` puts its files into the folder that it is given, which exists and is empty of them."""

    format: str
    write: Callable[[Run, Path], None]
