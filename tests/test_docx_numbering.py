"""Headings of Word documents and the numbers that Word counts out."""

from __future__ import annotations

import pytest

from blocks import texts
from gouji import Heading, written_number
from word import LISTS, numbered, p, read_body


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:pStyle w:val="2"/>', 1),
        ('<w:pStyle w:val="derived"/>', 1),
        ('<w:pStyle w:val="outlined"/>', 3),
        ('<w:pStyle w:val="title"/>', 1),
        ('<w:outlineLvl w:val="1"/>', 2),
        ('<w:pStyle w:val="2"/><w:outlineLvl w:val="9"/>', 0),
        ('<w:pStyle w:val="loop"/>', 0),
        ('<w:pStyle w:val="unknown"/>', 0),
        ('<w:outlineLvl w:val="x"/>', 0),
    ],
)
def test_headings_are_those_of_style_and_outline(properties: str, level: int) -> None:
    styles = (
        '<w:style w:styleId="2"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="derived"><w:name w:val="我的"/><w:basedOn w:val="2"/></w:style>'
        '<w:style w:styleId="outlined"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:styleId="title"><w:name w:val="Title"/></w:style>'
        '<w:style w:styleId="loop"><w:basedOn w:val="loop"/></w:style>'
    )
    block = read_body(p("一、总体情况", properties), styles=styles).blocks[0]

    assert (block.level if isinstance(block, Heading) else 0) == level


def test_automatic_numbers_are_counted_out() -> None:
    levels = [0, 1, 1, 2, 0, 1, 3, 4]
    body = "".join(p(f"第{i}段", numbered(level)) for i, level in enumerate(levels))

    assert texts(read_body(body, numbering=LISTS)) == [
        "一、第0段", "（一）第1段", "（二）第2段", "1. 第3段", "二、第4段", "（一）第5段", "2.1 第6段", "第7段",
    ]  # fmt: skip


def test_numbers_go_on_empty_and_start_anew_where_told() -> None:
    body = (
        p("甲", numbered(0))
        + p("", numbered(0))
        + p("乙", numbered(0))
        + p("丙", numbered(0, 2))
        + p("丁", numbered(0, 3))
    )

    assert texts(read_body(body, numbering=LISTS)) == ["一、甲", "三、乙", "四、丙", "丁"]


def test_a_style_may_bring_the_number() -> None:
    styles = f'<w:style w:styleId="2"><w:name w:val="heading 1"/><w:pPr>{numbered(0)}</w:pPr></w:style>'
    own = '<w:pStyle w:val="2"/>'
    none = '<w:pStyle w:val="2"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    document = read_body(p("总体情况", own) + p("附注", none) + p("问题", own), styles=styles, numbering=LISTS)

    assert [block for block in document.blocks if isinstance(block, Heading)] == [
        Heading("一、总体情况", 1), Heading("附注", 1), Heading("二、问题", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        (10, "chineseCounting", "十"), (11, "chineseCountingThousand", "十一"), (20, "japaneseCounting", "二十"),
        (105, "chineseCounting", "一百零五"), (1010, "chineseCounting", "一千零一十"), (12, "ideographDigital", "一二"),
        (10, "chineseLegalSimplified", "壹拾"), (3, "decimalEnclosedCircle", "③"), (21, "decimalEnclosedCircle", "21"),
        (3, "decimalZero", "03"), (12, "decimalFullWidth", "１２"), (28, "lowerLetter", "bb"), (4, "upperRoman", "IV"),
        (2, "ideographTraditional", "乙"), (2, "decimalEnclosedParen", "⑵"), (7, "unheardOf", "7"), (0, "upperRoman", "0"),
        (5, "none", ""),
    ],
)  # fmt: skip
def test_number_formats(number: int, number_format: str, expected: str) -> None:
    assert written_number(number, number_format) == expected
