"""What a page holds and does not show: copies of a table hidden by a style sheet, an attribute or a tag."""

from __future__ import annotations

import pytest

from blocks import grids
from blocks import rows as texts
from gouji import Document
from pages import PROSE, TITLE, read_page

SHOWN = [["行政许可", "23"], ["行政处罚", "5"], ["行政强制", "1"]]
COPY = (
    "<table class='t old' id='copy'><tr><td>行政许可</td><td>99</td></tr><tr><td>行政处罚</td><td>5</td></tr></table>"
)
TABLE = "<table class='t'>" + "".join(f"<tr><td>{label}</td><td>{n}</td></tr>" for label, n in SHOWN) + "</table>"


def page(sheet: str, other: str = COPY, table: str = TABLE) -> Document:
    return read_page(
        f"<html><head><title>{TITLE}</title><style>{sheet}</style></head><body><h1>{TITLE}</h1><p>一、总体情况</p>"
        f"<p>{PROSE}</p>{other}{table}<p>六、其他需要报告的事项</p><p>无。{PROSE}</p></body></html>"
    )


@pytest.mark.parametrize(
    "sheet",
    [
        ".old{display:none}", "#copy { DISPLAY : none ; }", "table.old{display:none}", ".t.old{visibility:hidden}",
        ".x, .old{visibility:collapse}", "body .old{display:none}", "body>table.old{display:none}",
        ".old{display:none!important} .t{display:table}", "/* a */ .old /* b */ {display:none}", "<!-- .old{display:none} -->",
        '@charset "utf-8"; .old{display:none}', "@font-face{font-family:x;src:url(a)} .old{display:none}",
        "@media screen{.x{color:red} .old{display:none}}", "@supports (display:grid){.old{display:none}}",
        ".old{display:none} @media (max-width:700px){.old{display:table}}", ".old{opacity:0}",
        ".old{position:absolute;left:-9999px}", ".old{height:0;overflow:hidden}", ".old{transform:scale(0)}",
    ],
)  # fmt: skip
def test_a_style_sheet_hides_a_table(sheet: str) -> None:
    document = page(sheet)

    assert ([texts(grid) for grid in grids(document)], document.doubts) == ([SHOWN], ())


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print{.old{display:none}}", "@media (max-width:700px){.old{display:none}}", ".old{display:none} .old.t{display:table}",
        ".old{display:none} .t:hover{display:table}", ".x .old{display:none}", "p.old{display:none}", "#old{display:none}",
        ".t:not(.t){display:none}", ".older{display:none}", ".old{opacity:0.9}", ".old{height:0}", ".old{left:-20px}",
    ],
)  # fmt: skip
def test_a_table_that_is_shown_is_read(sheet: str) -> None:
    assert len(grids(page(sheet))) == 2


@pytest.mark.parametrize(
    "around",
    [
        "<div hidden>{}</div>", '<div hidden="hidden">{}</div>', "<template>{}</template>", "<noscript>{}</noscript>",
        "<noframes>{}</noframes>", '<script type="text/html">{}</script>', "<dialog>{}</dialog>", "<!--{}-->",
        '<div style="opacity: 0">{}</div>', '<div style="visibility:hidden">{}</div>',
    ],
)  # fmt: skip
def test_tags_and_attributes_hide_a_table(around: str) -> None:
    document = page("", around.format(COPY))

    assert [texts(grid) for grid in grids(document)] == [SHOWN]


@pytest.mark.parametrize("hiding", ["class=tab", 'style="display:none"', "hidden"])
def test_the_only_table_is_read_with_a_doubt_though_hidden(hiding: str) -> None:
    document = page(".tab{display:none}", "", f"<div {hiding}>{TABLE}</div>")

    assert [texts(grid) for grid in grids(document)] == [SHOWN]
    assert document.doubts == (
        "页面隐藏的内容已一并读取 / what the page hides was read, since nothing else stands there",
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("10<br>8", "10\n8"), ("<p>10</p><p>8</p>", "10\n8"), ("<div>10</div>8", "10\n8"), ("10<hr>8", "10\n8"),
        ("<ul><li>10</li><li>8</li></ul>", "10\n8"), ("<span style='display:block'>10</span>8", "10\n8"),
        ("<input value=10><input value=8>", "10\n8"), ("<input value=10>", "10"), ("<span>10</span><span>8</span>", "108"),
    ],
)  # fmt: skip
def test_values_of_a_cell_stand_in_lines_of_their_own(cell: str, expected: str) -> None:
    [table] = grids(
        page("", "", f"<table><tr><td>行政许可</td><td>{cell}</td></tr><tr><td>行政处罚</td><td>5</td></tr></table>")
    )

    assert texts(table)[0] == ["行政许可", expected]


def test_a_cell_that_holds_a_table_of_its_own_is_not_blank() -> None:
    inner = "<table><tr><td>10</td><td>8</td></tr></table>"
    table = f"<table><tr><td>行政许可</td><td>{inner}</td></tr><tr><td>行政处罚</td><td>5</td></tr><tr><td>行政强制</td><td>1</td></tr></table>"
    cells = grids(page("", "", table))[0].cells

    assert [(cell.text, cell.confidence) for cell in cells if cell.row == 0] == [("行政许可", 1.0), ("", 0.0)]


@pytest.mark.parametrize("code", [0, 1, 8, 11, 14, 26, 27, 31, 127])
def test_control_bytes_are_passed_over_as_browsers_do(code: int) -> None:
    own = f"行政{chr(code)}许可"
    table = (
        f"<table><tr><td>{own}</td><td>2{chr(code)}3</td></tr><tr><td>行政处罚</td><td>{chr(code)}</td></tr></table>"
    )
    document = page("", f"<p>{chr(code)}第二段文字。</p>", table)

    assert texts(grids(document)[0]) == [["行政许可", "23"], ["行政处罚", ""]]
    assert "第二段文字。" in [getattr(block, "text", "") for block in document.blocks]


def test_a_page_that_begins_with_a_null_byte_is_one() -> None:
    assert read_page(
        b"\0<html><body><p>\xe6\xad\xa3\xe6\x96\x87\xe4\xb8\x80\xe8\xa1\x8c\xe3\x80\x82</p></body></html>"
    ).blocks


@pytest.mark.parametrize("style", ["font-size:0", "FONT-SIZE: 1px;", "color:transparent", "color: rgba(0, 0, 0, 0)"])
def test_words_too_small_or_too_clear_to_be_seen_are_none_of_a_figure(style: str) -> None:
    [grid] = grids(page("", "", TABLE.replace("23", f"23<span style='{style}'>9</span>")))

    assert texts(grid) == SHOWN


@pytest.mark.parametrize(
    "style",
    [
        "font-size:10px",
        "font-size:0.9em",
        "color:#333",
        "font-size:1em",
        "font-size:10pt",
        "background-color:transparent",
    ],
)
def test_words_that_are_seen_are_read(style: str) -> None:
    [grid] = grids(page("", "", TABLE.replace("23", f"2<span style='{style}'>3</span>")))

    assert texts(grid) == SHOWN


def test_words_set_anew_within_an_element_without_size_are_read() -> None:
    shown = TABLE.replace("<td>23", "<td style='font-size:0'><span style='font-size:14px'>23</span>")

    assert texts(grids(page("", "", shown))[0]) == SHOWN


SHEETS_HIDE = [
    "font-size:0", "font-size:.5px", "color:transparent", "color:rgba(0,0,0,.02)", "color:#00000000", "color:#fff", "color:white",
    "color:rgb(255,255,255)", "color:#eee;background:#eee", "opacity:.02", "filter:opacity(0)", "position:absolute;left:-999em",
    "position:absolute;right:-5000px", "clip-path:inset(100%)", "clip-path:circle(0)", "transform:scaleX(0)",
    "transform:translateX(-9999px)", "content-visibility:hidden",
]  # fmt: skip


@pytest.mark.parametrize("style", SHEETS_HIDE)
@pytest.mark.parametrize("how", ["style='{}'", "class=z"])
def test_a_digit_that_nobody_sees_is_none_of_a_figure(style: str, how: str) -> None:
    document = page(f".z{{{style}}}", "", TABLE.replace("23", f"23<b {how.format(style)}>9</b>"))

    assert texts(grids(document)[0]) == SHOWN


@pytest.mark.parametrize(
    "selector",
    [
        "[data-x]", "b[data-x='1']", "b[data-x^=\"1\"]", "b:not(.seen)", "b:nth-child(1)", "td b:last-child", "td>b", ":is(b,i)",
        "td:nth-child(even)>b", "tr:first-child b", "i+b, b", "td ~ td b", "html>body b",
    ],
)  # fmt: skip
def test_selectors_tell_by_attribute_and_place(selector: str) -> None:
    document = page(f"{selector}{{display:none}}", "", TABLE.replace("23", "23<b data-x='1'>9</b>"))

    assert texts(grids(document)[0]) == SHOWN


@pytest.mark.parametrize(
    "selector", ["[data-y]", "b:not(b)", "b:nth-child(2)", "tr:nth-child(3) b", "i+b", "i>b", "b:hover"]
)
def test_selectors_that_hold_for_nothing_hide_nothing(selector: str) -> None:
    document = page(f"{selector}{{display:none}}", "", TABLE.replace("23", "2<b data-x='1'>3</b>"))

    assert texts(grids(document)[0]) == SHOWN


def test_the_graver_declaration_decides() -> None:
    sheet = ".a{display:none!important} .b{display:none} :root{--no:none} .c{display:var(--no)}"
    shown, first = "style='display:inline'", "style='display:inline!important'"
    cell = f"<i class=a {shown}>7</i><i class=b {shown}>2</i><i class=c>8</i><i class=b {first}>3</i>"

    assert texts(grids(page(sheet, "", TABLE.replace("23", cell)))[0]) == SHOWN


@pytest.mark.parametrize(
    "around",
    [
        "<tr style='background:#246'><td style='color:#fff'>", "<tr bgcolor=navy><td style='color:white'>",
        "<tr class=dark><td style='color:#fff'>",
        "<tr style='background:url(a.png)'><td style='color:#fff'>",
    ],
)  # fmt: skip
def test_white_words_upon_something_dark_are_seen(around: str) -> None:
    shown = TABLE.replace("<tr><td>", around, 1)

    assert texts(grids(page(".dark{background:#123 url(a.png)}", "", shown))[0]) == SHOWN


def test_white_words_stay_where_a_sheet_outside_may_darken_their_ground() -> None:
    html = f"<html><head><link rel=stylesheet href=a.css></head><body><p>{PROSE}</p>{TABLE}</body></html>"

    assert texts(grids(read_page(html.replace("<td>23", "<td style='color:#fff'>23")))[0]) == SHOWN


DOUBTED = [
    ("<td class=z></td>", ".z::before{content:'23'}"), ("<td class=z></td>", ".z:after{content:attr(title)}"),
    ("<td class=z>2</td>", ".z::after{content:'3'}"), ("<td><i class=z></i></td>", "td .z::before{content:'\\32\\33'}"),
    ("<td class=z></td>", ".z{counter-reset:n 23}.z::before{content:counter(n)}"), ("<td class=z></td>", ".z::before{content:'\\e623'}"),
    ("<td><b>99</b></td>", "td b{content:url(23.png)}"), ("<td>2<img src=3.gif></td>", ""),
    ("<td><img src=/n/2.gif><img src=/n/3.gif></td>", ""),
    ("<td><meter value=23 max=99></meter></td>", ""), ("<td><x-n><template shadowrootmode=open>23</template>9</x-n></td>", ""),
    ("<td><bdo dir=rtl>32</bdo></td>", ""), ("<td>\u202e32\u202c</td>", ""),
    ("<td class=z>32</td>", ".z{unicode-bidi:bidi-override;direction:rtl}"),
    ("<td><div class=z><i>3</i><i>2</i></div></td>", ".z{display:flex;flex-direction:row-reverse}"),
    ("<td><i style='float:right'>3</i>2</td>", ""), ("<td><i style='order:2'>3</i><i style='order:1'>2</i></td>", ""),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "sheet"), DOUBTED)
def test_a_cell_that_shows_other_than_it_holds_is_in_doubt(cell: str, sheet: str) -> None:
    [grid] = grids(page(sheet, "", TABLE.replace("<td>23</td>", cell)))

    assert [cell.confidence for cell in grid.cells] == [1.0, 0.0, 1.0, 1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("cell", "sheet"),
    [
        ("<td class=z>23</td>", ".z::before{content:''}.z::after{content:none}"), ("<td class=z>23</td>", ".z::after{content:' · '}"),
        ("<td class=z>23</td>", ".z::before{content:'\\e623'}"), ("<td><i style='float:right'>23</i></td>", ""),
        ("<td><bdo>23</bdo></td>", ""), ("<td>23<img src=seal.png></td>", ""),
    ],
)  # fmt: skip
def test_marks_beside_a_figure_leave_it_certain(cell: str, sheet: str) -> None:
    [grid] = grids(page(sheet, "", TABLE.replace("<td>23</td>", cell)))

    assert texts(grid) == SHOWN
    assert {cell.confidence for cell in grid.cells} == {1.0}
