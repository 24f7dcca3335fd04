"""Files of every format, damaged at random: in their bytes, or in a part of their package."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from gouji_rules.gid.testing import lawful, to_docx, to_html, to_text
from ofd_file import from_pdf
from test_xlsx_reports import workbook

SAMPLE_PDF = Path(__file__).parents[2] / "reports_in" / "示例区人民政府_2023.pdf"
SEED = 4
TOKENS = (
    b"\0", b"\xff\xfe", b"<table>", b"</table>", b"<td rowspan=99999 colspan=99999>", b"</td>", b"<div>", b"-->", b"<!--", b"]]>",
    b"99999999999999999999", b"-1", b"1e999", b"NaN", b"<w:tbl>", b"</w:tc>", b"|", b"\t", b"\n", b"&#0;", b"&x;", b">>", b"endobj",
    "一、总体情况".encode(), "2099年".encode(), "Ⅸ²½１２".encode(), b"\xed\xa0\x80",
)  # fmt: skip


def _ofd() -> bytes:
    return from_pdf(SAMPLE_PDF.read_bytes())


def _xlsx() -> bytes:
    return workbook(lawful(SEED), bordered=True, sheets=False)


WHOLE: dict[str, Callable[[], bytes]] = {
    ".html": cache(lambda: to_html(lawful(SEED)).encode()), ".txt": cache(lambda: to_text(lawful(SEED)).encode()),
    ".docx": cache(lambda: to_docx(lawful(SEED))), ".xlsx": cache(_xlsx), ".pdf": SAMPLE_PDF.read_bytes, ".ofd": cache(_ofd),
}  # fmt: skip


def mutant(suffix: str, number: int) -> bytes:
    """Return a damaged file of a format; the same number gives the same file."""
    whole, rng = WHOLE[suffix](), random.Random(f"{suffix}{number}")
    return _mutated_part(whole, rng) if whole.startswith(b"PK") and rng.random() < 0.7 else _mutated(whole, rng)


def _mutated(data: bytes, rng: random.Random) -> bytes:
    """Damage bytes in one to eight places."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        start = rng.randrange(len(changed) + 1)
        end = min(len(changed), start + rng.choice((1, 2, 16, 300, 5000)))
        match rng.randrange(7):
            case 0:
                changed[start:end] = rng.randbytes(end - start)
            case 1:
                del changed[start:end]
            case 2:
                changed[start:start] = changed[start:end] * rng.choice((1, 3, 50))
            case 3:
                changed[start:start] = rng.choice(TOKENS) * rng.choice((1, 1, 3, 2000))
            case 4:
                changed[start:end] = bytes(reversed(changed[start:end]))
            case 5 if rng.random() < 0.3:
                del changed[start:]
            case _:
                changed[start : start + 1] = bytes((rng.randrange(256),))
    return bytes(changed)


def _mutated_part(data: bytes, rng: random.Random) -> bytes:
    """Damage one part of a package and pack it again."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice([name for name in parts if name.endswith(".xml")])
    if rng.random() < 0.5:
        name = max(parts, key=lambda each: (each.endswith(".xml"), len(parts[each])))
    parts[name] = _in_values(parts[name], rng) if rng.random() < 0.6 else _mutated(parts[name], rng)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=zlib.Z_BEST_SPEED) as packed:
        for each, content in parts.items():
            packed.writestr(each, content)
    return stream.getvalue()


def _in_values(data: bytes, rng: random.Random) -> bytes:
    """Replace attributes' values, or take out or repeat whole tags, so that the XML often stays well formed."""
    pieces = data.split(b'"')
    for _ in range(rng.choice((1, 5, 50))):
        if len(pieces) > 2:
            place = rng.randrange(1, len(pieces), 2) if rng.random() < 0.9 else rng.randrange(len(pieces))
            pieces[place] = rng.choice((b"", b"-1", b"0", b"99999999", b"1e999", b"x", "甲".encode(), b"1 2 3", b"NaN"))
    return b'"'.join(pieces)
