"""How much of a stranger's file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from gouji.errors import UnreadableReport

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one file may hold or take; beyond a limit it is unreadable, with the limit as the reason.

    `file_bytes` size of any file · `text_bytes` size of text, web pages and packages (docx, xlsx, ofd), and of what old
    office files become when converted · `unpacked_bytes` size of a package's contents together, `part_bytes` of one part,
    `parts` their number, `unpack_ratio` how many times larger than packed a part over 10 MB may be · `pages` of a PDF or
    OFD file · `cells` of all tables · `depth` of elements inside one another (Word documents: never more than 60) ·
    `characters` of a PDF or OFD file, `page_characters` and `page_drawings` (text, lines, pictures) of one of its pages ·
    `lines` of a text · `tags` of a web page or of a part of a Word document · `seconds` of processor time for reading and
    binding one file, `rule_seconds` for one rule on one report, `writer_seconds` for what a writer does with one report; what
    waits is cut off after ten times as long ·
    `memory_bytes` that a working process may hold.

    >>> Limits(pages=10).pages
    10
    """

    file_bytes: int = 100_000_000
    text_bytes: int = 50_000_000
    unpacked_bytes: int = 200_000_000
    part_bytes: int = 64_000_000
    parts: int = 20_000
    unpack_ratio: int = 200
    pages: int = 300
    cells: int = 100_000
    depth: int = 300
    characters: int = 2_000_000
    page_characters: int = 50_000
    page_drawings: int = 50_000
    lines: int = 500_000
    tags: int = 1_000_000
    seconds: float = 300.0
    rule_seconds: float = 10.0
    writer_seconds: float = 30.0
    memory_bytes: int = 4_000_000_000

    def check_text_bytes(self, size: int) -> None:
        """Raise UnreadableReport where a text, web page or package is too large."""
        if size > self.text_bytes:
            raise UnreadableReport(larger_than(self.text_bytes))


def larger_than(limit: int) -> str:
    """Return the reason why a file of more than so many bytes is refused."""
    return f"文件过大（超过 {limit / _MILLION:g} MB） / the file is larger than {limit / _MILLION:g} MB"
