"""What long TOML files hold, kept in the folder of the cache as JSON, which is read ten times as fast."""

from __future__ import annotations

import json
import os
import tomllib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Any

from gouji.cache_file import PREPARED, cache_folder

_LEAST_LETTERS = 2_000
"""A shorter text is parsed as fast as its JSON is found."""
_MOST_SECONDS = 180 * 86_400
"""So old, what was prepared leaves: it is prepared again where it is still of use."""


def parsed(text: str) -> dict[str, Any]:
    """Return what a TOML text holds; TOMLDecodeError where it is none."""
    if len(text) < _LEAST_LETTERS:
        return tomllib.loads(text)
    folder = cache_folder() / PREPARED
    path = folder / f"{sha256(text.encode()).hexdigest()}.json"
    with suppress(OSError, ValueError, RecursionError):
        kept = json.loads(path.read_bytes())
        if isinstance(kept, dict):
            return kept
    data = tomllib.loads(text)
    with suppress(OSError, TypeError):  # what JSON has no word for, such as a day, is parsed each time
        _keep(folder, path, json.dumps(data, ensure_ascii=False).encode())
    return data


def _keep(folder: Path, path: Path, data: bytes) -> None:
    """Write a file that is whole at every moment, and let go of old ones."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(data)
    fresh.replace(path)
    for other in folder.iterdir():
        if other.stat().st_mtime < time() - _MOST_SECONDS:
            other.unlink()
