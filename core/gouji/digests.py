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
    for name, path in sorted(_files(str(folder), suffixes)):
        digest.update(name.encode("utf-8", "surrogatepass") + b"\0")
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123  for hundreds of files at each start
            digest.update(file.read().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _files(folder: str, suffixes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != _MADE_BY_PYTHON]
        below = parent[len(folder) :].lstrip(os.sep).replace(os.sep, "/")
        for name in names:
            if not suffixes or name.endswith(suffixes):
                yield f"{below}/{name}" if below else name, f"{parent}{os.sep}{name}"
