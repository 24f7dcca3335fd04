"""Reports of the form before 2019: free text and a table of statistics, as the case files of its rules describe them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

SECTIONS = {
    "overview": "一、概述",
    "active_disclosure": "二、主动公开政府信息情况",
    "requests": "三、依申请公开政府信息办理情况",
    "fees": "四、政府信息公开的收费及减免情况",
    "review": "五、因政府信息公开申请行政复议、提起行政诉讼的情况",
    "problems": "六、存在的主要问题和改进措施",
    "other_matters": "七、其他需要报告的事项",
}


def legacy_page(case: Mapping[str, Any]) -> str:
    """Return the page: `statistics` lists the rows of the table, `header` its header, `requests` the text on requests."""
    year = case.get("year", 2016)
    title = f"示例市审计局{year}年政府信息公开工作年度报告"
    texts = {"requests": case.get("requests", "全年受理的申请均按期答复。")}
    sections = "".join(
        f"<h2>{heading}</h2><p>{escape(texts.get(name, '本年度按规定开展工作。'))}</p>"
        for name, heading in SECTIONS.items()
    )
    header = case.get("header", ["指标名称", "计量单位", "本年度"])
    rows = "".join(_row(row) for row in ([header] if header else []) + case["statistics"])
    period = f"<p>本报告数据统计期限为{year}年1月1日至{year}年12月31日。</p>"
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>{period}{sections}'
        f"<p>政府信息公开情况统计表</p><table border='1' style='border-collapse:collapse'>{rows}</table></body></html>"
    )


def _row(cells: list[str]) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
