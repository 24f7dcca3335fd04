"""What a message asks of a person is left out once a person has said that it holds, and nothing else of it."""

from __future__ import annotations

import pytest

from gouji import Finding, Text
from gouji_plugins.writers.shared.asked import settled


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("表三有9个数相同，请核实是否照抄", "表三有9个数相同"),
        ("合计为 5；下级中有垂直管理等可能不计入的机关，请核实", "合计为 5；下级中有垂直管理等可能不计入的机关"),
        ("由3变为90，相差30.0倍；报告中有说明，请核实：“机构合并，请核实数据”", "由3变为90，相差30.0倍；报告中有说明：“机构合并，请核实数据”"),
        ("金额 5（万元）远超同类机关的常见水平，请核实是否把元当作万元（若是，应为 0.0005万元）", "金额 5（万元）远超同类机关的常见水平"),
        ("填报规章3件，县级政府请核对是否有规章制定权（也可能把规范性文件计为规章）", "填报规章3件"),
        ("未见“总体情况”部分，请核对“概述”是否就是这一部分", "未见“总体情况”部分"),
        ("2月3日公布，晚于时限（县级），适用哪一个时限请人工确认", "2月3日公布，晚于时限（县级）"),
        ("正文称“未收费，请核实”", "正文称“未收费，请核实”"), ("总计应为 5，填报 6", "总计应为 5，填报 6"),
    ],
)  # fmt: skip
def test_in_chinese(message: str, left: str) -> None:
    assert settled(Finding(Text(message, "x"))).words.zh == left


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("9 are those of 2023; please see whether last year's were copied", "9 are those of 2023"),
        ("3 to 90; the report says why, please verify: “merged; please see”", "3 to 90; the report says why: “merged; please see”"),
        ("published late; which of them applies is for a person to say", "published late"), ("the total is 5", "the total is 5"),
    ],
)  # fmt: skip
def test_in_english(message: str, left: str) -> None:
    assert settled(Finding(Text("甲", message))).words.en == left
