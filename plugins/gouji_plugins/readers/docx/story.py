"""The body of a document read in order: paragraphs, headings, tables, text boxes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from gouji import Block, Grid, Heading, Limits, Paragraph, UnreadableReport
from gouji_plugins.readers.docx import names
from gouji_plugins.readers.docx.merges import RawTable, grid_of, rows_of
from gouji_plugins.readers.docx.names import PPR, TBL, VAL, P, first, parts_of, w
from gouji_plugins.readers.docx.numbering import Numbering
from gouji_plugins.readers.docx.package import Package
from gouji_plugins.readers.docx.revisions import remove_unseen, take_text_boxes
from gouji_plugins.readers.docx.styles import Styles, outline_level

_DEEPEST = 60

_TEXT = frozenset(
    {names.T, names.TAB, names.PTAB, names.BR, names.CR, names.NO_BREAK_HYPHEN, names.SYM, names.MATH_TEXT}
)
_PLACE, _LIFT, _RSTYLE = w("vertAlign"), w("position"), w("rStyle")
_LEAST_LIFT = 4
"""Half points by which a mark is lifted above the line."""
_PSTYLE, _NUM_PR, _OUTLINE = w("pStyle"), w("numPr"), w("outlineLvl")
_CHAR, _INSTRUCTION = w("char"), w("instrText")
_PICTURES = (w("drawing"), w("pict"), w("object"), w("fldChar"), w("fldSimple"), w("sym"))
"""What a cell may show without words of its own."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_BESIDE = {"superscript": _RAISED, "subscript": _LOWERED}
_PROPERTIES = frozenset({PPR, names.TCPR, names.TRPR, w("tblPr"), w("tblGrid"), w("sectPr"), w("sdtPr"), w("sdtEndPr")})
_PRIVATE_USE = range(0xE000, 0xF900)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_LONGEST_HEADING = 120


_OBJECT, _CHUNK = "{urn:schemas-microsoft-com:office:office}OLEObject", w("altChunk")
_PROGRAMS = ("Excel.", "Word.", "ET.", "WPS.", "KET.", "KWPS.", "Package", "AcroExch.", "Acrobat.")
"""What shows tables within a document, and not only an equation."""
_EMBEDS = "文件内嵌的表格或文件没有读取：{0} / sheets or files shown within the file were not read: {0}"
_STRUCK_OUT = "文件中有划去的文字，未读取 / words that are struck out were left out"


def read_story(package: Package) -> Read:
    """Return what a document's body says, and what of it may not have been read."""
    styles = Styles.of(package.beside("styles.xml"))
    body = package.document().find(w("body"))
    if body is None:
        return Read()
    looks = styles.looks()
    struck = remove_unseen(body, looks)
    numbering = Numbering.of(package.beside("numbering.xml"))
    boxes = take_text_boxes(body)
    lacking = set(struck.cells).union(*map(_pictured, (body, *(box for held in boxes.values() for box in held))))
    story = _Story(styles, numbering, boxes, package.limits, lacking, set(filter(_shows_more, lacking)), looks.raised)
    embedded = tuple(dict.fromkeys(_embedded(body)))
    doubts = (*(_STRUCK_OUT,) * struck.any, *(_EMBEDS.format(", ".join(embedded)),) * bool(embedded))
    return Read(tuple(story.blocks(body, 0)), doubts, embedded)


def _embedded(body: etree._Element) -> Iterator[str]:
    """Name the sheets and files that are shown within a document and whose words stand elsewhere."""
    for element in body.iter(_OBJECT, _CHUNK):
        program = element.get("ProgID") or ""
        if element.tag == _CHUNK or program.startswith(_PROGRAMS):
            yield program or "altChunk"


def _pictured(root: etree._Element) -> set[etree._Element]:
    """Return the cells with a picture or a field."""
    return {cell for shown in root.iter(*_PICTURES) for cell in shown.iterancestors(names.TC)}


@dataclass(frozen=True, slots=True)
class Read:
    """The blocks of a document, what may not have been read, and what it shows of other files."""

    blocks: tuple[Block, ...] = ()
    doubts: tuple[str, ...] = ()
    embedded: tuple[str, ...] = ()


@dataclass(slots=True)
class _Story:
    styles: Styles
    numbering: Numbering
    boxes: dict[etree._Element, list[etree._Element]]
    limits: Limits
    lacking: set[etree._Element]
    """Cells that show more than words, or of which some were left out."""
    doubtful: Collection[etree._Element]
    """Cells in whose words something else is drawn."""
    raised: frozenset[str]
    """Styles of type that is raised."""
    tables: int = 0
    cells: int = 0
    levels: dict[str | None, int] = field(default_factory=dict)

    def blocks(self, container: etree._Element, depth: int) -> Iterator[Block]:
        """Yield the blocks of a container; wrappers that say nothing of themselves are looked through."""
        if depth > min(self.limits.depth, _DEEPEST):
            raise UnreadableReport("文件嵌套过深 / the file is nested too deeply")
        for child in container:
            name = child.tag
            if name == P:
                yield from self._paragraph(child, depth)
            elif name == TBL:
                yield from self._table(child, depth)
            elif isinstance(name, str) and name not in _PROPERTIES:
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> Iterator[Block]:
        level, number = self._marks(parts_of(first(paragraph, PPR)))
        lines = [" ".join(line.split()) for line in self._text_of(paragraph).split("\n")]
        lines = [line for line in lines if line]
        if number and not lines and _is_in_cell(paragraph):
            yield Paragraph(number.strip())
        for index, line in enumerate(lines):
            text = f"{number}{line}" if index == 0 else line
            yield Heading(text, level) if level and len(text) <= _LONGEST_HEADING else Paragraph(text)
        for box in self.boxes.get(paragraph, ()):
            yield from self.blocks(box, depth + 1)

    def _marks(self, said: Mapping[object, etree._Element]) -> tuple[int, str]:
        """Return a paragraph's heading level and its automatic number, from its properties by name."""
        if not said:
            return 0, ""
        element, outline, own = map(said.get, (_PSTYLE, _OUTLINE, _NUM_PR))
        style = None if element is None else element.get(VAL)
        level = self._level(style) if outline is None else outline_level(outline)
        inherited = self.styles.numbering(style) if style else None
        numbering = inherited if own is None or (own.find(w("numId")) is None and inherited is not None) else own
        return level, "" if numbering is None else self.numbering.next(numbering)

    def _level(self, style: str | None) -> int:
        if style not in self.levels:
            self.levels[style] = self.styles.level(style)
        return self.levels[style]

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        rows = rows_of(table)
        self.cells += sum(len(row.cells) for row in rows)
        if self.cells > self.limits.cells:
            most = self.limits.cells
            raise UnreadableReport(f"单元格过多（超过 {most} 个） / more than {most} table cells")
        if max((len(row.cells) for row in rows), default=0) <= 1:
            for row in rows:
                for cell in row.cells:
                    yield from self.blocks(cell, depth + 1)
            return
        self.tables += 1
        number = self.tables
        inner: list[Grid] = []
        texts = [[self._cell(cell, depth, inner) for cell in row.cells] for row in rows]
        yield grid_of(RawTable(rows, texts, self.lacking, self.doubtful), number)
        yield from inner

    def _cell(self, cell: etree._Element, depth: int, inner: list[Grid]) -> str:
        """Return a cell's lines; tables inside it are tables of their own, which the cell then is `lacking`."""
        lines = []
        for block in self.blocks(cell, depth + 1):
            if isinstance(block, Grid):
                inner.append(block)
                self.lacking.add(cell)
            else:
                lines.append(block.text)
        return "\n".join(lines)

    def _text_of(self, paragraph: etree._Element) -> str:
        pieces: list[str] = []
        for node in paragraph.iter():
            tag = node.tag
            if tag not in _TEXT:
                continue
            if tag == names.T or tag == names.MATH_TEXT:
                text = node.text or ""
                is_beside = text.isdecimal() and any(map(str.strip, pieces))
                pieces.append(text.translate(self._marks_of(node)) if is_beside else text)
            elif tag in (names.TAB, names.PTAB):
                parent = node.getparent()
                pieces.append("" if parent is not None and parent.tag == names.TABS else " ")
            elif tag == names.SYM:
                pieces.append(_symbol(node.get(_CHAR)))
            else:
                pieces.append("-" if tag == names.NO_BREAK_HYPHEN else "\n")
        return "".join(pieces).translate(_INVISIBLE)

    def _marks_of(self, node: etree._Element) -> dict[int, int]:
        """Return what raised or lowered digits are written as, nothing for those that stand on the line."""
        run = node.getparent()
        said = {} if run is None else parts_of(first(run, names.RPR))
        place, lift, style = map(said.get, (_PLACE, _LIFT, _RSTYLE))
        if place is not None:
            return _BESIDE.get(place.get(VAL) or "", {})
        height = "" if lift is None else lift.get(VAL) or ""
        is_lifted = height.isdecimal() and int(height[:4]) >= _LEAST_LIFT
        return _RAISED if is_lifted or (style is not None and style.get(VAL) in self.raised) else {}


def _shows_more(cell: etree._Element) -> bool:
    """Tell whether a field draws in a cell, or a sign stands there of which only its font knows what it looks like."""
    draws = any((field.text or "").split()[:1] in (["EQ"], ["SYMBOL"]) for field in cell.iter(_INSTRUCTION))
    return draws or any(not _symbol(sign.get(_CHAR)) for sign in cell.iter(names.SYM))


def _is_in_cell(paragraph: etree._Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag == names.TC


def _symbol(code: str | None) -> str:
    """Return a symbol's character, unless only its font knows what it looks like."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    return chr(number) if 32 <= number < 0xD800 and number not in _PRIVATE_USE else ""
