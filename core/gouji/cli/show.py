"""`gouji rules`, `explain`, `plugins` and `schema`: what Gouji knows."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.options import host_options, language, loading

if TYPE_CHECKING:
    from gouji.model.rule import Rule
    from gouji.model.text import Language

SCHEMAS = ("run", "report")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@language
@loading
def rules(
    as_json: bool, lang: str, pack: tuple[str, ...], config: Path | None, plugins_dir: Path | None,
    plugin: tuple[str, ...], no_plugins: bool,
) -> int:  # fmt: skip
    """List the rules."""
    from gouji.host import make_host
    from gouji.model.text import Language

    host = make_host(host_options(pack, config, plugins_dir, plugin, no_plugins))
    if as_json:
        print(json.dumps([_data(rule, Language(lang)) for rule in host.rules], ensure_ascii=False, indent=1))
        return 0
    for rule in host.rules:
        print(f"{rule.id:32} {rule.severity.value:9} {rule.theme:11} {rule.title.to(Language(lang))}")
    return 0


@click.command()
@click.argument("rule")
@language
@loading
def explain(
    rule: str, lang: str, pack: tuple[str, ...], config: Path | None, plugins_dir: Path | None,
    plugin: tuple[str, ...], no_plugins: bool,
) -> int:  # fmt: skip
    """Explain a rule: what must hold, why, on which ground, with examples."""
    from gouji.host import make_host
    from gouji.model.text import Language

    host = make_host(host_options(pack, config, plugins_dir, plugin, no_plugins))
    found = [known for known in host.rules if rule in (known.id, known.id.partition("/")[2])]
    if not found:
        raise click.ClickException(f"no rule is called {rule}")
    print("\n".join(_explained(found[0], Language(lang))))
    return 0


def _explained(rule: Rule, lang: Language) -> list[str]:
    zh = lang.value == "zh"
    forms = "、".join(rule.forms) if rule.forms else ("全部" if zh else "all")
    lines = [
        (rule.id, rule.title.to(lang)),
        ("为什么" if zh else "Why", rule.rationale.to(lang)),
        ("依据" if zh else "Basis", rule.basis),
        ("严重程度" if zh else "Severity", _severity(rule)),
        ("适用表式" if zh else "Forms", forms),
        ("符合的例子" if zh else "Passes", rule.good.to(lang)),
        ("不符合的例子" if zh else "Fails", rule.bad.to(lang)),
        ("怎么改" if zh else "What to do", rule.remedy.to(lang)),
        ("规则类型" if zh else "Kind", f"{rule.kind} ({rule.plugin})"),
        (
            "参数" if zh else "Parameters",
            json.dumps(dict(rule.parameters), ensure_ascii=False) if rule.parameters else "",
        ),
    ]
    return [f"{name}: {words}" for name, words in lines if words]


def _severity(rule: Rule) -> str:
    years = ", ".join(f"{year}: {severity.value}" for year, severity in sorted(rule.severity_in.items()))
    return f"{rule.severity.value} ({years})" if years else rule.severity.value


def _data(rule: Rule, lang: Language) -> dict[str, object]:
    return {
        "id": rule.id, "title": rule.title.to(lang), "rationale": rule.rationale.to(lang), "basis": rule.basis,
        "theme": rule.theme, "severity": rule.severity.value, "forms": list(rule.forms), "kind": rule.kind,
        "parameters": dict(rule.parameters), "plugin": rule.plugin, "since": rule.since,
    }  # fmt: skip


@click.command()
@loading
def plugins(
    pack: tuple[str, ...], config: Path | None, plugins_dir: Path | None, plugin: tuple[str, ...], no_plugins: bool
) -> int:
    """List the plugins that load, with what each brings."""
    from gouji.host import make_host

    host = make_host(host_options(pack, config, plugins_dir, plugin, no_plugins))
    for component in host.components:
        callers = host.manager.get_hookcallers(host.manager.get_plugin(component.name)) or []
        print(f"{component.name:16} {component.version:10} {', '.join(sorted(caller.name for caller in callers))}")
    return 0


@click.command()
@click.argument("name", type=click.Choice(SCHEMAS))
def schema(name: str) -> int:
    """Print the JSON Schema of an output: run (run.json) or report (a line of `parse --json`)."""
    print(files("gouji").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8").rstrip())
    return 0
