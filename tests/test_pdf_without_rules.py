"""Tables of which not every rule is drawn: every figure in its column where alignment tells it, else in doubt."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from blocks import grids, paragraphs
from blocks import rows as texts
from gouji import Document, Outcome, Source
from gouji.checking import bind_document
from gouji.engine import run_rules
from gouji.host import Host
from gouji_plugins.readers import pdf
from gouji_rules.gid.testing import ProgramMissing, htmls_to_pdfs, lawful, to_html
from pdfs import FULL, made_pdf, prose, read, rule, words

LEFT, CENTRES = 60, (250, 320, 390, 460)
TOP, STEP, SIZE = 700, 24, 10
TABLE = [
    ["信息内容", "自然人", "企业", "机构", "总计"],
    ["一、新收", "12", "", "0", "12"],
    ["二、结转", "3", "4", "", "1207"],
    ["三、办结", "", "4", "", "4"],
]
LEVEL = [rule(55, y, 490, y) for y in range(TOP + 15, TOP - 90, -STEP)]
UPRIGHT = [rule(x, TOP + 15, x, TOP - 81) for x in (55, 215, 285, 355, 425, 490)]
STRIPES = "".join(f"0.9 g 55 {y} 435 {STEP} re f 0 g\n" for y in (TOP - 33, TOP - 81))


def table(rows: Sequence[Sequence[str]], top: float = TOP, step: float = STEP, at: str = "centre") -> str:
    """Write rows of a label and figures, these centred in their columns or set at their right side."""
    written = ""
    for number, (label, *figures) in enumerate(rows):
        y = top - number * step
        written += words(LEFT, y, label, SIZE) if label else ""
        for centre, text in zip(CENTRES, figures, strict=False):
            width = sum(1 if letter > "z" else 0.5 for letter in text) * SIZE
            x = centre - width / 2 if at == "centre" or text > "z" else centre + 20 - width
            written += words(x, y, text, SIZE) if text else ""
    return written


def sure(document: Document) -> set[float]:
    return {cell.confidence for grid in grids(document) for cell in grid.cells}


@pytest.mark.parametrize(
    "drawn",
    [
        "",
        "".join(LEVEL),
        LEVEL[0] + LEVEL[1] + LEVEL[-1],
        "".join(UPRIGHT),
        "".join(UPRIGHT) + LEVEL[0] + LEVEL[-1],
        UPRIGHT[0] + UPRIGHT[-1],
        STRIPES,
    ],
    ids=["none", "level", "three lines", "upright", "upright in a frame", "sides", "stripes"],
)
def test_figures_stand_in_their_columns_whatever_rules_are_drawn(drawn: str) -> None:
    document = read(made_pdf(drawn + table(TABLE)))

    assert [texts(grid) for grid in grids(document)] == [TABLE]
    assert (sure(document), document.doubts) == ({1.0}, ())


def test_figures_set_beside_their_headers_are_read_with_a_doubt() -> None:
    document = read(made_pdf(table(TABLE, at="right")))

    assert [texts(grid) for grid in grids(document)] == [TABLE]
    assert sure(document) == {0.5}


def test_prose_and_headings_beside_a_table_stay_outside() -> None:
    above = words(LEFT, TOP + 48, "四、复议诉讼情况", SIZE) + words(LEFT, TOP + 24, FULL + "如下表。", SIZE)
    below = words(LEFT, TOP - 4 * STEP, FULL, SIZE) + words(LEFT, TOP - 5 * STEP, "五、问题", SIZE)
    document = read(made_pdf(above + table(TABLE) + below))

    assert texts(grids(document)[0]) == TABLE
    assert "".join(paragraphs(document)) == f"四、复议诉讼情况{FULL}如下表。{FULL}五、问题"


def test_lines_of_prose_with_figures_are_no_table() -> None:
    lines = [f"全年收到 {number} 件，其中 {number} 件办结，{FULL[:10]}" for number in (12, 13, 14)]
    document = read(made_pdf(prose(*lines)))

    assert grids(document) == []


def test_lines_of_one_label_are_joined_round_their_figures() -> None:
    rows = [*TABLE, ["", "7", "", "", "7"], ["五、其他", "0", "0", "", "0"]]
    y = TOP - 4 * STEP
    wrapped = words(LEFT, y + 6, "四、申请人无正当", SIZE) + words(LEFT, y - 7, "理由逾期不补正", SIZE)
    document = read(made_pdf(table(rows) + wrapped))

    assert texts(grids(document)[0])[4] == ["四、申请人无正当\n理由逾期不补正", "7", "", "", "7"]
    assert sure(document) == {1.0}


def test_figures_between_two_labels_are_doubtful() -> None:
    rows = [*TABLE, ["", "7", "", "", "7"], ["六、其他", "0", "0", "", "0"]]
    y = TOP - 4 * STEP
    labels = words(LEFT, y + 11, "四、不予公开", SIZE) + words(LEFT, y - 9, "五、无法提供", SIZE)
    document = read(made_pdf(table(rows) + labels))

    doubtful = {cell.text for cell in grids(document)[0].cells if cell.text and cell.confidence < 1}
    assert "7" in doubtful
    assert "1207" not in doubtful


def test_columns_under_headers_that_run_together_are_doubtful() -> None:
    header = ["信息内容", "自然人", "科研机构和公益组织", "", "总计"]
    document = read(made_pdf(table([["", "", "", "", ""], *TABLE[1:]]) + table([header])))

    assert sure(document) == {0.5}
    assert ["缺少竖线" in doubt for doubt in document.doubts] == [True]


def test_a_table_goes_on_over_the_page_in_the_same_columns() -> None:
    rows = [["四、公开", "5", "", "", "5"], ["五、其他", "", "", "", ""], ["六、总计", "8", "", "", "1216"]]
    first = table(TABLE, top=700 - 25 * STEP)
    document = read(made_pdf(prose(FULL, FULL) + first, table(rows, top=780)))

    assert [texts(grid) for grid in grids(document)] == [TABLE, rows]
    assert sure(document) == {1.0}


def test_a_header_left_on_the_page_before_heads_the_figures() -> None:
    document = read(made_pdf(prose(FULL, FULL) + table(TABLE[:1], top=100), table(TABLE[1:], top=780)))

    assert [texts(grid) for grid in grids(document)] == [TABLE[:1], TABLE[1:]]
    assert sure(document) == {1.0}


def test_figures_without_any_header_are_doubtful() -> None:
    document = read(made_pdf(table(TABLE[1:], top=780)))

    assert sure(document) == {0.5}


def test_a_row_that_the_page_may_have_cut_from_its_figures_is_doubtful() -> None:
    first = table([*TABLE, ["4.无正当理由", "", "", "", ""]], top=140)
    document = read(made_pdf(prose(FULL, FULL) + first, table([["大量申请", "8", "", "", "8"]] * 2, top=780)))

    assert {cell.text for cell in grids(document)[0].cells if cell.confidence < 1} == {"4.无正当理由", ""}


STYLES = {
    "borderless": "td{border:none}",
    "horizontal": "td{border-left:none;border-right:none}",
    "vertical": "td{border-top:none;border-bottom:none}",
    "three lines": "td{border:none}table{border-top:2px solid;border-bottom:2px solid}",
    "striped": "*{print-color-adjust:exact}td{border:none}tr:nth-child(even){background:#ddd}",
}


@pytest.mark.parametrize("seed", [1, pytest.param(9, marks=pytest.mark.slow)])
def test_every_figure_of_a_printed_report_comes_back(host: Host, seed: int) -> None:
    """Figures are right, or doubted or missing with a word of it; of all together hardly any is in doubt."""
    report = lawful(seed)
    try:
        printed = htmls_to_pdfs([to_html(report).replace("</style>", f"{css}</style>") for css in STYLES.values()])
    except ProgramMissing as missing:
        pytest.skip(str(missing))
    expected = {
        (t, r, c): raw for t, rows in report.figures.items() for r, own in rows.items() for c, raw in own.items()
    }
    for name, data in zip(STYLES, printed, strict=True):
        document = pdf.read(Source(f"{name}.pdf", ".pdf", data))
        assert document is not None
        figures = [figure for own in bind_document(document, host).tables.values() for figure in own.figures.values()]
        certain = {(f.table, f.row, f.column): f.raw for f in figures if f.doubt is None}

        assert {cell: raw for cell, raw in certain.items() if expected.get(cell) != raw} == {}, name
        assert len(certain) > 0.9 * len(expected), name


@pytest.mark.parametrize("seed", [4, 5])
def test_cells_set_apart_by_double_rules_accuse_nobody(host: Host, seed: int) -> None:
    """The space between the rules is no row, and a header that the page cuts is in doubt."""
    apart = "table{border-collapse:separate;border-spacing:2px;border:1px solid}td{border:1px solid}"
    try:
        (printed,) = htmls_to_pdfs([to_html(lawful(seed)).replace("</style>", f"{apart}</style>")])
    except ProgramMissing as missing:
        pytest.skip(str(missing))
    document = pdf.read(Source("a.pdf", ".pdf", printed))
    assert document is not None

    results = run_rules(bind_document(document, host), host.rules)
    assert [result.rule for result in results if result.outcome is Outcome.FAIL] == []
