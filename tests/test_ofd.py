"""The reader of OFD files, the national fixed-layout format."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import pytest

from blocks import grids, paragraphs
from blocks import rows as texts
from gouji import Document, Source
from gouji_plugins.readers.ofd import read
from gouji_plugins.readers.ofd.paths import outlines
from ofd_file import SPACE, layer, line, ofd, path, text

SEEDS = range(6)
XS, YS = (20, 80, 110, 140), (50, 60, 70, 80)
ROWS = [["信息内容", "制发件数", "废止件数"], ["规章", "0", ""], ["规范性文件", "12", "3"]]
FULL = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"


def read_bytes(data: bytes) -> Document:
    document = read(Source("报告.ofd", ".ofd", data))
    assert document is not None
    return document


def ruled(xs: Sequence[float] = XS, ys: Sequence[float] = YS) -> str:
    return "".join(line(x, ys[0], x, ys[-1]) for x in xs) + "".join(line(xs[0], y, xs[-1], y) for y in ys)


def figures() -> str:
    return "".join(
        text(XS[c] + 2, YS[r] + 6, words, 4) for r, row in enumerate(ROWS) for c, words in enumerate(row) if words
    )


# Text


def test_title_author_pages_and_places() -> None:
    document = read_bytes(ofd([layer(text(20, 50, "甲局")), layer(text(20, 50, "正文"))]))
    first = document.blocks[0]

    assert (document.title, dict(document.metadata), document.pages) == ("标题", {"author": "李某"}, 2)
    assert first.at.page == 1
    assert first.at.bbox == pytest.approx((56.7, 129.7, 85.0, 143.9), abs=0.1)


@pytest.mark.parametrize(
    ("words", "steps", "expected"),
    [
        ("总体情况", "5 5 5", "总体情况"),
        ("总体情况", "g 3 5", "总体情况"),
        ("总体情况", "g 2 5 5", "总体情况"),
        ("总体情况", "5", "总体情况"),
        ("总体情况", "g 1000000000 5", "总体情况"),
        ("总体 情况", "g 4 5", "总体情况"),
        ("甲 12", "5 5 2.5", "甲 12"),
        ("12", "30", "1 2"),
        ("⼀、总体情况", "g 5 5", "一、总体情况"),
        ("总\u200b体", "5 0", "总体"),
        ("a<b&c", "g 4 2.5", "a<b&c"),
    ],
)
def test_steps_between_characters(words: str, steps: str, expected: str) -> None:
    found = " ".join(paragraphs(read_bytes(ofd([layer(text(20, 50, words, 5, steps))]))))

    assert found.replace("甲12", "甲 12") == expected


def test_text_without_steps_advances_by_its_type() -> None:
    code = '<ofd:TextCode X="20" Y="50">共12件</ofd:TextCode><ofd:TextCode X="37">其他</ofd:TextCode>'
    document = read_bytes(ofd([layer(f'<ofd:TextObject Boundary="0 0 210 297" Size="5">{code}</ofd:TextObject>')]))

    assert paragraphs(document) == ["共12件其他"]


def test_matrices_place_and_scale_text_and_askew_text_is_a_watermark() -> None:
    cosine, sine = math.cos(0.6), math.sin(0.6)
    marked = text(60, 150, "内部资料", 20, more=f'CTM="{cosine} {sine} {-sine} {cosine} 0 0"')
    scaled = text(20, 50, "正文", 50, more='CTM="0.1 0 0 0.1 0 45"')
    document = read_bytes(ofd([layer(scaled, marked)]))

    assert paragraphs(document) == ["正文"]
    assert document.blocks[0].at.bbox == pytest.approx((56.7, 129.7, 85.0, 143.9), abs=0.1)


def test_hidden_objects_annotations_and_actions_are_left_out() -> None:
    hidden = text(20, 60, "藏", more='Visible="false"')
    action = f"<ofd:Actions><ofd:Action>{text(20, 70, '动作')}</ofd:Action></ofd:Actions>"
    data = ofd([layer(text(20, 50, "见"), hidden) + action], Doc_0__Annots__Page_0__Annotation=text(20, 80, "批注"))

    assert paragraphs(read_bytes(data)) == ["见"]


def test_text_in_blocks_layers_templates_and_composites() -> None:
    unit = f'<ofd:CompositeGraphicUnit ID="9" Width="100" Height="50"><ofd:Content>{text(0, 0, "丁")}</ofd:Content></ofd:CompositeGraphicUnit>'
    resources = f"<ofd:Res {SPACE}><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>"
    composite = '<ofd:CompositeObject ID="8" Boundary="20 130 100 50" ResourceID="9"/>'
    page = layer(f"<ofd:PageBlock>{text(20, 70, '乙')}</ofd:PageBlock>") + layer(text(20, 100, "丙"), composite)
    document = read_bytes(ofd([page], [layer(text(20, 40, "甲"))], Doc_0__Res=resources))

    assert paragraphs(document) == ["甲", "乙", "丙", "丁"]


# Tables


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    [grid] = grids(read_bytes(ofd([layer(ruled()) + layer(figures())])))

    assert (texts(grid), grid.rows, grid.columns, grid.exact) == (ROWS, 3, 3, True)


def test_rules_may_be_boxes_thin_fills_and_lie_on_a_template() -> None:
    boxes = "".join(
        path(f"M {a} {y} L {b} {y} L {b} {y + 10} L {a} {y + 10} C") for y in YS[:-1] for a, b in pairwise(XS)
    )
    thin = 'Fill="true" Stroke="false"'
    fills = "".join(path(f"M {x} 50 L {x + 0.3} 50 L {x + 0.3} 80 L {x} 80 C", thin) for x in XS)
    fills += "".join(path(f"M 20 {y} L 140 {y} L 140 {y + 0.3} L 20 {y + 0.3} C", thin) for y in YS)

    assert texts(grids(read_bytes(ofd([layer(boxes, figures())])))[0]) == ROWS
    assert texts(grids(read_bytes(ofd([layer(figures())], [layer(fills)])))[0]) == ROWS


def test_what_cannot_be_seen_and_clips_make_no_table() -> None:
    white = '<ofd:StrokeColor Value="255 255 255"/>'
    box = "M 20 40 L 160 40 L 160 100 L 20 100 C M 60 40 L 60 100 M 20 70 L 160 70"
    clip = f"<ofd:Clips><ofd:Clip><ofd:Area>{path(box)}</ofd:Area></ofd:Clip></ofd:Clips>"
    shapes = path(box, inner=white) + path(box, 'Stroke="false"') + path(box, 'Visible="false"')
    shapes += path("M 0 0 L 1 1", inner=clip)
    document = read_bytes(ofd([layer(shapes, *(text(30, 50 + 10 * i, FULL[:20]) for i in range(4)))]))

    assert grids(document) == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M 0 0 L 1 0 L 1 1 C", [[(0, 0), (1, 0), (1, 1), (0, 0)]]),
        ("S 0 0 M 1 1 L 2 1 3 1", [[(0, 0)], [(1, 1), (2, 1), (3, 1)]]),
        ("M 0 0 B 1 1 2 2 3 3 L 4 3", [[(0, 0)], [(3, 3), (4, 3)]]),
        ("M 0 0 Q 1 1 2 2 A 1 1 0 0 1 5 5", [[(0, 0)], [(2, 2)], [(5, 5)]]),
        ("M-1.5.5L1e1 0", [[(-1.5, 0.5), (10, 0)]]),
        ("M 0 0 L 1", [[(0, 0)]]),
        ("M 0 0 Z 1 1", [[(0, 0)]]),
        ("5 5 M 0 0", []),
        ("C C C", []),
    ],
)
def test_paths(data: str, expected: list[list[tuple[float, float]]]) -> None:
    assert [points for points in outlines(data) if points] == expected
