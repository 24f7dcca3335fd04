"""Writes docs/kinds.md, the table of all rule kinds, from the kinds themselves: `python docs/make_kinds.py`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from gouji import Rule, RuleKind
from gouji.host import Host, HostOptions, make_host
from gouji.rulebook.described import ParameterWords, about, parameters_of

PAGE = Path(__file__).parent / "kinds.md"
_MADE = "<!-- made by docs/make_kinds.py from the kinds: change those -->\n"
_ABOUT = """# Kinds of rule

A rule file names a kind; everything else that it sets is a parameter of that kind (`gouji explain RULE` shows a rule at work, the
[rules](rules/README.md) are examples of all kinds). A parameter without a default must be given. Those set in from the left belong to
each part of the list or table above them. A pack may bring checks of its own, which only its rules name, by `check` in place of `kind`.
"""


def kinds_page(host: Host) -> str:
    """Return the page: a table of all kinds, these by plugin, then the checks of each pack."""
    kinds = [(plugin, kind) for kind, plugin in host.kinds.values()]
    entries, index = [], ["| kind | what it does |", "|---|---|"]
    for plugin, same in groupby(kinds, key=lambda pair: pair[0]):
        entries += [f"## {plugin}\n", *(_entry(host, kind, "kind") for _, kind in same)]
    for pack, checks in checks_of(host).items():
        entries += [f"## Checks of {pack}\n", *(_entry(host, check, "check") for check in checks)]
    index += [f"| [`{kind.name}`](#{kind.name}) | {_cell(about(kind))} |" for _, kind in kinds]
    return "\n".join([_MADE, _ABOUT, *index, "", *entries])


def checks_of(host: Host) -> dict[str, list[RuleKind]]:
    """Return the checks by the pack that has them, in the order of their names."""
    found: dict[str, dict[str, RuleKind]] = {}
    for rule in host.rules:
        kind = host.kind_of(rule)
        if kind is not None and kind.name not in host.kinds:
            found.setdefault(rule.id.partition("/")[0], {})[kind.name] = kind
    return {pack: [checks[name] for name in sorted(checks)] for pack, checks in found.items()}


def _entry(host: Host, kind: RuleKind, key: str) -> str:
    """Write a kind with its parameters and the rules that show it at work."""
    own = [rule for rule in host.rules if host.kind_of(rule) is kind]
    rows = list(_rows(parameters_of(kind, own)))
    table = ["| parameter | default | meaning | example |", "|---|---|---|---|", *rows, ""] if rows else []
    rules = ", ".join(map(_link, own))
    said = f'`{key} = "{kind.name}"`: {_cell(about(kind))} Used by {rules}.\n'
    words = inspect.getdoc(kind.parameters) or ""
    return "\n".join([f"### {kind.name}\n", said, f"{_cell(words)}\n", *table])


def _link(rule: Rule) -> str:
    return f"[{rule.id}](rules/{rule.theme}.md#{rule.id.partition('/')[2]})"


def _rows(words: list[ParameterWords]) -> Iterator[str]:
    """Yield a line for each parameter, below it those of its parts."""
    for each in words:
        default = "" if each.required else f"`{each.default}`" if each.default != "none" else "none"
        example = f"`{_code(each.example)}`" if each.example else ""
        yield f"| {'&emsp;' * each.depth}`{each.name}` | {default} | {_cell(each.meaning)} | {example} |"


def _code(words: str) -> str:
    """Keep code from ending its cell of a table or itself."""
    return words.replace("|", "\\|").replace("`", "'")


def _cell(words: str) -> str:
    """Keep words from being read as marks of a table or page."""
    return " ".join(words.split()).replace("|", "\\|").replace("<", "&lt;")


def main() -> None:
    """Write the page."""
    PAGE.write_text(kinds_page(make_host(HostOptions(own_only=True))), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
