"""The language of the console, which the environment decides."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from copy import copy
from functools import cache
from itertools import pairwise
from locale import getlocale
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.model.text import Language

if TYPE_CHECKING:
    import click

HELP, ERRORS = (Path(__file__).parent / name for name in ("help_zh.toml", "errors_zh.toml"))
_NAMES_FOLLOW = ("there are ", "is one of ")
_BETWEEN_NAMES_OF_OPTION = "' / '"
_NAME_BEFORE = " is missing"
_NAMES = {"en": Language.EN, "zh": Language.ZH, "English": Language.EN, "Chinese": Language.ZH}
"""How languages begin in the environment, and in the names that Windows gives them."""


def asked() -> Language | None:
    """Return the language that the environment asks for, None where it asks for none that is spoken here."""
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    if not told and sys.platform == "win32":
        told = getlocale()[0] or ""
    return next((language for name, language in _NAMES.items() if told.startswith(name)), None)


def spoken() -> Language:
    """Return English where the environment asks for it, else Chinese."""
    return asked() or Language.ZH


def problem(said: str) -> str:
    """Return an error in the language of the console; what is not known stays in English."""
    return _problem(said) if spoken() is Language.ZH else said


def _problem(said: str) -> str:
    nouns, sentences = _errors()
    said = said.replace(_BETWEEN_NAMES_OF_OPTION, " / ")
    for pattern, chinese, quoted in sentences:
        found = pattern.fullmatch(said)
        if found and (chinese.startswith("{0}") or not _begins_with_place(found)):
            parts = zip(found.groups(), quoted, strict=True)
            return chinese.format(
                *(part if is_quoted else nouns.get(part) or _problem(part) for part, is_quoted in parts)
            )
    place, mark, rest = said.partition(": ")
    return f"{_place(place)}：{_problem(rest)}" if mark else said


def _place(said: str) -> str:
    """Return where something is wrong: a file, a name, or a plugin."""
    return said.replace("plugin ", "插件 ", 1) if said.startswith("plugin ") else said


def _begins_with_place(found: re.Match[str]) -> bool:
    """Tell whether what a sentence begins with is a file and a place, which stand first in any language."""
    return bool(found.re.groups) and found.start(1) == 0 and ": " in found[1]


def helping(command: click.Command) -> click.Command:
    """Return a command whose help, and that of those below it, speaks the language of the console."""
    import click

    if spoken() is not Language.ZH:
        return command
    from gouji.cli.chinese_help import ChineseContext

    told = copy(command)
    told.context_class = ChineseContext
    told.help = in_chinese(command.help or "")
    told.short_help = told.help.partition("\n\n")[0]
    told.params = [_told(each) if isinstance(each, click.Option) else each for each in command.params]
    if isinstance(told, click.Group):
        told.commands = {name: helping(below) for name, below in told.commands.items()}
    return told


def _told(option: click.Option) -> click.Option:
    told = copy(option)
    told.help = in_chinese(option.help or "")
    return told


def in_chinese(said: str) -> str:
    """Return a help text in Chinese, paragraph by paragraph; one that is not known stays as it is."""
    known = _known()
    return "\n\n".join(known.get(" ".join(part.split()), part) for part in said.split("\n\n"))


@cache
def _errors() -> tuple[dict[str, str], list[tuple[re.Pattern[str], str, list[bool]]]]:
    """Return the nouns, and the sentences with what stands for any text in them, and which of it is quoted, as typed.

    What says more stands first: `the column {} is missing` before `{} is missing`.
    """
    read = tomllib.loads(ERRORS.read_text(encoding="utf-8"))
    patterns = []
    for english, chinese in sorted(read["sentences"].items(), key=lambda pair: -len(pair[0].replace("{}", ""))):
        parts = english.split("{}")
        quoted = [
            before.endswith(_NAMES_FOLLOW)
            or after.startswith(_NAME_BEFORE)
            or before[-1:] + after[:1] in ("''", '""', "()")
            for before, after in pairwise(parts)
        ]
        patterns.append((re.compile("(.*?)".join(map(re.escape, parts))), chinese, quoted))
    return read["nouns"], patterns


@cache
def _known() -> dict[str, str]:
    return tomllib.loads(HELP.read_text(encoding="utf-8"))
