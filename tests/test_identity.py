"""Who reports on which year: found in whatever way a title is worded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gouji.batch import bind_document
from gouji.host import Host
from gouji.model.document import Source
from gouji.model.report import Report
from lawful import lawful, to_html

SEED = 4  # 示例市农业农村局, 2022


def _bound(host: Host, page: str) -> Report:
    return bind_document(host.read(Source("a.html", ".html", page.encode())), host)


@pytest.mark.parametrize(
    "title",
    [
        "示例市农业农村局2022年度政府信息公开工作年度报告",
        "示例市农业农村局政府信息公开2022年度工作报告",
        "示例市农业农村局关于2022年度政府信息公开工作情况的报告",
        "2022年示例市农业农村局政府信息公开年度报告",
        "示例市农业农村局二〇二二年政府信息公开工作年度报告",
        "政府信息公开工作年度报告（2022年度）",
        "示例市农业农村局2022年政务公开工作年度报告",
        "关于印发《示例市农业农村局2022年政府信息公开工作年度报告》的通知",
        "【年报】示例市农业农村局2022年政府信息公开工作年度报告",
        "示例市农业农村局信息公开年报（2022）",
    ],
)
def test_agency_and_year_of_a_title(host: Host, title: str) -> None:
    report = _bound(host, to_html(replace(lawful(SEED), title=title)))

    assert report.title == title
    assert (report.agency, report.year, report.form.id) == ("示例市农业农村局", 2022, "gid-2021")


def test_a_name_is_completed_by_the_places_that_the_text_puts_before_it(host: Host) -> None:
    page = to_html(lawful(SEED)).replace("<h1>示例市农业农村局", "<h1>农业农村局")

    assert _bound(host, page).agency == "示例市农业农村局"


def test_without_a_year_in_the_title_the_period_tells(host: Host) -> None:
    page = to_html(replace(lawful(SEED), title="示例市农业农村局政府信息公开工作年度报告"))

    assert _bound(host, page).year == 2022
