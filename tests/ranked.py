"""The forty reports of ranking/reports.toml, built, scored and set beside what was written before the score was made."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from gouji.checking import check_file
from gouji.files import File
from gouji.host import Host, HostOptions, make_host
from gouji.model.checked import Status
from gouji.model.score import Scorecard
from gouji.scoring import Scoring
from gouji_rules.gid.testing import BUREAU, Agency, Kind, LawfulReport, compose, edited, to_html

FILE = Path(__file__).parent / "ranking" / "reports.toml"
PAGE = Path(__file__).parent.parent / "docs" / "scoring.md"
_CASE_KEYS = {
    "year", "cells", "zeros", "as", "drop_sections", "headings", "labels", "paragraphs", "add", "preamble", "published",
    "title", "replace",
}  # fmt: skip


@dataclass(frozen=True)
class Ranked:
    """One report: what was written of it by hand, and how Gouji scores it."""

    id: str
    why: str
    grade: str
    verdict: str
    status: Status
    card: Scorecard

    @property
    def found_grade(self) -> str:
        """The grade that Gouji gives, none where it gives none."""
        return self.card.grade or "none"

    @property
    def found_verdict(self) -> str:
        """The verdict, or what became of the file."""
        return self.card.verdict.value if self.card.verdict else self.status.value

    @property
    def agrees(self) -> bool:
        """Tell whether grade and verdict are those written by hand."""
        return (self.found_grade, self.found_verdict) == (self.grade, self.verdict)


def ranked(host: Host, folder: Path) -> list[Ranked]:
    """Check all reports, in the order in which they were ranked."""
    scoring, found = Scoring.by(host.packs), []
    for case in tomllib.loads(FILE.read_text(encoding="utf-8"))["report"]:
        path = folder / f"{case['id']}.html"
        path.write_text(_page(case), encoding="utf-8")
        checked = check_file(File(path, path.name), host, host.rules)
        found.append(Ranked(case["id"], case["why"], case["grade"], case["verdict"], checked.status, scoring(checked)))
    return found


def _page(case: Mapping[str, Any]) -> str:
    if "page" in case:
        return _WHOLE[case["page"]]()
    own = {key: value for key, value in case.items() if key in _CASE_KEYS}
    own["replace"] = [pair for pair in case.get("replace", ()) if pair[0] in edited({**own, "replace": []})]
    return edited(own)


def _bureau(year: int = 2023) -> LawfulReport:
    return compose(BUREAU, year, Random(1))


def _filled(report: LawfulReport, raw: str) -> LawfulReport:
    figures = {t: {r: dict.fromkeys(cells, raw) for r, cells in rows.items()} for t, rows in report.figures.items()}
    return replace(report, figures=figures)


def _zeros() -> str:
    """Write a township's report to which nobody applied."""
    town = Agency("示例县青石镇人民政府", Kind.TOWNSHIP, "示例县", "shilixian.gov.cn", "我镇")
    report = _filled(compose(town, 2023, Random(1)), "0")
    words = {
        "overview": (
            "2023年，我镇认真落实政府信息公开条例。主动公开方面，及时更新村务、财政等栏目。依申请公开方面，全年未收到政府信息公开申请。"
            "政府信息管理方面，落实公开前审查。平台建设方面，维护县政府网站青石镇专栏。监督保障方面，组织培训 1 次；"
            "全年未开展社会评议，未发生责任追究情形，工作考核结果为合格。",
        ),
        "problems": ("存在的问题：解读形式单一，全年只有文字解读。改进措施：2024年每季度至少制作 1 件图解。",),
        "other_matters": ("2023年我镇未收取信息处理费。",),
    }
    sections = tuple(replace(s, paragraphs=words.get(s.id, ())) for s in report.sections)
    return to_html(replace(report, sections=sections))


def _abridged() -> str:
    report = _bureau()
    sections = tuple(replace(s, paragraphs=("……",) if s.paragraphs else ()) for s in report.sections)
    return to_html(replace(report, sections=sections))


def _attachment() -> str:
    return (
        "<meta charset=utf-8><h1>示例市审计局2023年政府信息公开工作年度报告</h1><p>发布日期：2024-01-18</p>"
        '<p>详见附件。</p><p>附件：<a href="report.pdf">示例市审计局2023年政府信息公开工作年度报告.pdf</a></p>'
    )


def _garbage() -> str:
    report, rng = _bureau(), Random(7)
    rows = {row: {c: str(rng.randint(0, 40)) for c in cells} for row, cells in report.figures["requests"].items()}
    return to_html(replace(report, figures={**report.figures, "requests": rows}))


def _pictures() -> str:
    return re.sub(r"<table.*?</table>", '<p><img src="table.png" width="600"></p>', to_html(_bureau()), flags=re.DOTALL)


def _last_years_form() -> str:
    old = _bureau(2020)
    moved = replace(old, year=2023, published=_bureau().published)
    return to_html(moved).replace("2020年", "2023年").replace("2021年", "2024年")


def _empty_form() -> str:
    report = _filled(_bureau(), "")
    sections = tuple(replace(s, paragraphs=("（文字描述）",) if s.paragraphs else ()) for s in report.sections)
    named = replace(report, title="××机关××年政府信息公开工作年度报告", agency="××机关", preamble=(), sections=sections)
    return to_html(named)


_WHOLE = {
    "zeros": _zeros, "abridged": _abridged, "attachment": _attachment, "garbage": _garbage, "pictures": _pictures,
    "form-of-2019-in-2023": _last_years_form, "empty-form": _empty_form,
}  # fmt: skip


_HEAD = """# Scoring, held against forty reports ranked by hand

How a score comes about stands in the pack: `[scoring]` in `rules/gouji_rules/gid/pack.toml`. In short: 100 minus points (critical 20,
major 10, minor 2, advice 0; a tenth more for each further place, at most half as much again); one cause is deducted once; of a
group of rules that usually fall together only the gravest costs its full points; minor rules together cost at most 15. An open major
holds the grade at B, an open critical at C, two critical causes or a main table that hardly adds up make D. Below 80 % coverage there is
no score.

The reports below were ranked, and given the grade and the verdict that an inspector would defend, before the scoring was written
(`tests/ranking/reports.toml`, the best first). This page is made by `python tests/ranked.py --write`; a test keeps it.

| report | what it is | by hand | Gouji | score |
|---|---|---|---|---|
"""
_WHY_OTHERWISE = {
    "seven-slips": "Seven small faults cost 9 points and leave 91. By hand carelessness throughout was no longer very good; the model "
    "counts each slip and has no word for their sum. Kept: a grade must follow from the sum.",
    "abridged": "Nothing certain stands against it, and enough was decided for a score; the verdict sends it to a person all the same. By "
    "hand no grade was given to a text that is not there.",
}


def page(rows: Sequence[Ranked]) -> str:
    """Return docs/scoring.md."""
    lines = [
        f"| `{row.id}`{'' if row.agrees else ' ≠'} | {row.why} | {row.grade}, {row.verdict} | {row.found_grade}, "
        f"{row.found_verdict} | {'—' if row.card.score is None else f'{row.card.score:.1f}'} |"
        for row in rows
    ]
    told = [f"- `{row.id}`: {_WHY_OTHERWISE[row.id]}" for row in rows if not row.agrees]
    agreed = sum(row.agrees for row in rows)
    return _HEAD + "\n".join(lines) + f"\n\n{agreed} of {len(rows)} agree. The others:\n\n" + "\n".join(told) + "\n"


def main() -> None:
    """Print the page, or write it."""
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        rows = ranked(make_host(HostOptions(own_only=True)), Path(scratch))
    if "--write" in sys.argv:
        PAGE.write_text(page(rows), encoding="utf-8")
    else:
        sys.stdout.write(page(rows))


if __name__ == "__main__":
    main()
