"""Other, old, encrypted, broken and hostile files before the reader of workbooks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji import Grid, Source, UnreadableReport
from gouji_plugins.readers.xlsx import read
from workbooks import one_sheet, read_bytes, rezipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
SMALL = one_sheet(lambda sheet: sheet.append(["甲", 1]))


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"", ".xlsx"),
        (b"%PDF-1.7", ".xlsx"),
        (OLE + "WordDocument".encode("utf-16-le"), ".doc"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ".docx"),
        (b"PK\x03\x04", ".docx"),
    ],
)
def test_other_formats_are_left_to_other_readers(data: bytes, suffix: str) -> None:
    assert read(Source("a" + suffix, suffix, data)) is None


@pytest.mark.parametrize(
    ("data", "suffix", "reason"),
    [
        (OLE, ".xls", "旧版 .xls 文件，请另存为 .xlsx / an old .xls file, save it as .xlsx"),
        (OLE + "Workbook".encode("utf-16-le"), "", "旧版 .xls 文件"),
        (b"\t\x08\x10\x00\x00\x06\x05\x00" + b"\0" * 20, ".xls", "旧版 .xls 文件"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ".xlsx", "文件已加密 / the file is encrypted"),
        (b"PK\x03\x04 xl/workbook.xml", ".xlsx", "已损坏"),
    ],
)
def test_old_encrypted_and_broken_workbooks_are_unreadable(data: bytes, suffix: str, reason: str) -> None:
    with pytest.raises(UnreadableReport, match=reason):
        read(Source("a" + suffix, suffix, data))


def hostile(rows: str = "", more: str = "") -> bytes:
    def change(_: str) -> str:
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData>{more}</worksheet>'

    return rezipped(one_sheet(lambda sheet: None), "xl/worksheets/sheet1.xml", change)


def test_hostile_workbooks_are_unreadable() -> None:
    data = one_sheet(lambda sheet: None)
    far = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    for bad in (
        hostile(more='<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        hostile(far, '<mergeCells count="1"><mergeCell ref="A1:A400000"/></mergeCells>'),
        hostile('<row r="1">' + "<c/>" * 300_000 + "</row>"),
        hostile('<row r="x"><c r="1A"><v>1</v></c></row>'),
        rezipped(data, "xl/workbook.xml", lambda text: '<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'),
        rezipped(data, "xl/workbook.xml", lambda text: "<workbook/>"),
        rezipped(data, "xl/styles.xml", lambda text: "<"),
        rezipped(data, "docProps/app.xml", lambda text: " " * 30_000_000),
        data[: len(data) // 2],
    ):
        with pytest.raises(UnreadableReport, match=" / "):
            read(Source("a.xlsx", ".xlsx", bad))


def test_cells_far_apart_are_read() -> None:
    document = read_bytes(hostile('<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row>'))

    [grid] = [block for block in document.blocks if isinstance(block, Grid)]

    assert (grid.rows, grid.columns) == (1, 16384)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_read_or_unreadable(data: st.DataObject) -> None:
    whole = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(Source("a.xlsx", ".xlsx", bytes(whole)))
    except UnreadableReport as reason:
        assert " / " in str(reason)
