"""Pages that tell the rules of any pack, in both languages side by side: `gouji rules --pages FOLDER`."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from gouji.host import Host
from gouji.model.rule import Rule
from gouji.model.text import Text

_MADE = "<!-- made by `gouji rules --pages` from the rule files: change those -->\n"
_LONGEST = 400


def rule_pages(host: Host) -> dict[str, str]:
    """Return the pages by file name: an index by theme, and a page for each theme with all its rules."""
    order = [*host.themes, *(rule.theme for rule in host.rules)]
    rules = sorted(host.rules, key=lambda rule: order.index(rule.theme))
    themes = {theme: tuple(same) for theme, same in groupby(rules, key=lambda rule: rule.theme)}
    pages = {f"{theme}.md": _page(host, theme, same) for theme, same in themes.items()}
    return {"README.md": _index(host, themes), **pages}


def _index(host: Host, themes: dict[str, tuple[Rule, ...]]) -> str:
    parts = [
        _MADE,
        "# 检查规则 · Rules\n",
        f"共 {len(host.rules)} 条。`gouji explain 规则` 在终端显示同样的内容；过长的参数只列开头，全文见规则文件。\n",
        f"{len(host.rules)} rules. `gouji explain RULE` shows the same in a terminal; "
        "long parameters are cut, in full they stand in the rule files.\n",
    ]
    for theme, rules in themes.items():
        rows = [
            f"| [{_name(rule)}]({theme}.md#{_name(rule)}) | {rule.severity.value} | {_row(rule.title)} |"
            for rule in rules
        ]
        head = ["| 规则 · Rule | 严重程度 · Severity | 中文 | English |", "|---|---|---|---|"]
        parts.append("\n".join([f"## [{_theme(host, theme)}]({theme}.md)\n", *head, *rows, ""]))
    return "\n".join(parts)


def _page(host: Host, theme: str, rules: tuple[Rule, ...]) -> str:
    heading = f"# {_theme(host, theme)}\n"
    return "\n".join([_MADE, heading, "[全部规则 · All rules](README.md)\n", *(_entry(host, rule) for rule in rules)])


def _entry(host: Host, rule: Rule) -> str:
    """Write a rule: its words in both languages side by side, then what runs."""
    words = (
        ("要求 · What", rule.title),
        ("为什么 · Why", rule.rationale),
        ("符合的例子 · Passes", rule.good),
        ("不符合的例子 · Fails", rule.bad),
        ("怎么改 · What to do", rule.remedy),
        ("可能的误判 · How it can be wrong", rule.caution),
    )
    table = ["| | 中文 | English |", "|---|---|---|", *(f"| {name} | {_row(text)} |" for name, text in words)]
    facts = [
        *_bases(rule),
        f"- 严重程度 · Severity: {_severity(rule)}",
        f"- 适用表式 · Forms: {', '.join(rule.forms) or '全部 · all'}",
        f"- 规则类型 · Kind: `{rule.kind}` ({rule.plugin}), 始于版本 · since {rule.since}",
        *_settings(host, rule),
    ]
    return "\n".join([f"## {_name(rule)}\n", *table, "", *facts, ""])


def _settings(host: Host, rule: Rule) -> list[str]:
    kind = host.kind_of(rule)
    settings = kind.settings(rule.parameters) if kind else ()
    lines = [f"  - `{s.name} = {_cut(s.written)}`" + ("" if s.stated else " 默认 · default") for s in settings]
    return ["- 参数 · Parameters:", *lines] if lines else []


def _bases(rule: Rule) -> list[str]:
    """Name what the rule rests on, for each form that has a basis of its own, with its rank."""
    forms = list(rule.bases) or ["*"]
    bases = [(f" ({form})" if form != "*" else "", rule.basis_for(form)) for form in forms]
    ranks = [basis.level.name_in_words if basis.level else None for _, basis in bases]
    return [
        f"- 依据 · Basis{form}: {basis.text.zh} · {basis.text.en}" + (f" — {rank.zh} · {rank.en}" if rank else "")
        for (form, basis), rank in zip(bases, ranks, strict=True)
    ]


def _severity(rule: Rule) -> str:
    years = "".join(f", {year}: {severity.value}" for year, severity in sorted(rule.severity_in.items()))
    years += f"; 情节重的 · grave: {rule.grave.value}" if rule.grave else ""
    lead = "" if rule.may_fail else "; 只作线索，待人工复核 · a lead, for a person to review"
    return f"{rule.severity.value}{years}{lead}"


def _theme(host: Host, theme: str) -> str:
    title = host.themes[theme].title if theme in host.themes else Text.of(theme)
    return f"{title.zh} · {title.en}"


def _name(rule: Rule) -> str:
    return rule.id.partition("/")[2]


def _row(text: Text) -> str:
    return f"{_plain(text.zh)} | {_plain(text.en)}"


def _plain(words: str) -> str:
    """Keep words from being read as marks of a table."""
    return words.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]} …"


def write_pages(host: Host, folder: Path) -> list[Path]:
    """Write the pages into a folder, and drop those of themes that are gone; returns them."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = rule_pages(host)
    for page in folder.glob("*.md"):
        if page.name not in pages and page.read_text(encoding="utf-8").startswith(_MADE):
            page.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in pages]
