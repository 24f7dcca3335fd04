"""Dates and years as reports write them."""

from __future__ import annotations

from datetime import date

import pytest

from gouji import Locale
from gouji_plugins.locales.en.english import ENGLISH
from gouji_plugins.locales.zh import CHINESE
from gouji_plugins.locales.zh.dates import find_date, find_publication, find_year, is_only_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年1月18日", date(2021, 1, 18)),
        ("2021 年 1 月 18 日", date(2021, 1, 18)),
        ("发布日期：2023-02-20 15:07", date(2023, 2, 20)),
        ("2023/2/20", date(2023, 2, 20)),
        ("二〇二一年一月十八日", date(2021, 1, 18)),
        ("二○二一年十二月三十一日", date(2021, 12, 31)),
        ("二Ｏ二一年元月八日", date(2021, 1, 8)),
        ("二0二一年十月十号", date(2021, 10, 10)),
        ("2021年元月18号", date(2021, 1, 18)),
        ("2021年13月1日", None),
        ("2021年2月30日", None),
        ("没有日期", None),
        ("0517-87222589", None),
    ],
)
def test_date(text: str, expected: date | None) -> None:
    assert find_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("示例市2023年度报告", 2023),
        ("二〇二〇年报告", 2020),
        ("二O二三年度", 2023),
        ("〔2021〕30号", None),
        ("电话12345", None),
    ],
)
def test_year(text: str, expected: int | None) -> None:
    assert find_year(text) == expected


@pytest.mark.parametrize("text", ["（2021年1月18日）", "(2021 年 1 月 18 日)", "2024-01-15", "二〇二一年一月十八日"])
def test_a_line_of_a_date_alone(text: str) -> None:
    assert is_only_date(text)


@pytest.mark.parametrize("text", ["截至2021年1月18日", "2021年1月18日，我局召开会议。", "示例市公安局"])
def test_a_line_with_more_than_a_date(text: str) -> None:
    assert not is_only_date(text)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("发布时间：2024-01-18 来源：示例县财政局", date(2024, 1, 18)),
        ("成文日期：2024-01-16 发布日期：2024-01-19 10:20", date(2024, 1, 19)),
        ("发文日期：2024-01-16 发布日期：2024-01-19", date(2024, 1, 19)),
        ("发文日期：2024-01-16", date(2024, 1, 16)),
        ("发布于 2024-1-19", date(2024, 1, 19)),
        ("2024-01-22 10:00", date(2024, 1, 22)),
        ("某局 2024-01-19 17:08", date(2024, 1, 19)),
        ("示例市人民政府办公室2021年1月18日", date(2021, 1, 18)),
        ("示例局 二〇二一年一月十八日", date(2021, 1, 18)),
        ("更新时间：2024-01-18", None),
        ("截至2021年1月18日", None),
        ("示例局2021年1月18日成立办公室", None),
        ("2021年1月18日，示例局召开会议。", None),
        ("2024-01-30 18:26 来源：示例市审计局", date(2024, 1, 30)),
        ("时间：2026-01-16 点击： 【字体：大 小】", date(2026, 1, 16)),
        ("来源：示例区人民政府办公室 时间：2017-01-12 10:01", date(2017, 1, 12)),
        ("发表日期：2023-01-05 文章来源：示例市交通运输局", date(2023, 1, 5)),
        ("来源：示例市审计局 更新时间：2024-06-30", None),
        ("今天是2025年3月1日 星期六", None),
        ("2023年1月1日至12月31日 来源：统计", None),
    ],
)
def test_a_line_that_states_publication(line: str, expected: date | None) -> None:
    assert find_publication(line) == expected


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        (CHINESE, "2024年1月18日", date(2024, 1, 18)),
        (CHINESE, "（二〇二四年一月十八日）", date(2024, 1, 18)),
        (CHINESE, "2024-01-18", date(2024, 1, 18)),
        (CHINESE, "示例市教育局 2024年1月18日", None),
        (CHINESE, "截至2024年1月18日", None),
        (CHINESE, "2024年1月", None),
        (ENGLISH, "January 18, 2024", date(2024, 1, 18)),
        (ENGLISH, "(2024-01-18)", date(2024, 1, 18)),
        (ENGLISH, "Signed on January 18, 2024", None),
        (ENGLISH, "18 January 2024 and 19 January 2024", None),
        (ENGLISH, "January 2024", None),
    ],
)
def test_a_date_that_stands_alone_in_its_line(locale: Locale, text: str, expected: date | None) -> None:
    assert locale.lone_date(text) == expected
