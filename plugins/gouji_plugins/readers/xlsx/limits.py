"""What a workbook may hold, looked at before it is loaded: one line in the file may merge billions of cells in memory."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from gouji import Archive, UnreadableReport

if TYPE_CHECKING:
    from lxml import etree

MAX_MERGED = 200_000
MAX_COLUMNS = 16_384

_PARTS = 500
_MEDIA = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".bin", ".vml")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_DOCTYPE = re.compile(rb"<!DOCTYPE|<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E|<!ENTITY")
_UNSAFE = "文件含有不安全的 XML / the file holds unsafe XML"
_TOO_WIDE = "合并单元格范围过大 / merged cells cover too large an area"
_PARTED = "工作簿部件过多 / the workbook has too many parts"


def check_limits(archive: Archive) -> bool:
    """Refuse a workbook beyond the limits; tell whether a formula in it has no stored value."""
    names = sorted(name for name in archive.names if not name.lower().endswith(_MEDIA) and not name.endswith("/"))
    if len(names) > _PARTS:
        raise UnreadableReport(_PARTED)
    count = _Count(archive.limits.cells)
    for name in names:
        data = archive.part(name) or b""
        if _DOCTYPE.search(data):
            raise UnreadableReport(_UNSAFE)
        count.add(data)
    return count.unvalued


class _Count:
    """Counts cells and merged areas over all parts."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.cells = self.merged = 0
        self.unvalued = False

    def add(self, data: bytes) -> None:
        from lxml import etree

        tags = ("{*}c", "{*}mergeCell", "{*}row", "{*}col")
        try:
            parsing = etree.iterparse(
                BytesIO(data), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
            for _, element in parsing:
                self._count(element)
        except etree.XMLSyntaxError:  # what is not XML is not a sheet either
            return

    def _count(self, element: etree._Element) -> None:
        match etree_name(element):
            case "c":
                self.cells += 1
                self.unvalued = self.unvalued or _is_unvalued(element)
                element.clear()
            case "mergeCell":
                self.merged += _area(element.get("ref", ""))
        if self.cells > self.most:
            raise UnreadableReport(f"单元格过多（超过 {self.most} 个） / more than {self.most} cells")
        if self.merged > MAX_MERGED:
            raise UnreadableReport(_TOO_WIDE)


def etree_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _is_unvalued(cell: etree._Element) -> bool:
    """Tell whether a cell has a formula that no program has computed."""
    children = {etree_name(child): child for child in cell}
    value = children.get("v")
    computed = value is not None and (value.text or cell.get("t") == "str")
    return "f" in children and not computed


def _area(reference: str) -> int:
    match = _RANGE.fullmatch(reference)
    if not match:
        return 0
    left, top, right, bottom = match.groups()
    if right is None:
        return 1
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
