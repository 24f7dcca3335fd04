"""What was read of a file comes back from the store as it was, whatever reader read it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gouji import Cell, Document, Grid, Heading, Location, Paragraph
from gouji.files import File, read_file
from gouji.host import Host
from gouji.model.document import GivenFigure
from gouji.record.document import pack_document, unpack_document

SAMPLES = Path(__file__).parent.parent / "reports_in"
ODD = Document(
    "甲/报告.xml", "ab" * 32, "xml",
    (
        Paragraph("lone \ud800", Location(2, (0.1, 0.2, 3, 4.5), 7)), Heading("一、", 2),
        Grid((Cell("1\n2", 0, 0, 2, 3, Location(1, None, None, 4, 0, 0), 0.25), Cell("", 1, 3)), 2, 4, exact=False),
        Grid((), 0, 0), Paragraph(""),
    ),
    "title", {"published": "2021-01-02"}, 3, ("doubt",), (2, 3), {2: 1}, (GivenFigure("t", "r", "c", "5", "x"),), 1,
)  # fmt: skip


@pytest.mark.parametrize("name", sorted({path.suffix: path.name for path in SAMPLES.glob("示例*")}.values()))
def test_a_document_comes_back_as_it_was_read(name: str, host: Host) -> None:
    try:
        document = read_file(File(SAMPLES / name, name), host)
    except Exception as error:
        pytest.skip(str(error))

    assert repr(unpack_document(pack_document(document))) == repr(document)
    assert unpack_document(pack_document(document)) == document


@pytest.mark.parametrize("document", [ODD, Document("", "", "", ())])
def test_odd_documents_come_back_too(document: Document) -> None:
    back = unpack_document(pack_document(document))

    assert back == document
    assert [type(block) for block in back.blocks] == [type(block) for block in document.blocks]


def test_what_is_no_plain_data_is_not_packed() -> None:
    assert pack_document(Document("", "", "", (Grid((Cell("1", 0, 0, confidence=Decimal(1)),), 1, 1),))) == b""  # type: ignore[arg-type]


def test_a_file_that_is_known_is_not_opened(host: Host) -> None:
    assert read_file(File(Path("nowhere"), "x", pack_document(ODD)), host) == ODD
