"""Other, broken and hostile files before the reader of OFD files."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji import Grid, Source, UnreadableReport
from gouji_plugins.readers.ofd import read
from ofd_file import SPACE, layer, line, ofd, packed, path, text

FULL = "一二三四五六七八九十" * 3
GOOD = ofd([layer(text(20, 50, "甲"))])
RULED = ofd([layer(line(20, 50, 140, 50), path("M 20 50 L 20 80"), text(22, 56, "12", 4))], [layer(text(20, 20, "甲"))])
IMAGE = layer('<ofd:ImageObject ID="5" Boundary="0 0 210 297" ResourceID="6"/>')
DOCUMENT = f"<ofd:Document {SPACE}><ofd:Pages>{{0}}</ofd:Pages></ofd:Document>"
PAGE = '<ofd:Page ID="1" BaseLoc="{0}"/>'
BOMB = '<!DOCTYPE a [<!ENTITY b "甲"><!ENTITY c "&b;&b;&b;&b;">]><ofd:OFD/>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (ofd([IMAGE]), "扫描件，没有文字层，请安装 gouji[ocr] / scanned, install gouji[ocr]"),
        (ofd([layer()]), "没有文字"),
        (ofd([]), "没有页面"),
        (GOOD[: len(GOOD) // 2], "已损坏"),
        (packed({"Doc_0/Document.xml": "<a/>"}), "已损坏"),
        (packed({"OFD.xml": "<a", "Doc_0/Document.xml": "<a/>"}), "已损坏"),
        (packed({"OFD.xml": "<a/>"}), "没有页面"),
        (packed({"OFD.xml": "<a/>", "Encryptions.xml": "<a/>"}), "已加密"),
        (packed({"OFD.xml": BOMB}), "不安全"),
        (ofd(["甲"], OFD=BOMB), "不安全"),
        (ofd(["甲"], OFD="<!--" + "甲" * 9000 + "-->" + BOMB), "不安全"),
        (ofd([layer(text(20, 50, "甲"))], Doc_0__Document=DOCUMENT.format(PAGE.format("../../../etc/passwd"))), "已损坏"),
        (ofd([layer(text(20, 50, "甲"))], Doc_0__Document=DOCUMENT.format(PAGE.format("//etc/passwd"))), "已损坏"),
        (ofd([layer(text(20, 50, "甲"))], Doc_0__Document=DOCUMENT.format(PAGE.format("") * 3)), "已损坏"),
        (ofd([], Doc_0__Document=DOCUMENT.format(PAGE.format("Pages/Page_0/Content.xml") * 10_000)), "超过 300 页"),
        (ofd([layer(" " * 30_000_000)]), "过大"),
        (ofd([layer("<a/>" * 60_000)]), "图形过多"),
        (ofd([layer(path("M 0 0 " + "L 9 9 " * 30_000))]), "图形过多"),
        (ofd([layer(*(text(20, 50, FULL * 100) for _ in range(20)))]), "图形过多"),
        (ofd(["<ofd:Layer>" * 300 + "</ofd:Layer>" * 300]), "没有文字|已损坏"),
    ],
)  # fmt: skip
def test_broken_and_hostile_files_are_unreadable(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableReport) as error:
        read(Source("a.ofd", ".ofd", data))

    assert any(words in str(error.value) for words in reason.split("|"))
    assert " / " in str(error.value)
    assert "\n" not in str(error.value)


def test_one_large_part_asked_for_again_and_again_is_a_bomb() -> None:
    parts = [layer(text(20, 50, "甲")) + f"<!-- {'ab' * 4_000_000} -->"]
    data = ofd(parts, Doc_0__Document=DOCUMENT.format(PAGE.format("Pages/Page_0/Content.xml") * 300))

    with pytest.raises(UnreadableReport, match="过大"):
        read(Source("a.ofd", ".ofd", data))


def test_a_composite_that_holds_itself_ends() -> None:
    use = '<ofd:CompositeObject ID="8" Boundary="1 1 9 9" ResourceID="9"/>'
    unit = f'<ofd:CompositeGraphicUnit ID="9"><ofd:Content>{use * 9}</ofd:Content></ofd:CompositeGraphicUnit>'
    data = ofd([layer(use)], Doc_0__Res=f"<ofd:Res {SPACE}>{unit}</ofd:Res>")

    with pytest.raises(UnreadableReport):
        read(Source("a.ofd", ".ofd", data))


@pytest.mark.parametrize(
    "more",
    [
        'CTM="nan 0 0 nan 0 0"', 'CTM="1 0"', 'CTM="0 0 0 0 0 0"', 'HScale="x"', 'Boundary="1e99 0 1 1"', 'CTM="1e5 0 0 1e5 0 0"',
    ],
)  # fmt: skip
def test_numbers_out_of_reason_do_no_harm(more: str) -> None:
    broken = f'<ofd:TextObject Size="5" {more}><ofd:TextCode X="inf" Y="-" DeltaX="g x g">乙乙</ofd:TextCode></ofd:TextObject>'
    document = read(Source("a.ofd", ".ofd", ofd([layer(text(20, 50, "甲"), broken)], box="0 0 x")))

    assert document is not None
    assert "甲" in "".join(block.text for block in document.blocks if not isinstance(block, Grid))


@pytest.mark.parametrize(
    ("data", "suffix"),
    [(b"%PDF-1.7", ".ofd"), (b"", ".ofd"), (packed({"word/document.xml": "OFD.xml"}), ".docx"), (GOOD[1:], ".ofd")],
)
def test_other_formats_are_left_to_other_readers(data: bytes, suffix: str) -> None:
    assert read(Source("a" + suffix, suffix, data)) is None


def test_the_content_counts_and_not_the_suffix() -> None:
    assert read(Source("a.bin", ".bin", GOOD)) is not None


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_unreadable(data: st.DataObject) -> None:
    whole = bytearray(RULED)
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        read(Source("a.ofd", ".ofd", bytes(whole)))
    except UnreadableReport as reason:
        assert " / " in str(reason)
