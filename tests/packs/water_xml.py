"""A reader for water quality reports in an XML of their own, which names each figure by table, row and column."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from lxml import etree

from gouji import Block, Document, GivenFigure, Heading, Location, Paragraph, Source, UnreadableReport, hookimpl

_NAMESPACE = "{urn:example:water-quality}"
_ROOT = b"<WaterQualityReport"
_OPENING_BYTES = 500


@hookimpl
def read(source: Source) -> Document | None:
    """Read the XML; None for any other file."""
    if _ROOT not in source.data[:_OPENING_BYTES]:
        return None
    try:
        root = etree.fromstring(source.data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise UnreadableReport(f"XML 损坏：{error} / broken XML: {error}") from error
    title = root.findtext(f"{_NAMESPACE}Title", "")
    metadata = {"published": root.get("published", ""), "publisher": root.findtext(f"{_NAMESPACE}System", "")}
    return Document(
        source.name, sha256(source.data).hexdigest(), "water-xml", (Heading(title, 1), *_blocks(root)), title,
        {key: value for key, value in metadata.items() if value}, figures=tuple(_figures(root)),
    )  # fmt: skip


def _blocks(root: etree._Element) -> Iterator[Block]:
    for section in root.iter(f"{_NAMESPACE}Section"):
        yield Heading(section.get("heading", ""), 2, _at(section))
        yield from (Paragraph(part.text or "", _at(part)) for part in section.iter(f"{_NAMESPACE}P"))


def _figures(root: etree._Element) -> Iterator[GivenFigure]:
    for table in root.iter(f"{_NAMESPACE}Table"):
        for row in table.iter(f"{_NAMESPACE}Row"):
            for cell in row.iter(f"{_NAMESPACE}Cell"):
                name, component = row.get("id", ""), row.get("component", "")
                yield GivenFigure(
                    table.get("id", ""), name, cell.get("column", ""), cell.text or "", component, _at(cell)
                )


def _at(element: etree._Element) -> Location:
    return Location(line=_line(element))


def _line(element: etree._Element) -> int | None:
    line = element.sourceline
    return line if isinstance(line, int) else None
