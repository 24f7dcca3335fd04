"""The ZIP package of a Word document: only the parts that matter, and none beyond its limits."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from lzma import LZMAError
from posixpath import normpath
from zipfile import BadZipFile, ZipFile

from lxml import etree

from gouji import Limits, UnreadableReport
from gouji_plugins.readers.docx.names import NAMESPACE, STRICT_NAMESPACE

_SMALL = 10_000_000
_ENCRYPTED = 0x1
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY|<\0!\0[DE]|\0<\0!\0[DE]")
_MAIN_TYPE = "/officeDocument"
_ZIP_ERRORS = (
    BadZipFile, zlib.error, LZMAError, EOFError, OSError, ValueError, KeyError, struct.error, NotImplementedError,
    RuntimeError,
)  # fmt: skip
_DAMAGED = "文件不完整或已损坏 / the file is cut off or damaged"
_CHINESE = re.compile(r"[一-鿿]")
_NO_TITLE = re.compile(r"^(?:Microsoft Word|文档\s*\d*|新建|无标题|未命名|标题|附件|空白)", re.IGNORECASE)
_NOBODY = re.compile(
    r"^(?:admin\w*|user\d*|微软\w*|microsoft\w*|lenovo\w*|hp|dell|asus|acer|pc|windows.*|python-docx|wps.*|kingsoft|unknown|匿名.*|用户\d*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package: reads its parts as XML trees."""

    archive: ZipFile
    main: str
    limits: Limits

    def part(self, name: str) -> etree._Element | None:
        """Return a part's root, None where the package has no such part."""
        try:
            with self.archive.open(name) as stream:
                data = stream.read(self.limits.part_bytes + 1)
        except KeyError:
            return None
        except _ZIP_ERRORS as error:
            raise UnreadableReport(_DAMAGED) from error
        if len(data) > self.limits.part_bytes:
            raise UnreadableReport("文件解压后过大 / the file is too large when unpacked")
        return _parse(data, self.limits.tags)

    def document(self) -> etree._Element:
        """Return the main document part."""
        root = self.part(self.main)
        if root is None:
            raise UnreadableReport(_DAMAGED)
        return root

    def beside(self, name: str) -> etree._Element | None:
        """Return a part that serves the main one, such as its styles; a damaged one counts as none."""
        try:
            return self.part(f"{self.main.rpartition('/')[0]}/{name}".lstrip("/"))
        except UnreadableReport:
            return None

    def properties(self) -> tuple[str, dict[str, str]]:
        """Return the title and the author that the document's properties name, where they name one."""
        try:
            core = self.part("docProps/core.xml")
        except UnreadableReport:
            core = None
        texts = (
            {} if core is None else {etree.QName(e).localname: (e.text or "").strip() for e in core.iterchildren("*")}
        )
        title, author = texts.get("title", ""), texts.get("creator", "")
        is_title = len(_CHINESE.findall(title)) >= 6 and not _NO_TITLE.match(title)
        metadata = {"author": author} if author and not _NOBODY.match(author) else {}
        return (" ".join(title.split()) if is_title else ""), metadata


def open_package(data: bytes, limits: Limits) -> Package | None:
    """Open a package; None where it holds no Word document, UnreadableReport where it is damaged, locked or a bomb."""
    try:
        archive = ZipFile(BytesIO(data))
        names = {info.filename for info in archive.infolist()}
    except _ZIP_ERRORS as error:
        raise UnreadableReport(_DAMAGED) from error
    main = _main_part(archive, names, limits)
    if main is None:
        return None
    _check_limits(archive, limits)
    return Package(archive, main, limits)


def _check_limits(archive: ZipFile, limits: Limits) -> None:
    infos = archive.infolist()
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise UnreadableReport("文件已加密 / the file is encrypted")
    total = sum(info.file_size for info in infos)
    ratio = limits.unpack_ratio
    is_bomb = any(info.file_size > _SMALL and info.file_size > ratio * info.compress_size for info in infos)
    if total > limits.unpacked_bytes or len(infos) > limits.parts or is_bomb:
        raise UnreadableReport("文件解压后过大 / the file is too large when unpacked")


def _main_part(archive: ZipFile, names: set[str], limits: Limits) -> str | None:
    """Return the name of the main part: the usual one, else the one that the package's relationships name."""
    if "word/document.xml" in names:
        return "word/document.xml"
    relations = Package(archive, "", limits).part("_rels/.rels") if "_rels/.rels" in names else None
    if relations is None:
        return None
    for relation in relations.iterchildren("*"):
        target = normpath((relation.get("Target") or "").lstrip("/"))
        if (relation.get("Type") or "").endswith(_MAIN_TYPE) and target in names and target.startswith("word/"):
            return target
    return None


def _parse(data: bytes, most_tags: int) -> etree._Element:
    """Parse a part without entities, document type or network."""
    if data.count(b"<") > most_tags:
        raise UnreadableReport(f"文件元素过多（超过 {most_tags} 个） / the file has more than {most_tags} elements")
    if (b"<!" in data or b"\0" in data) and _DOCTYPE.search(data):
        raise UnreadableReport("文件含有不安全的 XML / the file holds unsafe XML")
    if STRICT_NAMESPACE.encode() in data[:4096]:
        data = data.replace(STRICT_NAMESPACE.encode(), NAMESPACE.encode())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableReport(_DAMAGED) from error
    return root
