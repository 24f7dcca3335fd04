"""The interface between Gouji and what is made for it, plugins and packs: its version, and what of it will go."""

from __future__ import annotations

import re
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

API_VERSION = "1.0"
"""What plugins and packs may rely on: a higher first number may remove things, a higher second only adds.

>>> API_VERSION.partition(".")[0]
'1'
"""
PLUGIN_ATTRIBUTE = "GOUJI_API"
"""What a plugin's module states it by; packs state it as `api` in pack.toml."""


class DeprecatedUse(FutureWarning):
    """Something is used that will go; the text says where, since when, and what to write instead.

    >>> import warnings
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("ignore", DeprecatedUse)
    """


@dataclass(frozen=True, slots=True)
class Deprecated:
    """What will go, of a plugin's or of Gouji's: the version of its bringer `since` which it is so, and what to write `instead`.

    A kind of rule has it as `RuleKind(…, deprecated=Deprecated("1.2", "topics"))`, one of its parameters as
    `words: Annotated[str, Deprecated("1.2", "patterns")] = ""`. Whoever uses it is warned, by place, until it is gone.

    >>> str(Deprecated("1.2", "topics"))
    'deprecated since 1.2; write topics instead'
    """

    since: str
    instead: str

    def __str__(self) -> str:
        return f"deprecated since {self.since}; write {self.instead} instead"

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:  # noqa: ANN401  as pydantic calls it
        """Tell editors, which strike out what is deprecated."""
        return {**handler(core_schema), "deprecated": True}


class DeprecatedUses:
    """Collects what this process uses from now on that will go, each use once, for another process to tell of."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._new: list[str] = []
        self._others = warnings.showwarning
        warnings.showwarning = self._take
        warnings.simplefilter("always", DeprecatedUse)

    def _take(
        self, message: Warning | str, category: type[Warning], filename: str, lineno: int, file: TextIO | None = None,
        line: str | None = None,
    ) -> None:  # fmt: skip
        said = str(message)
        if not issubclass(category, DeprecatedUse):
            self._others(message, category, filename, lineno, file, line)
        elif said not in self._seen:
            self._seen.add(said)
            self._new.append(said)

    def taken(self) -> tuple[str, ...]:
        """Return what is new since this was asked last."""
        new, self._new = tuple(self._new), []
        return new


def warn_of(what: str, deprecated: Deprecated, plugin: str, where: str = "") -> None:
    """Warn once that something deprecated is used: `what`, brought by a plugin, used at a place."""
    said = f"{what}: {deprecated} (plugin {plugin})" if plugin else f"{what}: {deprecated}"
    warnings.warn(": ".join(filter(None, (where, said))), DeprecatedUse, stacklevel=2)


def warn_of_name(name: str, deprecated: Deprecated) -> None:
    """Warn that a public name is loaded which will go, by file and line of who asks for it."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and "importlib" in frame.f_code.co_filename:
        frame = frame.f_back
    where = f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}" if frame else ""
    warn_of(f"gouji.{name}", deprecated, "", where)


_VERSION = re.compile(r"(\d{1,4})(?:\.(\d{1,4}))?")


def unfit(stated: object) -> str:
    """Say why what is made for a version of the interface does not fit this one, empty where it does."""
    found = _VERSION.fullmatch(stated) if isinstance(stated, str) else None
    if found is None:
        return f"{stated!r} is no version of Gouji's interface; write {API_VERSION.partition('.')[0]!r}"
    own_first, own_second = map(int, API_VERSION.split("."))
    first, second = int(found[1]), int(found[2] or 0)
    if first != own_first:
        return f"made for version {stated} of Gouji's interface, this is {API_VERSION}"
    return (
        f"made for version {stated} of Gouji's interface, this is {API_VERSION}: a newer Gouji is needed"
        if second > own_second
        else ""
    )
