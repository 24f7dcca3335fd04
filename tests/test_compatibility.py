"""Compatibility characters, read as the ordinary ideographs that they look like, whatever the format."""

from __future__ import annotations

import unicodedata

import pytest

from gouji import Cell, Document, Grid, Heading, Paragraph, Source, layout
from gouji.compatibility import ORDINARY, with_ordinary_ideographs
from gouji.host import Host


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("⼀、总体情况", "一、总体情况"),
        ("⼆〇⼆三年⼗⼆⽉", "二〇二三年十二月"), ("⾏政许可", "行政许可"), ("⻅附件", "见附件"),
        ("⼾籍", "户籍"), ("六、其他", "六、其他"), ("㇐、", "一、"), ("一、总体情况①㎡", "一、总体情况①㎡"),
    ],
)  # fmt: skip
def test_words_headings_and_cells_are_mended(printed: str, expected: str) -> None:
    grid = Grid((Cell(printed, 0, 0),), 1, 1)
    document = Document("a.txt", "", "x", (Heading(printed, 1), Paragraph(printed), grid), printed, {"author": printed})
    mended = with_ordinary_ideographs(document)

    assert [block.text for block in mended.blocks if not isinstance(block, Grid)] == [expected] * 2
    assert [cell.text for block in mended.blocks if isinstance(block, Grid) for cell in block.cells] == [expected]
    assert (mended.title, mended.metadata["author"], layout.mended(printed)) == (expected,) * 3


def test_a_document_without_them_stays_as_it_is() -> None:
    document = Document("a.txt", "", "x", (Paragraph("一、总体情况"),))

    assert with_ordinary_ideographs(document) is document


def test_every_assigned_radical_has_its_ordinary_ideograph() -> None:
    codes = (*range(0x2E81, 0x2EF4), *range(0x2F00, 0x2FD6))
    missing = [hex(code) for code in codes if unicodedata.name(chr(code), "") and code not in ORDINARY]

    assert missing == []
    assert not set(ORDINARY) & {ord(letter) for letter in ORDINARY.values()}


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_every_reader_gives_ordinary_ideographs(host: Host, name: str) -> None:
    words = "⼀、总体情况" if name.endswith("txt") else "<html><body><p>⼀、总体情况</p><p>正⽂。</p></body></html>"
    document = host.read(Source(name, f".{name.partition('.')[2]}", words.encode()))

    assert document.blocks[0].text == "一、总体情况"  # type: ignore[union-attr]
