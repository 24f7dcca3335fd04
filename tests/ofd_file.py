"""Writes OFD files (GB/T 33190) from placed text and lines, or from the characters and lines of a printed PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pdfplumber

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MILLIMETRES = 25.4 / 72


def text(x: float, y: float, words: str, size: float = 5, steps: str = "", more: str = "") -> str:
    """Return a text object whose baseline begins at a place, in millimetres; without steps, each step is one square."""
    steps = steps or f"g {len(words)} {size}"
    code = f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{escape(words, quote=False)}</ofd:TextCode>'
    boundary = f'Boundary="{x:.4f} {y - size:.4f} {len(words) * size:.2f} {size * 1.3:.2f}"'
    return f'<ofd:TextObject ID="1" {boundary} Font="1" Size="{size:.4f}" {more}>{code}</ofd:TextObject>'


def path(data: str, more: str = "", inner: str = "") -> str:
    """Return a path object in the coordinates of the page."""
    content = f"{inner}<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject ID="2" Boundary="0 0 210 297" LineWidth="0.35" {more}>{content}</ofd:PathObject>'


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    return path(f"M {x0:.4f} {y0:.4f} L {x1:.4f} {y1:.4f}")


def layer(*objects: str, kind: str = "Body") -> str:
    return f'<ofd:Layer ID="3" Type="{kind}">{"".join(objects)}</ofd:Layer>'


def ofd(pages: Sequence[str], templates: Sequence[str] = (), box: str = "0 0 210 297", **more: str) -> bytes:
    """Pack pages, each the layers of one; a page uses the template of its number. `more` adds or replaces parts."""
    parts = {
        "OFD.xml": f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:Title>标题</ofd:Title>'
        "<ofd:Author>李某</ofd:Author><ofd:CreationDate>2024-01-10</ofd:CreationDate></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": _document(len(pages), len(templates), box),
        "Doc_0/Res.xml": f"<ofd:Res {SPACE}/>",
    }
    for number, content in enumerate(templates):
        parts[f"Doc_0/Tpls/Tpl_{number}/Content.xml"] = _page(content)
    for number, content in enumerate(pages):
        use = f'<ofd:Template TemplateID="{100 + number}" ZOrder="Background"/>' if number < len(templates) else ""
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = _page(content, use)
    return packed(parts | {name.replace("__", "/") + ".xml": content for name, content in more.items()})


def packed(parts: dict[str, str]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _document(pages: int, templates: int, box: str) -> str:
    used = "".join(
        f'<ofd:TemplatePage ID="{100 + n}" BaseLoc="Tpls/Tpl_{n}/Content.xml"/>' for n in range(templates)
    )  # fmt: skip
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="/Doc_0/Pages/Page_{n}/Content.xml"/>' for n in range(pages))
    area = f"<ofd:PageArea><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:PageArea>"
    common = f"<ofd:CommonData>{area}<ofd:DocumentRes>Res.xml</ofd:DocumentRes>{used}</ofd:CommonData>"
    return f"<ofd:Document {SPACE}>{common}<ofd:Pages>{listed}</ofd:Pages></ofd:Document>"


def _page(content: str, use: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:Page {SPACE}>{use}<ofd:Content>{content}</ofd:Content></ofd:Page>'


def from_pdf(pdf: bytes, *, with_templates: bool = False) -> bytes:
    """Convert a printed PDF: each line of text one object, lines in a layer of their own or on template pages."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        texts = [layer(*map(_text_of, _lines(page.chars, page.height))) for page in document.pages]
        rules = [layer(*(_line_of(e) for e in page.edges if _is_seen(e)), kind="Background") for page in document.pages]
        width, height = (float(side) * MILLIMETRES for side in (document.pages[0].width, document.pages[0].height))
    box = f"0 0 {width:.3f} {height:.3f}"
    if with_templates:
        return ofd(texts, rules, box)
    return ofd([rule + text for rule, text in zip(rules, texts, strict=True)], box=box)


def _lines(characters: Iterable[dict[str, Any]], height: float) -> list[list[tuple[str, float, float, float]]]:
    """Group characters (text, x, baseline, size in millimetres) that follow one another on one baseline."""
    placed = [
        (c["text"], c["matrix"][4] * MILLIMETRES, (height - c["matrix"][5]) * MILLIMETRES, c["size"] * MILLIMETRES)
        for c in characters
    ]
    return [list(group) for _, group in groupby(placed, key=lambda c: (round(c[2], 2), round(c[3], 2)))]


def _text_of(characters: list[tuple[str, float, float, float]]) -> str:
    words = "".join(text for text, _, _, _ in characters)
    steps = [f"{after[1] - before[1]:.3f}" for before, after in pairwise(characters)]
    written = " ".join(_repeated(step, len(list(group))) for step, group in groupby(steps))
    _, x, baseline, size = characters[0]
    return text(x, baseline, words, size, written or "0")


def _repeated(step: str, times: int) -> str:
    return f"g {times} {step}" if times > 1 else step


def _is_seen(edge: dict[str, Any]) -> bool:
    """Tell lines from the sides of white boxes, which office programs lay behind the text."""
    colour = edge["non_stroking_color"]
    return edge.get("stroke", True) or colour is None or min(colour) < 1


def _line_of(edge: dict[str, Any]) -> str:
    return line(*(edge[side] * MILLIMETRES for side in ("x0", "top", "x1", "bottom")))
