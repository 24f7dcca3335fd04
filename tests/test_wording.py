"""Rules on names, dates and wording: silent on lawful reports, and one broken thing wakes one rule."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from conftest import ROOT
from gouji.checking import bind_document
from gouji.engine import run_rule
from gouji.host import Host
from gouji.model.document import Source
from gouji.model.report import Report
from gouji.model.rule import Rule
from gouji_plugins.locales.zh.kinds.wording.privacy import is_identity_number
from gouji_rules.gid.testing import edited, lawful, to_html

SEEDS = range(80)
FILES = ("names", "wording", "dates")
"""The rule files whose rules are run together."""
HEADING = "<h2>二、主动公开政府信息情况</h2>"
SIGNED = "（2024年1月10日）"


def _inserted(text: str) -> dict[str, Any]:
    return {"replace": [[HEADING, f"<p>{text}</p>{HEADING}"]]}


def _replaced(old: str, new: str, **case: str) -> dict[str, Any]:
    return {"replace": [[old, new]], **case}


BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("title-form", {"title": "示例市审计局2023年政府信息公开年报"}),
    ("agency-name", _replaced("示例市审计局编制了", "示例市审记局编制了")),
    ("foreign-agency", _replaced("范例区财政局编制了", "样例区财政局编制了", agency="范例区财政局")),
    ("foreign-agency", _replaced("请与昆山市水利局办公室", "请与太仓市水利局办公室", agency="昆山市水利局")),
    ("rule-making-power", {"cells": {"active_disclosure.regulations.made": "1"}}),
    ("normative-power", {"agency": "样例区青石街道办事处", "cells": {"active_disclosure.normative_documents.made": "2"}}),
    ("stale-future", _inserted("2023年，我局将进一步规范公开目录。")),
    ("dates-agree", {"published": "2024-01-10", "replace": [[SIGNED, "（2024年1月20日）"]]}),
    ("date-characters", _replaced("日至2023年12月31日", "日至2023年12月31")),
    ("date-characters", _inserted("2023年5月6日印发《工作要点》（示政办发〔2023〕5）。")),
    ("notice-of-year", _replaced("〔2021〕30号", "〔2019〕60号")),
    ("law-titles", _replaced("中华人民共和国政府信息公开条例》", "中华人民共和国政府信息公开管理条例》")),
    ("law-titles", _inserted("落实《政府信息公开信息处理费管理办法的规定。")),
    ("regulation-of-2007", _inserted("深入宣传新修订的《条例》。")),
    ("contact", _replaced("0399-5270973", "5270973")),
    ("public-mailbox", _replaced("xxgk@shili.gov.cn.gov.cn", "shili2023@qq.com")),
    ("personal-data", _inserted("张某身份证11010519491231002X已登记。")),
    ("placeholder", _inserted("全年举办培训×次，参加XX人次。")),
    ("placeholder", _inserted("全年共收到申请件，均已答复。")),
    ("generic-text", _inserted("现将部门决算有关情况公开如下。")),
    ("typos", _inserted("切实做好政府信公开工作。")),
    ("term-mixup", _inserted("全年未发生政务公开行政复议。")),
]  # fmt: skip


def _rules(host: Host) -> list[Rule]:
    folder = ROOT / "rules" / "gouji_rules" / "gid" / "rules"
    files = [tomllib.loads((folder / f"{name}.toml").read_text("utf-8")) for name in FILES]
    ids = {f"gid/{rule['id']}" for file in files for rule in file["rule"]}
    return [rule for rule in host.rules if rule.id in ids]


def _report(host: Host, page: str) -> Report:
    return bind_document(host.read(Source("page.html", ".html", page.encode())), host)


def _fired(host: Host, report: Report) -> list[str]:
    results = [run_rule(report, rule) for rule in _rules(host)]
    return [result.rule.removeprefix("gid/") for result in results if result.findings or result.traceback]


@pytest.mark.parametrize("seed", SEEDS)
def test_lawful_reports_give_no_findings(host: Host, seed: int) -> None:
    assert _fired(host, _report(host, to_html(lawful(seed), word_like=seed % 2 == 1))) == []


@pytest.mark.parametrize(("rule", "case"), BROKEN, ids=[f"{i} {rule}" for i, (rule, _) in enumerate(BROKEN)])
def test_one_broken_thing_wakes_one_rule(host: Host, rule: str, case: dict[str, Any]) -> None:
    unchanged = {name: value for name, value in case.items() if name in ("agency", "published")}

    assert _fired(host, _report(host, edited(unchanged))) == []
    assert _fired(host, _report(host, edited(case))) == [rule]


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("110105194912310021", False),
        ("110105194913310020", False),
        ("110105184912310027", False),
    ],
)
def test_an_identity_number_has_a_day_and_a_check_digit(number: str, right: bool) -> None:
    assert is_identity_number(number) is right
