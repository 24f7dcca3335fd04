"""Small PDF files written by hand, and what is read from them."""

from __future__ import annotations

from collections.abc import Sequence

from gouji import Document, Source
from gouji_plugins.readers import pdf

FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    "/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
    "/DW 1000/W[1 95 500]/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]"
    "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>>>]>>"
)

ENCRYPTED = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{'00' * 32}>/U<{'00' * 32}>/P -1>>/ID[<00><00>]"


def made_pdf(
    *pages: str, trailer: str = "", turned: int = 0, last: str = "", resources: str = "", catalog: str = "",
    annotations: str = "",
) -> bytes:  # fmt: skip
    """Write a PDF with one content stream for each page (A4), and a font F that knows Chinese.

    `last` is a further object, number 6 where there is one page, which `resources` and `catalog` may speak of.
    """
    count = len(pages)
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(count))
    objects = [f"<</Type/Catalog/Pages 2 0 R{catalog}>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>", FONT]
    for i, content in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {turned}"
            f"/Resources<</Font<</F 3 0 R>>{resources}>>/Contents {5 + 2 * i} 0 R{annotations}>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    objects += [last] * bool(last)
    data, offsets = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(offsets) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R{trailer}>>"
    return data + f"{end}\nstartxref\n{len(data)}\n%%EOF\n".encode("latin-1")


def words(x: float, y: float, text: str, size: float = 16, matrix: str = "1 0 0 1") -> str:
    return f"BT /F {size} Tf {matrix} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def prose(*lines: str, top: float = 740, left: float = 75) -> str:
    return "".join(words(left, top - 28 * i, line) for i, line in enumerate(lines))


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0} {y0} m {x1} {y1} l S\n"


def ruled(xs: Sequence[float], ys: Sequence[float]) -> str:
    """Draw a full lattice of strokes."""
    return "".join(rule(x, ys[0], x, ys[-1]) for x in xs) + "".join(rule(xs[0], y, xs[-1], y) for y in ys)


def figures(xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> str:
    return "".join(
        words(xs[c] + 6, ys[r] - 18, text, 10) for r, row in enumerate(rows) for c, text in enumerate(row) if text
    )


def read(data: bytes) -> Document:
    document = pdf.read(Source("报告.pdf", ".pdf", data))
    assert document is not None
    return document


XS, YS = (75, 235, 315, 395), (700, 670, 640, 610)


ROWS = [["信息内容", "制发件数", "废止件数"], ["规章", "0", ""], ["规范性文件", "12", "3"]]
FULL = "一二三四五六七八九十一二三四五六七八九十一二三四五六七"
