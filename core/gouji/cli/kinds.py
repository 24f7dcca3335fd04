"""`gouji kinds`, `plugins` and `schema`: what rules, packs and plugins are made of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gouji.cli.options import host_options, loading

if TYPE_CHECKING:
    from gouji.host import Host
    from gouji.model.rule import RuleKind

FILES = {
    "run": "run.json", "report": "a line of `parse --json`", "checked": "a report as it is kept",
    "diff": "`diff --json`", "decisions": "`decisions export`", "pack": "pack.toml",
    "form": "forms/*.toml of a pack", "rule": "rules/*.toml of a pack", "config": "gouji.toml",
}  # fmt: skip
"""The schemas, each with what it describes."""
_WRITTEN = ("run", "report", "checked", "diff", "decisions")
_CHECK = "check"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every parameter.")
@loading
def kinds(
    as_json: bool, pack: tuple[str, ...], config: Path | None, plugins_dir: tuple[Path, ...], plugin: tuple[str, ...],
    no_plugins: bool,
) -> int:  # fmt: skip
    """List the kinds of rule that rule files may use, with what each checks; `explain KIND` tells its parameters."""
    from gouji.host import make_host
    from gouji.rulebook.described import about

    host = make_host(host_options(pack, config, plugins_dir, plugin, no_plugins))
    if as_json:
        found = [_data(kind, brought_by, host) for _, (kind, brought_by) in sorted(host.kinds.items())]
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    for name, (kind, brought_by) in sorted(host.kinds.items()):
        print(f"{name:22} {brought_by:10} {about(kind).splitlines()[0]}")
    return 0


def kinds_of(host: Host) -> dict[str, tuple[RuleKind, str]]:
    """Return all kinds by name, and the checks that only one pack has, each with the plugin that brings it."""
    checks = {kind.name: (kind, rule.plugin) for rule in host.rules if (kind := host.kind_of(rule)) is not None}
    return {**checks, **host.kinds}


def explained(kind: RuleKind, plugin: str, host: Host) -> Iterator[str]:
    """Tell a kind: what it checks, every parameter, and the rules that show it at work."""
    from gouji.rulebook.described import about, parameters_of

    rules = [rule for rule in host.rules if host.kind_of(rule) is kind]
    key = "kind" if kind.name in host.kinds else _CHECK
    yield f'{key} = "{kind.name}"'
    yield " ".join(about(kind).split()) or "(not described: write a docstring for its check)"
    yield f"Plugin: {plugin}"
    if kind.deprecated:
        yield f"This kind is {kind.deprecated}."
    for each in parameters_of(kind, rules):
        must = "required" if each.required else f"default {each.default}"
        yield f"{'  ' * (each.depth + 1)}{each.name}  ({each.shape}, {must})"
        if each.meaning:
            yield f"{'  ' * (each.depth + 2)}{' '.join(each.meaning.split())}"
        if each.example:
            yield f"{'  ' * (each.depth + 2)}e.g. {each.example}"
    yield f"Rules of this {key}: {', '.join(rule.id for rule in rules) or 'none'}"


def _data(kind: RuleKind, plugin: str, host: Host) -> dict[str, object]:
    from dataclasses import asdict

    from gouji.rulebook.described import about, parameters_of

    rules = [rule for rule in host.rules if host.kind_of(rule) is kind]
    parameters = [asdict(each) for each in parameters_of(kind, rules)]
    return {
        "name": kind.name, "plugin": plugin, "about": about(kind), "parameters": parameters, "rules": [rule.id for rule in rules]
    }  # fmt: skip


@click.command()
@click.option(
    "--trace", is_flag=True, help="Say where each comes from and all that it brings, in the order in which it is asked."
)
@loading
def plugins(
    trace: bool, pack: tuple[str, ...], config: Path | None, plugins_dir: tuple[Path, ...], plugin: tuple[str, ...],
    no_plugins: bool,
) -> int:  # fmt: skip
    """List the plugins that load, with what each brings."""
    from gouji.host import make_host

    host = make_host(host_options(pack, config, plugins_dir, plugin, no_plugins))
    for component in host.components:
        callers = host.manager.get_hookcallers(host.manager.get_plugin(component.name)) or []
        print(f"{component.name:16} {component.version:10} {', '.join(sorted(caller.name for caller in callers))}")
    if trace:
        print()
        print("\n".join(_traced(host)))
    return 0


def _traced(host: Host) -> Iterator[str]:
    """Tell for each hook who implements it, in the order of asking: from which file, and what it brings."""
    for name in sorted(vars(host.manager.hook)):
        for implementation in reversed(getattr(host.manager.hook, name).get_hookimpls()):
            code = implementation.function.__code__
            place = f"{Path(code.co_filename).name}:{code.co_firstlineno}"
            module = implementation.function.__module__
            yield f"{name:11} {implementation.plugin_name:16} {module} ({place}){_brought(name, implementation.function)}"


def _brought(hook: str, function: Any) -> str:  # noqa: ANN401  an implementation of any hook
    names: Mapping[str, str] = {"rule_kinds": "name", "rules": "id", "writers": "format", "packs": "folder"}
    if hook not in names:
        return ""
    brought = [getattr(thing, names[hook], thing) for thing in function()]
    return ": " + ", ".join(each.name if isinstance(each, Path) else str(each) for each in brought)


@click.command()
@click.argument("name", type=click.Choice(tuple(FILES)))
@loading
def schema(
    name: str, pack: tuple[str, ...], config: Path | None, plugins_dir: tuple[Path, ...], plugin: tuple[str, ...], no_plugins: bool
) -> int:  # fmt: skip
    """Print a JSON Schema: of an output (run, report, checked, diff, decisions), or of what authors write (pack, form, rule, config)."""
    if name in _WRITTEN:
        print(files("gouji").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8").rstrip())
        return 0
    from gouji.host import make_host
    from gouji.rulebook.schemas import SCHEMAS

    host = make_host(host_options(pack, config, plugins_dir, plugin, no_plugins))
    kinds = [kind for _, (kind, _) in sorted(host.kinds.items())]
    used = {kind.name: kind for rule in host.rules if (kind := host.kind_of(rule)) is not None}
    checks = [kind for name, kind in sorted(used.items()) if name not in host.kinds]
    print(json.dumps(SCHEMAS[name](kinds, checks), ensure_ascii=False, indent=1, default=str))
    return 0
