"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.cli.language import spoken

if TYPE_CHECKING:
    from gouji.decisions.places import Forms
    from gouji.host import HostOptions

Command = Callable[..., Any]


def loading(command: Command) -> Command:
    """Add the options that say which plugins and packs are loaded."""
    for option in (
        click.option("--no-plugins", is_flag=True, help="Load only the plugins that come with Gouji."),
        click.option("--plugin", multiple=True, metavar="NAME", help="Load only this installed plugin; repeatable."),
        click.option(
            "--plugins-dir", type=click.Path(path_type=Path), multiple=True,
            help="Folder of plugin files to load as well; repeatable.",
        ),
        click.option(
            "--config", type=click.Path(path_type=Path),
            help="TOML file that changes rules, weights and limits; without it, gouji.toml or [tool.gouji] of "
            "pyproject.toml, from the working folder upwards.",
        ),
        click.option("--pack", multiple=True, metavar="ID|DIR", help="Pack to use, installed or a folder; repeatable."),
    ):  # fmt: skip
        command = option(command)
    return command


def language(command: Command) -> Command:
    """Add the choice of language."""
    return click.option(
        "--lang", type=click.Choice(["zh", "en"]), default=lambda: spoken().value,
        help="Language of what is printed; by default that of the console.",
    )(command)  # fmt: skip


def host_options(
    pack: tuple[str, ...], config: Path | None, plugins_dir: tuple[Path, ...], plugin: tuple[str, ...], no_plugins: bool
) -> HostOptions:
    """Put the loading options together, with the configuration that is found where none is named."""
    from gouji.host import HostOptions
    from gouji.settings import find_configuration

    return HostOptions(plugins_dir, pack, config or find_configuration(Path.cwd()), plugin or None, own_only=no_plugins)


def forms_at_hand() -> Forms:
    """Return the forms of the packs that are installed, or that a configuration brings."""
    from gouji.host import make_host

    return make_host(host_options((), None, (), (), no_plugins=False)).forms


def patterns(value: str) -> tuple[str, ...]:
    """Split a comma-separated list."""
    return tuple(part.strip() for part in value.split(",") if part.strip())
