"""ZIP archives from strangers: opened within limits, their parts read as bytes or as XML without entities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.errors import UnreadableReport
from gouji.limits import Limits

if TYPE_CHECKING:
    from zipfile import ZipFile

    from lxml import etree

_SMALL = 10_000_000
_ENCRYPTED = 0x1
_DOCTYPE = re.compile(rb"<!DOCTYPE|<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E|<!ENTITY")
_DAMAGED = "文件不完整或已损坏 / the file is cut off or damaged"
_LOCKED = "文件已加密 / the file is encrypted"
_TOO_LARGE = "文件解压后过大 / the file is too large when unpacked"
_UNSAFE = "文件含有不安全的 XML / the file holds unsafe XML"


@dataclass(slots=True)
class Archive:
    """An opened archive; all reading together stays within the limits, however often a part is asked for.

    >>> from io import BytesIO
    >>> from zipfile import ZipFile
    >>> data = BytesIO()
    >>> with ZipFile(data, "w") as made:
    ...     made.writestr("a.xml", "<a/>")
    >>> archive = open_archive(data.getvalue(), Limits())
    >>> archive.xml("a.xml").tag, archive.part("b.xml")
    ('a', None)
    """

    zip: ZipFile
    names: frozenset[str]
    limits: Limits
    used: int = 0

    def part(self, name: str) -> bytes | None:
        """Return a part's bytes, None where there is no such part; UnreadableReport where it is damaged or too large."""
        if name not in self.names:
            return None
        try:
            with self.zip.open(name) as stream:
                data = stream.read(self.limits.part_bytes + 1)
        except Exception as error:  # zipfile and its decompressors raise errors of a dozen kinds
            raise UnreadableReport(_DAMAGED) from error
        self.used += len(data)
        if len(data) > self.limits.part_bytes or self.used > self.limits.unpacked_bytes:
            raise UnreadableReport(_TOO_LARGE)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """Return the root of an XML part, None where there is no such part; one with a document type is refused."""
        data = self.part(name)
        if data is None:
            return None
        if _DOCTYPE.search(data):
            raise UnreadableReport(_UNSAFE)
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            return etree.fromstring(data, parser)
        except (etree.LxmlError, ValueError) as error:
            raise UnreadableReport(_DAMAGED) from error


def open_archive(data: bytes, limits: Limits) -> Archive:
    """Open a ZIP archive; UnreadableReport where it is damaged, encrypted, too large or a bomb.

    >>> open_archive(b"no archive", Limits())
    Traceback (most recent call last):
        ...
    gouji.errors.UnreadableReport: 文件不完整或已损坏 / the file is cut off or damaged
    """
    from io import BytesIO
    from zipfile import ZipFile

    limits.check_text_bytes(len(data))
    try:
        archive = ZipFile(BytesIO(data))
        infos = archive.infolist()
    except Exception as error:  # zipfile raises errors of several kinds on damaged directories
        raise UnreadableReport(_DAMAGED) from error
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise UnreadableReport(_LOCKED)
    ratio = limits.unpack_ratio
    is_bomb = any(info.file_size > _SMALL and info.file_size > ratio * info.compress_size for info in infos)
    if is_bomb or len(infos) > limits.parts or sum(info.file_size for info in infos) > limits.unpacked_bytes:
        raise UnreadableReport(_TOO_LARGE)
    return Archive(archive, frozenset(info.filename for info in infos), limits)
