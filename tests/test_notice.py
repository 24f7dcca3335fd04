"""NOTICE names every package that Gouji rests on, each with a licence that asks nothing of who runs it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement

NOTICE = (Path(__file__).parent.parent / "NOTICE").read_text(encoding="utf-8")
LISTED = dict(re.findall(r"^([a-z0-9.-]+) +([A-Z0-9].*)$", NOTICE.rpartition("-" * 40)[2], re.MULTILINE))
ALLOWED = re.compile(r"(MIT|MIT-0|MIT-CMU|BSD-[23]-Clause|0BSD|Apache-2\.0|MPL-2\.0|PSF-2\.0|Zlib|CC0-1\.0)")
FOR_DEVELOPERS = {"test", "docs"}


def _needed(name: str, extras: set[str], seen: set[str]) -> Iterator[str]:
    """Yield what a package needs, as far as it is installed here, and what that needs."""
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        return
    for requirement in map(Requirement, lines):
        marker = requirement.marker
        wanted = marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))
        if wanted and (key := requirement.name.lower().replace("_", "-")) not in seen:
            seen.add(key)
            yield key
            yield from _needed(key, requirement.extras, seen)


def test_every_package_that_gouji_needs_is_listed() -> None:
    lines = requires("gouji") or []
    extras = {extra for line in lines for extra in re.findall(r"extra == [\'\"](\w+)", line)} - FOR_DEVELOPERS

    assert set(_needed("gouji", extras, set())) - LISTED.keys() == set()


def test_no_licence_asks_anything_of_who_runs_it() -> None:
    for name, licence in LISTED.items():
        parts = re.split(" AND | OR ", licence.partition(" (")[0])

        assert all(ALLOWED.fullmatch(part) for part in parts), name
