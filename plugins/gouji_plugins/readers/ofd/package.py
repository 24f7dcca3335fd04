"""The parts of an OFD file: documents, their pages, templates and resources, by the addresses that the parts give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from gouji import Archive, UnreadableReport

if TYPE_CHECKING:
    from lxml import etree

MAX_DOCUMENTS = 20

_DAMAGED = "文件不完整或已损坏 / the file is cut off or damaged"
Box = tuple[float, float, float, float]
_A4 = (0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page before it is read: its part, and the document that it belongs to."""

    part: str
    document: DocumentParts


@dataclass(slots=True)
class DocumentParts:
    """What the pages of one document share: page size, parts of templates by id, parts with resources."""

    box: Box
    templates: dict[str, str]
    resources: list[str]
    units: dict[str, etree._Element] | None = None


@dataclass(slots=True)
class Package:
    """An opened OFD file; templates are parsed once."""

    archive: Archive
    title: str
    author: str
    pages: list[PageRef]
    parsed: dict[str, etree._Element] = field(default_factory=dict)

    def page(self, ref: PageRef) -> etree._Element:
        """Return a page's root; UnreadableReport where the part is missing."""
        return _root(self.archive, ref.part)

    def templates(self, ref: PageRef, page: etree._Element) -> Iterator[etree._Element]:
        """Yield the roots of the templates under (or over) a page."""
        for use in page.iterchildren("{*}Template"):
            part = ref.document.templates.get(use.get("TemplateID", ""))
            if part is not None:
                if part not in self.parsed:
                    self.parsed[part] = _root(self.archive, part)
                yield self.parsed[part]

    def unit(self, document: DocumentParts, number: str) -> etree._Element | None:
        """Return a drawing that the resources hold for use in several places."""
        if document.units is None:
            roots = (self.archive.xml(part) for part in document.resources)
            units = (unit for root in roots if root is not None for unit in root.iter("{*}CompositeGraphicUnit"))
            document.units = {unit.get("ID", ""): unit for unit in units}
        return document.units.get(number)


def open_package(archive: Archive) -> Package:
    """Follow the addresses from OFD.xml to the pages; UnreadableReport where a part is missing or there are too many."""
    title = author = ""
    pages: list[PageRef] = []
    bodies = list(_root(archive, "OFD.xml").iterchildren("{*}DocBody"))
    for body in bodies[:MAX_DOCUMENTS]:
        title = title or _text(body, "{*}DocInfo/{*}Title")
        author = author or _text(body, "{*}DocInfo/{*}Author")
        pages += _pages(archive, _resolved("OFD.xml", _text(body, "{*}DocRoot")))
        if len(pages) > (most := archive.limits.pages):
            raise UnreadableReport(f"文件超过 {most} 页 / more than {most} pages")
    return Package(archive, title, author, pages)


def _pages(archive: Archive, part: str) -> list[PageRef]:
    root = _root(archive, part)
    common = root.find("{*}CommonData")
    shared = list(common) if common is not None else []
    templates = {e.get("ID", ""): _resolved(part, e.get("BaseLoc", "")) for e in _named(shared, "TemplatePage")}
    resources = [
        _resolved(part, e.text or "") for name in ("PublicRes", "DocumentRes") for e in _named(shared, name)
    ]  # fmt: skip
    area = next(iter(_named(shared, "PageArea")), None)
    document = DocumentParts(box_of(area, _A4), templates, resources)
    found = root.iterfind("{*}Pages/{*}Page")
    return [PageRef(_resolved(part, page.get("BaseLoc", "")), document) for page in found]


def _named(elements: list[etree._Element], name: str) -> list[etree._Element]:
    return [element for element in elements if str(element.tag).rpartition("}")[2] == name]


def _root(archive: Archive, part: str) -> etree._Element:
    root = archive.xml(part)
    if root is None:
        raise UnreadableReport(_DAMAGED)
    return root


def _resolved(part: str, address: str) -> str:
    """Return the name of a part by its address: from the root of the file, or relative to the part that names it."""
    address = address.strip().replace("\\", "/")
    return normpath(address.lstrip("/") if address.startswith("/") else join(dirname(part), address))


def _text(element: etree._Element, path: str) -> str:
    return " ".join((element.findtext(path) or "").split())


def box_of(area: etree._Element | None, otherwise: Box) -> Box:
    """Return the physical box of a page area, in millimetres."""
    numbers = numbers_of(area.findtext("{*}PhysicalBox") if area is not None else None)
    if len(numbers) != 4 or not (0 < numbers[2] < 1e5 and 0 < numbers[3] < 1e5):
        return otherwise
    return (numbers[0], numbers[1], numbers[2], numbers[3])


def numbers_of(text: str | None) -> list[float]:
    """Return the numbers of an array; what is none, or too large for a page, makes it empty."""
    try:
        numbers = [float(word) for word in (text or "").split()]
    except ValueError:
        return []
    return numbers if all(abs(number) < 1e6 for number in numbers) else []
