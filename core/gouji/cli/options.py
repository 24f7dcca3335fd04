"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from gouji.host import HostOptions

Command = Callable[..., Any]


def loading(command: Command) -> Command:
    """Add the options that say which plugins and packs are loaded."""
    for option in (
        click.option("--no-plugins", is_flag=True, help="Load only the plugins that come with Gouji."),
        click.option("--plugin", multiple=True, metavar="NAME", help="Load only this installed plugin; repeatable."),
        click.option("--plugins-dir", type=click.Path(path_type=Path), help="Folder of plugin files to load as well."),
        click.option("--config", type=click.Path(path_type=Path), help="TOML file that changes rules and limits."),
        click.option("--pack", multiple=True, metavar="ID|DIR", help="Pack to use, installed or a folder; repeatable."),
    ):
        command = option(command)
    return command


def language(command: Command) -> Command:
    """Add the choice of language."""
    return click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)(command)


def host_options(
    pack: tuple[str, ...], config: Path | None, plugins_dir: Path | None, plugin: tuple[str, ...], no_plugins: bool
) -> HostOptions:
    """Put the loading options together."""
    return HostOptions(plugins_dir, pack, config, plugin or None, own_only=no_plugins)


def patterns(value: str) -> tuple[str, ...]:
    """Split a comma-separated list."""
    return tuple(part.strip() for part in value.split(",") if part.strip())
