"""`gouji rules`, `forms` and `explain`: what Gouji checks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gouji.cli.language import spoken
from gouji.cli.options import host_options, language, loading
from gouji.model.text import Language, Text
from gouji.model.words import name_of
from gouji.nearest import unknown

if TYPE_CHECKING:
    from gouji.model.form import ColumnForm, Form, SectionForm
    from gouji.model.rule import Rule, RuleKind

_WIDEST = 100
_STABILITIES = {
    "preview": Text("试用", "preview"),
    "stable": Text("稳定", "stable"),
    "deprecated": Text("将取消", "deprecated"),
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option(
    "--pages", type=click.Path(path_type=Path), metavar="DIR", help="Write pages that tell them, into this folder."
)
@language
@loading
def rules(
    as_json: bool, pages: Path | None, lang: str, pack: tuple[str, ...], config: Path | None, plugins_dir: tuple[Path, ...],
    plugin: tuple[str, ...], no_plugins: bool,
) -> int:  # fmt: skip
    """List the rules."""
    from gouji.host import make_host
    from gouji.model.text import Language

    host = make_host(host_options(pack, config, plugins_dir, plugin, no_plugins))
    if pages is not None:
        from gouji.cli.rule_pages import write_pages

        print("\n".join(path.as_posix() for path in write_pages(host, pages)))
        return 0
    if as_json:
        print(json.dumps([_data(rule, Language(lang)) for rule in host.rules], ensure_ascii=False, indent=1))
        return 0
    for rule in host.rules:
        print(f"{rule.id:32} {rule.severity.value:9} {rule.theme:11} {rule.title.to(Language(lang))}")
    return 0


@click.command()
@click.argument("form", required=False, metavar="[ID]")
@loading
def forms(
    form: str | None, pack: tuple[str, ...], config: Path | None, plugins_dir: tuple[Path, ...], plugin: tuple[str, ...],
    no_plugins: bool,
) -> int:  # fmt: skip
    """List the forms, or the sections, tables, rows and columns of one, by the ids that rules name."""
    from gouji.host import make_host

    host = make_host(host_options(pack, config, plugins_dir, plugin, no_plugins))
    own_forms = [own for each in host.packs for own in each.forms]
    if form is None:
        for own in own_forms:
            print(f"{own.id:16} {own.first_year}–{own.last_year or '':4} {own.name.to(spoken())}")
        return 0
    found = [own for own in own_forms if own.id == form]
    if not found:
        raise click.ClickException(unknown("form", form, (own.id for own in own_forms)))
    print("\n".join(line for own in found for line in _outline(own)))
    return 0


def _outline(form: Form) -> Iterator[str]:
    """Write a form as a list of ids, each with its title or label."""
    lang = spoken()
    yield f"{form.id}  {form.name.to(lang)}"
    yield from (f"section {section.id}  {_section(section, lang)}" for section in form.sections)
    for table in form.tables:
        yield f"table {table.id}  {table.name.to(lang)}"
        for block in table.blocks:
            yield from (f"  row {row.id}  {row.name.to(lang)}" for row in block.rows)
            yield from (f"  column {column.id}  {_column(column, lang)}" for column in block.columns)
        yield from (f"  sum {name} = {' + '.join(members)}" for name, members in table.sums.items())


def _section(section: SectionForm, lang: Language) -> str:
    return f"{section.numeral} {section.heading}" if lang is Language.ZH else section.name.en


def _column(column: ColumnForm, lang: Language) -> str:
    return f"{column.group}{column.label}" if lang is Language.ZH else column.name.en


@click.command()
@click.argument("rule", metavar="RULE|KIND")
@language
@loading
def explain(
    rule: str, lang: str, pack: tuple[str, ...], config: Path | None, plugins_dir: tuple[Path, ...],
    plugin: tuple[str, ...], no_plugins: bool,
) -> int:  # fmt: skip
    """Explain a rule: what must hold, why, on which ground, with examples; or a kind of rule, with its parameters."""
    from gouji.host import make_host
    from gouji.model.text import Language

    host = make_host(host_options(pack, config, plugins_dir, plugin, no_plugins))
    found = [known for known in host.rules if any(rule in (name, name.partition("/")[2]) for name in known.names)]
    if not found:
        from gouji.cli.kinds import explained, kinds_of

        known_kinds = kinds_of(host)
        if rule in known_kinds:
            print("\n".join(explained(*known_kinds[rule], host)))
            return 0
        raise click.ClickException(unknown("rule or kind", rule, (*(known.id for known in host.rules), *known_kinds)))
    print("\n".join(_explained(found[0], host.kind_of(found[0]), Language(lang))))
    return 0


def _explained(rule: Rule, kind: RuleKind | None, lang: Language) -> list[str]:
    lines = (
        (Text.of(rule.id), rule.title),
        (Text("为什么", "Why"), rule.rationale),
        (Text("依据", "Basis"), _basis(rule)),
        (Text("严重程度", "Severity"), _severity(rule)),
        (Text("适用表式", "Forms"), Text("、".join(rule.forms) or "全部", ", ".join(rule.forms) or "all")),
        (Text("符合的例子", "Passes"), rule.good),
        (Text("不符合的例子", "Fails"), rule.bad),
        (Text("怎么改", "What to do"), rule.remedy),
        (Text("可能的误判", "How it can be wrong"), rule.caution),
        (Text("规则类型", "Kind"), Text.of(rule.kind)),
        (Text("参数", "Parameters"), _settings(rule, kind)),
        (Text("插件", "Plugin"), Text.of(rule.plugin)),
        (Text("始于版本", "Since"), Text.of(rule.since)),
        (Text("成熟程度", "Stability"), _STABILITIES[rule.stability.value]),
        (Text("修订", "Revision"), Text.of(str(rule.revision))),
    )
    mark = "：" if lang is Language.ZH else ": "
    said = [f"{name.to(lang)}{mark}{words.to(lang)}" for name, words in lines if words.to(lang)]
    return [line.replace(f"{mark}\n", f"{mark.rstrip()}\n") for line in said]


def _basis(rule: Rule) -> Text:
    """Name what the rule rests on, that of each form on a line where they differ."""
    if len(rule.bases) < 2:
        return next(iter(rule.bases.values())).text if rule.bases else Text.of(rule.basis)
    named = [(form, basis.text) for form, basis in rule.bases.items()]
    zh, en = (
        "".join(f"\n  {form}: {line}" for form, line in lines)
        for lines in ([(form, words.zh) for form, words in named], [(form, words.en) for form, words in named])
    )
    return Text(zh, en)


def _severity(rule: Rule) -> Text:
    years = [(year, name_of(severity)) for year, severity in sorted(rule.severity_in.items())]
    usual, grave = name_of(rule.severity), name_of(rule.grave) if rule.grave else None
    zh = usual.zh + "".join(f"，{year} 年{name.zh}" for year, name in years)
    en = usual.en.lower() + "".join(f", {year}: {name.en.lower()}" for year, name in years)
    if grave:
        zh, en = f"{zh}，情节重的为{grave.zh}", f"{en}; {grave.en.lower()} where it weighs more"
    lead = Text("", "") if rule.may_fail else Text("，只作线索，待人工复核", "; a lead, for a person to review")
    return Text(zh + lead.zh, en + lead.en)


def _settings(rule: Rule, kind: RuleKind | None) -> Text:
    """Write a parameter on each line, long values cut short."""
    settings = kind.settings(rule.parameters) if kind else ()
    lines = [(f"\n  {s.name} = {_cut(s.written)}", s.stated) for s in settings]
    return Text(
        "".join(line if stated else f"{line}（默认）" for line, stated in lines),
        "".join(line if stated else f"{line} (default)" for line, stated in lines),
    )


def _cut(words: str) -> str:
    return words if len(words) <= _WIDEST else f"{words[:_WIDEST]} …"


def _bases_data(rule: Rule, lang: Language) -> dict[str, object]:
    return {
        form: {"text": basis.text.to(lang), "level": basis.level.value if basis.level else None}
        for form, basis in rule.bases.items()
    }


def _data(rule: Rule, lang: Language) -> dict[str, object]:
    return {
        "id": rule.id, "title": rule.title.to(lang), "rationale": rule.rationale.to(lang), "basis": rule.basis,
        "bases": _bases_data(rule, lang),
        "theme": rule.theme, "severity": rule.severity.value,
        "grave": rule.grave.value if rule.grave else None, "forms": list(rule.forms), "kind": rule.kind,
        "remedy": rule.remedy.to(lang), "good": rule.good.to(lang), "bad": rule.bad.to(lang),
        "caution": rule.caution.to(lang), "parameters": dict(rule.parameters), "plugin": rule.plugin, "since": rule.since,
        "stability": rule.stability.value, "revision": rule.revision,
    }  # fmt: skip
