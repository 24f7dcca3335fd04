"""What a plugin may bring; one function without a body for each thing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from gouji.model.document import Document, Source
    from gouji.model.locale import Locale
    from gouji.model.rule import PackSource, Rule, RuleKind
    from gouji.model.writer import Writer

hookspec = pluggy.HookspecMarker("gouji")
"""Marks the hooks of Gouji, for those who test plugins with pluggy alone.

>>> hookspec.project_name
'gouji'
"""
hookimpl = pluggy.HookimplMarker("gouji")
"""Marks a function of a plugin as what it brings; its name is that of a hook.

>>> @hookimpl
... def rules():
...     return []
>>> rules()
[]
"""


@hookspec(firstresult=True)
def convert(source: Source) -> Source | None:
    """Turn a file that no reader knows into one that a reader knows; called for every file before `read`.

    Return the converted file, with its new suffix and bytes, or None where this plugin has nothing to convert. A file is
    converted at most once; its document keeps the name and the hash of the file as it was given. Raise UnreadableReport,
    with a reason for people, where the file is of a kind to convert but cannot be.
    """


@hookspec(firstresult=True)
def read(source: Source) -> Document | None:
    """Read a file; called for every file until one plugin answers.

    Return None where the file is not of this reader's format (judge by content first, suffix second). Raise
    UnreadableReport, with a reason for people, where it is of that format but cannot be read.
    """


@hookspec(firstresult=True)
def locale(language: str) -> Locale | None:
    """Return the locale of a language, None for all others; called for the language of each pack that takes part."""


@hookspec
def rule_kinds() -> list[RuleKind]:  # type: ignore[empty-body]
    """Return the kinds of rule that rule files may use by name; called once at start."""


@hookspec
def rules() -> list[Rule]:  # type: ignore[empty-body]
    """Return rules written in Python; called once at start."""


@hookspec
def packs() -> list[Path | PackSource]:  # type: ignore[empty-body]
    """Return rule packs, each a folder with a pack.toml; called once at start.

    A pack that has checks of its own, which its rules name by `check`, comes as a PackSource with both.
    """


@hookspec
def writers() -> list[Writer]:  # type: ignore[empty-body]
    """Return the output formats that this plugin writes; called once at start."""
