"""`gouji lint` and `gouji test`: rule packs looked through, and their cases run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.language import problem as told
from gouji.cli.options import host_options, loading

if TYPE_CHECKING:
    from gouji.host import HostOptions
    from gouji.testing.cases import Case

FINDINGS = 1
PACK_FILE = "pack.toml"


@click.command()
@click.argument("target", required=False, metavar="[PACK|FILE]")
@loading
def lint(
    target: str | None, pack: tuple[str, ...], config: Path | None, plugins_dir: tuple[Path, ...], plugin: tuple[str, ...],
    no_plugins: bool,
) -> int:  # fmt: skip
    """Look through a pack (a folder, an installed id, or one of its files; by default the working folder).

    Says all mistakes, and what is left undone: years of two forms, labels that cannot be told apart, rules that never run or
    say the same, missing translations, missing or failing cases, regular expressions that take too long on long lines. Exit code 1 where
    something is wrong, 0 where something is only left undone.
    """
    from gouji.linting import lint as look

    options = host_options(pack, config, plugins_dir, plugin, no_plugins)
    folder, file = _meant(target, options)
    problems = [
        each for each in look(folder, options) if not file or each.where.startswith(f"{folder.resolve().name}/{file}:")
    ]
    for each in problems:
        print(f"{each.where}: {'' if each.mistake else 'note: '}{told(each.what)}")
    mistakes = sum(each.mistake for each in problems)
    print(f"{folder.resolve().name}: {mistakes} mistakes, {len(problems) - mistakes} notes")
    return FINDINGS if mistakes else 0


@click.command()
@click.argument("target", required=False, metavar="[PACK|FILE]")
@click.option("--verbose", "-v", is_flag=True, help="Name the cases that end as they must, too.")
@loading
def test(
    target: str | None, verbose: bool, pack: tuple[str, ...], config: Path | None, plugins_dir: tuple[Path, ...],
    plugin: tuple[str, ...], no_plugins: bool,
) -> int:  # fmt: skip
    """Run the cases of a pack (a folder, an installed id, or one file of cases; by default the working folder).

    Exit code 1 where a case ends otherwise than it must.
    """
    from gouji.linting import tried
    from gouji.testing import cases

    options = host_options(pack, config, plugins_dir, plugin, no_plugins)
    folder, file = _meant(target, options)
    found = [case for case in cases(folder, plugins_dir=plugins_dir) if not file or f"/{file}:" in case.where]
    if not found:
        raise click.ClickException(f"{folder}: no cases; write them in cases/RULE.toml")

    def hears(case: Case, problem: str) -> None:
        if problem:
            print(f"{case.where}: {case}: {told(problem)}")
        elif verbose:
            print(f"{case.where}: {case}: as it must be")

    failed = len(list(tried(found, hears)))
    rules = len({case.rule for case in found})
    print(f"{folder.resolve().name}: {len(found)} cases of {rules} rules, {failed} failed")
    return FINDINGS if failed else 0


def _meant(target: str | None, options: HostOptions) -> tuple[Path, str]:
    """Return the folder of the pack that is meant, and the file within it, if any."""
    if target is None:
        return Path(), ""
    path = Path(target)
    if path.is_dir():
        return path, ""
    if path.is_file():
        folder = next((each for each in _above(path) if (each / PACK_FILE).is_file()), None)
        if folder is None:
            raise click.ClickException(f"{target}: stands in no folder with a {PACK_FILE}")
        return folder, path.resolve().relative_to(folder.resolve()).as_posix()
    from gouji.host import pack_folder

    return pack_folder(target, options), ""


def _above(path: Path) -> Iterator[Path]:
    return iter(path.absolute().parents)
