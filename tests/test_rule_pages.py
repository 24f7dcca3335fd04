"""The rule pages in docs/rules are those that `gouji rules --pages` makes of the rules; `gouji explain` says the same."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from conftest import ROOT
from gouji.cli.rule_pages import rule_pages
from gouji.cli.show import explain
from gouji.host import Host

PAGES = ROOT / "docs" / "rules"


@pytest.fixture(scope="module")
def pages(host: Host) -> dict[str, str]:
    return rule_pages(host)


def test_the_pages_are_those_that_the_rules_make(pages: dict[str, str]) -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}

    assert written == pages, "run gouji rules --no-plugins --pages docs/rules"


def test_each_rule_has_an_entry_and_a_line_in_the_index(host: Host, pages: dict[str, str]) -> None:
    for rule in host.rules:
        name = rule.id.partition("/")[2]

        assert f"\n## {name}\n" in pages[f"{rule.theme}.md"]
        assert f"({rule.theme}.md#{name})" in pages["README.md"]
        assert rule.caution.zh in pages[f"{rule.theme}.md"]


def test_the_page_lists_parameters_with_their_defaults(pages: dict[str, str]) -> None:
    entry = pages["arithmetic.md"].partition("## review-total\n")[2].partition("\n## ")[0]

    assert '`each = "row"`\n' in entry
    assert "`when = none` 默认 · default" in entry


@pytest.mark.parametrize(
    ("lang", "labels", "default"),
    [
        (
            "zh",
            "为什么 依据 严重程度 适用表式 符合的例子 不符合的例子 怎么改 可能的误判 规则类型 参数 插件 始于版本 成熟程度 修订",
            "（默认）",
        ),
        (
            "en",
            "Why|Basis|Severity|Forms|Passes|Fails|What to do|How it can be wrong|Kind|Parameters|Plugin|Since|Stability|Revision",
            " (default)",
        ),
    ],
)
def test_explain_shows_everything_in_its_order(lang: str, labels: str, default: str) -> None:
    shown = CliRunner().invoke(explain, ["review-total", "--lang", lang]).output

    lines = [re.split("[:：]", line)[0] for line in shown.splitlines() if not line.startswith("  ")]
    assert lines == ["gid/review-total", *(labels.split("|") if "|" in labels else labels.split())]
    assert f"  when = none{default}\n" in shown
    assert '  each = "row"\n' in shown
