"""Scans are read right or with a doubt, never silently wrong."""

from __future__ import annotations

import ctypes
import io
from dataclasses import replace
from importlib.util import find_spec

import pypdfium2
import pytest
from PIL import Image

from blocks import grids, texts
from gouji import Document, Grid, Location, Paragraph, Report, Source, UnreadableReport
from gouji.checking import bind_document
from gouji.host import Host
from gouji.limits import Limits
from gouji_plugins.readers import ocr, pdf
from gouji_rules.gid.testing import LawfulReport, ProgramMissing, htmls_to_pdfs, lawful, to_html, to_text
from scans import Scanner, accuracy, bound, scanned, scanned_pages

INSTALLED = all(find_spec(name) for name in ("cv2", "onnxruntime", "rapidocr"))
needs_ocr = pytest.mark.skipif(not INSTALLED, reason="the extra ocr (RapidOCR) is not installed")
SEEDS = (0, 1)
SCANS = [
    (0, Scanner(150, 0.7, 12)),
    (0, Scanner(200, -0.7, 12)),
    (1, Scanner(150, -0.7, 12)),
    (1, Scanner(200, 0.7, 12)),
]


@pytest.fixture(scope="module")
def printed() -> dict[int, bytes]:
    try:
        return dict(zip(SEEDS, htmls_to_pdfs([to_html(lawful(seed)) for seed in SEEDS]), strict=True))
    except ProgramMissing as missing:
        pytest.skip(str(missing))


def source(data: bytes, name: str = "扫描.pdf") -> Source:
    return Source(name, name[name.rindex(".") :], data)


def blank(width: int = 400, height: int = 560) -> Image.Image:
    return Image.new("L", (width, height), 255)


def png(image: Image.Image, **options: tuple[int, int]) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG", **options)
    return file.getvalue()


def bind(host: Host, data: bytes) -> Report:
    return bind_document(host.read(source(data)), host)


# How well reports are read


@needs_ocr
@pytest.mark.ocr
@pytest.mark.browser
@pytest.mark.parametrize(("seed", "scanner"), SCANS, ids=str)
def test_no_figure_is_misread_in_silence(host: Host, printed: dict[int, bytes], seed: int, scanner: Scanner) -> None:
    truth = lawful(seed)
    report = bind(host, scanned(printed[seed], scanner))
    found = accuracy(report, truth)

    assert found.silent == ()
    assert found.right >= (0.98 if scanner.dpi >= 200 else 0.95) * found.cells
    assert (report.agency, report.year) == (truth.agency, truth.year)
    assert [section.id for section in report.sections] == [section.id for section in truth.sections]
    assert all(figure.confidence < 1 for figure in report.figures)
    assert len([line for section in report.sections for line in section.lines]) == _paragraphs(truth)


def _paragraphs(truth: LawfulReport) -> int:
    return sum(len(section.paragraphs) for section in truth.sections) + 2 * truth.signed


@needs_ocr
@pytest.mark.ocr
@pytest.mark.browser
def test_scanned_pages_of_a_pdf_with_text_are_read_in_their_place(host: Host, printed: dict[int, bytes]) -> None:
    whole = pypdfium2.PdfDocument(printed[1])
    scans = pypdfium2.PdfDocument(scanned(printed[1], Scanner(150)))
    mixed, file = pypdfium2.PdfDocument.new(), io.BytesIO()
    mixed.import_pages(whole, [0])
    mixed.import_pages(scans, [1])
    mixed.import_pages(whole, [2])
    mixed.save(file)
    document = host.read(source(file.getvalue()))
    found = accuracy(bind_document(document, host), lawful(1))

    assert document.reader == "pdf"
    assert [block.at.page for block in document.blocks] == sorted(block.at.page or 0 for block in document.blocks)
    assert len({grid.at.table for grid in grids(document)}) == 4
    assert any("第 2 页" in doubt for doubt in document.doubts)
    assert (found.right, found.silent) == (found.cells, ())


@needs_ocr
@pytest.mark.ocr
@pytest.mark.browser
def test_a_picture_is_a_scan_of_one_page(host: Host, printed: dict[int, bytes]) -> None:
    page = scanned_pages(printed[1], Scanner(150))[2]
    document = host.read(source(png(page, dpi=(150, 150)), "第三页.png"))

    assert (document.reader, document.pages) == ("ocr", 1)
    assert any("行政诉讼" in text for text in texts(document))
    assert [grid.columns for grid in grids(document)] == [10, 15]
    assert all(0 <= side <= 850 for grid in grids(document) for side in grid.at.bbox or ())


@needs_ocr
@pytest.mark.ocr
@pytest.mark.browser
@pytest.mark.parametrize("quarters", [1, 2])
def test_a_scan_put_in_the_wrong_way_is_turned(host: Host, printed: dict[int, bytes], quarters: int) -> None:
    page = scanned_pages(printed[1], Scanner(150))[2].rotate(-90 * quarters, expand=True)
    document = host.read(source(bound([page], 150)))

    assert document.turned == {1: 4 - quarters}
    assert [grid.columns for grid in grids(document)] == [10, 15]


@needs_ocr
@pytest.mark.ocr
@pytest.mark.browser
def test_a_searchable_scan_is_read_from_its_picture(host: Host, printed: dict[int, bytes]) -> None:
    scan = pypdfium2.PdfDocument(scanned(printed[1], Scanner(150)))
    page, file = scan[2], io.BytesIO()
    unseen = pypdfium2.raw.FPDFPageObj_NewTextObj(scan.raw, b"Helvetica", 12.0)
    pypdfium2.raw.FPDFText_SetText(unseen, (ctypes.c_ushort * 3)(*b"no", 0))
    pypdfium2.raw.FPDFTextObj_SetTextRenderMode(unseen, pypdfium2.raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    pypdfium2.raw.FPDFPage_InsertObject(page.raw, unseen)
    page.gen_content()
    scan.save(file)
    whole = pypdfium2.PdfDocument(file.getvalue())
    whole_page, single = pypdfium2.PdfDocument.new(), io.BytesIO()
    whole_page.import_pages(whole, [2])
    whole_page.save(single)
    document = host.read(source(single.getvalue()))

    assert (document.reader, document.scanned) == ("pdf", (1,))
    assert [grid.columns for grid in grids(document)] == [10, 15]
    assert "no" not in [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_a_figure_of_low_confidence_is_doubted(host: Host) -> None:
    document = host.read(source(to_html(lawful(1)).encode(), "报告.html"))
    blocks = [_hardly_legible(block) if isinstance(block, Grid) else block for block in document.blocks]
    report = bind_document(replace(document, blocks=tuple(blocks)), host)
    doubts = {figure.doubt.zh if figure.doubt else "" for figure in report.figures}

    assert doubts == {"", "这一格读取把握不足（0.62）"}


def _hardly_legible(grid: Grid) -> Grid:
    return replace(grid, cells=tuple(c._replace(confidence=0.62 if c.row % 2 else 0.8) for c in grid.cells))


# What cannot be read


def test_a_scan_says_what_to_install(monkeypatch: pytest.MonkeyPatch, host: Host) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    scan = bound([blank()], 72)

    assert pdf.read(source(scan)) is None
    for data, name in ((scan, "扫描.pdf"), (png(blank()), "扫描.png")):
        with pytest.raises(UnreadableReport, match=r"gouji\[ocr\]"):
            host.read(source(data, name))


def test_other_files_are_left_to_other_readers() -> None:
    assert ocr.read(source(to_text(lawful(0)).encode(), "报告.txt")) is None
    assert ocr.read(source(to_html(lawful(0)).encode(), "报告.html")) is None


@needs_ocr
@pytest.mark.ocr
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bound([blank()] * 2, 72), "没有认出文字"),
        (bound([blank(40, 56)] * (ocr.MAX_PAGES + 1), 72), "超过 30 页"),
        (png(blank())[:60], "已损坏"),
        (png(Image.new("1", (10_000, 7_000))), "过大"),
    ],
    ids=["blank", "too long", "damaged", "too large"],
)
def test_says_why_a_scan_cannot_be_read(host: Host, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableReport, match=reason):
        host.read(source(data, "扫描.png" if data.startswith(b"\x89PNG") else "扫描.pdf"))


@needs_ocr
@pytest.mark.ocr
def test_a_scan_that_takes_too_long_is_given_up(host: Host) -> None:
    scan = Source("扫描.pdf", ".pdf", bound([blank()], 72), Limits(seconds=1e-6))

    with pytest.raises(UnreadableReport, match="秒"):
        host.read(scan)


@needs_ocr
@pytest.mark.ocr
def test_a_text_pdf_is_left_as_its_reader_read_it(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document("报告.pdf", "", "pdf", (Paragraph("一、总体情况", Location(1)),), pages=1)
    monkeypatch.setattr(ocr, "_completed", None)
    wrapper = ocr.read_scanned_pages(source(b"%PDF-"))
    next(wrapper)

    with pytest.raises(StopIteration) as stop:
        wrapper.send(document)
    assert stop.value.value is document
