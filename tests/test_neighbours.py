"""Documents that look like the reports of a pack and are none: refused, never accused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.checking import bind_document
from gouji.errors import NotAReport
from gouji.host import Host
from gouji.model.document import Source
from gouji.model.report import Report
from gouji_rules.gid.testing import lawful, to_html

SEED = 4  # 示例市农业农村局, 2022
BUREAU = "示例市农业农村局"


def _read(host: Host, page: str) -> Report:
    return bind_document(host.read(Source("a.html", ".html", page.encode())), host)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (BUREAU, "示例师范大学"),
        (BUREAU, "示例市第一中学"),
        (BUREAU, "示例市城市供水有限公司"),
        (BUREAU, "示例市人民医院"),
        ("2022年政府信息公开工作年度报告", "2022年上半年政府信息公开工作情况报告"),
        ("2022年政府信息公开工作年度报告", "2022年第三季度政府信息公开工作情况报告"),
        ("2022年政府信息公开工作年度报告", "2021-2022学年信息公开年度报告"),
    ],
)
def test_a_neighbour_is_refused_by_name(host: Host, old: str, new: str) -> None:
    report = lawful(SEED)
    page = to_html(replace(report, title=f"{BUREAU}2022年政府信息公开工作年度报告")).replace(old, new)

    with pytest.raises(NotAReport, match="不是此类年度报告"):
        _read(host, page)


@pytest.mark.parametrize(
    "name", ["示例市教育局", "中共示例市委党校（示例市行政学院）", "示例市医院管理局", "示例市公司登记局"]
)
def test_an_agency_that_only_sounds_like_one_is_read(host: Host, name: str) -> None:
    page = to_html(lawful(SEED)).replace(BUREAU, name)

    assert _read(host, page).form.id == "gid-2021"


@pytest.mark.parametrize(
    "title",
    [
        "关于做好2022年政府信息公开工作年度报告编制和发布工作的通知", "示例市召开2022年政府信息公开工作年度报告推进会",
        "《示例市2022年政府信息公开工作年度报告》解读", "示例市2022年法治政府建设年度报告",
    ],
)  # fmt: skip
def test_what_only_speaks_of_reports_is_refused(host: Host, title: str) -> None:
    lines = [
        "一、总体情况",
        "各单位要在规定时间内发布。",
        "五、存在的主要问题及改进情况",
        "个别单位发布较晚。",
        "六、其他需要报告的事项",
        "无。",
    ]
    text = "".join(f"<p>{line}</p>" for line in lines)

    with pytest.raises(NotAReport):
        _read(host, f"<meta charset=utf-8><title>{title}</title><h1>{title}</h1>{text}")


def test_a_summary_without_tables_is_refused_only_since_there_is_a_form(host: Host) -> None:
    page = "<meta charset=utf-8><h1>示例市农业农村局{year}年政府信息公开工作总结</h1>" + "".join(
        f"<p>{heading}</p><p>全年按规定开展工作，公开信息 120 条。</p>"
        for heading in ("一、概述", "二、主动公开政府信息情况", "三、存在的不足")
    )

    assert _read(host, page.format(year=2015)).form.id == "gid-2008"
    with pytest.raises(NotAReport):
        _read(host, page.format(year=2022))
