"""Web pages: raised digits, struck words, cells that a form or a script fills, pages cut off."""

from __future__ import annotations

import pytest

from blocks import grids, texts
from gouji import Document
from pages import PROSE, TABLE, read_page


def page_with(table: str) -> Document:
    return read_page(f"<html><body><p>{PROSE}</p>{table}</body></html>")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("收到申请12<sup>1</sup>件", "收到申请12¹件"),
        ("收到申请12<span style='vertical-align: super'>1</span>件", "收到申请12¹件"),
        ('收到申请12<span style="vertical-align:super;color:red">1</span>件', "收到申请12¹件"),
        ("面积3m<sup><b>2</b></sup>，见注<sup>[1]</sup>", "面积3m²，见注[¹]"),
        ("CO<sub>2</sub>", "CO₂"),
    ],
)
def test_raised_digits_do_not_run_together_with_a_number(html: str, expected: str) -> None:
    assert texts(read_page(f"<html><body><p>{html}</p></body></html>")) == [expected]


@pytest.mark.parametrize(
    "struck",
    ["<s>88</s>", "<strike>88</strike>", "<DEL>88</DEL>", '<span style="text-decoration: line-through">88</span>'],
)
def test_struck_words_are_left_out_with_a_doubt(struck: str) -> None:
    document = read_page(f"<html><body><p>收到申请{struck}6件</p></body></html>")

    assert texts(document) == ["收到申请6件"]
    assert document.doubts == ("文件中有划去的文字，未读取 / words that are struck out were left out",)


def test_empty_elements_strike_nothing_out() -> None:
    assert read_page("<html><body><p>收到申请6件</p><s> </s></body></html>").doubts == ()


# Cells that a form or a script fills


def cells_of(cells: str, script: str = "") -> list[tuple[str, float]]:
    grid = grids(page_with(f"<table><tr><td>行政许可</td>{cells}</tr></table>{script}"))[0]
    return [(cell.text, cell.confidence) for cell in grid.cells[1:]]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<input value=12>", "12"),
        ("<input type='text' readonly value='12'>", "12"),
        ("<textarea>12</textarea>", "12"),
        ("<input type=hidden value=12>5", "5"),
        ("<input type=checkbox value=12>", ""),
        ("<img src=spacer.gif width=1 height=1>", ""),
        ("12<img src=seal.png>", "12"),
        ("<ruby>12<rp>(</rp><rt>3</rt><rp>)</rp></ruby>", "12"),
    ],
)
def test_fields_of_a_cell_are_read(cell: str, expected: str) -> None:
    assert cells_of(f"<td>{cell}</td>") == [(expected, 1.0)]


@pytest.mark.parametrize(
    ("cell", "script"),
    [
        ("<td><script>document.write('12')</script></td>", ""),
        ("<td id=licences></td>", "<script>document.getElementById('licences').innerHTML = 12</script>"),
        ("<td><span id=licences></span></td>", "<script>$('#licences').text(data.licences)</script>"),
        ("<td><s>12</s></td>", ""),
        ("<td><img src=12.png></td>", ""),
        ("<td><p><img src=12.png width=20 height=10></p></td>", ""),
        ("<td><select><option>12<option>13</select></td>", ""),
        ("<td><svg><text>12</text></svg></td>", ""),
    ],
)
def test_a_cell_whose_content_the_file_does_not_hold_is_in_doubt(cell: str, script: str) -> None:
    assert cells_of(f"{cell}<td>3</td>", script) == [("", 0.0), ("3", 1.0)]


@pytest.mark.parametrize(
    ("cell", "script"),
    [
        ("<td></td>", "<script>document.getElementById('menu').innerHTML = 'x'</script>"),
        ("<td id=a></td>", "<script>var a = 1</script>"),
    ],
)
def test_scripts_that_write_elsewhere_cast_no_doubt(cell: str, script: str) -> None:
    assert cells_of(cell, script) == [("", 1.0)]


def test_a_page_filled_by_script_says_so() -> None:
    document = page_with("<table><tr><td>行政许可</td><td><script>document.write(1)</script></td></tr></table>")

    assert ["脚本" in doubt for doubt in document.doubts] == [True]


@pytest.mark.parametrize(
    ("end", "is_whole"),
    [
        (f"{TABLE}</div></body></html>", True),
        (f"{TABLE}</div>", True),
        (f"{TABLE}<p>无</div></html><!-- saved -->", True),
        (TABLE, False),
        (f"<p>{PROSE}</p><p>{PROSE[:9]}</div>", False),
        (f"{TABLE[:-20]}</div>", False),
        (f"{TABLE}<td", False),
    ],
)
def test_a_page_that_stops_within_something_is_in_doubt(end: str, is_whole: bool) -> None:
    document = read_page(f"<html><body><div><p>{PROSE}</p>{end}")

    assert document.doubts == (() if is_whole else ("文件不完整，末尾缺失 / the file is cut off at its end",))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<ol style="list-style-type:cjk-ideographic"><li>甲</li><li><p>乙</p></li></ol>', ["一、甲", "二、乙"]),
        ('<ol start=11 style="list-style: simp-chinese-informal"><li>甲<li value=20>乙<li>丙</ol>',
         ["十一、甲", "二十、乙", "二十一、丙"]),
        ("<ol><li>甲</li></ol>", ["甲"]),
    ],
)  # fmt: skip
def test_items_that_a_browser_numbers_in_chinese_have_their_numbers(html: str, expected: list[str]) -> None:
    assert texts(read_page(f"<html><body>{html}</body></html>")) == expected


# Figures that are shown otherwise than they are written

_FONT = "@font-face{font-family:'num';src:url(num.woff)}"


@pytest.mark.parametrize(
    ("sheet", "cell", "expected"),
    [
        (f"{_FONT} .n{{font-family:num, serif}}", "<p class=n>24</p>", ("24", 0.0)),
        (f"{_FONT} body{{font:14px/1.5 num}}", "24", ("24", 0.0)),
        (_FONT, "<span style='font-family:num'>24</span>", ("24", 0.0)),
        (_FONT, "<font face=num>24</font>", ("24", 0.0)),
        (f"{_FONT} .icon{{font-family:num}} body{{font:14px serif}}", "24", ("24", 1.0)),
        (f"{_FONT} body{{font-family:num}}", "<span style='font-family:宋体'>24</span>", ("24", 1.0)),
        ("@font-face{font-family:num;panose-1:2 1} td{font-family:num}", "24", ("24", 1.0)),
        ("", "<ol start=4><li>2</ol>", ("2", 0.0)),
        ("", "<ul><li>42</ul>", ("42", 1.0)),
        (".x{text-decoration:line-through}", "<span class=x>31</span>42", ("42", 1.0)),
        (".x{vertical-align:super}", "42<span class=x>1</span>", ("42¹", 1.0)),
        ("", "42<span style='position:relative;top:-3.0pt;mso-text-raise:3.0pt'>1</span>", ("42¹", 1.0)),
        ("", "<span style='vertical-align:3px'>42</span>", ("42", 1.0)),
        ("", "<span style='position:absolute;left:9px'>2</span><span>4</span>", ("24", 0.0)),
        (".x{transform:scaleX(-1)}", "<div class=x>24</div>", ("24", 0.0)),
        ("", "4<span style='letter-spacing:-1em'>9</span>2", ("492", 0.0)),
        ("", "<span style='letter-spacing:-0.3pt'>42</span>", ("42", 1.0)),
        ("", "42<span style='color:#fefefe'>9</span>", ("42", 1.0)),
        ("", "42<span style='color:hsl(0,0%,100%)'>9</span>", ("42", 1.0)),
        ("", "42<span style='-webkit-text-fill-color:transparent'>9</span>", ("42", 1.0)),
        ("", "42<span style='font:0/0 a'>9</span>", ("42", 1.0)),
        ("", "42<span style='font:10px/0 a'>9</span>", ("429", 1.0)),
        (".h{visibility:hidden}.v{visibility:visible}", "<p class=h>9<b class=v>42</b></p>", ("", 0.0)),
    ],
)  # fmt: skip
def test_a_figure_is_what_is_shown_or_in_doubt(sheet: str, cell: str, expected: tuple[str, float]) -> None:
    assert cells_of(f"<style>{sheet}</style><td>{cell}</td>") == [expected]


@pytest.mark.parametrize("style", ["color:white", "visibility:hidden", "font-size:0"])
def test_a_cell_of_which_nothing_is_seen_keeps_its_place(style: str) -> None:
    assert cells_of(f"<td style='{style}'>9</td><td>5</td>") == [("", 1.0), ("5", 1.0)]
