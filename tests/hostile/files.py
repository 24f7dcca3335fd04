"""Files that attack the reader, each with the words that its reason must hold."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from pdfs import ENCRYPTED, FULL, made_pdf, prose
from word import p, part, word, zipped

SAMPLES = Path(__file__).parents[2] / "reports_in"
DOCX = (SAMPLES / "示例市教育局_2024.docx").read_bytes()
HTML = (SAMPLES / "示例市住房和城乡建设局_2020.html").read_bytes()
PDF = (SAMPLES / "示例区人民政府_2023.pdf").read_bytes()
MOST_PAGES = 20

_ENTITIES = (f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
LAUGHS = f'<!DOCTYPE a [<!ENTITY a "ha">{"".join(_ENTITIES)}]>'
SECRET = '<!DOCTYPE a [<!ENTITY i SYSTEM "file:///etc/hostname">]>'

LAWFUL: dict[str, bytes] = {
    "好.docx": DOCX,
    "好.html": HTML,
    "其实是docx.pdf": DOCX,
    "其实是html.docx": HTML,
    "其实是pdf.html": PDF,
}


def bomb() -> bytes:
    """Return a document of 100 kB that unpacks to 100 MB."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 100_000_000)
    return stream.getvalue()


def with_doctype(doctype: str) -> bytes:
    """Return a document whose main part declares entities and uses one."""
    whole = part("document", f"<w:body>{p('&i;')}</w:body>")
    return zipped(word__document_xml=whole.replace("?>", f"?>{doctype}", 1))


def hostile() -> dict[str, tuple[bytes, str]]:
    """Return the files by name, with the reason that each must be given."""
    rows = ("<tr>" + "<td>1</td>" * 100 + "</tr>") * 1001
    noise = random.Random(1).randbytes(50_000)
    boxes = "<table><tr><td>甲</td><td>" * 2000
    return {
        "加密.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "文件已加密"),
        "加密.pdf": (made_pdf(prose(FULL), trailer=ENCRYPTED), "文件已加密"),
        "截断.docx": (DOCX[: len(DOCX) // 2], "文件不完整或已损坏"),
        "截断.pdf": (PDF[: len(PDF) // 2], "文件不完整"),
        "空.html": (b"", "文件是空的"),
        "空白.docx": (word(""), "没有文字"),
        "压缩炸弹.docx": (bomb(), "解压后过大"),
        "实体炸弹.docx": (with_doctype(LAUGHS), "不安全的 XML"),
        "外部实体.docx": (with_doctype(SECRET), "不安全的 XML"),
        "页数过多.pdf": (made_pdf(*[prose(FULL)] * (MOST_PAGES + 1)), f"超过 {MOST_PAGES} 页"),
        "单元格过多.html": (f"<html><body><table>{rows}</table></body></html>".encode(), "单元格过多"),
        "嵌套.html": (b"<html><body>" + b"<div>" * 100_000, "嵌套过深"),
        "嵌套表格.html": (f"<html><body>{boxes}".encode(), "嵌套过深"),
        "嵌套.docx": (word("<w:sdt><w:sdtContent>" * 80 + p("甲") + "</w:sdtContent></w:sdt>" * 80), "嵌套过深"),
        "乱码.bin": (noise, "没有读取器认识此文件"),
        "乱码.docx": (noise, "没有读取器认识此文件"),
        "一行.txt": (("政府信息公开年度报告，" * 35_000).encode(), ""),
    }
