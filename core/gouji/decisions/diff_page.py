"""The differences of two runs as data and as a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from gouji.decisions.differences import Change, Differences, FoundTwice, ReportChange
from gouji.decisions.places import Places
from gouji.decisions.runs import Found
from gouji.harmless import legible
from gouji.model.score import Verdict, points
from gouji.model.text import Language, Text
from gouji.model.words import name_of

SCHEMA = "gouji.diff/1"
WORDS = {
    "new": Text("新增", "new"), "fixed": Text("已消除", "fixed"), "changed": Text("数据有变", "changed"),
    "unseen": Text("未再检查", "not looked at again"),
    "unchanged": Text("未变", "unchanged"), "same_file": Text("文件未变", "the file is the same"),
    "across": Text("跨报告检查", "across reports"), "only_before": Text("只在前一次", "only before"),
    "only_after": Text("只在后一次", "only after"), "rule_new": Text("新规则", "new rule"),
    "rule_gone": Text("不再使用的规则", "rule gone"), "rule_revised": Text("含义有变的规则", "rule that means something else"),
    "tools": Text("有变化的组件：", "also changed:"), "title": Text("两次检查的对比", "Two checks compared"),
    "before": Text("前", "before"), "after": Text("后", "after"), "score": Text("得分", "score"),
    "verdict": Text("结论", "verdict"), "figures": Text("改动的数据", "figures changed"), "rules": Text("规则", "rules"),
    "file_changed": Text("文件有变", "the file has changed"),
}  # fmt: skip


def diff_data(found: Differences) -> dict[str, Any]:
    """Return differences as schema `gouji.diff/1`."""
    return {
        "schema": SCHEMA, "before": found.before, "after": found.after,
        "counts": {change.value: found.count(change) for change in Change},
        "rules": dict(found.rules), "tools": list(found.tools),
        "reports": [_report_data(report) for report in found.reports],
    }  # fmt: skip


def _report_data(report: ReportChange) -> dict[str, Any]:
    sides = {"before": report.before, "after": report.after}
    return {
        "agency": report.latest["agency"],
        **{name: side and {key: side[key] for key in ("source", "year", "score", "verdict")} for name, side in sides.items()},
        "same_file": report.same_file,
        "findings": [_finding_data(each) for each in report.findings],
        "figures": [asdict(each) for each in report.figures],
    }  # fmt: skip


def _finding_data(each: FoundTwice) -> dict[str, Any]:
    latest = each.latest
    return {
        "change": each.change.value, "rule": latest.rule, "severity": latest.severity, "fingerprint": latest.fingerprint,
        "message": latest.message, "before": each.before and _value(each.before), "after": each.after and _value(each.after),
    }  # fmt: skip


def _value(found: Found) -> dict[str, Any]:
    return {"outcome": found.outcome, "printed": found.printed, "evidence_fingerprint": found.evidence}


def diff_page(found: Differences, language: Language, places: Places) -> str:
    """Return a page that shows both sides, for any browser, without a script."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(files("gouji.decisions").joinpath("diff.html.jinja").read_text(encoding="utf-8"))
    words = {key: said.to(language) for key, said in WORDS.items()}
    return template.render(
        found=found, words=words, lang="zh-CN" if language is Language.ZH else "en", changes=list(Change), show=legible,
        verdict=lambda report: verdict_said(report, language), place=places.said,
        points=points,
    )  # fmt: skip


def verdict_said(report: Mapping[str, Any] | None, language: Language) -> str:
    """Name the verdict on a report, empty where there is none."""
    return name_of(Verdict(report["verdict"])).to(language) if report and report["verdict"] else ""
