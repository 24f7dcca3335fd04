"""The language of the console, which the environment decides."""

from __future__ import annotations

import os
import tomllib
from copy import copy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.model.text import Language

if TYPE_CHECKING:
    import click

HELP = Path(__file__).parent / "help_zh.toml"


def spoken() -> Language:
    """Return English where the environment asks for it, else Chinese."""
    told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return Language.EN if told.startswith("en") else Language.ZH


def helping(command: click.Command) -> click.Command:
    """Return a command whose help, and that of those below it, speaks the language of the console."""
    import click

    if spoken() is not Language.ZH:
        return command
    told = copy(command)
    told.help, told.short_help = _chinese(command.help), _chinese(command.short_help)
    told.params = [_told(each) if isinstance(each, click.Option) else each for each in command.params]
    if isinstance(told, click.Group):
        told.commands = {name: helping(below) for name, below in told.commands.items()}
    return told


def _told(option: click.Option) -> click.Option:
    told = copy(option)
    told.help = _chinese(option.help)
    return told


def _chinese(said: str | None) -> str | None:
    """Return a help text in Chinese, paragraph by paragraph; one that is not known stays as it is."""
    known = _known()
    return "\n\n".join(known.get(" ".join(part.split()), part) for part in said.split("\n\n")) if said else said


@cache
def _known() -> dict[str, str]:
    return tomllib.loads(HELP.read_text(encoding="utf-8"))
