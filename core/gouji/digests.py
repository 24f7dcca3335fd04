"""Hashes of folders, by which one knows whether a plugin or a pack is still the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

_MADE_BY_PYTHON = "__pycache__"


def digest_of_folder(folder: Path, suffixes: tuple[str, ...] = ()) -> str:
    """Return the sha256 of the files in a folder with their names, all or those with some suffixes.

    Line ends count alike, so that a checkout on Windows is the same as one elsewhere.
    """
    digest = sha256()
    for name, path in sorted(_files(folder, suffixes)):
        digest.update(name.encode("utf-8", "surrogatepass") + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _files(folder: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != _MADE_BY_PYTHON]
        for name in names:
            if not suffixes or name.endswith(suffixes):
                path = Path(parent, name)
                yield path.relative_to(folder).as_posix(), path
